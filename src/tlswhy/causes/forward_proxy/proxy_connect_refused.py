"""The proxy does not allow this tunnel.

## What happens
CONNECT is answered with 403, 405, 501 or another refusal, SOCKS 5 with "connection not allowed by
ruleset", SOCKS 4 with "request rejected or failed", which may mean anything. The target never
hears of it. Clients say "Received HTTP code 403 from proxy after CONNECT"; Squid logs
`TCP_DENIED/403 CONNECT`.
## Why
A rule on the proxy: the port is not among those CONNECT may go to (Squid ships with
`SSL_ports 443`), the host or its category is blocked, the client's address may not use the proxy.
In a chain the first proxy has to allow the port of the second.
405 and 501 mean that no tunnels are made at all: perhaps this is a web server and no proxy.
## How we tell
By the proxy's own answer. If the same host's port 443 gets another answer than the refusal, the
rule is about the port.
## Fix
On the proxy, allow the port (`acl SSL_ports port 8443`) or the host. Otherwise publish the
service on 443, or use the proxy that is meant for this target.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.causes.forward_proxy import (
    NOT_ALLOWED,
    Tunnel,
    answered,
    chosen,
    could_not_reach,
    hello_of_proxy,
    is_vague,
    known,
    passes_443,
    shut,
    told_by_socks5,
    wants_credentials,
)
from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.context import Asked
from tlswhy.model.facts.network import HttpAnswered, SocksAnswered

NO_TUNNELS = (404, 405, 501)
UNCLEAR = (400, 408)  # also said about a request that was not understood or came late


def look(case: Case) -> Iterator[Clue]:
    proxy = shut(case)
    refusal = _refusal(case, proxy) if proxy is not None else None
    if proxy is None or refusal is None:
        return
    verdict, because = _read(case, proxy, refusal)
    if verdict is Verdict.LIKELY and hello_of_proxy(case.trial(What.PROXY_AS_HTTPS)) is not None:
        verdict = Verdict.EXCLUDED
        because += "; but the port speaks TLS"
    asked, allowed = case.last(Asked), passes_443(case, proxy)
    if allowed is not None and verdict is Verdict.POSSIBLE and not _is_down(case):
        verdict = Verdict.LIKELY
    if proxy.beyond:
        because += f"; it was asked for the next proxy, {proxy.beyond}"
    elif asked is not None and asked.port != 443:
        because += f"; the target's port is {asked.port}"
    if allowed is not None:
        because += ", and port 443 of the same host is not refused"
    elif case.trial(What.PROXY_PORT_443) is not None and not proxy.beyond:
        because += ", and with port 443 of the same host it is no better"
    yield Clue(
        verdict=verdict,
        because=because,
        evidence=known(refusal, asked, chosen(case, proxy)),
        confirmed_by=allowed,
        remedies=_remedies(refusal),
        hop=proxy.hop,
    )


def ask(case: Case) -> Iterator[Experiment]:
    asked, proxy = case.last(Asked), shut(case)
    last = proxy is not None and not proxy.beyond
    if last and asked is not None and asked.port != 443:
        yield Experiment.of(What.PROXY_PORT_443, "whether the rule is about the port")


def _refusal(case: Case, proxy: Tunnel) -> HttpAnswered | SocksAnswered | None:
    answer, reply = case.last(HttpAnswered, hop=proxy.hop), case.last(SocksAnswered, hop=proxy.hop)
    if answer is not None:
        another = answer.status < 300 or wants_credentials(answer) or could_not_reach(answer)
        another = another or "SOCKS" in answer.filter
        return None if another else answer
    if reply is None:
        return None
    return reply if is_vague(reply) or reply.reply in NOT_ALLOWED else None


def _is_down(case: Case) -> bool:
    direct = case.trial(What.DIRECT)
    return direct is not None and direct.answered is None


def _read(case: Case, proxy: Tunnel, refusal: HttpAnswered | SocksAnswered) -> tuple[Verdict, str]:
    if isinstance(refusal, SocksAnswered):
        because = f"the proxy {proxy.peer} refused the tunnel: {refusal.says}"
        told = told_by_socks5(case, proxy) if is_vague(refusal) else None
        if told is not None:
            verdict = Verdict.CERTAIN if told[0] in NOT_ALLOWED else Verdict.EXCLUDED
            return verdict, f"{because}; asked by SOCKS 5: {told[1]}"
        return Verdict.POSSIBLE if is_vague(refusal) else Verdict.CERTAIN, because
    unclear = refusal.status in UNCLEAR or refusal.status < 400
    return Verdict.LIKELY if unclear else Verdict.CERTAIN, answered(proxy, refusal)


def _remedies(refusal: HttpAnswered | SocksAnswered) -> tuple[Remedy, ...]:
    if isinstance(refusal, HttpAnswered) and refusal.status in NO_TUNNELS:
        return (Remedy.PROXY_ADDRESS, Remedy.PROXY_ALLOW_CONNECT)
    return (Remedy.PROXY_ALLOW_CONNECT,)


CAUSE = Cause(
    acts=Party.FORWARD_PROXY,
    step=Step.PROXY,
    look=look,
    ask=ask,
    remedies=(Remedy.PROXY_ALLOW_CONNECT, Remedy.PROXY_ADDRESS),
    references=("RFC 9110 section 9.3.6", "RFC 1928 section 6", "Squid, SSL_ports"),
    told=Told(
        says={
            "proxy-answered 403": 3.4,
            "proxy-answered 405": 3.2,
            "proxy-answered 400": 1.6,
            "proxy-answered 404": 1.6,
            "proxy-answered 501": 1.6,
            "proxy-answered 451": 2.5,
            "socks-reply 2": 3.2,
            "socks-reply 7": 2,
            "socks-reply 8": 1.6,
            "proxy-answered 409": 1.2,
            "proxy-answered 302": 0.8,
            "proxy-answered 401": 0.6,
            "proxy-answered": 0.5,
        },
        beside={"host internal": -0.3},
        test="CONNECT to port 443 of the same host, or to another host, passes.",
    ),
)
