from __future__ import annotations

from tlswhy.handshake.client import Client
from tlswhy.handshake.exchange import share
from tlswhy.probes import offers
from tlswhy.wire.codes import CipherSuite, NamedGroup, SignatureScheme


def test_the_usual_hello_is_that_of_a_current_client() -> None:
    offer = offers.modern("a.test", ("h2", "http/1.1"))
    assert offer.versions == (0x0304, 0x0303)
    assert [str(NamedGroup(group)) for group in offer.shares] == ["X25519MLKEM768", "x25519"]
    assert (offer.sni, offer.alpn) == ("a.test", ("h2", "http/1.1"))
    assert (offer.pad_to, offer.segments) == (0, 0)


def test_it_can_be_said() -> None:
    hello = Client(offers.modern(None)).start()
    assert hello[:3] == bytes.fromhex("16 0301")
    assert len(hello) > 1460


def test_everything_offered_has_a_name_and_is_offered_once() -> None:
    for numbers, kind in (
        (offers.MODERN_SUITES, CipherSuite),
        (offers.MODERN_GROUPS, NamedGroup),
        (offers.OLD_SCHEMES, SignatureScheme),
    ):
        assert len(set(numbers)) == len(numbers)
        assert not [number for number in numbers if str(kind(number)).startswith("0x")]


def test_a_share_is_only_sent_for_what_can_be_computed() -> None:
    assert all(share(group) is not None for group in offers.COMPUTABLE_GROUPS)


def test_the_shares_are_a_hybrid_and_a_classic_one() -> None:
    assert offers.shares_for(offers.MODERN_GROUPS) == offers.MODERN_SHARES


def test_the_shares_follow_the_groups() -> None:
    assert offers.shares_for((24, 23)) == (24,)
    assert offers.shares_for((4588,)) == (4588,)
    assert offers.shares_for((30, 0x0100)) == ()
    assert offers.shares_for(()) == ()
