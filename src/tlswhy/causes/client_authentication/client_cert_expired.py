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

from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Verdict
from tlswhy.model.facts.tls import AlertSeen, CertificateRequested

ALERTS = {45: Verdict.CERTAIN}


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
    acts=Party.CLIENT,
    step=Step.CLIENT_CERTIFICATE,
    look=look,
    remedies=(Remedy.REISSUE_CLIENT_CERTIFICATE,),
    references=("RFC 8446 section 6.2", "RFC 5280 section 4.1.2.5"),
    narrows=("reset-on-hello", "peer-closed-early"),
)
