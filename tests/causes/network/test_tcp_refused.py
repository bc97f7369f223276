from __future__ import annotations

import pytest

from causes_facts import (
    case,
    clue,
    connected,
    established,
    not_connected,
    proxy,
    resolved,
    verdict,
)
from tlswhy.causes.network.tcp_refused import CAUSE
from tlswhy.model.case import Case
from tlswhy.model.facts import Fact

REFUSED = not_connected("refused")
SECOND = not_connected("refused", "[2001:db8::1]:443")
LOST = not_connected("unanswered", "192.0.2.2:443")


def test_every_address_refused() -> None:
    found = clue(CAUSE, case(REFUSED, SECOND))
    assert found is not None
    assert found.verdict.word == "certain"
    assert found.because == (
        "192.0.2.1:443 refused the connection; [2001:db8::1]:443 refused the connection"
    )
    assert found.evidence == (REFUSED, SECOND)


def test_beside_one_that_did_not_answer_it_is_likely() -> None:
    assert verdict(CAUSE, case(REFUSED, LOST)) == "likely"


def test_beside_one_that_cannot_be_reached_it_is_certain() -> None:
    assert verdict(CAUSE, case(REFUSED, not_connected("unreachable"))) == "certain"


@pytest.mark.parametrize(
    "known", [case(), case(LOST), case(REFUSED, connected()), case(REFUSED, proxy())]
)
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""


def works(*facts: Fact) -> Case:
    return case(resolved("192.0.2.1", "192.0.2.2"), *facts, established())


def test_beside_an_address_that_works_it_is_a_risk() -> None:
    found = clue(CAUSE, works(REFUSED, connected("192.0.2.2:443")))
    assert found is not None
    assert (found.verdict.word, found.risk) == ("likely", True)
    assert found.because == "192.0.2.1:443 refuses connections, 192.0.2.2:443 works"


@pytest.mark.parametrize(
    "known",
    [
        works(LOST, connected()),
        works(REFUSED, connected(), proxy()),
        case(REFUSED, connected(), established()),
        works(not_connected("unreachable"), connected()),
    ],
)
def test_no_risk(known: Case) -> None:
    assert verdict(CAUSE, known) == ""
