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
from tlswhy.causes.sni.sni_filtered import CAUSE
from tlswhy.model.case import NOBODY, Case, Trial, What
from tlswhy.model.facts import Fact


def other(*facts: Fact) -> Trial:
    return trial(What.SNI_OTHER, *facts, value=NOBODY)


@pytest.mark.parametrize("refusal", [ended("reset"), ended("closed"), ended("silence"), alert(40)])
def test_a_refusal_alone_is_possible(refusal: Fact) -> None:
    known = case(hello(), refusal)
    assert verdict(CAUSE, known) == "possible"
    assert proof(CAUSE, known) is None


@pytest.mark.parametrize("end", ["reset", "closed", "silence"])
@pytest.mark.parametrize("answer", [server_hello(), alert(112)])
def test_another_name_that_reaches_a_server_proves_it(end: str, answer: Fact) -> None:
    made = other(answer)
    found = clue(CAUSE, case(hello(), ended(end), trials=(made,)))
    assert found is not None
    assert (found.verdict.word, found.confirmed_by) == ("certain", made)
    assert found.because.endswith(f"; one for {NOBODY} is answered at the same address")


def test_a_filter_that_writes_alerts_looks_like_a_server() -> None:
    assert verdict(CAUSE, case(hello(), alert(40), trials=(other(server_hello()),))) == "possible"


@pytest.mark.parametrize(
    ("refusal", "made"),
    [
        (ended("reset"), other(ended("reset"))),
        (alert(112), other(alert(112))),
        (ended("reset"), other(alert(70, ours=True))),
    ],
    ids=["reset as well", "refused as well", "our own alert"],
)
def test_another_name_that_fares_no_better_excludes_it(refusal: Fact, made: Trial) -> None:
    assert verdict(CAUSE, case(hello(), refusal, trials=(made,))) == "excluded"


@pytest.mark.parametrize(
    "known",
    [
        case(ended("reset")),
        case(hello(sni=None), ended("reset")),
        case(hello()),
        case(hello(), server_hello(), ended("reset")),
        case(hello(), ended("closed", received=40)),
    ],
    ids=["no hello", "no name", "no refusal", "answered", "something was said"],
)
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""


def test_it_asks_for_a_name_that_nobody_has() -> None:
    assert asks(CAUSE, case(hello(), ended("reset"))) == [f"sni-other {NOBODY}"]
