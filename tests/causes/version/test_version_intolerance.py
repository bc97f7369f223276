from __future__ import annotations

import pytest

from causes_facts import (
    TLS12,
    alert,
    asks,
    case,
    ended,
    hello,
    proof,
    server_hello,
    trial,
    verdict,
)
from tlswhy.causes.version.version_intolerance import CAUSE
from tlswhy.model.case import Case, Trial, What

REFUSED = (hello(), ended("reset"))
CAPPED = trial(What.VERSION_CAP, server_hello(TLS12), value="1.2")
SHORT_FAILED = trial(What.WITHOUT_PQ_SHARE, ended("reset"))
SHORT_PASSED = trial(What.WITHOUT_PQ_SHARE, server_hello())


def test_a_reset_alone_is_possible() -> None:
    assert verdict(CAUSE, case(*REFUSED)) == "possible"


def test_tls12_that_passes_makes_it_likely() -> None:
    known = case(*REFUSED, trials=(CAPPED,))
    assert verdict(CAUSE, known) == "likely"
    assert proof(CAUSE, known) is CAPPED


def test_a_short_hello_that_fails_makes_it_certain() -> None:
    """Then it is not the length, which also goes with TLS 1.3's share."""
    assert verdict(CAUSE, case(*REFUSED, trials=(CAPPED, SHORT_FAILED))) == "certain"


@pytest.mark.parametrize(
    "trials",
    [
        (CAPPED, SHORT_PASSED),
        (trial(What.VERSION_CAP, ended("reset"), value="1.2"),),
        (trial(What.VERSION_CAP, server_hello(0x0301), value="1.2"),),
    ],
    ids=["a short hello passes", "TLS 1.2 fails too", "only older ones pass"],
)
def test_it_is_something_else(trials: tuple[Trial, ...]) -> None:
    assert verdict(CAUSE, case(*REFUSED, trials=trials)) == ""


def test_a_cap_at_another_version_says_nothing() -> None:
    older = trial(What.VERSION_CAP, server_hello(0x0301), value="1.1")
    assert verdict(CAUSE, case(*REFUSED, trials=(older,))) == "possible"


@pytest.mark.parametrize(
    "known",
    [
        case(ended("reset")),
        case(hello()),
        case(hello(versions=(TLS12,)), ended("reset")),
        case(hello(), server_hello(), alert(40)),
    ],
    ids=["no hello", "no refusal", "TLS 1.3 was not offered", "answered"],
)
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""


def test_it_asks_for_a_short_and_for_an_old_hello() -> None:
    assert asks(CAUSE, case(*REFUSED)) == ["without-post-quantum-share", "version-cap 1.2"]
