from hypothesis import given
from hypothesis import strategies as st

from parsers import check_no_prefix_is_complete, check_nothing_is_lost, check_round_trip, junk_like
from tlswhy.wire.extensions import In, parse
from tlswhy.wire.extensions.psk_key_exchange_modes import PskModes

# gnutls-cli 3.7.9 with its defaults.
MODES = bytes.fromhex("02 01 00")


def test_reads_the_modes_in_order() -> None:
    assert parse(45, MODES, In.CLIENT_HELLO) == PskModes((1, 0))


@given(st.builds(PskModes, st.lists(st.integers(0, 255), max_size=20).map(tuple)))
def test_round_trip(modes: PskModes) -> None:
    check_round_trip(modes)


def test_no_prefix_is_complete() -> None:
    check_no_prefix_is_complete(PskModes, MODES)


@given(junk_like(MODES))
def test_junk_is_malformed_or_round_trips(junk: bytes) -> None:
    check_nothing_is_lost(PskModes, junk)
