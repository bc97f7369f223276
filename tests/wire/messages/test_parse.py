import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlswhy.wire.messages import (
    Certificate12,
    Certificate13,
    CertificateRequest12,
    CertificateRequest13,
    ClientHello,
    ClientKeyExchange,
    Finished,
    Frame,
    HandshakeType,
    Message,
    MessageHash,
    NewSessionTicket12,
    NewSessionTicket13,
    ServerHello,
    ServerKeyExchangeDh,
    ServerKeyExchangeEc,
    parse_message,
)
from tlswhy.wire.reader import Malformed
from wire.recorded import TERMS, Terms, handshake

RECORDED = [
    pytest.param(TERMS[name], from_server, frame, id=f"{name}-{at}-{frame.type}")
    for name in TERMS
    for at, (from_server, frame) in enumerate(handshake(name))
]
WITHOUT_STRUCTURE = (Finished.TYPE, ClientKeyExchange.TYPE)


def parse(frame: Frame, terms: Terms, *, from_server: bool) -> Message | Malformed | None:
    return parse_message(
        frame,
        version=terms.version,
        from_server=from_server,
        kx=terms.kx,
        anonymous=terms.anonymous,
    )


@pytest.mark.parametrize(("terms", "from_server", "frame"), RECORDED)
def test_what_was_recorded_round_trips(terms: Terms, frame: Frame, *, from_server: bool) -> None:
    message = parse(frame, terms, from_server=from_server)
    assert message is not None
    assert not isinstance(message, Malformed)
    assert frame.type == message.TYPE
    assert message.write() == frame.body


@pytest.mark.parametrize(("terms", "from_server", "frame"), RECORDED)
def test_no_prefix_is_complete(terms: Terms, frame: Frame, *, from_server: bool) -> None:
    complete = [
        size
        for size in range(len(frame.body))
        if not isinstance(
            parse(Frame(frame.type, frame.body[:size], 0), terms, from_server=from_server),
            Malformed,
        )
    ]
    message = parse(frame, terms, from_server=from_server)
    if isinstance(message, ClientHello | ServerHello):
        block = sum(4 + len(extension.body) for extension in message.extensions or ())
        assert complete == [len(frame.body) - 2 - block]
    elif frame.type not in WITHOUT_STRUCTURE:
        assert complete == []


@given(
    st.sampled_from([(terms, *sent) for name, terms in TERMS.items() for sent in handshake(name)]),
    st.data(),
)
def test_a_damaged_message_is_malformed_or_round_trips(
    recorded: tuple[Terms, bool, Frame], data: st.DataObject
) -> None:
    terms, from_server, frame = recorded
    at = data.draw(st.integers(0, min(len(frame.body), 80)))
    body = frame.body[:at] + data.draw(st.binary(max_size=3)) + frame.body[at + 1 :]
    message = parse(Frame(frame.type, body, 0), terms, from_server=from_server)
    assert isinstance(message, Malformed) or (message is not None and message.write() == body)


@given(
    st.sampled_from(HandshakeType),
    st.sampled_from([*TERMS.values(), Terms(0x0300, "dh", anonymous=False)]),
    st.booleans(),
    st.binary(max_size=64),
)
def test_junk_is_malformed_or_round_trips(
    type_: int, terms: Terms, from_server: bool, junk: bytes
) -> None:
    message = parse(Frame(type_, junk, 0), terms, from_server=from_server)
    if message is None:
        assert type_ == ServerKeyExchangeEc.TYPE
        assert terms.kx is None
    elif not isinstance(message, Malformed):
        assert message.write() == junk


@pytest.mark.parametrize(
    ("type_", "version", "form"),
    [
        (11, 0x0300, Certificate12),
        (11, 0x0303, Certificate12),
        (11, 0x0304, Certificate13),
        (11, 0x7F1C, Certificate13),
        (13, 0x0302, CertificateRequest12),
        (13, 0x0304, CertificateRequest13),
        (4, 0x0303, NewSessionTicket12),
        (4, 0x0304, NewSessionTicket13),
    ],
)
def test_the_version_decides_the_form(type_: int, version: int, form: type[Message]) -> None:
    empty = {11: {True: "00000000", False: "000000"}, 13: {True: "000000", False: "000000"}}
    empty[4] = {True: "00" * 13, False: "00" * 6}
    body = bytes.fromhex(empty[type_][version >= 0x0304])
    assert isinstance(parse_message(Frame(type_, body, 0), version=version, from_server=True), form)


@pytest.mark.parametrize(("kx", "form"), [("ec", ServerKeyExchangeEc), ("dh", ServerKeyExchangeDh)])
def test_the_suite_decides_the_form_of_a_share(kx: str, form: type[Message]) -> None:
    name = "tls12-ecdsa" if kx == "ec" else "tls10-dhe"
    (frame,) = (frame for _, frame in handshake(name) if frame.type == form.TYPE)
    assert isinstance(parse(frame, TERMS[name], from_server=True), form)


def test_without_the_suite_a_share_is_not_known() -> None:
    assert parse_message(Frame(12, b"\x03", 0), version=0x0303, from_server=True) is None


@pytest.mark.parametrize("type_", [3, 6, 21, 23, 67, 203])
def test_an_unknown_type_is_none(type_: int) -> None:
    for version in (0x0303, 0x0304):
        frame = Frame(type_, b"\x00", 0)
        assert parse_message(frame, version=version, from_server=True) is None


def test_offsets_count_from_the_messages_header() -> None:
    bad = parse_message(Frame(1, b"\x03\x03\x00", 100), version=0x0303, from_server=False)
    assert str(bad) == "client_hello.random at byte 6: needs 32 bytes, 1 are left"


def test_a_hello_of_the_other_side_is_malformed() -> None:
    (_, client), (_, server) = handshake("rfc8448-simple")[:2]
    assert str(parse_message(client, version=0x0304, from_server=True)) == (
        "client_hello at byte 0: only a client sends this"
    )
    assert str(parse_message(server, version=0x0304, from_server=False)) == (
        "server_hello at byte 0: only a server sends this"
    )


def test_a_message_hash_is_nobodys() -> None:
    for from_server in (True, False):
        frame = Frame(254, bytes(32), 0)
        found = parse_message(frame, version=0x0304, from_server=from_server)
        assert found == MessageHash(bytes(32))
