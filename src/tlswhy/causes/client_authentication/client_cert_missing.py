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

from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Verdict
from tlswhy.model.facts.network import Ended, HttpAnswered
from tlswhy.model.facts.tls import AlertSeen, CertificateRequested

CERTIFICATE_REQUIRED = 116
SURE = (40, 42, CERTIFICATE_REQUIRED)  # handshake_failure, bad_certificate
MISSING = "client-cert-missing"


def look(case: Case) -> Iterator[Clue]:
    hop = case.target_hop
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
            because=f"{requested.says}; we have none, and {alert.says}",
            evidence=(requested, alert),
        )
        return
    yield from _cut(case, requested)
    yield from _page(case, requested)


def _cut(case: Case, requested: CertificateRequested) -> Iterator[Clue]:
    """Some servers say nothing and end the connection after the empty certificate."""
    end = case.last(Ended, hop=case.target_hop)
    if end is not None and end.how != "silence" and requested.answered == 0:
        yield Clue(
            verdict=Verdict.LIKELY,
            because=f"{requested.says}; we have none, and {end.says}",
            evidence=(requested, end),
        )


def _page(case: Case, requested: CertificateRequested) -> Iterator[Clue]:
    """The refusal as an HTTP answer; a HEAD has no body, so its words take a GET."""
    answer = case.last(HttpAnswered, hop=case.target_hop + 1)
    trial = case.trial(What.READ_REFUSAL)
    words = trial.case.last(HttpAnswered) if trial is not None else None
    if answer is None or answer.status not in (400, 401, 403, 495, 496):
        return
    if MISSING in (answer.page, words.page if words is not None else ""):
        yield Clue(
            verdict=Verdict.CERTAIN,
            because=(
                f"{requested.says}; we have none, and the request was answered "
                f"{answer.status}: no certificate was sent"
            ),
            evidence=(requested, answer),
            confirmed_by=trial,
        )
    elif trial is None:
        yield Clue(
            verdict=Verdict.POSSIBLE,
            because=f"{requested.says}; we have none, and {answer.says}",
            evidence=(requested, answer),
        )


def ask(case: Case) -> Iterator[Experiment]:
    if case.last(HttpAnswered, hop=case.target_hop + 1) is not None:
        yield Experiment.of(What.READ_REFUSAL, "what the server's refusal says in words")


CAUSE = Cause(
    acts=Party.CLIENT,
    step=Step.CLIENT_CERTIFICATE,
    look=look,
    ask=ask,
    remedies=(Remedy.PRESENT_CLIENT_CERTIFICATE, Remedy.RELAX_CLIENT_AUTH),
    references=("RFC 8446 section 4.4.2.4", "RFC 5246 section 7.4.6"),
    narrows=("reset-on-hello", "peer-closed-early", "cipher-no-overlap"),
    after_handshake=True,
)
