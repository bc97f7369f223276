import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import check_no_prefix_is_complete, check_nothing_is_lost, check_round_trip, junk_like
from tlswhy.wire.extensions import In, parse
from tlswhy.wire.extensions.ec_point_formats import EcPointFormats

# openssl s_client 3.0.19; s_server answers the same in TLS 1.2.
FORMATS = bytes.fromhex("03 00 01 02")


@pytest.mark.parametrize("message", [In.CLIENT_HELLO, In.SERVER_HELLO])
def test_reads_the_formats_in_order(message: In) -> None:
    assert parse(11, FORMATS, message) == EcPointFormats((0, 1, 2))


@given(st.builds(EcPointFormats, st.lists(st.integers(0, 255), max_size=20).map(tuple)))
def test_round_trip(formats: EcPointFormats) -> None:
    check_round_trip(formats)


def test_no_prefix_is_complete() -> None:
    check_no_prefix_is_complete(EcPointFormats, FORMATS)


@given(junk_like(FORMATS))
def test_junk_is_malformed_or_round_trips(junk: bytes) -> None:
    check_nothing_is_lost(EcPointFormats, junk)
