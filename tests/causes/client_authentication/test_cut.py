"""Servers that end the connection without a word when they do not like a client's certificate."""

from __future__ import annotations

from datetime import timedelta

import pytest

from causes_facts import (
    NOW,
    TLS12,
    alert,
    asked,
    asks,
    case,
    clock,
    clue,
    ended,
    established,
    inside,
    proof,
    requested,
    trial,
    verdict,
)
from tlswhy.causes.client_authentication import client_cert_expired as expired
from tlswhy.causes.client_authentication import client_cert_missing as missing
from tlswhy.causes.client_authentication import client_cert_untrusted as untrusted
from tlswhy.causes.client_authentication import client_cert_wrong_eku as wrong_eku
from tlswhy.model.case import Case, Trial, What
from tlswhy.model.diagnosis import Cause
from tlswhy.model.facts import Fact
from tlswhy.model.facts.context import ClientCertificateGiven

WEB, OTHER = asked(), asked(port=9093, service="")
RESET, LATE = ended("reset", received=900), ended("reset", hop=2)
CAUSES = [(missing.CAUSE, requested(0)), (untrusted.CAUSE, requested(2))]


def older(*facts: Fact) -> Trial:
    return trial(What.VERSION_CAP, *facts, value="1.2")


@pytest.mark.parametrize(("cause", "answer"), CAUSES)
class TestBoth:
    def test_before_the_handshake_is_over(self, cause: Cause, answer: Fact) -> None:
        found = clue(cause, case(OTHER, answer, RESET))
        assert found is not None
        assert (found.verdict.word, found.evidence) == ("likely", (answer, RESET))
        assert found.because.endswith(RESET.says)
        assert asks(cause, case(OTHER, answer, RESET)) == []

    @pytest.mark.parametrize(("place", "word"), [(WEB, "likely"), (OTHER, "possible")])
    def test_instead_of_an_answer_in_tls_13(
        self, cause: Cause, answer: Fact, place: Fact, word: str
    ) -> None:
        """What listens on a port of no known service need not like our request."""
        cut = case(place, established(), answer, alert(0, after="finished", level=1), LATE)
        assert verdict(cause, cut) == word
        assert asks(cause, cut) == ["version-cap 1.2"]

    @pytest.mark.parametrize("end", [ended("reset"), alert(42, after="client-certificate")])
    def test_tls_12_shows_what_it_was(self, cause: Cause, answer: Fact, end: Fact) -> None:
        shown = older(answer, end)
        cut = case(OTHER, established(), answer, LATE, trials=(shown,))
        assert verdict(cause, cut) == "likely"
        assert proof(cause, cut) == shown

    @pytest.mark.parametrize(
        "facts",
        [
            (requested(0), established(TLS12), LATE),
            (requested(None), ended("reset")),
            (requested(0), ended("silence")),
            (ended("reset"),),
            (requested(0),),
        ],
    )
    def test_tls_12_may_show_something_else(
        self, cause: Cause, answer: Fact, facts: tuple[Fact, ...]
    ) -> None:
        cut = case(WEB, established(), answer, LATE, trials=(older(*facts),))
        assert verdict(cause, cut) == "possible"
        assert proof(cause, cut) is None

    @pytest.mark.parametrize(
        "facts",
        [
            (established(), ended("silence", hop=2)),
            (established(TLS12), LATE),
            (established(), inside(200), LATE),
            (established(), alert(80, after="finished"), LATE),
            (established(),),
        ],
    )
    def test_what_is_no_such_end(self, cause: Cause, answer: Fact, facts: tuple[Fact, ...]) -> None:
        found = clue(cause, case(WEB, answer, *facts))
        assert found is None or LATE not in found.evidence


def own(**said: object) -> ClientCertificateGiven:
    return ClientCertificateGiven(count=1, subject="CN=ann", **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cause", "given", "word"),
    [
        (expired.CAUSE, own(not_after=NOW - timedelta(days=3)), "certain"),
        (wrong_eku.CAUSE, own(for_clients=False), "likely"),
    ],
)
def test_what_is_wrong_with_ours_is_told_beside_it(cause: Cause, given: Fact, word: str) -> None:
    def shown(place: Fact, *facts: Fact) -> Case:
        return case(clock(), place, given, requested(1), *facts)

    assert verdict(cause, shown(OTHER, RESET)) == word
    assert verdict(cause, shown(WEB, established(), LATE)) == word
    assert verdict(cause, shown(OTHER, established(), LATE)) == ""


def test_the_page_for_any_fault_is_about_this_one() -> None:
    page = inside(400, page="client-cert-bad")
    given = own(for_clients=False)
    assert verdict(wrong_eku.CAUSE, case(given, requested(1), established(), page)) == "certain"
