"""The failures in a log, grouped: one group for each cause, program and peer.

Constant memory: so many groups, so many clients and times of each, so many shapes remembered. Lines
that differ in nothing but times, addresses and numbers of processes have the same shape, and are
judged once. Lines in which these have the same lengths too have one form: their codes stand at the
same places, and need not be looked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import pairwise

from msgspec import Struct, field

from tlswhy.causes import Entry
from tlswhy.engine.told import explain
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Diagnosis
from tlswhy.model.facts import Anchor, Fact
from tlswhy.model.facts.words import Said, Sign
from tlswhy.texts import read_text
from tlswhy.texts.meanings import meaning
from tlswhy.texts.records import Record
from tlswhy.texts.times import time_of

MOST_GROUPS = 2000
MOST_SHAPES = 20_000
MOST_FORMS = 1 << 24  # characters of all of them
MOST_CLIENTS = 5000  # lines of a group of which the client is looked at
TIMES = 64  # of a group, for its period
SAMPLE = 500  # characters of a sample line
FEW = 5  # clients: so few may be monitors
REGULAR = 0.15  # how far gaps may be from their median, as a share of it

# Lines that differ in digits alone say the same, but for numbers that stand for a reason.
DIGITS = b"0123456789"
ANY_DIGIT = bytes.maketrans(DIGITS, b"0" * len(DIGITS))
CODES = re.compile(
    r"(?:number|num=|errno|rror|code|status|alert|reason|reply|version|[(/|\"]|0x| -)[ :=(]{0,2}"
    r"(-?[0-9a-fA-Fx]{1,10})\b"
)
DIGIT = re.compile(r"\d")
PATH = re.compile(r"(https?://[^\s/\"']{1,255})/[^\s\"']*")
# Each branch begins with a letter, and asks behind its word whether that is whole: so the search
# leaps from one of these letters to the next.
PEER = re.compile(
    "|".join(
        (
            r"upstream: \"(?:\w+://)?([^\"/]{1,260})",
            r"CONNECT ([^ \"]{1,260})",
            r"https?://([\w.\-\[\]:]{1,260})",
            *(
                rf"{word}(?<=\b{word})[=:] ?\"?([\w.\-]{{1,260}})"
                for word in ("host", "server", "server_name", "sni", "peer")
            ),
            *(
                rf"{word}(?<=\b{word}) ([\w-]+(?:\.[\w-]+)+(?::\d{{1,5}})?)"
                for word in ("to", "for", "with")
            ),
        )
    )
)
CLIENT = re.compile(
    r"\b(?:client|from|src|remote|peer|clientip|addr|source)\b[=: ]{1,2}\"?\[?(?:[\w.-]+\[)?"
    r"(\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,7})"
    r"|\b(\d{1,3}(?:\.\d{1,3}){3})(?::\d{1,5})"
)


class Form(Struct, frozen=True):
    """Lines that differ in nothing but which digit stands where. words: without digits. codes:
    where the numbers begin and end that stand for a reason."""

    words: bytes
    codes: tuple[slice, ...]


class Kind(Struct, frozen=True):
    """What lines of one shape say. cause: empty when they tell of no failure."""

    diagnosis: Diagnosis
    cause: str
    program: str


class Group(Struct):
    """One kind of failure in a log.

    first, last: when its first and last line were written, UTC. line: number of the first one,
    which is the sample; latest: the last one. clients: how many lines each address has, and times:
    when they were written, of the first so many lines.
    """

    diagnosis: Diagnosis
    peer: str
    sample: str
    line: int
    count: int = 0
    first: datetime | None = None
    last: datetime | None = None
    latest: str = ""
    clients: Counter[str] = field(default_factory=Counter)
    times: list[datetime] = field(default_factory=list)


class Summary(Struct):
    """A log's failures, the most frequent first. unheard: records that spoke of TLS and of which
    nothing was understood. beyond: failures of kinds that were too many to keep apart."""

    groups: tuple[Group, ...]
    failures: int
    unheard: int
    beyond: int


class Grouper:
    """Takes records one at a time, and can say at any time what there was so far."""

    def __init__(self, causes: Mapping[str, Entry], source: str, year: int) -> None:
        self._causes = causes
        self._source = source
        self._year = year
        self._groups: dict[tuple[str, str, str], Group] = {}
        self._shapes: dict[tuple[bytes | str, ...], tuple[Kind, str | None]] = {}
        self._forms: dict[bytes, Form] = {}
        self._size = 0  # of the forms
        self._known: dict[frozenset[str], Kind] = {}
        self.failures = self.unheard = self.beyond = 0

    def add(self, record: Record) -> Group | None:
        """Judge one record. Back comes its group, or None when it tells of no failure."""
        shape = self._shape(record.text)
        known = self._shapes.get(shape)
        if known is None:
            first = _peer(record.text)
            # Without a digit it stands in the shape, and is the same in every line of it.
            known = self._judged(record), None if DIGIT.search(first) else first
            if len(self._shapes) < MOST_SHAPES:
                self._shapes[shape] = known
        kind, peer = known
        if not kind.cause:
            self.unheard += 1
            return None
        self.failures += 1
        return self._counted(record, kind, _peer(record.text) if peer is None else peer)

    def summary(self) -> Summary:
        """What there was, with what only many lines together show."""
        groups = sorted(self._groups.values(), key=lambda group: (-group.count, group.line))
        for group in groups:
            group.last = time_of(group.latest, self._year)
            group.diagnosis = _together(group, self._causes)
        return Summary(tuple(groups), self.failures, self.unheard, self.beyond)

    def _shape(self, text: str) -> tuple[bytes | str, ...]:
        """What two lines share that say the same: no digits, no request, no path, but all codes."""
        text = _without_request(text)
        data = text.encode("utf-8", "surrogatepass")
        key = data.translate(ANY_DIGIT)
        form = self._forms.get(key)
        if form is None:
            form = Form(data.translate(None, DIGITS), _codes(key))
            if self._size > MOST_FORMS:
                self._forms.clear()
                self._size = 0
            self._forms[key] = form
            self._size += len(key)
        return form.words, *[text[code] for code in form.codes]

    def _counted(self, record: Record, kind: Kind, peer: str) -> Group | None:
        key = (kind.cause, kind.program, peer)
        group = self._groups.get(key)
        if group is None:
            if len(self._groups) >= MOST_GROUPS:
                self.beyond += 1
                return None
            group = Group(kind.diagnosis, peer, record.text[:SAMPLE], record.line)
            group.first = time_of(record.text, self._year)
            self._groups[key] = group
        group.count += 1
        group.latest = record.text
        if len(group.times) < TIMES:
            when = time_of(record.text, self._year)
            group.times += [when] if when is not None else []
        if group.count <= MOST_CLIENTS:
            match = CLIENT.search(record.text)
            group.clients.update([match[1] or match[2]] if match else ())
        return group

    def _judged(self, record: Record) -> Kind:
        """What a record says, judged once for all that say the same."""
        facts = read_text(record.text, self._source, line=record.line, remarked=False)
        said = frozenset(fact.key for fact in facts if isinstance(fact, Said))
        kind = self._known.get(said)
        if kind is None:
            diagnosis = explain(Case(facts), self._causes)
            cause = diagnosis.findings[0].cause if diagnosis.findings else ""
            kind = Kind(diagnosis, cause, _program(diagnosis))
            if len(self._known) < MOST_SHAPES:
                self._known[said] = kind
        return kind


def summarise(
    records: Iterable[Record], causes: Mapping[str, Entry], source: str, year: int
) -> Summary:
    """All failures in the records. year: of times that name none."""
    grouper = Grouper(causes, source, year)
    for record in records:
        grouper.add(record)
    return grouper.summary()


def _without_request(text: str) -> str:
    end = text.find(" HTTP/")
    begin = text.rfind('"', 0, end) if end > 0 else -1
    if begin > 0:
        text = text[:begin] + text[end:]
    return "".join(PATH.split(text)) if "://" in text else text


def _codes(form: bytes) -> tuple[slice, ...]:
    text = form.decode("utf-8", "surrogatepass")
    return tuple(slice(*match.span(1)) for match in CODES.finditer(text) if "0" in match[1])


def _peer(text: str) -> str:
    match = PEER.search(text)
    return match[match.lastindex or 0] if match else ""


def _program(diagnosis: Diagnosis) -> str:
    return next((s.program for s in diagnosis.case.all(Said) if s.program), "")


def _together(group: Group, causes: Mapping[str, Entry]) -> Diagnosis:
    """Judged again, with what the lines show together: a fixed period from few addresses."""
    more = tuple(_shown_by(group))
    if not more:
        return group.diagnosis
    return explain(Case((*group.diagnosis.case.facts, *more)), causes)


def _shown_by(group: Group) -> Iterator[Fact]:
    if group.count >= 2 * FEW and 0 < len(group.clients) <= FEW and _periodic(group.times):
        yield Said(
            seen=Anchor(line=group.line),
            what=Sign.PLACE,
            value="periodic",
            quote=f"{group.count} lines from {len(group.clients)} addresses",
            means=f"{meaning(Sign.PLACE, 'lines at a fixed period')}",
        )


def _periodic(times: list[datetime]) -> bool:
    gaps = sorted(b - a for a, b in pairwise(times) if b > a)
    if len(gaps) < FEW:
        return False
    middle = gaps[len(gaps) // 2]
    near = [g for g in gaps if abs(g - middle) <= max(middle * REGULAR, timedelta(seconds=1))]
    return len(near) >= 0.8 * len(gaps)
