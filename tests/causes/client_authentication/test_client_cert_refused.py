"""A certificate was shown, and refused: untrusted, expired, or for another use."""

from __future__ import annotations

import pytest
from msgspec import structs

from causes_facts import alert, asks, case, clue, http, proof, requested, trial, verdict
from tlswhy.causes.client_authentication import (
    client_cert_expired,
    client_cert_untrusted,
    client_cert_wrong_eku,
)
from tlswhy.model.case import What
from tlswhy.model.diagnosis import Cause
from tlswhy.model.facts.network import HttpAnswered

EXPIRED, UNTRUSTED = client_cert_expired.CAUSE, client_cert_untrusted.CAUSE
WRONG_EKU = client_cert_wrong_eku.CAUSE
SHOWN = requested(2)
ALL = (EXPIRED, UNTRUSTED, WRONG_EKU)

# The alert, whose it is, and how sure.
ALERTS = [
    (45, EXPIRED, "certain"),
    (48, UNTRUSTED, "certain"),
    (42, UNTRUSTED, "likely"),
    (46, UNTRUSTED, "likely"),
    (49, UNTRUSTED, "likely"),
    (43, WRONG_EKU, "certain"),
]


@pytest.mark.parametrize(("description", "cause", "word"), ALERTS)
def test_each_alert_is_one_causes(description: int, cause: Cause, word: str) -> None:
    known = case(SHOWN, alert(description, after="finished"))
    assert [verdict(one, known) for one in ALL] == [word if one is cause else "" for one in ALL]


@pytest.mark.parametrize(("description", "cause", "word"), ALERTS)
def test_the_clue_says_what_was_seen(description: int, cause: Cause, word: str) -> None:
    said = alert(description, after="client-certificate")
    found = clue(cause, case(SHOWN, said))
    assert found is not None
    assert found.because == f"we showed the client certificate, and {said.says}"
    assert found.evidence == (SHOWN, said)


@pytest.mark.parametrize("cause", ALL)
@pytest.mark.parametrize("description", [45, 48, 43])
def test_none_was_shown_or_the_alert_is_ours(cause: Cause, description: int) -> None:
    said = alert(description, after="finished")
    assert verdict(cause, case(said)) == ""
    assert verdict(cause, case(requested(0), said)) == ""
    assert verdict(cause, case(requested(None), said)) == ""
    assert verdict(cause, case(SHOWN, alert(description, ours=True))) == ""
    assert verdict(cause, case(SHOWN, alert(112))) == ""


def page(means: str = "", status: int = 400) -> HttpAnswered:
    return structs.replace(http(status, hop=2, method="HEAD"), page=means)


class TestPages:
    def test_a_page_that_says_so(self) -> None:
        assert verdict(UNTRUSTED, case(SHOWN, page("client-cert-bad"))) == "certain"

    def test_a_page_whose_words_are_to_be_read(self) -> None:
        words = trial(What.READ_REFUSAL, page("client-cert-bad"))
        assert verdict(UNTRUSTED, case(SHOWN, page())) == "possible"
        known = case(SHOWN, page(), trials=(words,))
        assert verdict(UNTRUSTED, known) == "certain"
        assert proof(UNTRUSTED, known) is words

    def test_other_pages(self) -> None:
        read = trial(What.READ_REFUSAL, page("client-cert-missing"))
        assert verdict(UNTRUSTED, case(SHOWN, page(), trials=(read,))) == ""
        assert verdict(UNTRUSTED, case(SHOWN, page(status=200))) == ""

    def test_what_is_asked(self) -> None:
        assert asks(UNTRUSTED, case(SHOWN, page())) == ["read-the-refusal"]
        assert asks(EXPIRED, case(SHOWN, page())) == []
        assert asks(WRONG_EKU, case(SHOWN, page())) == []
