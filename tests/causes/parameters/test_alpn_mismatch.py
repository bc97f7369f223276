from __future__ import annotations

import pytest

from causes_facts import alert, asks, case, clue, ended, hello, proof, server_hello, trial, verdict
from tlswhy.causes.parameters.alpn_mismatch import CAUSE
from tlswhy.model.case import Case, What

REFUSED = (hello(), alert(120))


def test_the_alert_says_it() -> None:
    found = clue(CAUSE, case(*REFUSED))
    assert found is not None
    assert found.verdict.word == "certain"
    assert found.because.startswith("the client offers h2, http/1.1, and received alert ")


def test_a_hello_without_protocols_proves_it() -> None:
    passed = trial(What.ALPN_ABSENT, server_hello())
    failed = trial(What.ALPN_ABSENT, alert(40))
    assert proof(CAUSE, case(*REFUSED, trials=(passed,))) is passed
    assert proof(CAUSE, case(*REFUSED, trials=(failed,))) is None


def test_nothing_offered_is_said_so() -> None:
    found = clue(CAUSE, case(hello(alpn=()), alert(120)))
    assert found is not None
    assert found.because.startswith("the client offers nothing, ")


@pytest.mark.parametrize(
    "known",
    [case(alert(120)), case(hello(), alert(40)), case(hello(), ended("reset")), case(hello())],
)
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""


def test_it_asks_for_a_hello_without_protocols() -> None:
    assert asks(CAUSE, case(*REFUSED)) == ["alpn-absent"]
