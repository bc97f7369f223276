"""MS-TDS sections 2.2.6.5 and 4.1; the server of the lab was held against FreeTDS 1.3.17."""

import contextlib
import ssl
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue import play_bytes
from tlswhy.hops.starttls import mssql
from tlswhy.hops.starttls.mssql import Wrapper
from tlswhy.hops.talk import Gone, Outcome, Ready, Refused, Unwrapped
from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context
from tlswhy.model.transcript import Mark

# VERSION 0, ENCRYPT_ON; each is found through token, offset and length.
REQUEST = bytes.fromhex("1201001a00000100 00000b0006 0100110001 ff 000000000000 01")


def _answer(encryption: bytes, kind: int = 4) -> bytes:
    options = struct.pack("!BHHBHHB", 0, 11, 6, 1, 17, len(encryption), 0xFF)
    return _packed(options + bytes.fromhex("100003e80000") + encryption, kind)


def _packed(payload: bytes, kind: int = 0x12, status: int = 1) -> bytes:
    return struct.pack("!BBHHBB", kind, status, 8 + len(payload), 0, 1, 0) + payload


def _play(*said: bytes) -> Outcome:
    return play_bytes(mssql.talk("db.test"), [(">", REQUEST), *(("<", part) for part in said)])


# OFF encrypts the login alone: the handshake is the same.
@pytest.mark.parametrize("encryption", [0, 1, 3])
def test_the_server_has_tls(encryption: int) -> None:
    said = _answer(bytes([encryption]))
    end = _play(said[:1], said[1:12], said[12:])
    assert isinstance(end, Ready)
    assert isinstance(end.channel, Wrapper)


@pytest.mark.parametrize("encryption", [b"\x02", b""])
def test_the_server_has_none(encryption: bytes) -> None:
    said = _answer(encryption)
    assert _play(said) == Refused("PRELOGIN (TLS not offered)", said)


def test_the_option_is_unknown_to_the_server() -> None:
    said = _packed(bytes.fromhex("0000060006 ff 080001000000"), kind=4)
    assert _play(said) == Refused("PRELOGIN (TLS not offered)", said)


@pytest.mark.parametrize("payload", [b"\xaa" + b"Login failed.", b"\x00\x00\x06", b"\xff"])
def test_an_answer_that_is_no_prelogin(payload: bytes) -> None:
    said = _packed(payload, kind=4)
    assert _play(said) == Refused("PRELOGIN", said)


@pytest.mark.parametrize(
    "said",
    [
        b"220 mail.test ESMTP\r\n",
        b"\x15\x03\x01\x00\x02\x02\x28",
        _answer(b"\x01", kind=0x12),
    ],
)
def test_another_protocol(said: bytes) -> None:
    assert _play(said) == Refused("PRELOGIN (not TDS)", said)


@pytest.mark.parametrize(
    "said", [b"\x04\x01\x00", b"\x04\x01\xff\xff" + bytes(4), b"\x04\x01" + bytes(6)]
)
def test_a_length_that_cannot_be(said: bytes) -> None:
    assert _play(said) == Refused("PRELOGIN", said)


def test_a_server_that_closes() -> None:
    assert _play() == Gone(Mark.CLOSED, b"")


# Records as a client sends them: TLS 1.2 and below, then TLS 1.3.
HELLO = b"\x16\x03\x01\x00\x06" + b"\x01\x00\x00\x02hi"
KEY = b"\x16\x03\x03\x00\x05" + b"\x10\x00\x00\x01k"
CCS = b"\x14\x03\x03\x00\x01\x01"
FINISHED = b"\x16\x03\x03\x00\x28" + bytes(40)
ALERT = b"\x15\x03\x03\x00\x02\x02\x30"
DATA = b"\x17\x03\x03\x00\x04data"


def _sent(*flights: bytes) -> list[bool]:
    """Whether each was wrapped."""
    wrapper = Wrapper()
    wrapped = []
    for flight in flights:
        out = wrapper.wrap(flight)
        assert out in (flight, _packed(flight))
        wrapped.append(out != flight)
    return wrapped


@pytest.mark.parametrize(
    ("flights", "wrapped"),
    [
        ((HELLO, KEY + CCS + FINISHED, DATA, ALERT), [True, True, False, False]),
        ((HELLO, KEY, CCS, FINISHED, DATA), [True, True, True, True, False]),
        # TLS 1.3, with and without the ChangeCipherSpec for middleboxes.
        ((HELLO, CCS + DATA, DATA), [True, True, False]),
        ((HELLO, DATA, DATA), [True, True, False]),
        # HelloRetryRequest: a second hello behind the ChangeCipherSpec.
        ((HELLO, CCS + HELLO, DATA, DATA), [True, True, True, False]),
        # An alert in the handshake belongs to it, also behind a ChangeCipherSpec.
        ((HELLO, ALERT), [True, True]),
        ((HELLO, KEY + CCS, ALERT, FINISHED, DATA), [True, True, True, True, False]),
        # A hello in parts, as probes send it.
        ((HELLO[:3], HELLO[3:9], HELLO[9:], CCS[:4], CCS[4:] + FINISHED[:9]), [True] * 5),
    ],
)
def test_what_is_sent_is_wrapped_until_our_finished(
    flights: tuple[bytes, ...], wrapped: list[bool]
) -> None:
    assert _sent(*flights) == wrapped


def test_a_long_flight_becomes_several_packets() -> None:
    flight = b"\x16\x03\x03\x27\x10" + b"\x0b" * 10000
    parts = [flight[:4088], flight[4088:8176], flight[8176:]]
    sent = Wrapper().wrap(flight)
    assert sent == _packed(parts[0], status=0) + _packed(parts[1], status=0) + _packed(parts[2])
    # Two parts alike are still two.
    same = Wrapper().wrap(bytes(2 * 4088))
    assert same == _packed(bytes(4088), status=0) + _packed(bytes(4088))


def test_what_comes_is_unwrapped_until_it_is_bare() -> None:
    wrapper = Wrapper()
    assert wrapper.unwrap(_packed(HELLO) + _packed(KEY, kind=4)) == Unwrapped(HELLO + KEY)
    assert wrapper.unwrap(DATA) == Unwrapped(DATA)
    # From here on it is TLS, whatever a byte looks like.
    assert wrapper.unwrap(_packed(b"x")) == Unwrapped(_packed(b"x"))
    assert wrapper.farewell() == b""


def test_a_length_without_a_header_has_no_payload() -> None:
    wrapper = Wrapper()
    assert wrapper.unwrap(b"\x12\x01" + bytes(6) + DATA) == Unwrapped(DATA)


@given(st.lists(st.binary(min_size=1, max_size=30), max_size=4), st.integers(1, 20))
def test_pieces_of_any_size_give_the_same(payloads: list[bytes], size: int) -> None:
    wire = b"".join(_packed(payload) for payload in payloads) + DATA
    wrapper = Wrapper()
    pieces = (wire[at : at + size] for at in range(0, len(wire), size))
    inside = b"".join(wrapper.unwrap(piece).inside for piece in pieces)
    assert inside == b"".join(payloads) + DATA


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_a_handshake_of_openssl(version: ssl.TLSVersion) -> None:
    trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trusting.minimum_version = trusting.maximum_version = version
    with Lab() as lab:
        trusting.load_verify_locations(lab.trust[1])
        served = context(lab.leaf("a.test"))
    to_client, to_server = ssl.MemoryBIO(), ssl.MemoryBIO()
    from_client, from_server = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = trusting.wrap_bio(to_client, from_client, server_hostname="a.test")
    server = served.wrap_bio(to_server, from_server, server_side=True)
    wrapper, wire = Wrapper(), b""
    for _ in range(4):
        for side in (client, server):
            with contextlib.suppress(ssl.SSLWantReadError):
                side.do_handshake()
        wire = wrapper.wrap(from_client.read())
        to_server.write(wire[8:])
        assert not wire or wire == _packed(wire[8:])
        to_client.write(wrapper.unwrap(_packed(from_server.read())).inside)
    client.write(b"LOGIN7")
    sealed = from_client.read()
    assert wrapper.wrap(sealed) == sealed
    to_server.write(sealed)
    assert server.read() == b"LOGIN7"
    server.write(b"LOGINACK")
    to_client.write(wrapper.unwrap(from_server.read()).inside)
    assert client.read() == b"LOGINACK"
