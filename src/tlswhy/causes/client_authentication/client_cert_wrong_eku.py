"""The client's certificate is not for clients.

## What happens
The server reads the client's certificate and ends the handshake with `unsupported_certificate`
(43): "unsuitable certificate purpose".
## Why
Its extended key usage, or that of a CA above it, lacks clientAuth. Public CAs leave clientAuth out
of their certificates since 2025 and 2026.
## How we tell
A CertificateRequest was answered with a certificate, and the server sent that alert.
## Fix
Issue client certificates from a CA of your own, with extended key usage clientAuth.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.causes.client_authentication import read_refusal, refusal_of_ours
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.context import ClientCertificateGiven
from tlswhy.model.facts.network import HttpAnswered
from tlswhy.model.facts.tls import AlertSeen

UNSUPPORTED = 43  # unsupported_certificate


def look(case: Case) -> Iterator[Clue]:
    refusal, own = refusal_of_ours(case), case.last(ClientCertificateGiven)
    if refusal is None:
        return
    told = isinstance(refusal, AlertSeen) and refusal.description == UNSUPPORTED
    ours = own is not None and own.for_clients is False
    if not told and not ours:
        return
    why = (
        "the client's own certificate is not for clients"
        if ours
        else "the client showed its certificate"
    )
    # nginx has one page for whatever is wrong with a certificate, and this is.
    paged = isinstance(refusal, HttpAnswered)
    yield Clue(
        verdict=Verdict.CERTAIN if told or paged else Verdict.LIKELY,
        because=f"{why}, and {refusal.says}",
        evidence=(refusal, own) if own is not None else (refusal,),
    )


CAUSE = Cause(
    acts=Party.CA,
    step=Step.CLIENT_CERTIFICATE,
    look=look,
    ask=read_refusal,
    remedies=(Remedy.REISSUE_CLIENT_CERTIFICATE,),
    references=("RFC 5280 section 4.2.1.12", "RFC 8446 section 6.2"),
    narrows=("reset-on-hello", "peer-closed-early", "client-cert-untrusted"),
    after_handshake=True,
    told=Told(
        says={
            "client-verify purpose": 3.4,
            "server-alert 43": 1.8,
            "verify purpose": 0.9,
            "client-verify ca-as-leaf": 2.6,
        },
        beside={"place mtls": 0.8, "side server": 0.6, "changed ca": 0.3},
        test=(
            "List the EKU of the client's leaf and of its intermediates: clientAuth is not "
            "among them."
        ),
    ),
)
