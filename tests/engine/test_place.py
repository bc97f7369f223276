from __future__ import annotations

import pytest

from causes_facts import (
    alert,
    at,
    case,
    connected,
    ended,
    established,
    hello,
    http,
    leaf,
    not_connected,
    not_resolved,
    passed,
    problem,
    route,
    server_hello,
)
from tlswhy.engine.place import leg_of, where
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Leg, Step
from tlswhy.model.facts import Fact
from tlswhy.model.facts.certificate import ChainGiven
from tlswhy.model.facts.tls import CertificateRequested, KeyExchangeSeen

DIRECT = ("tcp 192.0.2.1:443", "tls a.test")
PROXY = ("http-connect p:3128", "tls a.test")
DEEP = (
    "tcp p:8443",
    "tls p",
    "http-connect p:8443",
    "socks5 q:1080",
    "starttls smtp",
    "tls a.test",
)


def through(count: int, hops: tuple[str, ...] = DEEP) -> tuple[Fact, ...]:
    """The first hops did their work; TCP is among them."""
    return (route(*hops), connected(), *(passed(hop=index) for index in range(count)))


def asked(answered: int | None = None, hop: int = 1) -> CertificateRequested:
    return CertificateRequested(seen=at(hop), authorities=(), answered=answered)


def exchanged(hop: int = 1) -> KeyExchangeSeen:
    return KeyExchangeSeen(seen=at(hop), group=29, bits=0)


class TestBeforeTcp:
    def test_nothing_happened_at_all(self) -> None:
        assert where(case()) == (0, Step.START)

    def test_no_address(self) -> None:
        assert where(case(not_resolved())) == (0, Step.DNS)

    def test_no_connection(self) -> None:
        assert where(case(not_connected())) == (0, Step.TCP)

    def test_a_chain_in_files(self) -> None:
        given = ChainGiven(files=("a.pem",), count=1)
        assert where(case(route("files"), given)) == (0, Step.CERTIFICATE)


class TestHops:
    @pytest.mark.parametrize(
        ("count", "place"),
        [
            (1, (1, Step.CLIENT_HELLO)),
            (2, (2, Step.PROXY)),
            (3, (3, Step.PROXY)),
            (4, (4, Step.PRE)),
            (5, (5, Step.CLIENT_HELLO)),
            (6, (5, Step.NONE)),
        ],
    )
    def test_the_first_hop_that_is_not_through(self, count: int, place: tuple[int, Step]) -> None:
        assert where(Case(through(count))) == place

    def test_a_certificate_that_is_refused_stops_a_hop_that_is_through(self) -> None:
        assert where(Case((*through(3), problem("expired", hop=1)))) == (1, Step.CERTIFICATE)

    def test_one_that_is_only_frowned_upon_does_not(self) -> None:
        frown = problem("sha1-signature", hop=1, fatal=False)
        assert where(Case((*through(3), frown))) == (3, Step.PROXY)

    def test_a_case_without_a_route_has_nowhere_to_break(self) -> None:
        assert where(Case((connected(),))) == (0, Step.NONE)


# How far a handshake came, and the step it stopped at.
IN_TLS: list[tuple[tuple[Fact, ...], Step]] = [
    ((), Step.CLIENT_HELLO),
    ((hello(), ended("reset")), Step.CLIENT_HELLO),
    ((hello(), alert(40)), Step.CLIENT_HELLO),
    ((server_hello(retry=True), ended()), Step.CLIENT_HELLO),
    ((server_hello(), ended()), Step.SERVER_HELLO),
    ((server_hello(retry=True), server_hello()), Step.SERVER_HELLO),
    ((server_hello(), leaf(), ended()), Step.CERTIFICATE),
    ((server_hello(), leaf(), exchanged(), ended()), Step.KEY_EXCHANGE),
    ((server_hello(), leaf(), asked(), ended()), Step.CERTIFICATE),
    ((server_hello(), leaf(), exchanged(), asked(), ended()), Step.KEY_EXCHANGE),
    ((server_hello(), leaf(), exchanged(), asked(0), ended()), Step.CLIENT_CERTIFICATE),
    ((server_hello(), leaf(), asked(), alert(40)), Step.CLIENT_CERTIFICATE),
    ((server_hello(), leaf(), asked(1), alert(48)), Step.CLIENT_CERTIFICATE),
    ((established(), ended()), Step.APPLICATION),
]


@pytest.mark.parametrize(("facts", "step"), IN_TLS)
def test_how_far_a_handshake_came(facts: tuple[Fact, ...], step: Step) -> None:
    assert where(case(connected(), *facts)) == (1, step)


def test_other_hops_say_nothing_about_this_one() -> None:
    assert where(Case((*through(1), server_hello(hop=5), leaf(hop=5)))) == (1, Step.CLIENT_HELLO)


class TestAfter:
    def test_everything_is_through(self) -> None:
        assert where(Case(through(2, DIRECT))) == (1, Step.NONE)

    def test_a_request_was_answered(self) -> None:
        hops = (*DIRECT, "http a.test")
        assert where(Case((*through(3, hops), http(hop=2)))) == (1, Step.APPLICATION)

    def test_a_request_was_not_answered(self) -> None:
        hops = (*DIRECT, "http a.test")
        assert where(Case((*through(2, hops), established()))) == (2, Step.APPLICATION)

    def test_a_late_alert_is_why_a_request_was_not_answered(self) -> None:
        late = (asked(0), established(), alert(116, after="finished"), ended(hop=2))
        place = where(Case((*through(2, (*DIRECT, "http a.test")), *late)))
        assert place == (1, Step.CLIENT_CERTIFICATE)

    @pytest.mark.parametrize("last", ["plain-http a.test:443", "listen a.test:443"])
    def test_what_was_said_instead_of_tls(self, last: str) -> None:
        assert where(Case(through(1, (DIRECT[0], last)))) == (1, Step.APPLICATION)

    def test_a_late_alert_about_the_client_certificate(self) -> None:
        late = (asked(0), alert(116, after="finished"))
        assert where(Case((*through(2, DIRECT), *late))) == (1, Step.CLIENT_CERTIFICATE)

    def test_another_late_alert(self) -> None:
        late = alert(80, after="finished")
        assert where(Case((*through(2, DIRECT), late))) == (1, Step.APPLICATION)


class TestLegs:
    def test_without_a_tunnel_everything_is_with_the_target(self) -> None:
        known = case(route(*DIRECT))
        assert [leg_of(known, hop) for hop in (0, 1)] == [Leg.CLIENT_ORIGIN] * 2

    def test_one_tunnel(self) -> None:
        known = case(route(*PROXY))
        assert [leg_of(known, hop) for hop in (0, 1)] == [Leg.CLIENT_PROXY, Leg.CLIENT_ORIGIN]

    def test_two_tunnels(self) -> None:
        known = case(route(*DEEP))
        assert [leg_of(known, hop) for hop in range(6)] == [
            Leg.CLIENT_PROXY,
            Leg.CLIENT_PROXY,
            Leg.CLIENT_PROXY,
            Leg.PROXY_PROXY,
            Leg.CLIENT_ORIGIN,
            Leg.CLIENT_ORIGIN,
        ]

    def test_without_a_route(self) -> None:
        assert leg_of(Case(()), 0) is Leg.CLIENT_ORIGIN


def test_a_header_for_the_target_lies_behind_every_tunnel() -> None:
    hops = ("socks4 q:1080", "proxy-protocol v1", "tls a.test")
    assert where(Case(through(0, hops))) == (0, Step.PROXY)
    assert where(Case(through(1, hops))) == (1, Step.PRE)
    assert where(Case(through(2, hops))) == (2, Step.CLIENT_HELLO)
    known = case(route(*hops))
    assert [leg_of(known, hop) for hop in range(3)] == [
        Leg.CLIENT_PROXY,
        Leg.CLIENT_ORIGIN,
        Leg.CLIENT_ORIGIN,
    ]
