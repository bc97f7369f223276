"""The server does not trust the certificate that the client shows.

## What happens
The server reads the client's certificate and ends the handshake with `unknown_ca` (48),
`bad_certificate` (42), `certificate_unknown` (46) or `access_denied` (49). In TLS 1.3 that comes
after the client already holds the handshake for finished.
## Why
The certificate is from another CA than the server's list holds, its intermediate was not sent, or
the server still has the old CA after a rotation.
## How we tell
A CertificateRequest was answered with a certificate, and the alert came right after it.
## Fix
Send the whole chain; give the server the CA that issued the certificate, and reload it.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.causes.client_authentication import cut, read_refusal, refused_by_page
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.passive import HiddenAlert
from tlswhy.model.facts.tls import AlertSeen, CertificateRequested

BAD = "client-cert-bad"
ALERTS = {48: Verdict.CERTAIN, 42: Verdict.LIKELY, 46: Verdict.LIKELY, 49: Verdict.LIKELY}


def look(case: Case) -> Iterator[Clue]:
    hop = case.target_hop
    requested = case.last(CertificateRequested, hop=hop)
    for hidden in case.all(HiddenAlert, hop=hop):
        if not hidden.ours and hidden.certificates:
            because = f"the client showed a certificate, and {hidden.says}"
            yield Clue(verdict=Verdict.LIKELY, because=because, evidence=(hidden,))
    if requested is None or not requested.answered:
        return
    for alert in case.all(AlertSeen, hop=hop):
        verdict = ALERTS.get(alert.description)
        if verdict is not None and not alert.ours:
            yield Clue(
                verdict=verdict,
                because=f"the client showed its certificate, and {alert.says}",
                evidence=(requested, alert),
            )
    because = "the client showed its certificate"
    ended = cut(case)
    if ended is not None:
        yield Clue(
            verdict=ended.verdict,
            because=f"{because}, and {ended.end.says}",
            evidence=(requested, ended.end),
            confirmed_by=ended.confirmed_by,
        )
    yield from refused_by_page(case, requested, page=BAD, because=because)


CAUSE = Cause(
    acts=Party.CLIENT,
    step=Step.CLIENT_CERTIFICATE,
    look=look,
    ask=read_refusal,
    remedies=(Remedy.TRUST_CLIENT_CA, Remedy.PRESENT_CLIENT_CERTIFICATE),
    references=("RFC 8446 section 6.2", "RFC 8446 section 4.4.2.4"),
    narrows=("reset-on-hello", "peer-closed-early"),
    after_handshake=True,
    told=Told(
        says={
            "client-verify name": 2,
            "client-verify issuer-unknown": 3.2,
            "client-verify issuer-missing": 3.2,
            "client-verify self-signed": 3,
            "client-verify self-signed-in-chain": 3,
            "client-verify failed": 2,
            "server-alert 48": 2.8,
            "server-alert 46": 2.2,
            "server-alert 42": 1.5,
            "server-alert 49": 2,
            "http-status 495": 1.5,
            "client-cert-refused": 2.2,
            "server-alert 43": 0.5,
            "client-verify revoked": 0.5,
            "client-verify signature": 2,
            "client-verify weak": 1,
            "server-alert 111": 0.6,
            "server-alert 114": 0.6,
        },
        beside={"place mtls": 0.6, "changed ca": 0.5},
        test=(
            "Verify the client's chain against the server's list of client CAs: it fails, and "
            "passes with the CA added."
        ),
    ),
)
