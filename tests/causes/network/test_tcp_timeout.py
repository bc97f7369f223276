from __future__ import annotations

import pytest

from causes_facts import case, clue, connected, not_connected, proxy, verdict
from tlswhy.causes.network.tcp_timeout import CAUSE
from tlswhy.model.case import Case

LOST = not_connected("unanswered", after=5000)
UNREACHABLE = not_connected("unreachable", "[2001:db8::1]:443")
REFUSED = not_connected("refused", "192.0.2.2:443")


def test_no_address_answered() -> None:
    found = clue(CAUSE, case(LOST, UNREACHABLE))
    assert found is not None
    assert found.verdict.word == "certain"
    assert found.because == (
        "192.0.2.1:443 did not answer in 5 s; [2001:db8::1]:443 cannot be reached from here"
    )


def test_beside_one_that_refused_it_is_likely() -> None:
    assert verdict(CAUSE, case(LOST, REFUSED)) == "likely"


def test_one_that_cannot_be_reached_does_not_outweigh_a_refusal() -> None:
    assert verdict(CAUSE, case(UNREACHABLE, REFUSED)) == ""


@pytest.mark.parametrize(
    "known", [case(), case(REFUSED), case(LOST, connected()), case(LOST, proxy())]
)
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""
