from __future__ import annotations

import pytest

from causes_facts import (
    alert,
    asks,
    case,
    clue,
    ended,
    hello,
    proof,
    server_hello,
    trial,
    verdict,
)
from tlswhy.causes.sni.sni_unrecognized import CAUSE
from tlswhy.model.case import NOBODY, Case, What
from tlswhy.model.facts import Fact

WITHOUT = trial(What.SNI_ABSENT, server_hello())
WITHOUT_FAILED = trial(What.SNI_ABSENT, alert(40))
OTHER = trial(What.SNI_OTHER, server_hello(), value=NOBODY)
OTHER_FAILED = trial(What.SNI_OTHER, alert(40), value=NOBODY)


@pytest.mark.parametrize(
    ("refusal", "word"),
    [
        (alert(112), "certain"),
        (alert(80), "possible"),
        (alert(40), "possible"),
        (alert(49), "possible"),
        (ended("reset"), "possible"),
    ],
)
def test_a_refusal_alone(refusal: Fact, word: str) -> None:
    assert verdict(CAUSE, case(hello(), refusal)) == word


def test_without_a_name_it_is_answered() -> None:
    known = case(hello(), alert(80), trials=(WITHOUT,))
    assert verdict(CAUSE, known) == "likely"
    assert proof(CAUSE, known) is WITHOUT


@pytest.mark.parametrize(("refusal", "word"), [(alert(40), "certain"), (ended("closed"), "likely")])
def test_and_with_any_name_it_is_not(refusal: Fact, word: str) -> None:
    found = clue(CAUSE, case(hello(), refusal, trials=(WITHOUT, OTHER_FAILED)))
    assert found is not None
    assert (found.verdict.word, found.confirmed_by) == (word, WITHOUT)
    assert found.because.endswith("; without a name it is answered")


def test_a_name_nobody_has_is_answered_so_this_one_is_singled_out() -> None:
    assert verdict(CAUSE, case(hello(), alert(112), trials=(OTHER,))) == "possible"


@pytest.mark.parametrize(("description", "word"), [(80, "likely"), (40, "excluded")])
def test_nothing_is_answered_at_all(description: int, word: str) -> None:
    alike = tuple(
        trial(what, alert(description), value=value)
        for what, value in ((What.SNI_ABSENT, ""), (What.SNI_OTHER, NOBODY))
    )
    known = case(hello(), alert(description), trials=alike)
    assert verdict(CAUSE, known) == word
    assert proof(CAUSE, known) is None


def test_a_refusal_of_another_kind_is_not_the_same() -> None:
    known = case(hello(), alert(80), trials=(WITHOUT_FAILED, OTHER_FAILED))
    assert verdict(CAUSE, known) == "excluded"


def test_half_of_the_experiments_exclude_nothing() -> None:
    for made in (WITHOUT_FAILED, OTHER_FAILED):
        assert verdict(CAUSE, case(hello(), alert(40), trials=(made,))) == "possible"


@pytest.mark.parametrize(
    "known",
    [
        case(alert(112)),
        case(hello(sni=None), alert(112)),
        case(hello()),
        case(hello(), alert(70)),
        case(hello(), server_hello(), alert(112)),
        case(hello(), alert(112, ours=True)),
    ],
    ids=["no hello", "no name", "no refusal", "about the version", "answered", "ours"],
)
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""


def test_what_it_asks() -> None:
    assert asks(CAUSE, case(hello(), alert(112))) == ["sni-absent", f"sni-other {NOBODY}"]
