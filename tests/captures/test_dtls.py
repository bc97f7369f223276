"""DTLS is delivered as the TLS that it stands for."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datagrams import (
    dtls_client_hello,
    dtls_server_hello,
    fragment,
    message,
    record,
    verify_request,
)
from tlswhy.captures.dtls import (
    ALERT,
    APPLICATION,
    CHANGE_CIPHER_SPEC,
    HANDSHAKE,
    WITH_ID,
    Conversation,
    Item,
    begins,
    client_hello,
    is_dtls,
    server_hello,
)
from tlswhy.wire.messages import ClientHello, Frame, ServerHello, parse_message

CERTIFICATE = bytes(1000)
FLIGHT = [(2, dtls_server_hello()), (11, CERTIFICATE), (12, bytes(range(200))), (14, b"")]
COOKIE = b"\x05" * 20


def whole(type_: int, body: bytes) -> Item:
    return Item(HANDSHAKE, bytes((type_,)) + len(body).to_bytes(3, "big") + body)


def told(*said: tuple[bool, bytes]) -> list[Item]:
    talk = Conversation()
    return [item for ours, datagram in said for item in talk.read(datagram, ours=ours)]


def test_the_hellos_are_those_of_tls() -> None:
    items = told(
        (True, message(1, 0, dtls_client_hello(COOKIE))),
        (False, message(2, 0, dtls_server_hello())),
    )
    hello, answer = (
        parse_message(
            Frame(item.fragment[0], item.fragment[4:], 0), version=0x0303, from_server=server
        )
        for item, server in zip(items, (False, True), strict=True)
    )
    assert isinstance(hello, ClientHello)
    assert isinstance(answer, ServerHello)
    assert (hello.legacy_version, answer.version) == (0x0303, 0x0303)
    assert hello.cipher_suites == (0xC02F, 0xC030)


@pytest.mark.parametrize(
    ("wire", "meant"),
    [(0xFEFF, 0x0302), (0xFEFD, 0x0303), (0xFEFC, 0x0304), (0x0100, 0x0302), (0x1234, 0x1234)],
)
def test_versions_are_counted_as_tls_counts_them(wire: int, meant: int) -> None:
    assert client_hello(dtls_client_hello(version=wire))[0][:2] == meant.to_bytes(2, "big")
    assert server_hello(dtls_server_hello(wire))[:2] == meant.to_bytes(2, "big")


def test_supported_versions_are_too_and_grease_stays() -> None:
    offered = bytes.fromhex("002b0009080a0afefcfefdfeff") + bytes.fromhex("000a0004 0002001d")
    hello, _ = client_hello(dtls_client_hello(extensions=offered))
    assert hello.endswith(bytes.fromhex("002b0009080a0a030403030302 000a00040002001d"))
    chosen = bytes.fromhex("002b0002fefc")
    assert server_hello(dtls_server_hello(extensions=chosen)).endswith(b"\x03\x04")


@pytest.mark.parametrize("size", range(0, 46, 3))
def test_a_hello_that_cannot_be_read_stays_as_it_is(size: int) -> None:
    for body, read in (
        (dtls_client_hello(extensions=bytes.fromhex("002b0003")), lambda b: client_hello(b)[0]),
        (dtls_server_hello(extensions=bytes.fromhex("002b0003")), server_hello),
    ):
        assert read(body[:size]) == body[:size]
        assert read(body) == body


def test_a_cookie_costs_a_round_and_is_no_second_hello() -> None:
    talk = Conversation()
    first = talk.read(message(1, 0, dtls_client_hello(), 0xFEFF), ours=True)
    assert talk.read(message(3, 0, verify_request(COOKIE), 0xFEFF), ours=False) == ()
    assert talk.cookie
    assert not talk.returned
    assert talk.read(message(1, 1, dtls_client_hello(COOKIE)), ours=True) == ()
    assert talk.returned
    (answer,) = talk.read(message(2, 1, dtls_server_hello()), ours=False)
    assert answer == whole(2, server_hello(dtls_server_hello()))
    assert first == (whole(1, client_hello(dtls_client_hello())[0]),)
    assert talk.version == 0xFEFD


def test_another_hello_behind_a_retry_is_told() -> None:
    talk = Conversation()
    talk.read(message(1, 0, dtls_client_hello()), ours=True)
    more = dtls_client_hello(suites=b"\xc0\x2f")
    assert talk.read(message(1, 1, more), ours=True) == (whole(1, client_hello(more)[0]),)


def pieces(messages: Iterable[tuple[int, bytes]], size: int) -> list[bytes]:
    return [
        fragment(type_, sequence, body, start, start + size)
        for sequence, (type_, body) in enumerate(messages)
        for start in range(0, max(len(body), 1), size)
    ]


def test_messages_come_in_pieces_in_any_order_and_twice() -> None:
    made = [whole(type_, server_hello(body) if type_ == 2 else body) for type_, body in FLIGHT]
    for seed in range(30):
        order = pieces(FLIGHT, 90) + pieces(FLIGHT, 250)
        random.Random(seed).shuffle(order)
        assert told(*((False, record(22, one)) for one in order)) == made


def test_several_pieces_in_a_record_and_records_in_a_datagram() -> None:
    one, two, three, four = pieces(FLIGHT, 2000)
    datagram = record(22, one + two) + record(22, three) + record(22, four)
    assert [item.fragment[0] for item in told((False, datagram))] == [2, 11, 12, 14]


def test_a_side_whose_beginning_is_lost_begins_with_its_hello() -> None:
    assert told((False, message(2, 5, dtls_server_hello())), (False, message(14, 6, b""))) == [
        whole(2, server_hello(dtls_server_hello())),
        whole(14, b""),
    ]


def test_encryption_shows_as_in_tls() -> None:
    items = told(
        (True, message(1, 0, dtls_client_hello())),
        (True, message(16, 1, b"key") + record(20, b"\1") + record(22, bytes(40), epoch=1)),
        (True, record(23, bytes(60), epoch=1) + record(21, bytes(26), epoch=1)),
    )
    assert [(i.type, len(i.fragment), i.hidden) for i in items[2:]] == [
        (CHANGE_CIPHER_SPEC, 1, False),
        (HANDSHAKE, 40, True),
        (APPLICATION, 60, True),
        (ALERT, 26, True),
    ]


def test_what_waited_is_told_before_what_is_encrypted() -> None:
    items = told(
        (False, message(2, 0, dtls_server_hello())),
        (False, message(12, 2, b"exchange")),
        (False, record(22, fragment(14, 3, b"lost", 0, 2))),
        (False, record(22, bytes(40), epoch=1)),
        (False, message(11, 1, b"too late")),
    )
    assert [item.fragment[:1] for item in items[1:]] == [b"\x0c", b"\1", b"\0"]


def test_the_middle_of_a_session_tells_nothing() -> None:
    assert (
        told((True, record(23, bytes(40), epoch=1)), (False, record(22, bytes(40), epoch=1))) == []
    )


def test_alerts_in_the_clear() -> None:
    talk = Conversation()
    talk.read(message(1, 0, dtls_client_hello()), ours=True)
    assert talk.read(record(21, b"\2\x28"), ours=False) == (Item(ALERT, b"\2\x28"),)


def test_a_connection_with_an_id_shows_its_finished() -> None:
    named = record(WITH_ID, bytes(50), epoch=1)
    items = told((True, message(1, 0, dtls_client_hello())), (True, named), (True, named))
    assert [item.type for item in items[1:]] == [CHANGE_CIPHER_SPEC, HANDSHAKE, APPLICATION]


def test_dtls_13_has_a_header_of_its_own() -> None:
    hello = (False, message(2, 0, dtls_server_hello(extensions=bytes.fromhex("002b0002fefc"))))
    with_length = b"\x2e\0\1" + (61).to_bytes(2, "big") + bytes(61)
    without = b"\x22\1" + bytes(30)
    named = b"\x3e" + bytes(80)
    acknowledgment = b"\x2e\0\2" + (35).to_bytes(2, "big") + bytes(35)
    items = told(hello, (False, with_length + acknowledgment + without), (False, named))
    assert [(i.type, len(i.fragment), i.hidden) for i in items[1:]] == [
        (APPLICATION, 61, True),
        (APPLICATION, 30, True),
        (APPLICATION, 78, True),
    ]
    assert told(hello, (False, b"\x2e\0")) == told(hello)


def test_another_handshake_of_a_client_that_got_no_answer() -> None:
    other = dtls_client_hello(random=b"\x09" * 32)
    items = told(
        (True, message(1, 0, dtls_client_hello())),
        (True, message(1, 0, dtls_client_hello())),
        (True, message(1, 0, other)),
    )
    assert items == [whole(1, client_hello(hello)[0]) for hello in (dtls_client_hello(), other)]


@pytest.mark.parametrize(
    "end", [message(2, 0, dtls_server_hello()), record(21, b"\2\x28")], ids=["answered", "refused"]
)
def test_another_handshake_behind_one_with_an_end_is_not_read(end: bytes) -> None:
    talk = Conversation()
    talk.read(message(1, 0, dtls_client_hello()), ours=True)
    talk.read(end, ours=False)
    again = message(1, 0, dtls_client_hello(random=b"\x09" * 32)) + record(21, b"\2\x28")
    assert talk.read(again, ours=True) == ()
    assert talk.over
    assert talk.read(record(21, b"\2\x28"), ours=False) == ()


def test_who_says_hello_is_the_client() -> None:
    assert begins(message(1, 0, dtls_client_hello())) is True
    assert begins(message(2, 0, dtls_server_hello())) is False
    assert begins(message(14, 3, b"")) is None
    assert begins(record(22, bytes(40), epoch=1)) is None
    assert begins(b"") is None


def test_what_begins_with_a_record_is_dtls() -> None:
    assert is_dtls(record(23, b"x", epoch=1))
    assert not is_dtls(b"\x2e\0\1\0\1x")
    assert not is_dtls(record(22, b"x", version=0x0303))
    assert not is_dtls(b"\x16\xfe\xfd")


def test_what_waits_is_bounded() -> None:
    talk = Conversation()
    talk.read(message(2, 0, dtls_server_hello()), ours=False)
    for sequence in range(2, 200):
        assert talk.read(message(11, sequence, b"x"), ours=False) == ()
    huge = fragment(11, 1, bytes(1 << 19), 0, 10)
    assert talk.read(record(22, huge), ours=False) == ()
    for start in range(300):
        part = record(22, fragment(12, 3, bytes(300), start, start + 1))
        assert talk.read(part, ours=False) == ()
    assert len(talk.read(record(22, bytes(40), epoch=1), ours=False)) == 34


@pytest.mark.parametrize(("offset", "size"), [(0, 6), (2, 4), (0, 5)])
def test_a_piece_that_its_message_or_record_has_no_room_for_is_left_out(
    offset: int, size: int
) -> None:
    head = bytes((11,)) + (5).to_bytes(3, "big") + b"\0\0"
    head += offset.to_bytes(3, "big") + size.to_bytes(3, "big")
    assert told((False, record(22, head + b"1234"))) == []


@given(st.lists(st.tuples(st.booleans(), st.binary(max_size=60)), max_size=8))
def test_junk_is_no_conversation(junk: list[tuple[bool, bytes]]) -> None:
    talk = Conversation()
    for ours, datagram in junk:
        talk.read(datagram, ours=ours)
        talk.read(b"\x16\xfe\xfd" + bytes(8) + datagram, ours=ours)
        talk.read(record(22, datagram), ours=ours)
        talk.read(record(22, b"\1\0\0\x14\0\0" + datagram), ours=ours)


@given(st.integers(0, 400))
def test_no_prefix_of_a_hello_is_one(size: int) -> None:
    datagram = message(11, 0, bytes(400))
    assert told((True, datagram[: 13 + 12 + size])) == (
        [whole(11, bytes(400))] if size == 400 else []
    )
