import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import check_no_prefix_is_complete, check_nothing_is_lost, check_round_trip, junk_like
from tlswhy.wire.extensions import In, parse
from tlswhy.wire.extensions.pre_shared_key import (
    PreSharedKeyClient,
    PreSharedKeyServer,
    PskIdentity,
)
from tlswhy.wire.reader import Malformed, Reader

# RFC 8448 section 4: the resuming ClientHello, then its ServerHello.
TICKET = bytes.fromhex(
    "2c035d829359ee5ff7af4ec900000000262a6494dc486d2c8a34cb33fa90bf1b"
    "0070ad3c498883c9367c09a2be785abc55cd226097a3a982117283f82a03a143"
    "efd3ff5dd36d64e861be7fd61d2827db279cce145077d454a3664d4e6da4d29e"
    "e03725a6a4dafcd0fc67d2aea70529513e3da2677fa5906c5b3f7d8f92f228bd"
    "a40dda721470f9fbf297b5aea617646fac5c03272e970727c621a79141ef5f7d"
    "e6505e5bfbc388e93343694093934ae4d357"
)
BINDER = bytes.fromhex("3add4fb2d8fdf822a0ca3cf7678ef5e88dae990141c5924d57bb6fa31b9e5f9d")
OFFER = bytes.fromhex("00b8 00b2") + TICKET + bytes.fromhex("fad6aacb") + b"\x00\x21\x20" + BINDER
CHOICE = bytes.fromhex("0000")

some_identity = st.builds(PskIdentity, st.binary(max_size=200), st.integers(0, 2**32 - 1))


def test_reads_the_ticket_and_its_binder() -> None:
    offer = parse(41, OFFER, In.CLIENT_HELLO)
    assert offer == PreSharedKeyClient((PskIdentity(TICKET, 0xFAD6AACB),), (BINDER,))


def test_the_binders_cover_the_hello_up_to_themselves() -> None:
    # RFC 8448 section 4: a hello of 512 bytes, whose prefix for the binder has 477.
    offer = PreSharedKeyClient.read(Reader(OFFER, "psk"))
    assert offer.binders_size == 512 - 477


def test_reads_the_servers_choice() -> None:
    assert parse(41, CHOICE, In.SERVER_HELLO) == PreSharedKeyServer(0)


def test_more_identities_than_binders_are_kept() -> None:
    offer = PreSharedKeyClient((PskIdentity(b"a", 0), PskIdentity(b"b", 1)), (b"x" * 32,))
    assert parse(41, offer.write(), In.CLIENT_HELLO) == offer


@pytest.mark.parametrize(
    ("cut", "place"),
    [
        ("0003 0001 61", r"psk.identities\[0\].obfuscated_ticket_age at byte 5: needs 4"),
        ("0000 0002 20 00", r"psk.binders\[0\] at byte 5: needs 32"),
    ],
)
def test_an_error_says_where(cut: str, place: str) -> None:
    with pytest.raises(Malformed, match=place):
        PreSharedKeyClient.read(Reader(bytes.fromhex(cut), "psk"))


@given(
    st.builds(
        PreSharedKeyClient,
        st.lists(some_identity, max_size=4).map(tuple),
        st.lists(st.binary(max_size=64), max_size=4).map(tuple),
    )
    | st.builds(PreSharedKeyServer, st.integers(0, 0xFFFF))
)
def test_round_trip(psk: PreSharedKeyClient | PreSharedKeyServer) -> None:
    check_round_trip(psk)


def test_no_prefix_is_complete() -> None:
    check_no_prefix_is_complete(PreSharedKeyClient, OFFER)
    check_no_prefix_is_complete(PreSharedKeyServer, CHOICE)


@given(junk_like(OFFER, CHOICE))
def test_junk_is_malformed_or_round_trips(junk: bytes) -> None:
    check_nothing_is_lost(PreSharedKeyClient, junk)
    check_nothing_is_lost(PreSharedKeyServer, junk)
