import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlswhy.wire.messages import Frame, Gathering, HandshakeType, frames, wrap
from tlswhy.wire.reader import Malformed
from wire.recorded import handshake

# The end of a TLS 1.2 server's first flight: a CertificateStatus and a ServerHelloDone, as in
# handshakes/tls12-status.txt.
FLIGHT = bytes.fromhex("16000009 01 000005 30030a0106" + "0e000000")

some = st.lists(st.tuples(st.integers(0, 255), st.binary(max_size=30)), max_size=5)


def test_a_flight_has_several_messages() -> None:
    status = bytes.fromhex("0100000530030a0106")
    assert frames(FLIGHT) == ([Frame(22, status, 0), Frame(14, b"", 13)], b"")


@given(some, st.integers(0, 9))
def test_round_trip_with_a_message_under_way(sent: list[tuple[int, bytes]], size: int) -> None:
    partial = wrap(HandshakeType.FINISHED, bytes(6))[:size]
    data = b"".join(wrap(type_, body) for type_, body in sent)
    found, rest = frames(data + partial)
    assert [(frame.type, frame.body) for frame in found] == sent
    assert all(data[frame.offset :].startswith(frame.write()) for frame in found)
    assert rest == partial


@given(st.integers(0, len(FLIGHT) - 1))
def test_no_prefix_is_complete(size: int) -> None:
    found, rest = frames(FLIGHT[:size])
    assert len(found) == (size >= 13)
    assert b"".join(frame.write() for frame in found) + rest == FLIGHT[:size]


@given(st.binary(max_size=64))
def test_junk_is_malformed_or_round_trips(junk: bytes) -> None:
    try:
        found, rest = frames(junk)
    except Malformed:
        return
    assert b"".join(frame.write() for frame in found) + rest == junk


def test_the_longest_message_is_waited_for() -> None:
    assert frames(bytes.fromhex("0b100000")) == ([], bytes.fromhex("0b100000"))


def test_a_longer_one_is_malformed() -> None:
    with pytest.raises(Malformed) as caught:
        frames(bytes.fromhex("0b100001"))
    assert str(caught.value) == (
        "handshake.length at byte 1: 1048577 bytes, at most 1048576 are read"
    )


def test_messages_before_an_impossible_header_are_not_lost() -> None:
    found, rest = frames(FLIGHT + bytes.fromhex("ffffffff"))
    assert [frame.type for frame in found] == [22, 14]
    assert rest == bytes.fromhex("ffffffff")


def test_a_recorded_message_is_whole() -> None:
    assert all(frame.offset == 0 for _, frame in handshake("rfc8448-simple"))


@given(st.lists(st.integers(1, 30), max_size=8))
def test_fragments_gather_to_the_same_messages(sizes: list[int]) -> None:
    gathering = Gathering()
    found: list[Frame] = []
    at = 0
    for size in [*sizes, len(FLIGHT)]:
        found += gathering.add(FLIGHT[at : at + size])
        at += size
    assert not gathering
    assert [(frame.type, frame.body) for frame in found] == [
        (frame.type, frame.body) for frame in frames(FLIGHT)[0]
    ]


def test_a_message_under_way_waits() -> None:
    gathering = Gathering()
    assert gathering.add(FLIGHT[:5]) == []
    assert gathering


def test_a_claim_that_is_too_long_is_refused_with_its_header() -> None:
    gathering = Gathering()
    assert gathering.add(b"\x0b\xff") == []
    with pytest.raises(Malformed):
        gathering.add(b"\xff\xff")
