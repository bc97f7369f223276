from __future__ import annotations

import pytest

from causes_facts import TLS12, case, clue, key_exchange, server_hello, verdict
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
