from __future__ import annotations

from datetime import UTC, datetime

import pytest
from msgspec import structs

from tlswhy.model.attempt import Attempt, Proxy, Speak
from tlswhy.model.case import Change, What
from tlswhy.probes import offers
from tlswhy.probes.changes import CHANGES, OFFLINE, SMALL_MSS, changed

PROXIES = (Proxy("http", "p.test", 3128, "u"), Proxy("socks5", "q.test", 1080))
BASE = Attempt("a.test", 443, "a.test", offers.modern("a.test", ("h2",)))
PROXIED = structs.replace(BASE, proxies=PROXIES)
HEADED = structs.replace(BASE, proxy_protocol="v1")
MAIL = structs.replace(BASE, starttls="smtp")


def offering(**fields: object) -> Attempt:
    return structs.replace(BASE, offer=structs.replace(BASE.offer, **fields))


OLD = offering(versions=(0x0302,), suites=(0xC013, 0x002F))
NARROW = offering(suites=(0x0035,))
NARROW_ECDHE = offering(suites=(0xC030,))
LEFT_ASIDE = structs.replace(BASE, available=PROXIES)
FEW_GROUPS = offering(groups=(24,), shares=(24,))
NAMELESS = offering(sni=None)
ENCRYPTED = offering(ech=b"configs")
BY_DNS = structs.replace(BASE, ech_from_dns=True)

# The attempt, the change, and every part that differs then.
ONE_THING: list[tuple[Attempt, Change, set[str]]] = [
    (BASE, Change(What.SNI_ABSENT), {"offer.sni"}),
    (NAMELESS, Change(What.SNI_SENT, "b.test"), {"offer.sni"}),
    (BASE, Change(What.SNI_OTHER, "nobody.invalid"), {"offer.sni"}),
    (BASE, Change(What.SNI_FROM_CERTIFICATE, "b.test"), {"offer.sni", "name"}),
    (BASE, Change(What.VERSION_CAP, "1.2"), {"offer.versions"}),
    (BASE, Change(What.VERSION_CAP, "1.1"), {"offer.versions", "offer.schemes"}),
    (OLD, Change(What.VERSION_MODERN), {"offer.versions", "offer.suites"}),
    (BASE, Change(What.SUITES_ALL), {"offer.suites"}),
    (NARROW_ECDHE, Change(What.SUITES_OTHER_KEY), {"offer.suites"}),
    (BASE, Change(What.SCHEMES_ALL), {"offer.schemes"}),
    (BASE, Change(What.ALPN_ABSENT), {"offer.alpn"}),
    (NARROW, Change(What.SUITES_MODERN), {"offer.suites"}),
    (FEW_GROUPS, Change(What.GROUPS_ALL), {"offer.groups", "offer.shares"}),
    (BASE, Change(What.WITHOUT_PQ_SHARE), {"offer.groups", "offer.shares"}),
    (
        BASE,
        Change(What.PADDED_WITHOUT_PQ, "1700"),
        {"offer.groups", "offer.shares", "offer.pad_to"},
    ),
    (BASE, Change(What.SEGMENTED), {"offer.segments"}),
    (BASE, Change(What.SMALL_SEGMENTS), {"mss"}),
    (BASE, Change(What.SMALL_ANSWER), {"offer.versions", "offer.shares"}),
    (BASE, Change(What.CLOCK, "2030-01-01T00:00:00+00:00"), {"at"}),
    (BASE, Change(What.TRUST_ISSUER), {"trust_top"}),
    (BASE, Change(What.PLAIN_HTTP), {"speak"}),
    (BASE, Change(What.LISTEN), {"speak"}),
    (MAIL, Change(What.IMPLICIT_TLS), {"starttls"}),
    (BASE, Change(What.STARTTLS, "smtp"), {"starttls"}),
    (structs.replace(PROXIED, proxies=PROXIES[1:]), Change(What.PROXY_AS_HTTP), {"proxies"}),
    (PROXIED, Change(What.PROXY_AS_HTTPS), {"proxies"}),
    (PROXIED, Change(What.PROXY_AS_SOCKS5), {"proxies"}),
    (PROXIED, Change(What.PROXY_AS_SOCKS4), {"proxies"}),
    (BASE, Change(What.PROXY_PROTOCOL, "v2"), {"proxy_protocol"}),
    (HEADED, Change(What.WITHOUT_PROXY_PROTOCOL), {"proxy_protocol"}),
    (PROXIED, Change(What.DIRECT), {"proxies"}),
    (structs.replace(BASE, speak=Speak.PLAIN_HTTP), Change(What.TLS), {"speak"}),
    (structs.replace(BASE, port=444), Change(What.PROXY_PORT_443), {"connect_to"}),
    (LEFT_ASIDE, Change(What.THROUGH_PROXY, "http://p.test:3128"), {"proxies"}),
    (BASE, Change(What.ANOTHER_ADDRESS, "192.0.2.2"), {"address"}),
    (BASE, Change(What.AGAIN), set()),
    (BASE, Change(What.POST_HANDSHAKE_AUTH), {"offer.post_handshake"}),
    (ENCRYPTED, Change(What.ECH_OFF), {"offer.ech"}),
    (ENCRYPTED, Change(What.ECH_RETRY, "bmV3"), {"offer.ech"}),
    (ENCRYPTED, Change(What.ECH_FROM_DNS), {"ech_from_dns"}),
    (BY_DNS, Change(What.ECH_OFF), {"ech_from_dns"}),
    (BASE, Change(What.READ_REFUSAL), {"request"}),
]


def differences(one: Attempt, other: Attempt) -> set[str]:
    """The parts that differ, an offer's by themselves."""
    found = {
        f"offer.{field}"
        for field in one.offer.__struct_fields__
        if getattr(one.offer, field) != getattr(other.offer, field)
    }
    return found | {
        field
        for field in one.__struct_fields__
        if field != "offer" and getattr(one, field) != getattr(other, field)
    }


def made(attempt: Attempt, what: What, value: str = "") -> Attempt:
    new = changed(attempt, Change(what, value))
    assert new is not None
    return new


def test_every_change_can_be_made() -> None:
    assert set(CHANGES) == set(What)


def test_every_change_is_tested_here() -> None:
    assert {change.what for _, change, _ in ONE_THING} == set(What)


@pytest.mark.parametrize(
    ("attempt", "change", "parts"), ONE_THING, ids=[change.name for _, change, _ in ONE_THING]
)
def test_a_change_changes_what_it_says_and_nothing_else(
    attempt: Attempt, change: Change, parts: set[str]
) -> None:
    new = changed(attempt, change)
    assert new is not None
    assert differences(attempt, new) == parts


@pytest.mark.parametrize(
    ("attempt", "change", "parts"), ONE_THING, ids=[change.name for _, change, _ in ONE_THING]
)
def test_a_change_made_twice_changes_nothing_more(
    attempt: Attempt, change: Change, parts: set[str]
) -> None:
    new = changed(attempt, change)
    assert new is not None
    swaps = change.what is What.SUITES_OTHER_KEY  # and then swaps back
    assert (changed(new, change) is None) == (bool(parts) and not swaps)


@pytest.mark.parametrize(
    ("attempt", "change"),
    [
        (NAMELESS, Change(What.SNI_ABSENT)),
        (BASE, Change(What.SUITES_MODERN)),
        (BASE, Change(What.GROUPS_ALL)),
        (FEW_GROUPS, Change(What.WITHOUT_PQ_SHARE)),
        (BASE, Change(What.VERSION_MODERN)),
        (BASE, Change(What.IMPLICIT_TLS)),
        (BASE, Change(What.DIRECT)),
        (structs.replace(PROXIED, host="abc.onion"), Change(What.DIRECT)),
        (BASE, Change(What.THROUGH_PROXY, "http://p.test:3128")),
        (NARROW, Change(What.SUITES_OTHER_KEY)),
        (offering(suites=offers.TLS13_SUITES), Change(What.SUITES_OTHER_KEY)),
        (PROXIED, Change(What.PROXY_AS_HTTP)),
        (structs.replace(BASE, request="GET"), Change(What.READ_REFUSAL)),
        (OLD, Change(What.POST_HANDSHAKE_AUTH)),
    ],
    ids=lambda x: x.name if isinstance(x, Change) else "",
)
def test_what_would_be_the_same_attempt_is_none(attempt: Attempt, change: Change) -> None:
    assert changed(attempt, change) is None


def test_a_cap_leaves_the_versions_up_to_it() -> None:
    assert made(BASE, What.VERSION_CAP, "1.2").offer.versions == (0x0303,)
    assert made(BASE, What.VERSION_CAP, "1.1").offer.versions == (0x0302, 0x0301)
    assert made(BASE, What.VERSION_CAP, "1.0").offer.versions == (0x0301,)


def test_a_cap_offers_the_usual_suites_beside_the_users() -> None:
    suites = made(NARROW, What.VERSION_CAP, "1.1").offer.suites
    assert suites[0] == 0x0035
    assert set(suites) == set(offers.MODERN_SUITES)


def test_modern_versions_need_suites_of_their_own() -> None:
    offer = made(OLD, What.VERSION_MODERN).offer
    assert offer.versions == (0x0304, 0x0303)
    assert offer.suites == (*offers.TLS13_SUITES, 0xC013, 0x002F)


def test_all_suites_are_all_that_have_a_name_and_none_twice() -> None:
    suites = made(NARROW, What.SUITES_ALL).offer.suites
    assert suites[0] == 0x0035
    assert len(suites) == len(set(suites)) > 300
    assert not {0x00FF, 0x5600} & set(suites)


def test_a_hello_without_post_quantum_groups() -> None:
    offer = made(BASE, What.WITHOUT_PQ_SHARE).offer
    assert offer.shares == (offers.X25519,)
    assert not set(offers.POST_QUANTUM) & set(offer.groups)


def test_the_padded_one_is_as_long_as_the_first() -> None:
    offer = made(BASE, What.PADDED_WITHOUT_PQ, "1700").offer
    assert offer.pad_to == 1700
    assert offer.groups == made(BASE, What.WITHOUT_PQ_SHARE).offer.groups


def test_the_small_answer_is_a_retry() -> None:
    offer = made(BASE, What.SMALL_ANSWER).offer
    assert (offer.versions, offer.shares) == ((0x0304,), ())


def test_only_the_nearest_proxy_is_spoken_to_in_another_way() -> None:
    new = made(PROXIED, What.PROXY_AS_SOCKS5)
    assert new.proxies == (Proxy("socks5h", "p.test", 3128, "u"), PROXIES[1])
    assert made(PROXIED, What.PROXY_AS_HTTPS).proxies[0].scheme == "https"


def test_the_port_is_the_tunnels_and_the_name_stays() -> None:
    new = made(structs.replace(BASE, connect_to=("192.0.2.1", 8443)), What.PROXY_PORT_443)
    assert (new.peer, new.name, new.port) == (("192.0.2.1", 443), "a.test", 443)


def test_times_and_ways_of_speaking() -> None:
    assert made(BASE, What.CLOCK, "2030-01-01T00:00:00+00:00").at == datetime(
        2030, 1, 1, tzinfo=UTC
    )
    assert made(BASE, What.PLAIN_HTTP).speak is Speak.PLAIN_HTTP
    assert made(BASE, What.LISTEN).speak is Speak.LISTEN
    assert made(BASE, What.SMALL_SEGMENTS).mss == SMALL_MSS


def test_what_is_judged_anew_sends_nothing_new() -> None:
    values = {What.CLOCK: "2030-01-01T00:00:00+00:00"}
    for what in OFFLINE:
        new = made(BASE, what, values.get(what, ""))
        assert (new.hops, new.offer) == (BASE.hops, BASE.offer)


def test_suites_for_the_other_kind_of_key() -> None:
    """A suite without a twin is left out; one for any key, a signal and GREASE stay."""
    attempt = offering(suites=(0x1301, 0xC02C, 0xC013, 0xCCA8, 0x0035, 0x00FF, 0x0A0A))
    suites = made(attempt, What.SUITES_OTHER_KEY).offer.suites
    assert suites == (0x1301, 0xC030, 0xC009, 0xCCA9, 0x00FF, 0x0A0A)


def test_the_first_proxy_that_was_left_aside_is_taken_with_its_credentials() -> None:
    new = made(LEFT_ASIDE, What.THROUGH_PROXY, "http://p.test:3128")
    assert new.proxies == PROXIES[:1]
    assert new.proxies[0].user == "u"
