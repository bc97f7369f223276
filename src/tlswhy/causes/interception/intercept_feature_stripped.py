"""Something in between decrypts, and does not pass on the protocol that the client needs.

## What happens
The handshake is fine or ends with `no_application_protocol` (120), and the client gives up all the
same: gRPC "missing selected ALPN property", Bun and Connect "h2 is not supported". HTTP/1.1 works.
## Why
The inspecting proxy is the client's server, and it speaks less than the real one: no HTTP/2, and so
no gRPC, often no client certificates, no WebSocket either.
## How we tell
Through the proxy none of the offered protocols is chosen; without the proxy the server chooses one.
## Fix
Exempt the host from inspection, or turn on HTTP/2 in the inspecting product.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Leg, Party, Remedy, Step, Verdict
from tlswhy.model.facts import Fact
from tlswhy.model.facts.context import ProxyChosen
from tlswhy.model.facts.tls import AlertSeen, Established, HelloSent

NO_APPLICATION_PROTOCOL = 120
FALLBACK = "http/1.1"  # who offers it too goes on with it


def look(case: Case) -> Iterator[Clue]:
    hello, proxy = case.last(HelloSent, hop=case.target_hop), case.last(ProxyChosen)
    lacking = _lacking(case)
    if hello is None or proxy is None or lacking is None or not hello.alpn:
        return
    if FALLBACK in hello.alpn:
        return
    trial = case.trial(What.DIRECT)
    offered = ", ".join(hello.alpn)
    because = f"the client offers {offered}; through {proxy.url} none is chosen ({lacking.says})"
    done = None
    if trial is not None:
        done = trial.case.last(Established, hop=trial.case.target_hop)
        chosen = done.alpn if done is not None else ""
        if not chosen:
            return
        because += f", without it {chosen} is"
    yield Clue(
        verdict=Verdict.CERTAIN if done is not None else Verdict.POSSIBLE,
        because=because,
        evidence=(hello, lacking, proxy),
        confirmed_by=trial,
    )


def ask(_: Case) -> Iterator[Experiment]:
    yield Experiment.of(What.DIRECT, "whether the protocol is chosen without the proxy")


def _lacking(case: Case) -> Fact | None:
    """What shows that no protocol was chosen."""
    refusal = case.refusal
    if isinstance(refusal, AlertSeen) and refusal.description == NO_APPLICATION_PROTOCOL:
        return refusal
    done = case.last(Established, hop=case.target_hop)
    return done if done is not None and not done.alpn else None


CAUSE = Cause(
    acts=Party.MIDDLEBOX,
    step=Step.SERVER_HELLO,
    leg=Leg.CLIENT_PROXY,
    look=look,
    ask=ask,
    remedies=(Remedy.EXEMPT_FROM_INSPECTION, Remedy.FIX_INTERCEPTOR),
    references=("RFC 7301 section 3.2", "RFC 9113 section 3.2"),
    narrows=("alpn-mismatch",),
    after_handshake=True,
)
