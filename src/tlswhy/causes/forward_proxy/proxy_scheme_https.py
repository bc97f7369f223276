"""The proxy is addressed as https:// and speaks plain HTTP.

## What happens
The client begins TLS with the proxy itself, before CONNECT. The proxy reads a ClientHello where
it expects a line of HTTP: it answers 400 in clear text, closes, or waits. Clients call it
`WRONG_VERSION_NUMBER`, `tunneling socket could not be established`, `proxyconnect tcp: tls: first
record does not look like a TLS handshake`, or they only run out of time.
## Why
`HTTPS_PROXY` is the proxy for https:// targets; the scheme of its value says how the proxy itself
is spoken to, and that is nearly always `http://`. Old clients ignored a wrong scheme; newer ones
(urllib3 1.26, pip 20.3) take it at its word.
## How we tell
What the proxy answers to the ClientHello begins with `HTTP/`; or it says nothing, and a CONNECT in
clear text to the same port is answered.
## Fix
Write `http://` in the proxy's URL, in the variable as well as in the settings of the tool. What
goes through the tunnel is still TLS with the target.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.causes.forward_proxy import answer_of_proxy, chosen, known, shut, wordless
from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.network import HttpAnswered, Spoke
from tlswhy.model.facts.tls import AlertSeen, ServerHelloSeen


def look(case: Case) -> Iterator[Clue]:
    proxy = shut(case)
    if proxy is None or proxy.tls is None or _speaks_tls(case, proxy.tls):
        return
    spoke, end = case.last(Spoke, hop=proxy.tls), wordless(case, proxy.tls)
    trial = case.trial(What.PROXY_AS_HTTP) if proxy.nearest else None
    plain = answer_of_proxy(trial)
    if spoke is not None and spoke.protocol in ("http-answer", "html"):
        verdict = Verdict.CERTAIN
        because = f"the proxy {proxy.peer} answers the ClientHello in plain HTTP: {spoke.excerpt}"
    elif end is not None:
        verdict = Verdict.POSSIBLE if trial is None else _by(plain)
        because = f"TLS with the proxy {proxy.peer} did not begin: {end.says}"
    else:
        return
    if plain is not None:
        because += f"; CONNECT in clear text is answered with {plain.status}"
    elif trial is not None:
        because += "; CONNECT in clear text is not answered either"
    yield Clue(
        verdict=verdict,
        because=because,
        evidence=known(spoke, end, chosen(case, proxy)),
        confirmed_by=trial if _by(plain) is Verdict.CERTAIN else None,
        hop=proxy.tls,
    )


def ask(case: Case) -> Iterator[Experiment]:
    proxy = shut(case)
    if proxy is not None and proxy.nearest:
        yield Experiment.of(What.PROXY_AS_HTTP, "whether the proxy's port speaks plain HTTP")


def _speaks_tls(case: Case, hop: int) -> bool:
    alerts = [alert for alert in case.all(AlertSeen, hop=hop) if not alert.ours]
    return bool(alerts) or case.first(ServerHelloSeen, hop=hop) is not None


def _by(plain: HttpAnswered | None) -> Verdict:
    """400 is no proof: it is also what a port with TLS says to a request in clear text."""
    if plain is None:
        return Verdict.EXCLUDED
    return Verdict.LIKELY if plain.status == 400 else Verdict.CERTAIN


CAUSE = Cause(
    acts=Party.CLIENT,
    step=Step.PROXY,
    look=look,
    ask=ask,
    remedies=(Remedy.PROXY_URL_HTTP,),
    references=("RFC 9110 section 9.3.6", "curl, option --proxy"),
    told=Told(
        says={
            "proxy-not-tls": 3.6,
            "not-tls": 0.9,
            "not-tls http": 0.9,
            "tls-received": 2.4,
            "tls-in-tls to-proxy": 2.4,
        },
        beside={"proxy-url https": 3, "role tunnel": 0.6, "proxy-set": 0.4},
        needs=(
            "proxy-url https",
            "proxy-not-tls",
            "proxy-set",
            "role tunnel",
            "role forward-proxy",
        ),
        test=(
            "curl -x http://PROXY passes and -x https://PROXY fails: the first byte of the "
            "proxy's answer is an H."
        ),
    ),
)
