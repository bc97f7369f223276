from __future__ import annotations

import pytest

from causes_facts import (
    alert,
    asks,
    case,
    clue,
    ended,
    hello,
    limits,
    proof,
    server_hello,
    spoken_as,
    trial,
    verdict,
)
from tlswhy.causes.parameters.group_no_overlap import CAUSE
from tlswhy.model.case import Case, What

OWN = limits("--groups P-521")
REFUSED = (hello(groups=(25,), shares=(25,)), alert(40), OWN)


@pytest.mark.parametrize("description", [40, 47, 71])
def test_a_refusal_of_a_list_of_ones_own_is_likely(description: int) -> None:
    assert verdict(CAUSE, case(REFUSED[0], alert(description), OWN)) == "likely"


def test_another_group_proves_it() -> None:
    made = trial(What.GROUPS_ALL, server_hello(group=29))
    found = clue(CAUSE, case(*REFUSED, trials=(made,)))
    assert found is not None
    assert (found.verdict.word, found.confirmed_by) == ("certain", made)
    assert "offers secp521r1 and received" in found.because
    assert found.because.endswith("; offered more, the server picks x25519")


def test_an_answer_before_tls13_names_no_group() -> None:
    made = trial(What.GROUPS_ALL, server_hello(0x0303, group=None))
    found = clue(CAUSE, case(*REFUSED, trials=(made,)))
    assert found is not None
    assert found.verdict.word == "certain"
    assert "picks" not in found.because


@pytest.mark.parametrize(
    "made",
    [trial(What.GROUPS_ALL, alert(40)), trial(What.GROUPS_ALL, server_hello(group=25))],
    ids=["refused", "the same group"],
)
def test_no_other_group_excludes_it(made: object) -> None:
    known = case(*REFUSED, trials=(made,))  # type: ignore[arg-type]
    assert verdict(CAUSE, known) == "excluded"
    assert proof(CAUSE, known) is None


@pytest.mark.parametrize(
    "known",
    [
        case(alert(40), OWN),
        case(hello(), alert(40)),
        case(hello(), alert(40), limits("--ciphers x")),
        case(hello(), alert(70), OWN),
        case(hello(), ended("reset"), OWN),
    ],
    ids=["no hello", "no limit", "another limit", "about the version", "no alert"],
)
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""


def test_it_asks_for_the_usual_groups() -> None:
    assert asks(CAUSE, case(*REFUSED)) == ["groups-all"]


def test_the_groups_of_a_client_that_is_spoken_as_are_tried_before_they_are_blamed() -> None:
    known = (spoken_as("android-7.0"), hello(groups=(23,), shares=()), alert(40))
    assert verdict(CAUSE, case(*known)) == "possible"
    made = trial(What.GROUPS_ALL, server_hello(0x0303, group=None))
    assert verdict(CAUSE, case(*known, trials=(made,))) == "certain"
    assert verdict(CAUSE, case(*known, trials=(trial(What.GROUPS_ALL, alert(40)),))) == "excluded"
