"""What clients hold against a chain: every problem of the path that comes nearest to being good.

Theory of operation: all paths from the leaf are searched (`paths`), each is checked to its
end, and the one with the fewest fatal problems is the one to blame. Fatal is what OpenSSL 3
refuses at security level 2 with partial chains allowed, which is how Python and curl use it
on Debian. OpenSSL takes one path and does not look back, so it may refuse a chain that has
nothing fatal here; then `Judgement.elsewhere` has what is wrong with the paths beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from tlswhy.pki import dn
from tlswhy.pki.certificate import Certificate, Unreadable
from tlswhy.pki.checks import Problem
from tlswhy.pki.stores import Store
from tlswhy.pki.verdicts import Judged, assess

__all__ = ["Flight", "Judgement", "Problem", "judge"]

MOST_ELSEWHERE = 16


class Flight(Struct, frozen=True):
    """What is to be said about the certificates as sent, whether or not it matters.

    count: how many were sent.
    order_wrong: some certificate of the path was not sent directly behind the one it signed,
        although RFC 8446 section 4.4.2 asks for it; a wrong order harms old clients only.
    unrelated: positions of those that nothing on the way up from the leaf names as its issuer.
    repeated: positions of those sent before.
    root_sent: a certificate that is its own issuer was sent behind the leaf.
    """

    count: int
    order_wrong: bool
    unrelated: tuple[int, ...]
    repeated: tuple[int, ...]
    root_sent: bool


class Judgement(Struct, frozen=True):
    """All that is known about a chain at one time, for one host, with one set of anchors.

    certificates: in the order sent. path: the leaf first; empty if there is no readable leaf.
    links: whether the next certificate of the path signed this one (None: not checkable).
    anchored_in: the name of the store that has the end of the path, "" without one.
    problems: of the path, its fatal ones first, then by position.
    elsewhere: fatal problems that only other paths have, at most `MOST_ELSEWHERE`; their
        index counts in those paths.
    extra: facts about the flight.
    limit: "" or the bound that ended the search for paths.
    """

    certificates: tuple[Certificate | Unreadable, ...]
    path: tuple[Certificate, ...]
    links: tuple[bool | None, ...]
    anchored: bool
    anchored_in: str
    problems: tuple[Problem, ...]
    elsewhere: tuple[Problem, ...]
    extra: Flight
    limit: str

    @property
    def fatal(self) -> tuple[Problem, ...]:
        """The problems for which OpenSSL refuses the chain."""
        return tuple(problem for problem in self.problems if problem.fatal)

    @property
    def strict(self) -> tuple[Problem, ...]:
        """The problems for which other clients refuse it, and OpenSSL does not."""
        held = (problem for problem in self.problems if not problem.fatal)
        return tuple(problem for problem in held if problem.refused_by)


def judge(
    chain: Sequence[bytes], *, host: str, at: datetime, trust: Store, public: Store | None = None
) -> Judgement:
    """Say what is wrong with a chain.

    Pure: the same arguments give the same answer. To ask "what if", call it again with
    another argument; certificates and signatures of the last calls are kept.

    Args:
        chain: the certificates as sent, each in DER.
        host: the DNS name or address the client asked for; "" skips the check of names.
        at: the time to judge at, with a time zone.
        trust: the anchors of the client. public: those of public clients, to tell a private
            issuer from one the client merely lacks.
    """
    found = assess(chain, host=host, at=at, stores=(trust,), public=public)
    if not found.paths:
        flight = Flight(len(chain), False, (), (), False)
        return Judgement(found.certificates, (), (), False, "", found.flight, (), flight, "")
    best = min(found.paths, key=_blame)
    problems = [*best.problems, *found.flight]
    problems.sort(key=lambda problem: (not problem.fatal, problem.index))
    path = best.path
    return Judgement(
        certificates=found.certificates,
        path=path.certificates,
        links=path.links,
        anchored=path.anchored,
        anchored_in=next(iter(path.stores), ""),
        problems=tuple(problems),
        elsewhere=_elsewhere(found.paths, problems),
        extra=_flight(len(chain), found.certificates, path.certificates),
        limit=found.limit,
    )


def _blame(judged: Judged) -> tuple[int, bool, int, int]:
    fatal = sum(problem.fatal for problem in judged.problems)
    path = judged.path
    return fatal, not path.anchored, len(path.certificates), len(judged.problems)


def _elsewhere(judged: tuple[Judged, ...], here: list[Problem]) -> tuple[Problem, ...]:
    known = {(problem.code, problem.subject, problem.says) for problem in here}
    found: dict[tuple[str, str, str], Problem] = {}
    for one in judged:
        for problem in one.problems:
            key = (problem.code, problem.subject, problem.says)
            if problem.fatal and key not in known:
                found.setdefault(key, problem)
    return tuple(found.values())[:MOST_ELSEWHERE]


def _flight(
    count: int, read: tuple[Certificate | Unreadable, ...], path: tuple[Certificate, ...]
) -> Flight:
    sent = {index: one for index, one in enumerate(read) if isinstance(one, Certificate)}
    place: dict[str, int] = {}
    for index, one in sent.items():
        place.setdefault(one.sha256, index)
    steps = [place[one.sha256] for one in path if one.sha256 in place]
    related = _named_upwards(tuple(sent.values()))
    return Flight(
        count=count,
        order_wrong=steps != list(range(len(steps))),
        unrelated=tuple(index for index, one in sent.items() if one.sha256 not in related),
        repeated=tuple(index for index, one in sent.items() if place[one.sha256] != index),
        root_sent=any(one.self_issued for index, one in sent.items() if index),
    )


def _named_upwards(sent: tuple[Certificate, ...]) -> set[str]:
    """The leaf, and every certificate that another of them names as its issuer."""
    subjects: dict[dn.Canonical, list[Certificate]] = {}
    for one in sent:
        subjects.setdefault(dn.canonical(one.subject_der), []).append(one)
    found: set[str] = set()
    waiting = [sent[0]]
    while waiting:
        one = waiting.pop()
        if one.sha256 not in found:
            found.add(one.sha256)
            waiting += subjects.get(dn.canonical(one.issuer_der), [])
    return found
