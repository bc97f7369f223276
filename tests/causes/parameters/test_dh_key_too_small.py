from __future__ import annotations

import pytest

from causes_facts import TLS12, case, clue, key_exchange, server_hello, spoken_as, verdict
from tlswhy.causes.parameters.dh_key_too_small import CAUSE
from tlswhy.model.case import Case

CHOSEN = server_hello(TLS12, suite=0x009E, group=None)


@pytest.mark.parametrize("bits", [512, 1024, 2047])
def test_a_prime_that_is_too_small(bits: int) -> None:
    found = clue(CAUSE, case(CHOSEN, key_exchange(0, bits)))
    assert found is not None
    assert found.verdict.word == "certain"
    assert f"{bits} bits" in found.because


@pytest.mark.parametrize(
    "known",
    [
        case(CHOSEN, key_exchange(0, 2048)),
        case(CHOSEN, key_exchange(29)),
        case(CHOSEN),
        case(key_exchange(0, 1024)),
    ],
    ids=["large enough", "a curve", "no exchange", "no choice"],
)
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""


def test_a_client_that_is_spoken_as_may_take_less_and_never_more() -> None:
    java, strict = spoken_as("java-17", dh_bits=1024), spoken_as("x-3", dh_bits=3072)
    assert verdict(CAUSE, case(java, CHOSEN, key_exchange(0, 1024))) == ""
    found = clue(CAUSE, case(java, CHOSEN, key_exchange(0, 1023)))
    assert found is not None
    assert found.because == "the server's DH prime has 1023 bits; java-17 wants 1024"
    assert verdict(CAUSE, case(strict, CHOSEN, key_exchange(0, 2048))) == ""
    assert verdict(CAUSE, case(strict, CHOSEN, key_exchange(0, 1024))) == "certain"
