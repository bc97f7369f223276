import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import check_no_prefix_is_complete, check_nothing_is_lost, check_round_trip, junk_like
from tlswhy.wire.extensions import In, parse
from tlswhy.wire.extensions.early_data import EarlyData, EarlyDataLimit
from tlswhy.wire.reader import Malformed

# openssl s_server 3.0.19 -early_data -max_early_data 16384, NewSessionTicket.
LIMIT = bytes.fromhex("00004000")


@pytest.mark.parametrize("message", [In.CLIENT_HELLO, In.ENCRYPTED_EXTENSIONS])
def test_in_a_handshake_it_is_empty(message: In) -> None:
    assert parse(42, b"", message) == EarlyData()


def test_a_ticket_says_how_much() -> None:
    assert parse(42, LIMIT, In.NEW_SESSION_TICKET) == EarlyDataLimit(16384)


def test_a_ticket_must_say_how_much() -> None:
    assert isinstance(parse(42, b"", In.NEW_SESSION_TICKET), Malformed)


@given(st.builds(EarlyDataLimit, st.integers(0, 2**32 - 1)) | st.builds(EarlyData))
def test_round_trip(early: EarlyDataLimit | EarlyData) -> None:
    check_round_trip(early)


def test_no_prefix_is_complete() -> None:
    check_no_prefix_is_complete(EarlyDataLimit, LIMIT)


@given(junk_like(LIMIT))
def test_junk_is_malformed_or_round_trips(junk: bytes) -> None:
    check_nothing_is_lost(EarlyDataLimit, junk)
    check_nothing_is_lost(EarlyData, junk)
