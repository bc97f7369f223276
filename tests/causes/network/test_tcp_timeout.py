from __future__ import annotations

import pytest

from causes_facts import (
    asks,
    case,
    clue,
    connected,
    established,
    not_connected,
    proxy,
    resolved,
    trial,
    verdict,
)
from tlswhy.causes.network.tcp_timeout import CAUSE
from tlswhy.model.case import Case, What

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


SLOW = not_connected("unanswered", "[2001:db8::1]:443", after=260)
WORKS = (resolved("2001:db8::1", "192.0.2.2"), SLOW, connected("192.0.2.2:443"), established())


def test_an_address_that_was_overtaken_is_asked_alone() -> None:
    assert verdict(CAUSE, case(*WORKS)) == "possible"
    assert asks(CAUSE, case(*WORKS)) == ["another-address 2001:db8::1"]
    assert asks(CAUSE, case(LOST)) == []


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ("unanswered", "did not answer in 2.5 s"),
        ("refused", "refuses connections"),
        ("unreachable", "cannot be reached from here"),
    ],
)
def test_one_that_fails_alone_is_a_risk(how: str, says: str) -> None:
    alone = not_connected(how, "[2001:db8::1]:443", after=2500)
    tried = trial(What.ANOTHER_ADDRESS, alone, value="2001:db8::1")
    found = clue(CAUSE, case(*WORKS, trials=(tried,)))
    assert found is not None
    assert (found.verdict.word, found.risk) == ("likely", True)
    assert found.because == f"[2001:db8::1]:443 {says}, 192.0.2.2:443 works"


def test_one_that_answers_alone_is_none() -> None:
    tried = trial(What.ANOTHER_ADDRESS, connected("[2001:db8::1]:443"), established())
    assert verdict(CAUSE, case(*WORKS, trials=(tried,))) == "excluded"
