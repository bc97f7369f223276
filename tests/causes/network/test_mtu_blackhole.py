from __future__ import annotations

import pytest

from causes_facts import (
    alert,
    asks,
    case,
    clue,
    ended,
    established,
    hello,
    proof,
    server_hello,
    trial,
    verdict,
)
from tlswhy.causes.network.mtu_blackhole import CAUSE
from tlswhy.model.case import Case, Trial, What

CLAMPED = trial(What.SMALL_SEGMENTS, server_hello(), established())
CLAMPED_FAILED = trial(What.SMALL_SEGMENTS, ended("silence"))
LITTLE = trial(What.SMALL_ANSWER, server_hello(retry=True))
LITTLE_ALERT = trial(What.SMALL_ANSWER, alert(70))
LITTLE_FAILED = trial(What.SMALL_ANSWER, ended("silence"))
LITTLE_OURS = trial(What.SMALL_ANSWER, alert(70, ours=True))
SHORT = trial(What.WITHOUT_PQ_SHARE, server_hello(), established())
SHORT_FAILED = trial(What.WITHOUT_PQ_SHARE, ended("silence"))


def lost(*trials: Trial, received: int = 0) -> Case:
    return case(hello(), ended("silence", received=received), trials=trials)


def test_silence_alone_is_possible() -> None:
    assert verdict(CAUSE, lost()) == "possible"


def test_a_flight_that_stops_is_likely() -> None:
    found = clue(CAUSE, lost(received=1300))
    assert found is not None
    assert found.verdict.word == "likely"
    assert found.because.startswith("the server's flight stopped after 1300 bytes: ")


def test_a_few_bytes_are_no_part_of_a_flight() -> None:
    assert verdict(CAUSE, lost(received=7)) == "possible"


def test_small_segments_prove_it() -> None:
    found = clue(CAUSE, lost(CLAMPED, SHORT_FAILED))
    assert found is not None
    assert (found.verdict.word, found.confirmed_by) == ("certain", CLAMPED)


@pytest.mark.parametrize("little", [LITTLE, LITTLE_ALERT])
def test_small_answers_that_come_through_make_it_likely(little: Trial) -> None:
    known = lost(CLAMPED_FAILED, little, SHORT_FAILED)
    assert verdict(CAUSE, known) == "likely"
    assert proof(CAUSE, known) is little


@pytest.mark.parametrize(
    "trials",
    [
        (LITTLE,),
        (LITTLE_FAILED, SHORT_FAILED),
        (LITTLE_OURS, SHORT_FAILED),
        (SHORT_FAILED,),
    ],
)
def test_otherwise_it_stays_possible(trials: tuple[Trial, ...]) -> None:
    assert verdict(CAUSE, lost(*trials)) == "possible"


def test_a_short_hello_that_passes_blames_the_hello() -> None:
    assert verdict(CAUSE, lost(SHORT, LITTLE)) == ""


@pytest.mark.parametrize(
    "known",
    [
        case(ended("silence")),
        case(hello()),
        case(hello(), ended("reset")),
        case(hello(), established(), ended("silence")),
    ],
    ids=["no hello", "no end", "reset", "finished"],
)
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""


def test_what_it_asks() -> None:
    assert asks(CAUSE, lost()) == [
        "small-answer",
        "small-segments",
        "without-post-quantum-share",
    ]
