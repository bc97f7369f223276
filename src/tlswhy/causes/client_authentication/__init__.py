"""Certificates of clients, and what these causes ask of a case."""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Clue, Experiment, Verdict
from tlswhy.model.facts.network import HttpAnswered
from tlswhy.model.facts.tls import CertificateRequested

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


def read_refusal(case: Case) -> Iterator[Experiment]:
    """The experiment that brings the words."""
    if case.last(HttpAnswered, hop=case.target_hop + 1) is not None:
        yield Experiment.of(What.READ_REFUSAL, "what the server's refusal says in words")
