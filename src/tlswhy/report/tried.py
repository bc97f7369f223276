"""How a trial ended: in one word for programs, in a few for people."""

from __future__ import annotations

from typing import Literal

from tlswhy.model.case import Trial, What
from tlswhy.model.facts import Fact
from tlswhy.model.facts.certificate import CertificateProblem
from tlswhy.model.facts.context import Route
from tlswhy.model.facts.network import (
    Declined,
    Ended,
    HttpAnswered,
    NotConnected,
    NotResolved,
    SocksAnswered,
    Spoke,
)
from tlswhy.model.facts.tls import AlertSeen, BadMessage, OurFault
from tlswhy.wire.codes import AlertDescription, ProtocolVersion

WITHOUT_TLS = (What.PLAIN_HTTP, What.LISTEN)
# The most telling first.
TELLING = (HttpAnswered, SocksAnswered, Spoke, AlertSeen, BadMessage, Declined, Ended, OurFault)


Outcome = Literal["works", "answered", "fails"]


def outcome(trial: Trial) -> Outcome:
    """`works`; `answered` when the target spoke, yet not all is well; else `fails`."""
    if trial.works:
        return "works"
    return "answered" if trial.answered is not None or _spoke(trial) is not None else "fails"


def got(trial: Trial) -> str:
    """What came back, in a few words; empty when it just works."""
    if trial.works:
        return ""
    spoke = _spoke(trial)
    if spoke is not None:
        return short(spoke)
    rest = _trouble(trial)
    if trial.answered is None:
        return rest or "nothing"
    version = str(ProtocolVersion(trial.answered.version))
    hello = "HelloRetryRequest" if trial.answered.retry else f"ServerHello {version}"
    return f"{hello}, then {rest}" if rest else hello


def _spoke(trial: Trial) -> Fact | None:
    """What the target said where no TLS was tried."""
    case = trial.case
    route = case.last(Route)
    if trial.change.what not in WITHOUT_TLS or route is None:
        return None
    last = len(route.hops) - 1
    return case.last(HttpAnswered, hop=last) or case.last(Spoke, hop=last)


def _trouble(trial: Trial) -> str:
    """What stood against it: on the target's hop, or on the way there."""
    case = trial.case
    fatal = [problem for problem in case.all(CertificateProblem) if problem.fatal]
    if fatal:
        return fatal[0].says
    if case.late_alerts:
        return short(case.late_alerts[0])  # the request then ended without an answer
    telling = [fact for fact in case.facts if isinstance(fact, TELLING) and not _opened(fact)]
    if telling:
        # The attempt ended on the farthest hop of which there is anything to tell.
        there = [fact for fact in telling if fact.hop == max(f.hop for f in telling)]
        return short(min(there, key=lambda fact: TELLING.index(type(fact))))
    failed = case.last(NotResolved) or case.last(NotConnected)
    return failed.says if failed is not None else ""


def _opened(fact: Fact) -> bool:
    """A proxy's yes."""
    return isinstance(fact, HttpAnswered) and fact.method == "CONNECT" and fact.status < 300


def short(fact: Fact) -> str:
    """What came, in as few words as will do."""
    match fact:
        case AlertSeen(description=number, ours=ours):
            return f"{'our ' if ours else ''}alert {AlertDescription(number)} ({number})"
        case HttpAnswered(status=status, reason=reason):
            return f"HTTP {status} {reason}".rstrip()
        case SocksAnswered(meaning=meaning):
            return f"SOCKS: {meaning}"
        case Spoke(protocol=protocol):
            return protocol
        case Ended(how=how, after=after):
            return f"silence for {round(after / 1000, 1):g} s" if how == "silence" else how
        case _:
            return fact.says
