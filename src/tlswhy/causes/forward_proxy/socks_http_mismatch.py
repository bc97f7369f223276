"""The proxy speaks SOCKS and is addressed as HTTP, or the other way round.

## What happens
A SOCKS proxy reads the `C` of `CONNECT` as version 67 and hangs up ("unknown Socks version: 67",
Tor: "501 Tor is not an HTTP Proxy"). An HTTP proxy reads the greeting 05 01 00 as a bad request:
it answers 400, closes, or waits for the rest of the line.
## Why
The scheme of the proxy's URL or the port is wrong. Programs such as v2ray, clash and ssh -D open
one port for SOCKS and another for HTTP, or only one of the two.
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
    Tunnel,
    answer_of_proxy,
    answered,
    chosen,
    hello_of_proxy,
    known,
    shut,
    speaks_socks,
    wordless,
)
from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Verdict
from tlswhy.model.facts.network import HttpAnswered, Spoke

NO_SOCKS = {"http-answer": "HTTP", "html": "HTML", "tls": "TLS"}


def look(case: Case) -> Iterator[Clue]:
    proxy = shut(case)
    if proxy is not None:
        yield from _not_socks(case, proxy) if proxy.kind == SOCKS else _not_http(case, proxy)


def ask(case: Case) -> Iterator[Experiment]:
    proxy = shut(case)
    if proxy is None or not proxy.nearest:
        return
    if proxy.kind == SOCKS:
        yield Experiment.of(What.PROXY_AS_HTTP, "whether the proxy's port speaks plain HTTP")
        yield Experiment.of(What.PROXY_AS_HTTPS, "whether the proxy's port speaks TLS")
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


def _not_socks(case: Case, proxy: Tunnel) -> Iterator[Clue]:
    """The SOCKS greeting was not understood."""
    spoke, end = case.last(Spoke, hop=proxy.hop), wordless(case, proxy.hop)
    remedies: tuple[Remedy, ...] = (Remedy.PROXY_URL_HTTP, Remedy.PROXY_URL_HTTPS)
    verdict = Verdict.CERTAIN
    if spoke is not None and spoke.protocol in NO_SOCKS:
        name = NO_SOCKS[spoke.protocol]
        because = f"the proxy {proxy.peer} answers SOCKS with {name}: {spoke.excerpt}"
    elif end is not None:
        verdict = Verdict.POSSIBLE
        because = f"the proxy {proxy.peer} does not answer SOCKS: {end.says}"
    else:
        return
    plain, tls = case.trial(What.PROXY_AS_HTTP), case.trial(What.PROXY_AS_HTTPS)
    answer, hello = answer_of_proxy(plain), hello_of_proxy(tls)
    cure = None
    if proxy.nearest and hello is not None:
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
    remedies=(Remedy.PROXY_URL_SOCKS, Remedy.PROXY_URL_HTTP, Remedy.PROXY_URL_HTTPS),
    references=("RFC 1928 section 3", "RFC 9110 section 9.3.6", "Tor, SocksPort"),
)
