import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlswhy.wire.extensions import In
from tlswhy.wire.messages import (
    EndOfEarlyData,
    Extension,
    Finished,
    HelloRequest,
    KeyUpdate,
    MessageHash,
    NewSessionTicket12,
    NewSessionTicket13,
    ServerHelloDone,
)
from tlswhy.wire.reader import Malformed, Reader
from wire.recorded import body

uint32 = st.integers(0, 2**32 - 1)
short = st.binary(max_size=40)
lists = st.lists(
    st.builds(Extension, st.integers(0, 0xFFFF), st.binary(max_size=9)), max_size=4
).map(tuple)


def test_a_ticket_of_tls12() -> None:
    ticket = NewSessionTicket12.read(Reader(body("tls12-ecdsa", 4), "new_session_ticket"))
    assert (ticket.lifetime_hint, len(ticket.ticket)) == (7200, 560)


def test_a_ticket_of_tls13() -> None:
    ticket = NewSessionTicket13.read(Reader(body("rfc8448-simple", 4), "new_session_ticket"))
    assert (ticket.lifetime, ticket.age_add, ticket.nonce) == (30, 0xFAD6AAC5, b"\x00\x00")
    assert len(ticket.ticket) == 178
    early_data = Extension(42, b"\x00\x00\x04\x00")
    assert ticket.extensions == (early_data,)
    assert ticket.extension(42) == early_data
    assert ticket.meaning(42) == early_data.meaning(In.NEW_SESSION_TICKET)


def test_finished_is_as_long_as_it_is() -> None:
    message = Finished.read(Reader(body("rfc8448-simple", 20), "finished"))
    assert message.verify_data.hex() == (
        "9b9b141d906337fbd2cbdce71df4deda4ab42c309572cb7fffee5454b78f0718"
    )


@pytest.mark.parametrize("message", [HelloRequest, ServerHelloDone, EndOfEarlyData])
def test_empty_messages_are_empty(
    message: type[HelloRequest | ServerHelloDone | EndOfEarlyData],
) -> None:
    assert message.read(Reader(b"", "message")).write() == b""
    with pytest.raises(Malformed, match=r"^message.end at byte 0: 1 bytes too many$"):
        message.read(Reader(b"\x00", "message"))


@given(short)
def test_what_has_no_structure_is_kept(data: bytes) -> None:
    assert Finished.read(Reader(data, "finished")) == Finished(data)
    assert Finished(data).write() == data
    assert MessageHash.read(Reader(data, "message_hash")) == MessageHash(data)
    assert MessageHash(data).write() == data


@given(st.integers(0, 255))
def test_key_update_round_trip(request: int) -> None:
    assert KeyUpdate.read(Reader(KeyUpdate(request).write(), "key_update")) == KeyUpdate(request)


@given(uint32, short)
def test_ticket12_round_trip(lifetime: int, ticket: bytes) -> None:
    message = NewSessionTicket12(lifetime, ticket)
    assert NewSessionTicket12.read(Reader(message.write(), "new_session_ticket")) == message


@given(uint32, uint32, short, short, lists)
def test_ticket13_round_trip(
    lifetime: int, age_add: int, nonce: bytes, ticket: bytes, extensions: tuple[Extension, ...]
) -> None:
    message = NewSessionTicket13(lifetime, age_add, nonce, ticket, extensions)
    assert NewSessionTicket13.read(Reader(message.write(), "new_session_ticket")) == message
