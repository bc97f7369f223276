"""A PROXY header is expected and does not come, or comes and is not expected.

## What happens
A server behind a balancer waits for the line `PROXY TCP4 ...`, or its binary form, before TLS. A
ClientHello that comes instead is cut off, and the log says "broken header while reading PROXY
protocol" or "PROXY signature missing". The other way round the server reads the header as the
beginning of a ClientHello: alerts 10, 50 or 70, `wrong version number`, or 400 in plain HTTP.
The client may not know of the header: what passes its connection on adds it.
## Why
Only one of the two sides was switched: `send-proxy` on the balancer without `accept-proxy` on the
server, or the reverse. A server that takes the header from its balancer is reached past it, by a
health check or by a client inside. Two balancers in a row each add one.
## How we tell
Exactly one of two hellos is answered: the one behind a PROXY header, or the one without. Or the
server answers 400 while we say nothing: then somebody else has said something to it.
## Fix
Let both sides agree: `send-proxy` or `send-proxy-v2` goes with `accept-proxy` or with `listen ...
proxy_protocol`. Who reaches the server past the balancer needs a listener without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tlswhy.causes.protocol import heard, page_of_proxy, plain_answer
from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts import Fact
from tlswhy.model.facts.context import Route
from tlswhy.model.facts.network import Ended, Spoke
from tlswhy.model.facts.tls import AlertSeen, HelloSent

BAD_REQUEST = 400
BAD_REQUEST_LINE = re.compile(rf"HTTP/1\.[01] {BAD_REQUEST}\b")

# What TLS servers say to a header: unexpected_message, decode_error, protocol_version.
NOT_TLS = (10, 50, 70)


def look(case: Case) -> Iterator[Clue]:
    if case.last(HelloSent, hop=case.target_hop) is not None:
        if _hop(case, "proxy-protocol"):
            yield from _not_wanted(case)
        else:
            yield from _missing(case)
            yield from _sent_by_another(case)


def ask(case: Case) -> Iterator[Experiment]:
    if _hop(case, "proxy-protocol"):
        yield Experiment.of(What.WITHOUT_PROXY_PROTOCOL, "whether the server wants no PROXY header")
        return
    if case.last(Spoke, hop=case.target_hop) is not None:
        yield Experiment.of(What.LISTEN, "whether the server answers what nobody here has said")
        return
    yield Experiment.of(What.PROXY_PROTOCOL, "whether the server waits for a PROXY header", "v1")
    if case.trial(What.PROXY_PROTOCOL) is not None:
        yield Experiment.of(What.PROXY_PROTOCOL, "whether it waits for the binary one", "v2")


def _hop(case: Case, kind: str) -> bool:
    """Whether the route has a hop of that kind."""
    route = case.last(Route)
    return route is not None and any(hop.startswith(f"{kind} ") for hop in route.hops)


def _missing(case: Case) -> Iterator[Clue]:
    """The hello came without a header.

    Servers that want one are rare, so this stands only when what was tried before was not answered
    either. One that took STARTTLS has read what came before it, and waits for nothing.
    """
    end = case.refusal
    headers = case.tried(What.PROXY_PROTOCOL)
    cured = next((trial for trial in headers if trial.answered is not None), None)
    others = [trial for trial in case.trials if trial not in headers]
    if not isinstance(end, Ended) or not others or _hop(case, "starttls"):
        return
    if any(trial.answered is not None for trial in others):
        return
    verdict, because = Verdict.POSSIBLE, f"a ClientHello without a PROXY header: {end.says}"
    if cured is not None:
        verdict = Verdict.CERTAIN
        because += f"; behind one, {cured.change.value}, it is answered"
    elif headers:
        verdict = Verdict.EXCLUDED if len(headers) > 1 else Verdict.POSSIBLE
        because += "; behind one it is not answered either"
    yield Clue(verdict=verdict, because=because, evidence=(end,), confirmed_by=cured)


def _sent_by_another(case: Case) -> Iterator[Clue]:
    """What passes us on sends the header, and the server answers that in clear text.

    A server of plain HTTP answers a request and says nothing by itself.
    """
    spoke, plain = case.last(Spoke, hop=case.target_hop), plain_answer(case.trial(What.PLAIN_HTTP))
    if spoke is None or plain is None or plain.status != BAD_REQUEST:
        return
    if not BAD_REQUEST_LINE.match(spoke.excerpt) or page_of_proxy(case) is not None:
        return
    listened = case.trial(What.LISTEN)
    unasked = heard(listened)
    if listened is not None and not (unasked and BAD_REQUEST_LINE.match(unasked.excerpt)):
        return
    because = f"TLS and plain HTTP are both answered {spoke.excerpt}"
    if listened is not None:
        because += ", and so is nothing at all: what stands before the server speaks to it first"
    yield Clue(
        verdict=Verdict.POSSIBLE if listened is None else Verdict.CERTAIN,
        because=because,
        evidence=(spoke,),
        confirmed_by=listened,
    )


def _not_wanted(case: Case) -> Iterator[Clue]:
    """The hello came behind a header."""
    seen = _refusal(case)
    if seen is None:
        return
    trial = case.trial(What.WITHOUT_PROXY_PROTOCOL)
    verdict, because = Verdict.POSSIBLE, f"a ClientHello behind a PROXY header: {seen.says}"
    cured = None
    if trial is not None and trial.answered is not None:
        verdict, cured = Verdict.CERTAIN, trial
        because += "; without the header it is answered"
    elif trial is not None:
        verdict = Verdict.EXCLUDED
        because += "; without the header it is not answered either"
    yield Clue(
        verdict=verdict,
        because=because,
        evidence=(seen,),
        confirmed_by=cured,
        hop=case.target_hop - 1,
    )


def _refusal(case: Case) -> Fact | None:
    """What can come of a header that is not wanted: an alert, an end, or something like HTTP."""
    refusal = case.refusal
    if isinstance(refusal, AlertSeen):
        return refusal if refusal.description in NOT_TLS else None
    return refusal or case.last(Spoke, hop=case.target_hop)


CAUSE = Cause(
    acts=Party.REVERSE_PROXY,
    step=Step.PRE,
    look=look,
    ask=ask,
    remedies=(Remedy.ALIGN_PROXY_PROTOCOL,),
    references=("The PROXY protocol, versions 1 and 2, section 2", "HAProxy, accept-proxy"),
    narrows=(
        *("reset-on-hello", "peer-closed-early", "handshake-timeout"),
        *("plaintext-server", "version-client-too-old"),
    ),
    told=Told(
        says={
            "proxy-header": 3.8,
            "not-tls": 0.2,
            "server-alert 70": 0.2,
            "plain-received": 0.2,
            "eof": 0.2,
        },
        beside={"place proxy-protocol": 3},
        test="With and without the PROXY header: exactly one of the two passes.",
    ),
)
