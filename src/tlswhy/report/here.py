"""What was seen on this machine, for people: a section of a report, or a page of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from tlswhy.model.case import Case
from tlswhy.model.facts import Fact
from tlswhy.model.facts.machine import (
    ENVIRONMENT,
    AtOdds,
    FilesRead,
    Here,
    NotRead,
    SettingSeen,
    StoreSeen,
)
from tlswhy.model.facts.words import Sign
from tlswhy.report.sheet import Sheet, clean

MOST = 12  # lines of a section
MOST_FILES = 60  # that the page names

KINDS = (SettingSeen, StoreSeen, NotRead, AtOdds)


class Line(Struct, frozen=True):
    """One thing that was seen. who: the program, or several. where: the file and line.
    matters: it may well have to do with a failure."""

    who: str
    says: str
    where: str
    matters: bool

    @property
    def text(self) -> str:
        """All of it."""
        return f"{self.who}: {self.says}" + (f" ({self.where})" if self.where else "")


class Seen(Struct, frozen=True):
    """A section. lines: those that matter first. left: how many more there are."""

    lines: tuple[Line, ...]
    left: int
    files: int


def seen(case: Case) -> Seen | None:
    """What stands in the report of a text; None when this machine was not looked at."""
    read = case.last(FilesRead)
    if read is None:
        return None
    programs = {one.value for one in case.all(Here) if one.what is Sign.PROGRAM}
    facts = [fact for fact in case.facts if isinstance(fact, KINDS)]
    ranked = sorted(facts, key=lambda fact: _rank(fact, programs))
    first = [fact for fact in ranked if _rank(fact, programs) < 4]
    lines = tuple(lines_of(first))[:MOST]
    everything = tuple(lines_of(ranked))
    return Seen(lines, len(everything) - len(lines), len(read.files))


def lines_of(facts: Sequence[Fact]) -> Iterator[Line]:
    """A line for each, and one for the programs that read the same store."""
    readers: dict[StoreSeen, list[str]] = {}
    for fact in facts:
        if isinstance(fact, StoreSeen):
            readers.setdefault(_same(fact), []).append(_reader(fact))
    for fact in facts:
        if isinstance(fact, StoreSeen):
            who = readers.pop(_same(fact), None)
            if who is not None:
                yield Line(", ".join(dict.fromkeys(who)), _same(fact).says, "", bool(fact.note))
        elif isinstance(fact, SettingSeen):
            yield Line(fact.program, fact.says, _where(fact), bool(fact.note or fact.strict))
        elif isinstance(fact, AtOdds):
            yield Line(fact.program, fact.says, _where(fact), matters=True)
        elif isinstance(fact, NotRead):
            yield Line(fact.program, fact.says, "", matters=False)


def render(case: Case, *, width: int, colour: bool = False, ascii: bool = False) -> str:  # noqa: A002 - Python's own word for it
    """The page of `explain --here` without a text."""
    sheet = Sheet(width, colour=colour, ascii=ascii)
    read = case.last(FilesRead)
    files = read.files if read else ()
    odds = list(lines_of(case.all(AtOdds)))
    sheet.text(f"{len(odds) or 'nothing'} at odds; {_count(files)} read, nothing sent or changed")
    _part(sheet, "At odds", odds)
    settings = list(lines_of(case.all(SettingSeen)))
    _part(sheet, "Settings", settings)
    _part(sheet, "Trust stores", list(lines_of(case.all(StoreSeen))))
    _part(sheet, "Not read", list(lines_of(case.all(NotRead))))
    if files:
        sheet.heading("Read")
        more = f" and {len(files) - MOST_FILES} more" if len(files) > MOST_FILES else ""
        sheet.text(clean(", ".join(files[:MOST_FILES]) + more, 4000), lead="  ", style="dim")
    return str(sheet)


def _part(sheet: Sheet, heading: str, lines: Sequence[Line]) -> None:
    if lines:
        sheet.heading(heading)
    for line in lines:
        sheet.text(clean(line.text, 600), lead="  - ", style="yellow" if line.matters else "")


def _rank(fact: Fact, programs: set[str]) -> int:
    """0 contradictions of the program in question, … 4 what has nothing to do with it."""
    program = getattr(fact, "program", "")
    own = program in programs
    if isinstance(fact, AtOdds):
        return 0 if own or program in ("shell", "os", "clock") else 2
    if isinstance(fact, SettingSeen) and (fact.note or fact.strict):
        return 1 if own else 2
    if isinstance(fact, StoreSeen) and (fact.contains or fact.anchors == 0):
        return 2 if own or program == "os" else 4
    return 3 if own or (program == "shell" and not isinstance(fact, NotRead)) else 4


def _same(store: StoreSeen) -> StoreSeen:
    """Without who reads it."""
    return StoreSeen(
        seen=store.seen,
        program="",
        adds=store.adds,
        anchors=store.anchors,
        contains=store.contains,
        issuer=store.issuer,
        has_issuer=store.has_issuer,
        dated=store.dated,
        note=store.note,
    )


def _reader(store: StoreSeen) -> str:
    return f"{store.program} ({store.used_by})" if store.used_by else store.program


def _where(fact: Fact) -> str:
    if not fact.seen.source or fact.seen.source == ENVIRONMENT:
        return fact.seen.source
    return fact.seen.source + (f" line {fact.seen.line}" if fact.seen.line is not None else "")


def _count(files: Sequence[str]) -> str:
    return f"{len(files)} file{'' if len(files) == 1 else 's'}"
