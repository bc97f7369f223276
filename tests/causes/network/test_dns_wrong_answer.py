from __future__ import annotations

import pytest

from causes_facts import case, clue, connected, not_resolved, proxy, resolved, verdict
from tlswhy.causes.network.dns_wrong_answer import CAUSE
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Party


@pytest.mark.parametrize(
    ("how", "says", "acts"),
    [
        ("nxdomain", "a.test does not exist", Party.CLIENT),
        ("no-data", "a.test exists and has no address", Party.DNS),
        ("servfail", "the name server failed on a.test", Party.DNS),
        ("no-answer", "no name server answered for a.test", Party.DNS),
        ("failed", "a.test could not be resolved", Party.DNS),
        ("something new", "a.test could not be resolved", Party.DNS),
    ],
)
def test_no_address(how: str, says: str, acts: Party) -> None:
    found = clue(CAUSE, case(not_resolved(how=how)))
    assert found is not None
    assert (found.verdict.word, found.because, found.acts) == ("certain", says, acts)


def test_the_resolvers_words_are_kept() -> None:
    found = clue(CAUSE, case(not_resolved(how="servfail", detail="name server 192.0.2.53")))
    assert found is not None
    assert found.because.endswith(" (name server 192.0.2.53)")


@pytest.mark.parametrize("addresses", [("0.0.0.0",), ("127.0.0.1", "::1"), ("::",)])
def test_a_sinkhole(addresses: tuple[str, ...]) -> None:
    found = clue(CAUSE, case(resolved(*addresses)))
    assert found is not None
    assert found.verdict.word == "certain"
    assert found.because.startswith(f"a.test resolves to {', '.join(addresses)}")


def test_a_sinkhole_where_something_listens_is_less_sure() -> None:
    assert verdict(CAUSE, case(resolved("127.0.0.1"), connected("127.0.0.1:443"))) == "likely"


@pytest.mark.parametrize(
    "known",
    [
        case(resolved("192.0.2.1")),
        case(resolved("127.0.0.1", "192.0.2.1")),
        case(resolved("fe80::1%eth0")),
        case(resolved("127.0.0.1", name="localhost")),
        case(resolved("127.0.0.1", name="db.internal")),
        case(resolved("127.0.0.1", name="my.localhost.")),
        case(not_resolved(), proxy()),
        case(connected()),
    ],
)
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""
