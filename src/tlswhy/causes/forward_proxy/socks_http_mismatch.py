"""The proxy speaks SOCKS and is addressed as HTTP, or the other way round, or in another version.

## What happens
A SOCKS proxy reads the `C` of `CONNECT` as version 67 and hangs up ("unknown Socks version: 67",
Tor: "501 Tor is not an HTTP Proxy"). An HTTP proxy reads the greeting 05 01 00 as a bad request:
it answers 400, closes, or waits for the rest of the line. SOCKS 4 and SOCKS 5 are two protocols:
a server of one answers the first byte of the other with 05 FF, with 00 5B, or not at all; Dante
without `socks_v4` only says 00 5B, "rejected or failed".
## Why
The scheme of the proxy's URL or the port is wrong. Programs such as v2ray, clash and ssh -D open
one port for SOCKS and another for HTTP, or only one of the two. `socks://` means SOCKS 4 to one
program and SOCKS 5 to another.
## How we tell
The first bytes of the answer belong to the other protocol, or the same port answers when it is
spoken to in the other one.
## Fix
Use the scheme that fits the port: `socks5h://` (the proxy resolves names) or `http://`; or the
port that fits the scheme.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.causes.forward_proxy import (
    SOCKS,
    SOCKS4,
    Tunnel,
    answer_of_proxy,
    answered,
    chosen,
    hello_of_proxy,
    is_vague,
    known,
    shut,
    speaks_socks,
    wordless,
)
from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.network import HttpAnswered, Passed, SocksAnswered, Spoke

NO_SOCKS = {"http-answer": "HTTP", "html": "HTML", "tls": "TLS"}
VERSIONS = {"socks4": "SOCKS 4", "socks5": "SOCKS 5"}


def look(case: Case) -> Iterator[Clue]:
    proxy = shut(case)
    if proxy is None:
        return
    reply = case.last(SocksAnswered, hop=proxy.hop)
    if reply is not None and is_vague(reply):
        yield _rejected(case, proxy, reply)
    else:
        yield from _not_socks(case, proxy) if proxy.kind in SOCKS else _not_http(case, proxy)


def ask(case: Case) -> Iterator[Experiment]:
    proxy = shut(case)
    if proxy is None or not proxy.nearest:
        return
    if proxy.kind in SOCKS:
        spoke, other = case.last(Spoke, hop=proxy.hop), _other(proxy)
        if case.last(SocksAnswered, hop=proxy.hop) is not None:
            yield Experiment.of(other, "whether the proxy opens the tunnel by SOCKS 5")
            return
        told = spoke is not None and spoke.protocol in NO_SOCKS
        if proxy.kind == SOCKS4 and not told:
            yield Experiment.of(other, "whether the proxy speaks SOCKS 5")
        yield Experiment.of(What.PROXY_AS_HTTP, "whether the proxy's port speaks plain HTTP")
        yield Experiment.of(What.PROXY_AS_HTTPS, "whether the proxy's port speaks TLS")
        if proxy.kind != SOCKS4 and not told:
            yield Experiment.of(other, "whether the proxy speaks SOCKS 4 alone")
    else:
        yield Experiment.of(What.PROXY_AS_SOCKS5, "whether the proxy's port speaks SOCKS")


def _not_http(case: Case, proxy: Tunnel) -> Iterator[Clue]:
    """CONNECT, or the ClientHello for the proxy, was not understood."""
    hop = proxy.hop if proxy.tls is None else proxy.tls
    spoke, end = case.last(Spoke, hop=hop), wordless(case, hop)
    answer = case.last(HttpAnswered, hop=proxy.hop)
    verdict = Verdict.CERTAIN
    if spoke is not None and spoke.protocol in ("socks5", "socks4"):
        because = f"the proxy {proxy.peer} answers in SOCKS: {spoke.excerpt}"
    elif answer is not None and "SOCKS" in answer.filter:
        because = answered(proxy, answer)
    elif end is not None:
        verdict = Verdict.POSSIBLE
        because = f"the proxy {proxy.peer} does not answer as HTTP: {end.says}"
    else:
        return
    trial = case.trial(What.PROXY_AS_SOCKS5) if proxy.nearest else None
    works = speaks_socks(trial)
    if works:
        verdict = Verdict.CERTAIN
        because += "; it answers SOCKS 5"
    elif trial is not None and verdict is Verdict.POSSIBLE:
        verdict = Verdict.EXCLUDED
        because += "; it does not answer SOCKS 5 either"
    yield Clue(
        verdict=verdict,
        because=because,
        evidence=known(spoke, answer, end, chosen(case, proxy)),
        confirmed_by=trial if works else None,
        remedies=(Remedy.PROXY_URL_SOCKS,),
        hop=hop,
    )


def _rejected(case: Case, proxy: Tunnel, reply: SocksAnswered) -> Clue:
    """A refusal in SOCKS 4 may be about the version itself."""
    trial = case.trial(What.PROXY_AS_SOCKS5) if proxy.nearest else None
    opened = trial is not None and trial.case.last(Passed, hop=proxy.hop) is not None
    verdict = Verdict.POSSIBLE if trial is None else Verdict.EXCLUDED
    because = f"the proxy {proxy.peer} refused the tunnel: {reply.says}"
    if opened:
        verdict = Verdict.CERTAIN
        because += "; asked by SOCKS 5 it opens it"
    return Clue(
        verdict=verdict,
        because=because,
        evidence=known(reply, chosen(case, proxy)),
        confirmed_by=trial if opened else None,
        remedies=(Remedy.PROXY_URL_SOCKS,),
        hop=proxy.hop,
    )


def _other(proxy: Tunnel) -> What:
    return What.PROXY_AS_SOCKS5 if proxy.kind == SOCKS4 else What.PROXY_AS_SOCKS4


def _not_socks(case: Case, proxy: Tunnel) -> Iterator[Clue]:
    """What SOCKS says first was not understood."""
    spoke, end = case.last(Spoke, hop=proxy.hop), wordless(case, proxy.hop)
    ours = VERSIONS[proxy.kind]
    other = (Remedy.PROXY_URL_SOCKS if proxy.kind == SOCKS4 else Remedy.PROXY_URL_SOCKS4,)
    remedies: tuple[Remedy, ...] = (Remedy.PROXY_URL_HTTP, Remedy.PROXY_URL_HTTPS)
    verdict = Verdict.CERTAIN
    if spoke is not None and spoke.protocol in {**NO_SOCKS, **VERSIONS}:
        name = {**NO_SOCKS, **VERSIONS}[spoke.protocol]
        because = f"the proxy {proxy.peer} answers {ours} with {name}: {spoke.excerpt}"
        remedies = other if spoke.protocol in VERSIONS else remedies
    elif end is not None:
        verdict = Verdict.POSSIBLE
        because = f"the proxy {proxy.peer} does not answer {ours}: {end.says}"
    else:
        return
    plain, tls = case.trial(What.PROXY_AS_HTTP), case.trial(What.PROXY_AS_HTTPS)
    version = case.trial(_other(proxy))
    answer, hello = answer_of_proxy(plain), hello_of_proxy(tls)
    cure = None
    if proxy.nearest and speaks_socks(version):
        cure, verdict, remedies = version, Verdict.CERTAIN, other
        because += f"; it answers {'SOCKS 5' if proxy.kind == SOCKS4 else 'SOCKS 4'}"
    elif proxy.nearest and hello is not None:
        cure, verdict, remedies = tls, Verdict.CERTAIN, remedies[1:]
        because += f"; TLS with it is answered: {hello.says}"
    elif proxy.nearest and answer is not None and answer.status != 400:
        cure, verdict, remedies = plain, Verdict.CERTAIN, remedies[:1]
        because += f"; CONNECT is answered with {answer.status}"
    elif proxy.nearest and plain is not None and verdict is Verdict.POSSIBLE:
        # 400 may come from a port with TLS, or from a web server: HTTP all the same.
        verdict = Verdict.EXCLUDED if answer is None else Verdict.LIKELY
        because += (
            f"; CONNECT is {'not answered either' if answer is None else 'answered with 400'}"
        )
    yield Clue(
        verdict=verdict,
        because=because,
        evidence=known(spoke, end, chosen(case, proxy)),
        confirmed_by=cure,
        remedies=remedies,
        hop=proxy.hop,
    )


CAUSE = Cause(
    acts=Party.CLIENT,
    step=Step.PROXY,
    look=look,
    ask=ask,
    remedies=(
        Remedy.PROXY_URL_SOCKS,
        Remedy.PROXY_URL_SOCKS4,
        Remedy.PROXY_URL_HTTP,
        Remedy.PROXY_URL_HTTPS,
    ),
    references=("RFC 1928 section 3", "RFC 9110 section 9.3.6", "Tor, SocksPort"),
    told=Told(
        says={
            "socks-version 67": 4,
            "socks-version 71": 4,
            "socks-version 80": 3.5,
            "socks-version 22": 2,
            "socks-version": 3,
            "socks-to-http": 4,
        },
        beside={"proxy-url socks5": 0.3},
        test="The other scheme (socks5h:// instead of http://, or the reverse) passes.",
    ),
)
