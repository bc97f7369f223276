"""A certificate was shown, and refused: untrusted, expired, or for another use."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec import structs

from causes_facts import (
    NOW,
    alert,
    asks,
    case,
    clock,
    clue,
    http,
    proof,
    requested,
    trial,
    verdict,
)
from tlswhy.causes.client_authentication import (
    client_cert_expired,
    client_cert_untrusted,
    client_cert_wrong_eku,
)
from tlswhy.model.case import What
from tlswhy.model.diagnosis import Cause
from tlswhy.model.facts.context import ClientCertificateGiven
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
    assert found.because == f"the client showed its certificate, and {said.says}"
    assert said in found.evidence


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
        assert asks(EXPIRED, case(SHOWN, page())) == ["read-the-refusal"]
        assert asks(WRONG_EKU, case(SHOWN, page())) == ["read-the-refusal"]


def own(*, ended: bool = False, for_clients: bool = True) -> ClientCertificateGiven:
    until = NOW + timedelta(days=-3 if ended else 90)
    return ClientCertificateGiven(
        count=1, subject="CN=ann", not_after=until, for_clients=for_clients
    )


class TestOurOwn:
    """What our own certificate says of itself decides what a vague refusal means."""

    def test_it_has_ended(self) -> None:
        found = clue(EXPIRED, case(clock(), own(ended=True), SHOWN, alert(46, after="finished")))
        assert found is not None
        assert found.verdict.word == "certain"
        assert found.because.startswith(
            "the client's own certificate CN=ann ended on 2029-12-29, 3 days ago"
        )

    def test_it_has_ended_and_the_server_says_so_in_a_page(self) -> None:
        words = trial(What.READ_REFUSAL, page("client-cert-bad"))
        seen = case(clock(), own(ended=True), SHOWN, page(), trials=(words,))
        assert verdict(EXPIRED, seen) == "certain"

    def test_it_is_in_date(self) -> None:
        known = case(clock(), own(), SHOWN, alert(46, after="finished"))
        assert verdict(EXPIRED, known) == ""

    def test_it_is_in_date_and_the_server_says_otherwise(self) -> None:
        known = case(clock(), own(), SHOWN, alert(45, after="finished"))
        assert verdict(EXPIRED, known) == "certain"

    def test_it_is_not_for_clients(self) -> None:
        known = case(own(for_clients=False), SHOWN, alert(46, after="finished"))
        assert verdict(WRONG_EKU, known) == "likely"
        assert verdict(WRONG_EKU, case(own(), SHOWN, alert(46, after="finished"))) == ""

    def test_nothing_was_refused(self) -> None:
        assert verdict(EXPIRED, case(clock(), own(ended=True), SHOWN)) == ""
        assert verdict(EXPIRED, case(clock(), own(ended=True), requested(0), alert(46))) == ""
