"""Something in between decrypts, and does not pass on what the client needs.

## What happens
The handshake is fine or ends with `no_application_protocol` (120), and the client gives up all the
same: gRPC "missing selected ALPN property", Bun and Connect "h2 is not supported". HTTP/1.1 works.
Or the client's certificate is never asked for, and the request is answered 400, 403 or 502.
## Why
The inspecting proxy is the client's server, and it speaks less than the real one: no HTTP/2, and so
no gRPC, often no client certificates, no WebSocket either.
## How we tell
Through the proxy none of the offered protocols is chosen, or no client certificate is asked for;
without the proxy the server does it.
## Fix
Exempt the host from inspection, or turn on HTTP/2 in the inspecting product. A client certificate
cannot be passed on: only who has its key can show it.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Leg, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts import Fact
from tlswhy.model.facts.context import ClientCertificateGiven, ProxyChosen
from tlswhy.model.facts.network import Ended, HttpAnswered
from tlswhy.model.facts.tls import AlertSeen, CertificateRequested, Established, HelloSent

NO_APPLICATION_PROTOCOL = 120
FALLBACK = "http/1.1"  # who offers it too goes on with it


def look(case: Case) -> Iterator[Clue]:
    yield from _protocol(case)
    yield from _certificate(case)


def _protocol(case: Case) -> Iterator[Clue]:
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


def _certificate(case: Case) -> Iterator[Clue]:
    """We have a certificate to show, nobody asks for it, and the request fails."""
    hop = case.target_hop
    own, proxy = case.last(ClientCertificateGiven), case.last(ProxyChosen)
    answer, end = case.last(HttpAnswered, hop=hop + 1), case.last(Ended, hop=hop + 1)
    if own is None or proxy is None or case.last(CertificateRequested, hop=hop) is not None:
        return
    if case.last(Established, hop=hop) is None or (answer is not None and answer.status < 400):
        return
    failed = answer or end
    if failed is None:
        return
    trial = case.trial(What.DIRECT)
    because = f"through {proxy.url} nobody asks for the client certificate, and then {failed.says}"
    verdict = Verdict.POSSIBLE
    if trial is not None:
        requested = trial.case.last(CertificateRequested, hop=trial.case.target_hop)
        if requested is None:
            return
        verdict = Verdict.CERTAIN if trial.works else Verdict.LIKELY
        because += "; without it the server asks"
    yield Clue(
        verdict=verdict,
        because=because,
        evidence=(failed, own, proxy),
        confirmed_by=trial,
        remedies=(Remedy.EXEMPT_FROM_INSPECTION,),
    )


def ask(_: Case) -> Iterator[Experiment]:
    yield Experiment.of(What.DIRECT, "whether the server does more without the proxy")


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
    narrows=("alpn-mismatch", "proxy-upstream-failed"),
    after_handshake=True,
    told=Told(
        says={
            "no-alpn": 0.9,
            "server-alert 120": 0.8,
            "http-status 426": 0.4,
            "ech-failed": 0.3,
            "client-cert-absent": 0.2,
            "client-alert 109": 0.5,
            "client-alert 110": 0.3,
        },
        beside={
            "issuer interceptor": 2,
            "place inspected": 2.4,
            "works inspection-off": 1.5,
            "role intercepting": 2,
            "place corporate": 0.5,
        },
        test=(
            "With the host exempt from inspection it works; compare what each leg offers and "
            "selects in ALPN."
        ),
    ),
)
