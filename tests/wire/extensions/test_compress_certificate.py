import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import check_no_prefix_is_complete, check_nothing_is_lost, check_round_trip, junk_like
from tlswhy.wire.extensions import In, parse
from tlswhy.wire.extensions.compress_certificate import CompressCertificate
from tlswhy.wire.reader import Malformed, Reader

# Chromium and what imitates it: brotli alone.
BROTLI = bytes.fromhex("02 0002")
# RFC 8879 section 3: all three.
ALL = bytes.fromhex("06 0001 0002 0003")


@pytest.mark.parametrize("message", [In.CLIENT_HELLO, In.CERTIFICATE_REQUEST])
def test_reads_the_algorithms_in_order(message: In) -> None:
    assert parse(27, BROTLI, message) == CompressCertificate((2,))
    assert parse(27, ALL, message) == CompressCertificate((1, 2, 3))


def test_half_an_algorithm_says_where() -> None:
    with pytest.raises(Malformed, match=r"^cc.algorithms\[1\] at byte 3: needs 2 bytes, 1 are"):
        CompressCertificate.read(Reader(bytes.fromhex("03 0001 00"), "cc"))


@given(st.builds(CompressCertificate, st.lists(st.integers(0, 0xFFFF), max_size=9).map(tuple)))
def test_round_trip(algorithms: CompressCertificate) -> None:
    check_round_trip(algorithms)


def test_no_prefix_is_complete() -> None:
    check_no_prefix_is_complete(CompressCertificate, ALL)


@given(junk_like(ALL))
def test_junk_is_malformed_or_round_trips(junk: bytes) -> None:
    check_nothing_is_lost(CompressCertificate, junk)
