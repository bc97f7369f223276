"""The server wants a client certificate, and none was sent.

## What happens
The server asks for a certificate, gets an empty answer and ends the handshake: with alert 40 or 42
up to TLS 1.2, with `certificate_required` (116) in TLS 1.3, where it comes after the client already
holds the handshake for finished. nginx finishes it and answers the request with 400.
## Why
The client was not given a certificate and key, or cannot find one that fits the server's list of
authorities; or something between the two ends TLS and cannot pass the certificate on.
## How we tell
A CertificateRequest was seen, our answer to it was empty, and the refusal came right after it.
## Fix
Give the client its certificate, with the chain, and its key. If the server should not insist, make
its verification optional.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.causes.client_authentication import cut, read_refusal, refused_by_page
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.passive import HiddenAlert
from tlswhy.model.facts.tls import AlertSeen, CertificateRequested

CERTIFICATE_REQUIRED = 116
SURE = (40, 42, CERTIFICATE_REQUIRED)  # handshake_failure, bad_certificate
MISSING = "client-cert-missing"


def look(case: Case) -> Iterator[Clue]:
    hop = case.target_hop
    for hidden in case.all(HiddenAlert, hop=hop):
        if not hidden.ours and hidden.certificates is False:
            because = f"the client's certificate message is empty, and {hidden.says}"
            yield Clue(verdict=Verdict.LIKELY, because=because, evidence=(hidden,))
    requested = case.last(CertificateRequested, hop=hop)
    alerts = [a for a in case.all(AlertSeen, hop=hop) if not a.ours]
    told = [a for a in alerts if a.description == CERTIFICATE_REQUIRED]
    if requested is None or requested.answered:
        return
    after = [a for a in alerts if a.after in ("client-certificate", "finished")]
    refusals = told or [a for a in after if a.description not in (0, 90)]
    if refusals:
        alert = refusals[0]
        yield Clue(
            verdict=Verdict.CERTAIN if alert.description in SURE else Verdict.LIKELY,
            because=f"{requested.says}; the client has none, and {alert.says}",
            evidence=(requested, alert),
        )
        return
    yield from _cut(case, requested)
    because = f"{requested.says}; the client has none"
    yield from refused_by_page(case, requested, page=MISSING, because=because)


def _cut(case: Case, requested: CertificateRequested) -> Iterator[Clue]:
    """Some servers say nothing and end the connection after the empty certificate."""
    ended = cut(case)
    if ended is not None and requested.answered == 0:
        yield Clue(
            verdict=ended.verdict,
            because=f"{requested.says}; the client has none, and {ended.end.says}",
            evidence=(requested, ended.end),
            confirmed_by=ended.confirmed_by,
        )


CAUSE = Cause(
    acts=Party.CLIENT,
    step=Step.CLIENT_CERTIFICATE,
    look=look,
    ask=read_refusal,
    remedies=(Remedy.PRESENT_CLIENT_CERTIFICATE, Remedy.RELAX_CLIENT_AUTH),
    references=("RFC 8446 section 4.4.2.4", "RFC 5246 section 7.4.6"),
    narrows=("reset-on-hello", "peer-closed-early", "cipher-no-overlap"),
    after_handshake=True,
    told=Told(
        says={
            "client-cert-absent": 3.3,
            "server-alert 116": 3.6,
            "server-alert 40": 0.5,
            "server-alert 42": 1.7,
            "http-status 496": 3.5,
            "client-verify failed": 0.3,
            "client-alert 116": 0.5,
            "client-alert 41": 2,
            "server-alert 41": 1.5,
        },
        beside={"place mtls": 1, "position certificate-request": 2},
        test=(
            "The server asks and our Certificate message is empty; with certificate and key "
            "it passes."
        ),
    ),
)
