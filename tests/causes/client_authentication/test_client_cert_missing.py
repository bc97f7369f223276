from __future__ import annotations

import pytest
from msgspec import structs

from causes_facts import (
    alert,
    asks,
    case,
    clue,
    ended,
    http,
    proof,
    requested,
    trial,
    verdict,
)
from tlswhy.causes.client_authentication.client_cert_missing import CAUSE
from tlswhy.model.case import Case, What
from tlswhy.model.facts.network import HttpAnswered

ASKED = requested(0, authorities=("CN=Lab CA",))


def page(status: int = 400, means: str = "", hop: int = 2) -> HttpAnswered:
    return structs.replace(http(status, hop=hop, method="HEAD"), page=means)


WORDS = trial(What.READ_REFUSAL, page(means="client-cert-missing"))
OTHER_WORDS = trial(What.READ_REFUSAL, page(means="client-cert-bad"))
NO_WORDS = trial(What.READ_REFUSAL)


@pytest.mark.parametrize(
    ("description", "after", "word"),
    [
        (116, "finished", "certain"),
        (116, "client-hello", "certain"),
        (40, "client-certificate", "certain"),
        (42, "client-certificate", "certain"),
        (46, "finished", "likely"),
    ],
)
def test_an_alert_after_the_empty_certificate(description: int, after: str, word: str) -> None:
    found = clue(CAUSE, case(ASKED, alert(description, after=after)))
    assert found is not None
    assert found.verdict.word == word
    assert "asks for a client certificate from CN=Lab CA; the client has none, and" in found.because


def test_the_alert_that_says_it_is_taken_before_others() -> None:
    said = alert(116, after="finished")
    found = clue(CAUSE, case(ASKED, alert(80, after="finished"), said))
    assert found is not None
    assert found.evidence == (ASKED, said)


@pytest.mark.parametrize("how", ["closed", "reset"])
def test_an_end_after_the_empty_certificate_is_likely(how: str) -> None:
    assert verdict(CAUSE, case(ASKED, ended(how, received=900))) == "likely"


def test_a_page_that_says_so_is_certain() -> None:
    assert verdict(CAUSE, case(ASKED, page(means="client-cert-missing"))) == "certain"


def test_a_page_without_words_is_possible_until_they_are_read() -> None:
    assert verdict(CAUSE, case(ASKED, page())) == "possible"
    known = case(ASKED, page(), trials=(WORDS,))
    assert verdict(CAUSE, known) == "certain"
    assert proof(CAUSE, known) is WORDS


@pytest.mark.parametrize(
    "known",
    [
        case(alert(116, after="finished")),
        case(requested(1), alert(116, after="finished")),
        case(ASKED),
        case(ASKED, alert(40, after="client-hello")),
        case(ASKED, alert(40, after="client-certificate", ours=True)),
        case(ASKED, alert(0, after="finished")),
        case(ASKED, alert(90, after="finished")),
        case(ASKED, ended("silence")),
        case(requested(None), ended("closed")),
        case(ASKED, page(404)),
        case(ASKED, page(hop=0)),
        case(ASKED, page(), trials=(OTHER_WORDS,)),
        case(ASKED, page(), trials=(NO_WORDS,)),
    ],
)
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""


def test_it_asks_for_the_words_of_an_answer() -> None:
    assert asks(CAUSE, case(ASKED, page())) == ["read-the-refusal"]
    assert asks(CAUSE, case(ASKED, alert(116))) == []
