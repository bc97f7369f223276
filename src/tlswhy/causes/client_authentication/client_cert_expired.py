"""The client's own certificate has expired.

## What happens
The server reads the client's certificate and ends the handshake with `certificate_expired` (45).
A whole fleet may fail in the same minute.
## Why
It was not renewed, or the running program still holds the old one.
## How we tell
A CertificateRequest was answered with a certificate, and the server sent that alert.
## Fix
Renew the client's certificate and restart what uses it; renew by machine from now on.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.causes.client_authentication import read_refusal, refusal_of_ours
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.context import ClientCertificateGiven, Clock
from tlswhy.model.facts.tls import AlertSeen

EXPIRED = 45  # certificate_expired


def look(case: Case) -> Iterator[Clue]:
    refusal, own, clock = (
        refusal_of_ours(case),
        case.last(ClientCertificateGiven),
        case.last(Clock),
    )
    if refusal is None:
        return
    if own is not None and own.not_after is not None and clock is not None:
        days = (clock.now - own.not_after).days
        if own.not_after < clock.now:
            yield Clue(
                verdict=Verdict.CERTAIN,
                because=(
                    f"the client's own certificate {own.subject} ended on "
                    f"{own.not_after:%Y-%m-%d}, {days} days ago, and {refusal.says}"
                ),
                evidence=(own, clock, refusal),
            )
            return
    if isinstance(refusal, AlertSeen) and refusal.description == EXPIRED:
        yield Clue(
            verdict=Verdict.CERTAIN,
            because=f"the client showed its certificate, and {refusal.says}",
            evidence=(refusal, own) if own is not None else (refusal,),
        )


CAUSE = Cause(
    acts=Party.CLIENT,
    step=Step.CLIENT_CERTIFICATE,
    look=look,
    ask=read_refusal,
    remedies=(Remedy.REISSUE_CLIENT_CERTIFICATE,),
    references=("RFC 8446 section 6.2", "RFC 5280 section 4.1.2.5"),
    narrows=("reset-on-hello", "peer-closed-early", "client-cert-untrusted"),
    after_handshake=True,
    told=Told(
        says={"client-verify expired": 3.6, "server-alert 45": 3, "client-verify not-yet-valid": 1},
        beside={"fails all-clients": 0.3},
        test="Read the dates of the client's own certificate.",
    ),
)
