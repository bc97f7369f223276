"""Certificates of clients, and what these causes ask of a case."""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import PEACEFUL, Case, What
from tlswhy.model.diagnosis import Clue, Experiment, Verdict
from tlswhy.model.facts import Fact
from tlswhy.model.facts.network import HttpAnswered
from tlswhy.model.facts.tls import AlertSeen, CertificateRequested

REFUSING = (400, 401, 403, 495, 496)


def refused_by_page(
    case: Case, requested: CertificateRequested, *, page: str, because: str
) -> Iterator[Clue]:
    """The refusal as an HTTP answer after a finished handshake, as nginx does it.

    A HEAD has no body, so the words that tell take a GET; until then it is possible.
    """
    answer = case.last(HttpAnswered, hop=case.target_hop + 1)
    trial = case.trial(What.READ_REFUSAL)
    words = trial.case.last(HttpAnswered) if trial is not None else None
    if answer is None or answer.status not in REFUSING:
        return
    if page in (answer.page, words.page if words is not None else ""):
        verdict = Verdict.CERTAIN
    elif trial is None:
        verdict = Verdict.POSSIBLE
    else:
        return
    yield Clue(
        verdict=verdict,
        because=f"{because}, and {answer.says}",
        evidence=(requested, answer),
        confirmed_by=trial,
    )


def refusal_of_ours(case: Case) -> Fact | None:
    """How the server refused the certificate that we showed; None when it did not."""
    hop = case.target_hop
    requested, answer = (
        case.last(CertificateRequested, hop=hop),
        case.last(HttpAnswered, hop=hop + 1),
    )
    if requested is None or not requested.answered:
        return None
    for alert in case.all(AlertSeen, hop=hop):
        after = alert.after in ("client-certificate", "finished")
        if after and not alert.ours and alert.description not in PEACEFUL:
            return alert
    trial = case.trial(What.READ_REFUSAL)
    words = trial.case.last(HttpAnswered) if trial is not None else None
    pages = (answer.page if answer is not None else "", words.page if words is not None else "")
    return answer if "client-cert-bad" in pages else None


def read_refusal(case: Case) -> Iterator[Experiment]:
    """The experiment that brings the words."""
    if case.last(HttpAnswered, hop=case.target_hop + 1) is not None:
        yield Experiment.of(What.READ_REFUSAL, "what the server's refusal says in words")
