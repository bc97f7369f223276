import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlswhy.wire.extensions.alpn import Alpn
from tlswhy.wire.reader import Malformed, Reader

# RFC 7301 section 3.1: a client that offers HTTP/1.1 and SPDY/1, as the wire has it.
OFFER = bytes.fromhex("0010") + b"\x08http/1.1" + b"\x06spdy/1"


def test_reads_the_names_in_order() -> None:
    assert Alpn.read(Reader(OFFER, "alpn")) == Alpn((b"http/1.1", b"spdy/1"))


def test_an_error_says_where() -> None:
    with pytest.raises(Malformed, match=r"^alpn.names\[0\] at byte 3: needs 8 bytes, 3 are left$"):
        Alpn.read(Reader(bytes.fromhex("000408687474"), "alpn"))


@given(st.lists(st.binary(max_size=255), max_size=20))
def test_round_trip(names: list[bytes]) -> None:
    alpn = Alpn(tuple(names))
    assert Alpn.read(Reader(alpn.write(), "alpn")) == alpn


@given(st.integers(0, len(OFFER) - 1))
def test_no_prefix_is_complete(size: int) -> None:
    with pytest.raises(Malformed):
        Alpn.read(Reader(OFFER[:size], "alpn"))


@given(st.binary(max_size=64))
def test_junk_is_malformed_or_round_trips(junk: bytes) -> None:
    try:
        value = Alpn.read(Reader(junk, "alpn"))
    except Malformed:
        return
    assert value.write() == junk
