"""A PROXY header is expected and does not come, or comes and is not expected.

## What happens
A server behind a balancer waits for the line `PROXY TCP4 ...`, or its binary form, before TLS. A
ClientHello that comes instead is cut off, and the log says "broken header while reading PROXY
protocol" or "PROXY signature missing". The other way round the server reads the header as the
beginning of a ClientHello: alerts 10, 50 or 70, `wrong version number`, or 400 in plain HTTP.
## Why
Only one of the two sides was switched: `send-proxy` on the balancer without `accept-proxy` on the
server, or the reverse. A server that takes the header from its balancer is reached past it, by a
health check or by a client inside. Two balancers in a row each add one.
## How we tell
Exactly one of two hellos is answered: the one behind a PROXY header, or the one without.
## Fix
Let both sides agree: `send-proxy` or `send-proxy-v2` goes with `accept-proxy` or with `listen ...
proxy_protocol`. Who reaches the server past the balancer needs a listener without it.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Verdict
from tlswhy.model.facts import Fact
from tlswhy.model.facts.context import Route
from tlswhy.model.facts.network import Ended, Spoke
from tlswhy.model.facts.tls import AlertSeen, HelloSent

# What TLS servers say to a header: unexpected_message, decode_error, protocol_version.
NOT_TLS = (10, 50, 70)


def look(case: Case) -> Iterator[Clue]:
    if case.last(HelloSent, hop=case.target_hop) is not None:
        yield from _not_wanted(case) if _hop(case, "proxy-protocol") else _missing(case)


def ask(case: Case) -> Iterator[Experiment]:
    if _hop(case, "proxy-protocol"):
        yield Experiment.of(What.WITHOUT_PROXY_PROTOCOL, "whether the server wants no PROXY header")
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
)
