from __future__ import annotations

import pytest

from causes_facts import (
    TLS12,
    TLS13,
    alert,
    asks,
    case,
    clue,
    ended,
    hello,
    limits,
    proof,
    server_hello,
    trial,
    verdict,
)
from tlswhy.causes.version.version_client_too_old import CAUSE
from tlswhy.model.case import Case, Trial, What
from tlswhy.model.facts import Fact

OLD = hello(versions=(0x0302, 0x0301))
HELD = limits("--max-version 1.1", max_version=0x0302, min_version=0x0301)
ANSWERED = trial(What.VERSION_MODERN, server_hello(TLS12))
REFUSED = trial(What.VERSION_MODERN, alert(70))


def refused(refusal: Fact, *trials: Trial) -> Case:
    return case(OLD, HELD, refusal, trials=trials)


@pytest.mark.parametrize(
    ("refusal", "word"),
    [(alert(70), "likely"), (alert(40), "possible"), (ended("reset"), "possible")],
)
def test_a_refusal_of_an_old_hello(refusal: Fact, word: str) -> None:
    assert verdict(CAUSE, refused(refusal)) == word


def test_newer_versions_that_are_answered_prove_it() -> None:
    known = refused(ended("reset"), ANSWERED)
    assert verdict(CAUSE, known) == "certain"
    assert proof(CAUSE, known) is ANSWERED


def test_newer_versions_that_are_refused_as_well_exclude_it() -> None:
    known = refused(alert(70), REFUSED)
    assert verdict(CAUSE, known) == "excluded"
    assert proof(CAUSE, known) is None


def test_the_clue_says_what_was_offered_and_answered() -> None:
    found = clue(CAUSE, refused(alert(70), ANSWERED))
    assert found is not None
    assert found.because == (
        "the client offers TLS 1.1 at most and received alert protocol_version (70) "
        "after client-hello; TLS 1.2 is answered"
    )
    assert found.evidence == (OLD, HELD, alert(70))


@pytest.mark.parametrize(
    "known",
    [
        case(OLD, alert(70)),
        case(OLD, limits("--min-version 1.2", max_version=TLS13), alert(70)),
        case(HELD, alert(70)),
        case(OLD, HELD),
        case(OLD, HELD, server_hello(0x0302), alert(40)),
    ],
    ids=["no limit", "not limited upwards", "no hello", "no refusal", "answered"],
)
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""


def test_it_asks_for_modern_versions() -> None:
    assert asks(CAUSE, refused(alert(70))) == ["version-modern"]
