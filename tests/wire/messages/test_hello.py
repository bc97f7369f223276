import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlswhy.wire.extensions import In
from tlswhy.wire.extensions.alpn import Alpn
from tlswhy.wire.extensions.supported_versions import SupportedVersions
from tlswhy.wire.messages import (
    RETRY_RANDOM,
    ClientHello,
    EncryptedExtensions,
    Extension,
    ServerHello,
)
from tlswhy.wire.reader import Malformed, Reader, vector
from wire.recorded import body, handshake

uint16 = st.integers(0, 0xFFFF)
lists = st.lists(st.builds(Extension, uint16, st.binary(max_size=20)), max_size=6).map(tuple)
RANDOM = bytes(range(32))


def client(data: bytes) -> ClientHello:
    return ClientHello.read(Reader(data, "client_hello", start=4))


def server(data: bytes) -> ServerHello:
    return ServerHello.read(Reader(data, "server_hello", start=4))


def test_the_client_hello_of_rfc_8448() -> None:
    hello = client(body("rfc8448-simple", ClientHello.TYPE))
    assert hello.legacy_version == 0x0303
    assert hello.random.hex() == "cb34ecb1e78163ba1c38c6dacb196a6dffa21a8d9912ec18a2ef6283024dece7"
    assert hello.legacy_session_id == b""
    assert hello.cipher_suites == (0x1301, 0x1303, 0x1302)
    assert hello.legacy_compression_methods == b"\x00"
    assert hello.extensions is not None
    assert [extension.type for extension in hello.extensions] == [
        0, 0xFF01, 10, 35, 51, 43, 13, 45, 28,
    ]  # fmt: skip
    assert hello.meaning(43) == SupportedVersions((0x0304,))
    assert hello.extension(28) == Extension(28, b"\x40\x01")


def test_the_server_hello_of_rfc_8448() -> None:
    hello = server(body("rfc8448-simple", ServerHello.TYPE))
    assert hello.cipher_suite == 0x1301
    assert (hello.legacy_version, hello.version) == (0x0303, 0x0304)
    assert hello.legacy_compression_method == 0
    assert not hello.is_retry


def test_the_transcript_of_rfc_8448_is_kept_to_the_bit() -> None:
    hellos = [frame.write() for _, frame in handshake("rfc8448-simple")[:2]]
    assert hashlib.sha256(b"".join(hellos)).hexdigest() == (
        "860c06edc07858ee8e78f0e7428c58edd6b43f2ca3e6e95f02ed063cf0e1cad8"
    )


def test_a_hello_retry_request_is_a_server_hello() -> None:
    retry = server(body("tls13-retry", ServerHello.TYPE))
    final = server(body("tls13-retry", ServerHello.TYPE, 1))
    assert (retry.is_retry, retry.version) == (True, 0x0304)
    assert (final.is_retry, final.version) == (False, 0x0304)
    assert hashlib.sha256(b"HelloRetryRequest").digest() == RETRY_RANDOM


def test_an_extension_is_read_as_its_message_has_it() -> None:
    retry = server(body("tls13-retry", ServerHello.TYPE))
    share = retry.extension(51)
    assert share == Extension(51, b"\x00\x17")
    assert retry.meaning(51) == share.meaning(In.HELLO_RETRY_REQUEST)
    assert not isinstance(retry.meaning(51), Malformed)
    assert isinstance(share.meaning(In.SERVER_HELLO), Malformed)


def test_the_version_is_the_legacy_one_without_a_readable_choice() -> None:
    def version(extensions: tuple[Extension, ...] | None) -> int:
        return ServerHello(0x0303, RANDOM, b"", 0x1301, 0, extensions).version

    assert version(None) == 0x0303
    assert version((Extension(43, b"\x03"),)) == 0x0303
    assert version((Extension(43, b"\x7f\x1c"),)) == 0x7F1C


def test_encrypted_extensions() -> None:
    message = EncryptedExtensions((Extension(16, b"\x00\x03\x02h2"),))
    assert message.meaning(16) == Alpn((b"h2",))
    assert message.extension(16) == message.extensions[0]
    recorded = body("rfc8448-simple", EncryptedExtensions.TYPE)
    found = EncryptedExtensions.read(Reader(recorded, "encrypted_extensions"))
    assert [extension.type for extension in found.extensions] == [10, 28, 0]


def test_of_duplicates_the_first_is_found_and_all_are_kept() -> None:
    twice = (Extension(16, b"\x00\x03\x02h2"), Extension(16, b"\x00"), Extension(0x0A0A, b""))
    hello = ClientHello(0x0303, RANDOM, b"", (0x0A0A, 0x1301, 0x1301), b"\x00", twice)
    assert client(hello.write()) == hello
    assert hello.meaning(16) == Alpn((b"h2",))


def test_a_bad_extension_says_where_in_its_body() -> None:
    hello = ClientHello(0x0303, RANDOM, b"", (), b"", (Extension(16, b"\x00\x03\x02h"),))
    bad = hello.meaning(16)
    assert str(bad) == "alpn.names at byte 2: needs 3 bytes, 2 are left"


def test_what_is_not_there_or_not_known_has_no_meaning() -> None:
    hello = ClientHello(0x0303, RANDOM, b"", (), b"", (Extension(0x0A0A, b""),))
    assert hello.extension(16) is None
    assert hello.meaning(16) is None
    assert hello.meaning(0x0A0A) is None


def test_no_block_and_an_empty_block_differ() -> None:
    without = ClientHello(0x0300, RANDOM, b"", (0x0005,), b"\x00", None)
    empty = ClientHello(0x0300, RANDOM, b"", (0x0005,), b"\x00", ())
    assert empty.write() == without.write() + b"\x00\x00"
    assert client(without.write()) == without
    assert client(empty.write()) == empty
    assert without.extension(0) is None


def test_an_error_says_where_in_the_message() -> None:
    head = ClientHello(0x0303, RANDOM, b"", (0x1301,), b"\x00", None).write()
    block = vector(2, bytes.fromhex("0010 0000 000a 0004 0002"))
    with pytest.raises(Malformed) as caught:
        client(head + block)
    assert str(caught.value) == (
        "client_hello.extensions[1].body at byte 55: needs 4 bytes, 2 are left"
    )


def test_half_a_cipher_suite_is_malformed() -> None:
    head = bytes.fromhex("0303") + RANDOM + b"\x00"
    with pytest.raises(Malformed) as caught:
        client(head + vector(2, b"\x13\x01\x13") + b"\x01\x00")
    assert str(caught.value) == (
        "client_hello.cipher_suites[1] at byte 43: needs 2 bytes, 1 are left"
    )


@given(
    st.builds(
        ClientHello,
        uint16,
        st.binary(min_size=32, max_size=32),
        st.binary(max_size=255),
        st.lists(uint16, max_size=20).map(tuple),
        st.binary(max_size=4),
        st.none() | lists,
    )
)
def test_client_hello_round_trip(hello: ClientHello) -> None:
    assert client(hello.write()) == hello


@given(
    st.builds(
        ServerHello,
        uint16,
        st.just(RETRY_RANDOM) | st.binary(min_size=32, max_size=32),
        st.binary(max_size=255),
        uint16,
        st.integers(0, 255),
        st.none() | lists,
    )
)
def test_server_hello_round_trip(hello: ServerHello) -> None:
    assert server(hello.write()) == hello


@given(lists)
def test_encrypted_extensions_round_trip(extensions: tuple[Extension, ...]) -> None:
    message = EncryptedExtensions(extensions)
    assert EncryptedExtensions.read(Reader(message.write(), "encrypted_extensions")) == message
