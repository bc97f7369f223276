"""Where a handshake broke: the hop, the step and the leg, from the facts alone."""

from __future__ import annotations

from tlswhy.model.attempt import TUNNELS
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Leg, Step
from tlswhy.model.facts.certificate import CertificateProblem, ChainGiven, LeafSeen
from tlswhy.model.facts.context import Route
from tlswhy.model.facts.network import (
    Connected,
    HttpAnswered,
    NotConnected,
    NotResolved,
    Passed,
)
from tlswhy.model.facts.tls import (
    AlertSeen,
    CertificateRequested,
    Established,
    KeyExchangeSeen,
    ServerHelloSeen,
)

STEPS: dict[str, Step] = {
    **dict.fromkeys(TUNNELS, Step.PROXY),
    "proxy-protocol": Step.PRE,
    "starttls": Step.PRE,
    "http": Step.APPLICATION,
    "plain-http": Step.APPLICATION,
    "listen": Step.APPLICATION,
}


def where(case: Case) -> tuple[int, Step]:
    """The first hop that did not do its work, and how far it came."""
    if case.last(ChainGiven) is not None:
        return 0, Step.CERTIFICATE
    if case.last(Connected) is None:
        return 0, _before_tcp(case)
    for index, kind in enumerate(_kinds(case)):
        if kind in ("tcp", "udp"):
            continue
        problems = [p for p in case.all(CertificateProblem, hop=index) if p.fatal]
        passed = case.last(Passed, hop=index)
        if kind == "tls" and passed is not None and problems:
            return index, Step.CERTIFICATE
        if passed is None and not case.late_alerts:
            return index, STEPS.get(kind) or _in_tls(case, index)
    return case.target_hop, _after(case)


def leg_of(case: Case, hop: int) -> Leg:
    """Between whom a hop is spoken: the last tunnel opens the way to the target."""
    kinds = _kinds(case)
    tunnels = [i for i, kind in enumerate(kinds) if kind in TUNNELS]
    if not tunnels or hop > tunnels[-1]:
        return Leg.CLIENT_ORIGIN
    return Leg.CLIENT_PROXY if hop <= tunnels[0] else Leg.PROXY_PROXY


def opens_last(case: Case) -> int | None:
    """The hop of the last tunnel on the route: what stands behind it is the target's. None without
    a proxy."""
    return max((i for i, kind in enumerate(_kinds(case)) if kind in TUNNELS), default=None)


def _kinds(case: Case) -> list[str]:
    route = case.last(Route)
    return [hop.partition(" ")[0] for hop in route.hops] if route else []


def _before_tcp(case: Case) -> Step:
    if case.last(NotResolved) is not None:
        return Step.DNS
    return Step.TCP if case.last(NotConnected) is not None else Step.START


def _in_tls(case: Case, hop: int) -> Step:
    alert = case.last(AlertSeen, hop=hop)
    requested = case.last(CertificateRequested, hop=hop)
    if case.last(Established, hop=hop) is not None:
        return Step.APPLICATION
    if requested is not None and (requested.answered is not None or alert is not None):
        return Step.CLIENT_CERTIFICATE
    if case.last(KeyExchangeSeen, hop=hop) is not None:
        return Step.KEY_EXCHANGE
    if case.last(LeafSeen, hop=hop) is not None:
        return Step.CERTIFICATE
    chosen = case.last(ServerHelloSeen, hop=hop)
    return Step.CLIENT_HELLO if chosen is None or chosen.retry else Step.SERVER_HELLO


def _after(case: Case) -> Step:
    if case.late_alerts:
        requested = case.last(CertificateRequested, hop=case.target_hop)
        return Step.CLIENT_CERTIFICATE if requested is not None else Step.APPLICATION
    return Step.APPLICATION if case.last(HttpAnswered) is not None else Step.NONE
