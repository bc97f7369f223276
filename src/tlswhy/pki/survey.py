"""One chain for every client with the roots it really has, and what single change would cure it.

Theory of operation: the chain is assessed once with the anchors of all stores together
(`verdicts.assess`), then each client is asked with its own. A cure is one change of the question
(another time, an anchor more, other certificates sent, another name); it is proved by asking all
clients again, and named only if some client then takes what it refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from msgspec import Struct, structs

from tlswhy.pki import roots
from tlswhy.pki.certificate import Certificate
from tlswhy.pki.clients import BY_KEY, CLIENTS, Client
from tlswhy.pki.stores import Store
from tlswhy.pki.verdicts import NAMES, Assessment, Judged, Verdict, assess, verdict

ENDS = frozenset({"untrusted-root", "issuer-unknown", "intermediate-missing", "self-signed-leaf"})
"""Kinds of problems with the end of a path that no store has."""

MOST_FLIGHTS = 8
"""Other flights that are tried."""


class Question(Struct, frozen=True):
    """What is asked about a chain.

    chain: as sent, each in DER, the leaf first. host: the name or address asked for, "" for any.
    at: the time. system: the anchors of the machine. own: those that the user adds to every
    client. known: further certificates that could be sent: from the user's files, or fetched.
    """

    chain: tuple[bytes, ...]
    host: str
    at: datetime
    system: Store
    own: Store
    known: tuple[Certificate, ...] = ()


class Cure(Struct, frozen=True):
    """One change that makes clients take the chain.

    what: `time`, `anchor`, `name` or `flight`. says: the change, as a sentence without its end.
    cured: the keys of the clients that refused the chain and then take it. left: of those that
    still refuse it. flight: for that change, what would be sent.
    """

    what: str
    says: str
    cured: tuple[str, ...]
    left: tuple[str, ...]
    flight: tuple[Certificate, ...] = ()


class Survey(Struct, frozen=True):
    """What every client says.

    verdicts: one for each client, in the order of `clients.CLIENTS`, with its own store.
    window: from when to when all certificates of the best path are within their dates, None
    without such a time. full: what a server should send: the leaf and every certificate between
    it and its root. cures: the one that helps most clients first.
    """

    question: Question
    assessment: Assessment
    verdicts: tuple[Verdict, ...]
    best: Judged | None
    window: tuple[datetime, datetime] | None
    full: tuple[Certificate, ...]
    cures: tuple[Cure, ...]

    @property
    def refusing(self) -> tuple[str, ...]:
        """The keys of the clients that refuse the chain."""
        return tuple(one.client for one in self.verdicts if not one.ok)


def survey(question: Question, *, cures: bool = True) -> Survey:
    """Ask every client, and with `cures` look for what would cure those that refuse. Pure."""
    assessment, said = _asked(question)
    best = _best(assessment, said)
    window = _window(best) if best else None
    made = Survey(question, assessment, said, best, window, _full(best), ())
    return structs.replace(made, cures=_cures(made)) if cures else made


def store_of(client: Client, question: Question) -> Store:
    """The anchors it goes by: of its own list or of the machine, and those of the user."""
    base = roots.public(client.roots) if client.roots else question.system
    return base + question.own if len(question.own) else base


def _asked(question: Question) -> tuple[Assessment, tuple[Verdict, ...]]:
    each = {client.roots: store_of(client, question) for client in CLIENTS}
    assessment = assess(
        question.chain,
        host=question.host,
        at=question.at,
        stores=tuple(each.values()),
        public=roots.everything(),
    )
    said = tuple(verdict(assessment, one, each[one.roots]) for one in CLIENTS)
    return assessment, said


def _best(assessment: Assessment, said: tuple[Verdict, ...]) -> Judged | None:
    """The path that most clients take; of several the one with the fewest problems."""
    if not assessment.paths:
        return None
    refused = {one.client for one in said if not one.ok}

    def order(one: Judged) -> tuple[int, bool, int, int]:
        fatal = sum(bool(p.fatal or set(p.refused_by)) for p in one.problems)
        held = len(one.path.stores)
        return (fatal if refused else -held), not one.path.anchored, fatal, len(one.problems)

    return min(assessment.paths, key=order)


def _window(best: Judged) -> tuple[datetime, datetime] | None:
    begins = max(one.not_before for one in best.path.certificates)
    ends = min(one.not_after for one in best.path.certificates)
    return (begins, ends) if begins < ends else None


def _full(best: Judged | None) -> tuple[Certificate, ...]:
    """A root is not sent (RFC 8446 section 4.4.2); an anchor that is none may be lacking."""
    if best is None:
        return ()
    path = best.path.certificates
    return path[:-1] if len(path) > 1 and path[-1].self_issued else path


def _cures(made: Survey) -> tuple[Cure, ...]:
    refusing = set(made.refusing)
    if not refusing or made.best is None:
        return ()
    found: list[Cure] = []
    for what, says, question, flight in _changes(made):
        left = tuple(one.client for one in _asked(question)[1] if not one.ok)
        cured = tuple(one.key for one in CLIENTS if one.key in refusing - set(left))
        if cured:
            found.append(Cure(what, says, cured, left, flight))
    found.sort(key=lambda cure: (len(cure.left), len(cure.flight)))
    return _without_worse(found)


def _without_worse(found: list[Cure]) -> tuple[Cure, ...]:
    """Of several changes of one kind the first is the best; the others cure no more."""
    kept: dict[str, Cure] = {}
    for cure in found:
        kept.setdefault(cure.what, cure)
    return tuple(kept.values())


_Change = tuple[str, str, Question, tuple[Certificate, ...]]


def _changes(made: Survey) -> Iterator[_Change]:
    question, reasons = made.question, [p for one in made.verdicts for p in one.reasons]
    kinds = {problem.kind for problem in reasons}
    yield from _other_time(made, kinds)
    yield from _other_anchor(made, kinds)
    if kinds & NAMES:
        yield from _other_name(made)
    yield from _other_flight(question)


def _other_time(made: Survey, kinds: set[str]) -> Iterator[_Change]:
    if made.window is None or not kinds & {"expired", "not-yet-valid"}:
        return
    begins, ends = made.window
    middle = begins + (ends - begins) / 2
    says = f"judge at a time between {begins:%Y-%m-%d} and {ends:%Y-%m-%d}"
    yield "time", says, structs.replace(made.question, at=middle), ()


def _other_anchor(made: Survey, kinds: set[str]) -> Iterator[_Change]:
    if not kinds & ENDS or made.best is None:
        return
    for one in _tops(made.assessment):
        own = made.question.own
        added = Store(own.name or "added", own.source, (*own.anchors, one.der))
        says = f"trust {one.name} as a root"
        yield "anchor", says, structs.replace(made.question, own=added), ()


def _tops(assessment: Assessment) -> list[Certificate]:
    """What the paths without an anchor end at, where that is a CA: nobody installs a leaf whose
    issuer is somewhere to be had."""
    ends = {
        one.path.certificates[-1].sha256: one.path.certificates[-1]
        for one in assessment.paths
        if not one.path.anchored
    }
    fit = [one for one in ends.values() if one.self_issued or one.is_ca]
    return fit[:MOST_FLIGHTS]


def _other_name(made: Survey) -> Iterator[_Change]:
    leaf = made.assessment.certificates[0]
    if not isinstance(leaf, Certificate):
        return
    names = [name.replace("*", "www", 1) if name[:2] == "*." else name for name in leaf.names]
    for name in (*names, *leaf.ips)[:3]:
        says = f"connect by the name {name}"
        yield "name", says, structs.replace(made.question, host=name), ()


def _other_flight(question: Question) -> Iterator[_Change]:
    """Each path that there is with all that is known, sent without its root."""
    whole = (*question.chain, *(one.der for one in question.known))
    paths = _asked(structs.replace(question, chain=whole))[0].paths
    anchored = [one for one in paths if one.path.anchored]
    tried: set[tuple[bytes, ...]] = {question.chain}
    for one in anchored[:MOST_FLIGHTS]:
        flight = _full(one)
        ders = tuple(certificate.der for certificate in flight)
        if ders not in tried:
            tried.add(ders)
            says = f"send {', then '.join(certificate.name for certificate in flight)}"
            yield "flight", says, structs.replace(question, chain=ders), flight


def names_of(keys: Sequence[str]) -> str:
    """The names of clients in a sentence."""
    return ", ".join(BY_KEY[key].name for key in keys)
