from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from parsers import check_no_prefix_is_complete, check_nothing_is_lost, check_round_trip, junk_like
from tlswhy.wire.extensions import In, parse
from tlswhy.wire.extensions.ech_outer_extensions import OuterExtensions

# Supported groups, signature algorithms and key share.
THREE = bytes.fromhex("06 000a 000d 0033")

some = st.builds(OuterExtensions, st.lists(st.integers(0, 0xFFFF), max_size=127).map(tuple))


def test_reads_types_in_order() -> None:
    assert parse(0xFD00, THREE, In.CLIENT_HELLO) == OuterExtensions((10, 13, 51))


def test_no_prefix_is_complete() -> None:
    check_no_prefix_is_complete(OuterExtensions, THREE)


@given(some)
def test_round_trip(value: OuterExtensions) -> None:
    check_round_trip(value)


@given(junk_like(THREE))
def test_junk_is_malformed_or_round_trips(junk: bytes) -> None:
    check_nothing_is_lost(OuterExtensions, junk)
