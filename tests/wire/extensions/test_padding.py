from hypothesis import given
from hypothesis import strategies as st

from parsers import check_nothing_is_lost, check_round_trip
from tlswhy.wire.extensions import In, parse
from tlswhy.wire.extensions.padding import Padding


def test_zeros_are_counted() -> None:
    # RFC 8448 section 5: the second ClientHello has 175 bytes of it.
    assert parse(21, bytes(0xAF), In.CLIENT_HELLO) == Padding(175)


def test_no_bytes_at_all_are_padding_too() -> None:
    assert parse(21, b"", In.CLIENT_HELLO) == Padding(0)


def test_what_is_not_zero_is_kept() -> None:
    assert parse(21, b"\0\0\1", In.CLIENT_HELLO) == Padding(3, odd=b"\0\0\1")


@given(st.builds(Padding, st.integers(0, 600)))
def test_round_trip(padding: Padding) -> None:
    check_round_trip(padding)


@given(st.binary(max_size=64))
def test_any_bytes_round_trip(body: bytes) -> None:
    check_nothing_is_lost(Padding, body)
