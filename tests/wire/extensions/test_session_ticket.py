import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import check_nothing_is_lost
from tlswhy.wire.extensions import In, parse
from tlswhy.wire.extensions.session_ticket import SessionTicket


@pytest.mark.parametrize("message", [In.CLIENT_HELLO, In.SERVER_HELLO])
def test_empty_means_that_tickets_are_welcome(message: In) -> None:
    assert parse(35, b"", message) == SessionTicket(b"")


def test_the_body_is_the_ticket() -> None:
    assert parse(35, b"\0\4full", In.CLIENT_HELLO) == SessionTicket(b"\0\4full")


@given(st.binary(max_size=64))
def test_any_bytes_round_trip(body: bytes) -> None:
    check_nothing_is_lost(SessionTicket, body)
    assert SessionTicket(body).write() == body
