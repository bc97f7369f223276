from __future__ import annotations

import pytest

from causes_facts import (
    TLS12,
    alert,
    asks,
    case,
    clue,
    ended,
    established,
    hello,
    proof,
    server_hello,
    spoke,
    trial,
    verdict,
)
from tlswhy.causes.version.version_server_too_old import CAUSE
from tlswhy.model.case import Case, Trial, What
from tlswhy.model.facts import Fact


def cap(version: str, *facts: Fact) -> Trial:
    return trial(What.VERSION_CAP, *facts, value=version)


def refused(refusal: Fact, *trials: Trial) -> Case:
    return case(hello(), refusal, trials=trials)


TLS10, TLS11 = 0x0301, 0x0302


def test_a_version_we_did_not_offer_is_certain() -> None:
    found = clue(CAUSE, case(hello(), server_hello(TLS10), alert(70, ours=True)))
    assert found is not None
    assert found.verdict.word == "certain"
    assert found.because == "the server chose TLS 1.0, the client offered TLS 1.2 and newer"
    assert found.confirmed_by is None


def test_a_hello_of_its_age_proves_it() -> None:
    worked = cap("1.1", server_hello(TLS10), established(TLS10))
    known = case(hello(), server_hello(TLS10), trials=(worked,))
    assert proof(CAUSE, known) is worked


@pytest.mark.parametrize(
    ("refusal", "word"),
    [(alert(70), "likely"), (alert(40), "possible"), (ended("closed"), "possible")],
)
def test_a_refusal_alone(refusal: Fact, word: str) -> None:
    assert verdict(CAUSE, refused(refusal)) == word


def test_a_refusal_that_an_old_hello_does_not_meet() -> None:
    answered = cap("1.1", server_hello(TLS11))
    found = clue(CAUSE, refused(ended("reset"), answered))
    assert found is not None
    assert (found.verdict.word, found.confirmed_by) == ("certain", answered)
    assert found.because.endswith("; a hello of that age gets TLS 1.1")


def test_the_cap_that_works_is_the_better_proof() -> None:
    answered = cap("1.0", server_hello(TLS10), ended())
    worked = cap("1.1", server_hello(TLS11), established(TLS11))
    assert proof(CAUSE, refused(alert(70), answered, worked)) is worked


def test_an_answer_in_a_version_we_offered_proves_nothing() -> None:
    assert verdict(CAUSE, refused(ended(), cap("1.2", server_hello(TLS12)))) == "possible"


@pytest.mark.parametrize(("refusal", "word"), [(alert(70), "likely"), (ended(), "excluded")])
def test_old_hellos_that_are_refused_as_well(refusal: Fact, word: str) -> None:
    known = refused(refusal, cap("1.1", ended()), cap("1.2", ended()))
    assert verdict(CAUSE, known) == word


@pytest.mark.parametrize(
    "known",
    [
        case(alert(70)),
        case(hello(versions=()), alert(70)),
        case(hello()),
        case(hello(), server_hello(TLS12), alert(40)),
        case(hello(), alert(70, ours=True)),
        case(hello(), spoke("ssh"), ended(received=30)),
    ],
    ids=["no hello", "no version", "no refusal", "a modern answer", "our own alert", "not TLS"],
)
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""


def test_it_asks_for_older_hellos() -> None:
    assert asks(CAUSE, refused(alert(70))) == ["version-cap 1.1", "version-cap 1.2"]


def test_a_client_that_goes_that_far_back_itself_asks_for_less() -> None:
    old = case(hello(versions=(TLS12, TLS11)), alert(70))
    assert asks(CAUSE, old) == ["version-cap 1.2"]
