"""Certificates of clients, and what these causes ask of a case."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from tlswhy.model.case import PEACEFUL, Case, Trial, What
from tlswhy.model.diagnosis import Clue, Experiment, Verdict
from tlswhy.model.facts import Fact
from tlswhy.model.facts.context import Asked
from tlswhy.model.facts.network import Ended, HttpAnswered
from tlswhy.model.facts.tls import AlertSeen, CertificateRequested, Established

REFUSING = (400, 401, 403, 495, 496)
TLS13 = 0x0304
AFTER = ("client-certificate", "finished")


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


class Cut(Struct, frozen=True):
    """The server ended the connection without a word once it had our answer to its request.

    verdict: how likely it is that the answer is why. Up to TLS 1.2 the server takes it before the
    handshake is over; in TLS 1.3 our request comes as fast, and may be what it did not like.
    confirmed_by: the trial that told them apart.
    """

    end: Ended
    verdict: Verdict
    confirmed_by: Trial | None = None


def cut(case: Case) -> Cut | None:
    """How it was ended, None when it was not, or when the server said why."""
    hop = case.target_hop
    if case.last(HttpAnswered, hop=hop + 1) is not None or any(_refusals(case)):
        return None
    early, late = case.last(Ended, hop=hop), case.last(Ended, hop=hop + 1)
    end = early or late
    finished = case.last(Established, hop=hop)
    older_by_itself = finished is not None and finished.version < TLS13
    if end is None or end.how == "silence" or older_by_itself:
        return None
    if early is not None:
        return Cut(early, Verdict.LIKELY)
    older = case.tried(What.VERSION_CAP)
    for trial in older:
        if _ends_at_our_certificate(trial.case):
            return Cut(end, Verdict.LIKELY, trial)
    asked = case.last(Asked)
    web = asked is not None and asked.service == "https"
    return Cut(end, Verdict.LIKELY if web and not older else Verdict.POSSIBLE)


def _ends_at_our_certificate(case: Case) -> bool:
    """Before the handshake was over."""
    hop = case.target_hop
    asked, end = case.last(CertificateRequested, hop=hop), case.last(Ended, hop=hop)
    if asked is None or asked.answered is None or case.last(Established, hop=hop) is not None:
        return False
    return any(_refusals(case)) or (end is not None and end.how != "silence")


def refusal_of_ours(case: Case) -> Fact | None:
    """How the server refused the certificate that we showed; None when it did not."""
    hop = case.target_hop
    requested, answer = (
        case.last(CertificateRequested, hop=hop),
        case.last(HttpAnswered, hop=hop + 1),
    )
    if requested is None or not requested.answered:
        return None
    for alert in _refusals(case):
        return alert
    trial = case.trial(What.READ_REFUSAL)
    words = trial.case.last(HttpAnswered) if trial is not None else None
    pages = (answer.page if answer is not None else "", words.page if words is not None else "")
    if "client-cert-bad" in pages:
        return answer
    ended = cut(case)
    return ended.end if ended is not None and ended.verdict > Verdict.POSSIBLE else None


def _refusals(case: Case) -> Iterator[AlertSeen]:
    """What the server said against our answer."""
    for alert in case.all(AlertSeen, hop=case.target_hop):
        if alert.after in AFTER and not alert.ours and alert.description not in PEACEFUL:
            yield alert


def read_refusal(case: Case) -> Iterator[Experiment]:
    """The experiment that brings the words, or shows when a silent server ends it."""
    if case.last(HttpAnswered, hop=case.target_hop + 1) is not None:
        yield Experiment.of(What.READ_REFUSAL, "what the server's refusal says in words")
    ended = cut(case)
    if ended is not None and ended.end.hop != case.target_hop:
        settles = "whether the server ends it as soon as it has our certificate, or none"
        yield Experiment.of(What.VERSION_CAP, settles, "1.2")
