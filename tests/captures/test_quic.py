"""Packets of QUIC are known by their headers, and Initial ones are opened and put together."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datagrams import (
    DCID,
    SCID,
    SERVER,
    V1,
    V2,
    ack,
    close,
    crypto,
    early,
    handshake,
    initial,
    long_header,
    negotiation,
    number,
    retry,
    short,
    vector,
)
from tlswhy.captures.quic import (
    MOST_STREAM,
    T051,
    Close,
    Conversation,
    Kind,
    Seen,
    is_greased,
    is_quic,
)

HELLO = b"\x01\0\1\x2c" + bytes(range(200)) + bytes(100)
ANSWER = b"\x02\0\0\x32" + bytes(50)


def one(datagram: bytes, *, ours: bool = True) -> Seen:
    (seen,) = Conversation().read(datagram, ours=ours)
    return seen


@pytest.mark.parametrize(("name", "version"), [("v1", V1), ("v2", V2)])
def test_the_rfcs_own_packets(name: str, version: int) -> None:
    talk = Conversation()
    (sent,) = talk.read(vector(f"{name}_client"), ours=True)
    assert sent.kind is Kind.INITIAL
    assert sent.version == version
    assert sent.opened
    (hello,) = sent.messages
    assert hello[:4] == b"\x01\0\0\xed"
    assert b"example.com" in hello
    (got,) = talk.read(vector(f"{name}_server"), ours=False)
    (answer,) = got.messages
    assert answer[:6] == b"\x02\0\0\x56\x03\x03"
    assert got.acks
    assert not sent.acks


def test_the_rfcs_retry() -> None:
    assert one(vector("v1_retry"), ours=False).kind is Kind.RETRY


@pytest.mark.parametrize("version", [V1, V2])
def test_every_kind_of_packet_has_its_name(version: int) -> None:
    hello = initial(crypto(0, HELLO), version=version)
    rest = early(30, version) + handshake(40, ours=True, version=version) + short(50)
    seen = Conversation().read(hello + rest, ours=True)
    assert [(s.kind, s.size) for s in seen[1:]] == [
        (Kind.EARLY, 30),
        (Kind.HANDSHAKE, 40),
        (Kind.SHORT, 50),
    ]
    assert seen[0].messages == (HELLO,)
    assert one(retry(version=version), ours=False).kind is Kind.RETRY


def test_a_version_that_is_not_read_is_another() -> None:
    packet = long_header(0xC0, 0x51303530, DCID, SCID) + bytes(50)
    assert one(packet).kind is Kind.OTHER
    assert one(packet).version == 0x51303530
    assert not is_quic(packet)


def test_what_begins_with_a_long_header_is_quic() -> None:
    assert is_quic(initial(crypto(0, HELLO)))
    assert is_quic(negotiation(V1))
    assert not is_quic(short())
    assert not is_quic(b"")


@pytest.mark.parametrize(
    ("version", "salt"),
    [
        (0xFF00001D, "afbfec289993d24c9e9786f19c6111e04390a899"),
        (0xFF00001B, "c3eef712c72ebb5a11a7d2432bb46365bef9f502"),
        (0xFF000022, "38762cf7f55934b34d179ae6a4c80cadccbb7f0a"),
        (0x1A2A3A4A, "38762cf7f55934b34d179ae6a4c80cadccbb7f0a"),
        (0x0A0A0A0A, "afbfec289993d24c9e9786f19c6111e04390a899"),
    ],
)
def test_drafts_and_greased_versions_have_their_salts(version: int, salt: str) -> None:
    assert one(initial(crypto(0, HELLO), version=version, salt=salt)).messages == (HELLO,)


def test_google_wrote_frames_of_its_own() -> None:
    frames = b"\x40\x01\0\0\x01\0" + b"\x08" + crypto(0, HELLO)[1:]
    packet = initial(frames, version=T051, salt="7a4edef4e7ccee5fa4506c19124fc8ccda6e033d")
    assert one(packet).messages == (HELLO,)


def test_greased_versions_are_those_of_the_pattern() -> None:
    assert is_greased(0x1A2A3A4A)
    assert not is_greased(V1)


def test_a_hello_comes_in_pieces_in_any_order_and_twice() -> None:
    cuts = [0, 10, 90, 91, 200, len(HELLO)]
    pieces = [crypto(a, HELLO[a:b]) for a, b in pairwise(cuts)]
    pieces += [crypto(5, HELLO[5:50]), crypto(0, HELLO[:1])]
    for seed in range(20):
        frames = pieces.copy()
        random.Random(seed).shuffle(frames)
        talk = Conversation()
        found: list[bytes] = []
        for count, (a, b) in enumerate(((0, 3), (3, 6), (6, 7))):
            padded = b"\0\x01\0" + b"\0".join(frames[a:b]) + ack(3, [(1, 2)], ecn=True) + b"\0\0"
            for seen in talk.read(initial(padded, count=count), ours=True):
                found += seen.messages
                assert seen.acks
        assert found == [HELLO]


def test_what_came_first_counts() -> None:
    wrong = b"\xff" * 20
    talk = Conversation()
    talk.read(initial(crypto(0, HELLO[:100])), ours=True)
    (seen,) = talk.read(initial(crypto(90, wrong) + crypto(100, HELLO[100:]), count=1), ours=True)
    (made,) = seen.messages
    assert made[90:100] == HELLO[90:100]
    assert made[100:110] == wrong[10:]


def test_a_second_hello_goes_on_in_the_same_stream() -> None:
    talk = Conversation()
    talk.read(initial(crypto(0, HELLO)), ours=True)
    talk.read(initial(crypto(0, ANSWER), ours=False), ours=False)
    (seen,) = talk.read(initial(crypto(len(HELLO), HELLO), count=1), ours=True)
    assert seen.messages == (HELLO,)


def test_the_servers_id_does_not_change_the_keys() -> None:
    talk = Conversation()
    talk.read(initial(crypto(0, HELLO[:50])), ours=True)
    talk.read(initial(crypto(0, ANSWER), ours=False), ours=False)
    (seen,) = talk.read(initial(crypto(50, HELLO[50:]), count=1, to=SERVER), ours=True)
    assert seen.messages == (HELLO,)


def test_a_retry_changes_the_keys_and_not_the_hello() -> None:
    talk = Conversation()
    talk.read(initial(crypto(0, HELLO)), ours=True)
    talk.read(retry(by=SERVER), ours=False)
    again = initial(crypto(0, HELLO), count=1, keyed_by=SERVER, token=b"token")
    (seen,) = talk.read(again, ours=True)
    assert seen.opened
    assert seen.messages == ()
    (seen,) = talk.read(initial(crypto(0, ANSWER), ours=False, keyed_by=SERVER), ours=False)
    assert seen.messages == (ANSWER,)


def test_a_new_version_and_a_new_connection_begin_anew() -> None:
    talk = Conversation()
    talk.read(initial(crypto(0, HELLO), version=V2), ours=True)
    (seen,) = talk.read(negotiation(V1, 0xFF00001D), ours=False)
    assert seen.versions == (V1, 0xFF00001D)
    (seen,) = talk.read(initial(crypto(0, HELLO)), ours=True)
    assert seen.messages == (HELLO,)
    (seen,) = talk.read(initial(crypto(0, HELLO), keyed_by=b"\x33" * 8), ours=True)
    assert seen.messages == (HELLO,)


def test_the_server_may_choose_another_version_with_the_same_keys() -> None:
    talk = Conversation()
    talk.read(initial(crypto(0, HELLO)), ours=True)
    (seen,) = talk.read(initial(crypto(0, ANSWER), ours=False, version=V2), ours=False)
    assert seen.messages == (ANSWER,)
    (seen,) = talk.read(initial(ack(), count=1, version=V2, to=SERVER), ours=True)
    assert seen.acks


@pytest.mark.parametrize(("count", "digits"), [(255, 1), (256, 1), (300, 1), (70_000, 2)])
def test_packet_numbers_are_made_whole(count: int, digits: int) -> None:
    talk = Conversation()
    near = max(count - 100, 0)
    talk.read(initial(crypto(0, HELLO[:5]), count=near, digits=4), ours=True)
    (seen,) = talk.read(initial(crypto(5, HELLO[5:]), count=count, digits=digits), ours=True)
    assert seen.messages == (HELLO,)


def test_a_number_may_lie_below_the_largest() -> None:
    talk = Conversation()
    talk.read(initial(crypto(0, HELLO[:5]), count=258, digits=4), ours=True)
    (seen,) = talk.read(initial(crypto(5, HELLO[5:]), count=250), ours=True)
    assert seen.messages == (HELLO,)


@pytest.mark.parametrize(
    ("frame", "told", "alert"),
    [
        (close(0x178, b"no ALPN"), Close(0x178, b"no ALPN", application=False), 120),
        (close(0x100), Close(0x100, b"", application=False), 0),
        (close(0x0A, b"odd"), Close(0x0A, b"odd", application=False), None),
        (close(0x200), Close(0x200, b"", application=False), None),
        (close(0x178, b"x", application=True), Close(0x178, b"x", application=True), None),
    ],
)
def test_a_close_says_why(frame: bytes, told: Close, alert: int | None) -> None:
    seen = one(initial(ack() + frame + crypto(0, HELLO)))
    assert seen.close == told
    assert told.alert == alert
    assert seen.messages == (HELLO,)


def test_of_two_closes_in_a_packet_the_first_counts() -> None:
    seen = one(initial(close(1) + close(2)))
    assert seen.close is not None
    assert seen.close.code == 1


def test_a_frame_that_does_not_belong_here_ends_the_reading() -> None:
    seen = one(initial(crypto(0, HELLO[:9]) + b"\x1e" + crypto(9, HELLO[9:])))
    assert seen.opened
    assert seen.messages == ()


@pytest.mark.parametrize(
    "frame",
    [
        b"\x06",
        b"\x06\0",
        b"\x06\0\x40",
        b"\x06\0\x20abc",
        b"\x02\0\0\x05\0",
        b"\x02\0\0\xc0" + b"\xff" * 7,
        b"\x1c\x01\x06",
    ],
)
def test_a_frame_that_is_cut_ends_the_reading(frame: bytes) -> None:
    seen = one(initial(b"\x01\x01" + frame, digits=4))
    assert seen.opened
    assert seen.messages == ()
    assert seen.close is None


def test_the_stream_is_bounded() -> None:
    far = crypto(MOST_STREAM, b"x") + crypto(1 << 40, b"x")
    talk = Conversation()
    (seen,) = talk.read(initial(far + crypto(0, HELLO)), ours=True)
    assert seen.messages == (HELLO,)
    waiting = b"".join(crypto(1000 + 2 * i, b"x") for i in range(100))
    (seen,) = talk.read(initial(waiting, count=1), ours=True)
    assert seen.opened


def test_a_packet_that_the_capture_cut_is_seen_and_not_opened() -> None:
    packet = initial(crypto(0, HELLO))
    for size in (len(packet) - 1, 60, 30):
        seen = one(packet[:size])
        assert seen.kind is Kind.INITIAL
        assert not seen.opened
    assert Conversation().read(packet[:10], ours=True) == ()


def test_a_server_without_its_client_is_not_opened() -> None:
    assert not one(initial(crypto(0, ANSWER), ours=False), ours=False).opened


def test_many_connections_are_forgotten_in_turn() -> None:
    talk = Conversation()
    for index in range(40):
        (seen,) = talk.read(initial(crypto(0, HELLO), keyed_by=bytes((index,)) * 8), ours=True)
        assert seen.messages == (HELLO,)


def test_an_id_has_20_bytes_at_most() -> None:
    packet = long_header(0xC0, V1, bytes(21), SCID) + number(0) + number(30) + bytes(30)
    assert Conversation().read(packet, ours=True) == ()


def test_padding_behind_a_packet_is_nothing() -> None:
    assert len(Conversation().read(initial(crypto(0, HELLO)) + bytes(100), ours=True)) == 1


@given(st.lists(st.tuples(st.booleans(), st.binary(max_size=80)), max_size=6))
def test_junk_is_no_conversation(junk: list[tuple[bool, bytes]]) -> None:
    talk = Conversation()
    for ours, datagram in junk:
        for head in (b"", b"\xc0\0\0\0\1\0\0", b"\xc3\0\0\0\1\x08" + DCID + b"\0\0"):
            assert not any(s.messages for s in talk.read(head + datagram, ours=ours))


@given(st.binary(max_size=200))
def test_junk_in_frames_is_read_as_far_as_it_goes(junk: bytes) -> None:
    (seen,) = Conversation().read(initial(junk), ours=True)
    assert seen.opened


@given(st.integers(0, 1199), st.booleans())
def test_no_prefix_of_a_packet_is_opened(size: int, ours: bool) -> None:
    talk = Conversation()
    assert not any(s.opened for s in talk.read(vector("v1_client")[:size], ours=ours))
