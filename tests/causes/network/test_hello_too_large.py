from __future__ import annotations

import pytest

from causes_facts import (
    DIRECT,
    alert,
    asks,
    case,
    clue,
    ended,
    hello,
    proof,
    route,
    server_hello,
    trial,
    verdict,
)
from tlswhy.causes.network.hello_too_large import CAUSE
from tlswhy.model.case import Case, Change, Trial, What

SHORT = trial(What.WITHOUT_PQ_SHARE, hello(size=300), server_hello())
SHORT_FAILED = trial(What.WITHOUT_PQ_SHARE, hello(size=300), ended("silence"))
PADDED = trial(What.PADDED_WITHOUT_PQ, hello(size=1500), server_hello())
PADDED_FAILED = trial(What.PADDED_WITHOUT_PQ, hello(size=1500), ended("silence"))


def lost(*trials: Trial, how: str = "silence") -> Case:
    return case(hello(size=1500), ended(how), trials=trials)


@pytest.mark.parametrize("how", ["silence", "reset", "closed"])
def test_a_long_hello_without_an_answer_is_possible(how: str) -> None:
    assert verdict(CAUSE, lost(how=how)) == "possible"


def test_a_short_one_that_is_answered_makes_it_likely() -> None:
    found = clue(CAUSE, lost(SHORT))
    assert found is not None
    assert (found.verdict.word, found.confirmed_by) == ("likely", SHORT)
    assert found.because.endswith("; one of 300 bytes is answered")


def test_a_padded_one_that_is_lost_again_makes_it_certain() -> None:
    found = clue(CAUSE, lost(SHORT, PADDED_FAILED))
    assert found is not None
    assert (found.verdict.word, found.confirmed_by) == ("certain", SHORT)
    assert found.because.endswith("; one of 300 bytes is answered, padded to 1500 again it is not")


def test_a_padded_one_that_passes_blames_the_group() -> None:
    found = clue(CAUSE, lost(SHORT, PADDED))
    assert found is not None
    assert found.verdict.word == "likely"
    assert found.because.endswith("padded to the same size too")


def test_a_short_one_that_is_lost_as_well_excludes_it() -> None:
    assert verdict(CAUSE, lost(SHORT_FAILED)) == "excluded"
    assert proof(CAUSE, lost(SHORT_FAILED)) is None


def test_a_trial_without_a_hello_has_no_size() -> None:
    bare = Trial(Change(What.WITHOUT_PQ_SHARE), (route(*DIRECT), server_hello()), 1)
    found = clue(CAUSE, lost(bare))
    assert found is not None
    assert found.because.endswith("; one of 0 bytes is answered")


@pytest.mark.parametrize(
    "known",
    [
        case(ended("silence")),
        case(hello(size=1500)),
        case(hello(size=1200), ended("silence")),
        case(hello(size=1500), alert(40)),
        case(hello(size=1500), ended("closed", received=7)),
    ],
    ids=["no hello", "no end", "one segment", "an alert", "something was said"],
)
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""


def test_without_a_hello_there_is_no_size_to_pad_to() -> None:
    assert asks(CAUSE, case()) == ["without-post-quantum-share"]


def test_it_asks_for_a_short_one_and_for_a_padded_one() -> None:
    assert asks(CAUSE, lost()) == [
        "without-post-quantum-share",
        "padded-without-post-quantum-share 1500",
    ]
