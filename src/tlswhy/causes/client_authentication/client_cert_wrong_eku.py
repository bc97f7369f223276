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

from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Verdict
from tlswhy.model.facts.tls import AlertSeen, CertificateRequested

ALERTS = {43: Verdict.CERTAIN}


def look(case: Case) -> Iterator[Clue]:
    hop = case.target_hop
    requested = case.last(CertificateRequested, hop=hop)
    if requested is None or not requested.answered:
        return
    for alert in case.all(AlertSeen, hop=hop):
        verdict = ALERTS.get(alert.description)
        if verdict is not None and not alert.ours:
            yield Clue(
                verdict=verdict,
                because=f"we showed the client certificate, and {alert.says}",
                evidence=(requested, alert),
            )


CAUSE = Cause(
    acts=Party.CA,
    step=Step.CLIENT_CERTIFICATE,
    look=look,
    remedies=(Remedy.REISSUE_CLIENT_CERTIFICATE,),
    references=("RFC 5280 section 4.2.1.12", "RFC 8446 section 6.2"),
    narrows=("reset-on-hello", "peer-closed-early"),
)
