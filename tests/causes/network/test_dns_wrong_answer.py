from __future__ import annotations

import pytest
from msgspec import structs

from causes_facts import (
    asks,
    at,
    case,
    clue,
    connected,
    declined,
    not_resolved,
    passed,
    proxy,
    resolved,
    route,
    through,
    trial,
    verdict,
)
from tlswhy.causes.network.dns_wrong_answer import CAUSE
from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Party, Remedy


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


CHAIN = route("http-connect 127.0.0.1:3128", "socks5 192.0.2.9:1080", "tls a.test")


@pytest.mark.parametrize(
    ("scheme", "change", "remedy"),
    [
        ("socks5", What.PROXY_AS_SOCKS5, Remedy.PROXY_URL_SOCKS),
        ("socks4", What.PROXY_AS_SOCKS4, Remedy.PROXY_URL_SOCKS4),
    ],
)
def test_a_name_looked_up_before_the_socks_proxy_is_asked(
    scheme: str, change: What, remedy: Remedy
) -> None:
    lost = (through(scheme), proxy(), connected(), not_resolved(detail="nobody knows it"))
    found = clue(CAUSE, case(*lost))
    assert found is not None
    assert (found.verdict.word, found.remedies) == ("certain", (remedy, Remedy.FIX_DNS))
    assert (
        found.because
        == "a.test does not exist (nobody knows it), asked from here and not by the proxy"
    )
    assert asks(CAUSE, case(*lost)) == [str(change)]
    for facts, sure in (((passed(scheme),), True), ((declined("connect", scheme),), False)):
        tried = trial(change, through(scheme), *facts)
        found = clue(CAUSE, case(*lost, trials=(tried,)))
        assert found is not None
        assert found.confirmed_by is (tried if sure else None)


def test_behind_another_proxy_nothing_can_be_tried() -> None:
    lost = structs.replace(not_resolved(), seen=at(1))
    known = case(CHAIN, proxy(), connected(), passed(), lost)
    assert verdict(CAUSE, known) == "certain"
    assert asks(CAUSE, known) == []


@pytest.mark.parametrize(
    "known",
    [
        case(through("socks5"), proxy(), not_resolved("p.test")),
        case(through("socks5"), proxy(), connected()),
        Case((proxy(), connected(), not_resolved())),
    ],
)
def test_the_proxys_own_name_is_another_matter(known: Case) -> None:
    assert verdict(CAUSE, known) == ""
    assert asks(CAUSE, known) == []
