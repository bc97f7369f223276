"""CONNECT, SOCKS and the settings of proxies, and what all of these causes ask of a case."""

from __future__ import annotations

from msgspec import Struct

from tlswhy.model.attempt import TUNNELS, HopKind, endpoint
from tlswhy.model.case import Case, Trial, What
from tlswhy.model.diagnosis import Verdict
from tlswhy.model.facts import Fact
from tlswhy.model.facts.context import ProxyChosen, Route
from tlswhy.model.facts.network import (
    Declined,
    Ended,
    HttpAnswered,
    Passed,
    SocksAnswered,
    Spoke,
)
from tlswhy.model.facts.tls import ServerHelloSeen

HTTP, SOCKS4, SOCKS5 = HopKind.HTTP_CONNECT, HopKind.SOCKS4, HopKind.SOCKS5
SOCKS = (SOCKS4, SOCKS5)
REJECTED_OR_FAILED = 0x5B  # all that SOCKS 4 has to say, be it a rule or a failure
FORBIDDEN = ("destination_ip_prohibited", "http_request_denied")  # RFC 9209 section 2.3
NOT_ALLOWED = (2, 7, 8)  # by ruleset, command, address type (RFC 1928 section 6)


class Tunnel(Struct, frozen=True):
    """A proxy on the route.

    hop: where the tunnel is asked for. tls: the hop of the TLS with the proxy itself, None when it
    is spoken to in clear. nearest: no other proxy stands before it; experiments change this one.
    beyond: host and port of the next proxy, which the tunnel is for; empty when it is the target.
    """

    hop: int
    kind: str
    peer: str
    tls: int | None
    nearest: bool
    beyond: str


def tunnels(case: Case) -> tuple[Tunnel, ...]:
    """Every proxy on the route, from ours to the target."""
    route = case.last(Route)
    hops = [label.partition(" ") for label in (route.hops if route else ())]
    places = [hop for hop, (kind, _, _) in enumerate(hops) if kind in TUNNELS]
    found: list[Tunnel] = []
    for hop, later in zip(places, [*places[1:], None], strict=False):
        kind, _, peer = hops[hop]
        tls = hop - 1 if hop and hops[hop - 1][0] == "tls" else None
        beyond = hops[later][2] if later is not None else ""
        found.append(Tunnel(hop, kind, peer, tls, not found, beyond))
    return tuple(found)


def shut(case: Case) -> Tunnel | None:
    """The first tunnel that did not open; nothing was said to those behind it."""
    return next((t for t in tunnels(case) if case.last(Passed, hop=t.hop) is None), None)


def wordless(case: Case, hop: int) -> Ended | None:
    """How the peer of a hop left, when it had said nothing."""
    end = case.last(Ended, hop=hop)
    return end if end is not None and not end.received else None


def mute(case: Case, proxy: Tunnel) -> Verdict:
    """How sure it is that a proxy without a word is no other kind of proxy."""
    tried = case.tried(
        *(What.PROXY_AS_HTTP, What.PROXY_AS_HTTPS, What.PROXY_AS_SOCKS5, What.PROXY_AS_SOCKS4)
    )
    if not tried or not proxy.nearest:
        return Verdict.POSSIBLE
    speaks = [t for t in tried if answer_of_proxy(t) or hello_of_proxy(t) or speaks_socks(t)]
    return Verdict.EXCLUDED if speaks else Verdict.LIKELY


def chosen(case: Case, tunnel: Tunnel) -> ProxyChosen | None:
    """Where this proxy comes from."""
    every = case.all(ProxyChosen)
    return next((p for p in every if endpoint(p.host, p.port) == tunnel.peer), None)


def known(*facts: Fact | None) -> tuple[Fact, ...]:
    """Those that are there."""
    return tuple(fact for fact in facts if fact is not None)


def hello_of_proxy(trial: Trial | None) -> ServerHelloSeen | None:
    """What the nearest proxy chose in TLS of its own."""
    near = _nearest(trial)
    if trial is None or near is None or near.tls is None:
        return None
    return trial.case.first(ServerHelloSeen, hop=near.tls)


def answer_of_proxy(trial: Trial | None) -> HttpAnswered | None:
    """What the nearest proxy answered to CONNECT."""
    near = _nearest(trial)
    return trial.case.last(HttpAnswered, hop=near.hop) if trial and near else None


def speaks_socks(trial: Trial | None) -> bool:
    """Whether the nearest proxy answered SOCKS with SOCKS, be it a refusal."""
    near = _nearest(trial)
    if trial is None or near is None or near.kind not in SOCKS:
        return False
    spoken = (trial.case.last(kind, hop=near.hop) for kind in (Passed, Declined))
    return any(spoken) and trial.case.last(Spoke, hop=near.hop) is None


def is_vague(reply: SocksAnswered | None) -> bool:
    """Whether a reply says neither that it is a rule nor that the way on failed."""
    return reply is not None and reply.version == 4 and reply.reply == REJECTED_OR_FAILED


def told_by_socks5(case: Case, proxy: Tunnel) -> tuple[int, str] | None:
    """What the proxy says to the same request by SOCKS 5: the code of the reply, and its words."""
    trial = case.trial(What.PROXY_AS_SOCKS5) if proxy.nearest else None
    if trial is None:
        return None
    if trial.case.last(Passed, hop=proxy.hop) is not None:
        return 0, "it opens the tunnel"
    told = trial.case.last(SocksAnswered, hop=proxy.hop)
    return (told.reply, told.meaning) if told is not None else None


def passes_443(case: Case, proxy: Tunnel) -> Trial | None:
    """The trial in which the same host's port 443 got another answer than a rule's refusal."""
    trial = case.trial(What.PROXY_PORT_443) if not proxy.beyond else None
    if trial is None:
        return None
    answer = trial.case.last(HttpAnswered, hop=proxy.hop)
    reply = trial.case.last(SocksAnswered, hop=proxy.hop)
    if trial.case.last(Passed, hop=proxy.hop) is not None:
        return trial
    if answer is not None:
        return trial if could_not_reach(answer) else None
    another = reply is not None and reply.reply not in NOT_ALLOWED and not is_vague(reply)
    return trial if another else None


def could_not_reach(answer: HttpAnswered) -> bool:
    """Whether this answer to CONNECT is about the way on and not about what is allowed.

    501 and 505 are about the request (RFC 9110 section 15.6), 511 is a portal's (RFC 6585).
    """
    by_rule = proxy_status(answer) in FORBIDDEN or "DENIED" in answer.header("X-Squid-Error")
    return answer.status >= 500 and answer.status not in (501, 505, 511) and not by_rule


def wants_credentials(answer: HttpAnswered) -> bool:
    """Whether this answer to CONNECT asks who the client is.

    tinyproxy 1.11 asks with 407, and answers a wrong password with 401, which is an origin's.
    """
    challenges = answer.status == 401 and bool(answer.header("WWW-Authenticate"))
    return answer.status == 407 or challenges


def proxy_status(answer: HttpAnswered) -> str:
    """The error type in the header Proxy-Status (RFC 9209 section 2.1.1), or empty."""
    for parameter in answer.header("Proxy-Status").split(";"):
        name, _, value = parameter.strip().partition("=")
        if name.lower() == "error":
            return value.partition(",")[0].strip()
    return ""


def answered(tunnel: Tunnel, answer: HttpAnswered) -> str:
    """An answer to CONNECT in words, with what the proxy says about itself and the reason."""
    said = f"the proxy {tunnel.peer} answered CONNECT with {answer.status} {answer.reason}".rstrip()
    details = [
        f"{name}: {answer.header(name)}"
        for name in ("X-Squid-Error", "Proxy-Status", "Server", "Via")
        if answer.header(name)
    ]
    if answer.filter and answer.status != 407 and not answer.header("X-Squid-Error"):
        details.append(f"page of {answer.filter}")
    return f"{said} ({'; '.join(details)})" if details else said


def _nearest(trial: Trial | None) -> Tunnel | None:
    return next(iter(tunnels(trial.case)), None) if trial else None
