"""The proxy speaks TLS and is addressed as http://.

## What happens
The client sends `CONNECT` in clear text to a port that waits for a ClientHello. The proxy closes,
resets, stays silent, answers with a TLS alert (bytes 15 03) or with 400 "The plain HTTP request
was sent to HTTPS port". Clients say "Empty reply", "Proxy CONNECT aborted" or "connection reset".
## Why
The proxy encrypts the way to itself as well ("secure web proxy"), and its URL was written with
`http://`, or the tool cannot do TLS with a proxy and falls back to clear text.
## How we tell
TLS with the same port of the proxy works, while CONNECT in clear text does not. An alert as the
answer to CONNECT tells as much without a second try.
## Fix
Write `https://` in the proxy's URL. For a tool that cannot do this, put stunnel or another local
forwarder in front, or give the proxy a listener without TLS.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.causes.forward_proxy import (
    HTTP,
    Tunnel,
    answered,
    chosen,
    hello_of_proxy,
    known,
    shut,
    wordless,
)
from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts import Fact
from tlswhy.model.facts.network import HttpAnswered, Spoke


def look(case: Case) -> Iterator[Clue]:
    proxy = shut(case)
    if proxy is None or proxy.tls is not None or proxy.kind != HTTP:
        return
    verdict, because, seen = _first_sight(case, proxy)
    if seen is None:
        return
    trial = case.trial(What.PROXY_AS_HTTPS) if proxy.nearest else None
    hello = hello_of_proxy(trial)
    if hello is not None:
        verdict = Verdict.CERTAIN
        because += f"; TLS with the same port is answered: {hello.says}"
    elif trial is not None:
        verdict = verdict if verdict is Verdict.CERTAIN else Verdict.EXCLUDED
        because += "; TLS with the same port is not answered"
    yield Clue(
        verdict=verdict,
        because=because,
        evidence=known(seen, chosen(case, proxy)),
        confirmed_by=trial if hello is not None else None,
        hop=proxy.hop,
    )


def ask(case: Case) -> Iterator[Experiment]:
    proxy = shut(case)
    if proxy is not None and proxy.nearest:
        yield Experiment.of(What.PROXY_AS_HTTPS, "whether the proxy's port speaks TLS")


def _first_sight(case: Case, proxy: Tunnel) -> tuple[Verdict, str, Fact | None]:
    """What the answer to CONNECT tells before anything else is tried."""
    answer, spoke = case.last(HttpAnswered, hop=proxy.hop), case.last(Spoke, hop=proxy.hop)
    if spoke is not None and spoke.protocol == "tls":
        because = f"the proxy {proxy.peer} answers CONNECT with TLS: {spoke.excerpt}"
        return Verdict.CERTAIN, because, spoke
    if answer is not None and answer.status == 400:
        return Verdict.POSSIBLE, answered(proxy, answer), answer
    end = wordless(case, proxy.hop)
    because = f"the proxy {proxy.peer} does not answer CONNECT: {end.says}" if end else ""
    return Verdict.POSSIBLE, because, end


CAUSE = Cause(
    acts=Party.CLIENT,
    step=Step.PROXY,
    look=look,
    ask=ask,
    remedies=(Remedy.PROXY_URL_HTTPS,),
    references=("RFC 9110 section 9.3.6", "curl, option --proxy", "Squid, https_port"),
    told=Told(
        says={"plain-received connect": 3.4, "plain-received": 0.5, "eof": 0.2, "reset": 0.2},
        beside={
            "proxy-set": 0.6,
            "proxy-url http": 0.6,
            "place proxy-listens-tls": 3,
            "role forward-proxy": 1.2,
            "role intercepting": 0.8,
        },
        needs=(
            "plain-received connect",
            "proxy-set",
            "role forward-proxy",
            "role intercepting",
            "place proxy-listens-tls",
        ),
        test="A TLS hello to the proxy's port gets a ServerHello.",
    ),
)
