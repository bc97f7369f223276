from __future__ import annotations

import pytest

from causes_facts import (
    alert,
    asked,
    asks,
    case,
    clue,
    ended,
    hello,
    leaf,
    problem,
    proof,
    server_hello,
    trial,
    verdict,
)
from tlswhy.causes.sni.sni_missing import CAUSE
from tlswhy.model.case import Case, Trial, What
from tlswhy.model.facts import Fact

NAMELESS = hello(sni=None)
WRONG = problem("hostname-mismatch")
BAD_CERTIFICATE = (NAMELESS, server_hello(), leaf(), WRONG)


def sent(*facts: Fact) -> Trial:
    return trial(What.SNI_SENT, *facts, value="a.test")


@pytest.mark.parametrize(
    ("refusal", "word"),
    [
        (alert(112), "likely"),
        (alert(109), "likely"),
        (alert(40), "possible"),
        (ended("reset"), "possible"),
    ],
)
def test_a_refusal_alone(refusal: Fact, word: str) -> None:
    assert verdict(CAUSE, case(NAMELESS, refusal)) == word


def test_the_name_cures_a_refusal() -> None:
    made = sent(server_hello())
    found = clue(CAUSE, case(NAMELESS, alert(40), trials=(made,)))
    assert found is not None
    assert (found.verdict.word, found.confirmed_by) == ("certain", made)
    assert found.because.endswith("; with the name a.test it is answered")


@pytest.mark.parametrize(("refusal", "word"), [(alert(112), "likely"), (alert(40), "excluded")])
def test_the_name_cures_nothing(refusal: Fact, word: str) -> None:
    known = case(NAMELESS, refusal, trials=(sent(alert(40)),))
    assert verdict(CAUSE, known) == word
    assert proof(CAUSE, known) is None


def test_a_certificate_for_another_name_is_possible() -> None:
    assert verdict(CAUSE, case(*BAD_CERTIFICATE)) == "possible"


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        ((server_hello(), leaf()), "certain"),
        ((server_hello(), problem("hostname-mismatch", fatal=False)), "certain"),
        ((server_hello(), WRONG), "excluded"),
    ],
)
def test_only_the_right_certificate_cures_a_wrong_one(facts: tuple[Fact, ...], word: str) -> None:
    assert verdict(CAUSE, case(*BAD_CERTIFICATE, trials=(sent(*facts),))) == word


@pytest.mark.parametrize(
    "known",
    [
        case(alert(112)),
        case(hello(), alert(112)),
        case(NAMELESS),
        case(NAMELESS, server_hello(), leaf()),
        case(NAMELESS, server_hello(), problem("expired")),
        case(NAMELESS, server_hello(), problem("hostname-mismatch", fatal=False)),
    ],
    ids=["no hello", "named", "no refusal", "in order", "another fault", "not fatal"],
)
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""


def test_it_asks_for_the_name() -> None:
    assert asks(CAUSE, case(NAMELESS, asked(), alert(40))) == ["sni-sent a.test"]


def test_for_an_address_it_asks_for_a_name_of_the_certificate() -> None:
    by_address = (NAMELESS, asked("192.0.2.1"))
    listed = leaf(names=("*.b.test", "b.test"))
    assert asks(CAUSE, case(*by_address, listed, WRONG)) == ["sni-sent b.test"]
    assert asks(CAUSE, case(*by_address, leaf(names=("*.b.test",)))) == []
    assert asks(CAUSE, case(*by_address, alert(112))) == []
    assert asks(CAUSE, case(NAMELESS, listed)) == ["sni-sent b.test"]
