import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlswhy.wire.reader import Malformed, Reader
from tlswhy.wire.records import records_of
from tlswhy.wire.sslv2 import Sslv2ClientHello, Sslv2ServerHello, looks_like

# TShark 4.0.17 names every field of these two as the tests do. The certificate is a stand-in.
CLIENT = bytes.fromhex(
    "8025 01 0002 000c 0000 0010 010080 0700c0 060040 00002f 000102030405060708090a0b0c0d0e0f"
)
SERVER = bytes.fromhex(
    "8026 04 00 01 0002 0005 0006 0010 3003020101 010080 0700c0 101112131415161718191a1b1c1d1e1f"
)
# openssl s_server 3.0.19 -tls1 answers this one with a ServerHello for TLS 1.0.
COMPATIBLE = bytes.fromhex(
    "8022 01 0301 0009 0000 0010 00002f 000035 010080 000102030405060708090a0b0c0d0e0f"
)


def client(data: bytes) -> Sslv2ClientHello:
    return Sslv2ClientHello.read(Reader(data, "client_hello"))


def server(data: bytes) -> Sslv2ServerHello:
    return Sslv2ServerHello.read(Reader(data, "server_hello"))


def test_a_client_hello() -> None:
    specs = (0x010080, 0x0700C0, 0x060040, 0x00002F)
    assert client(CLIENT) == Sslv2ClientHello(0x0002, specs, b"", bytes(range(16)))


def test_a_server_hello() -> None:
    assert server(SERVER) == Sslv2ServerHello(
        session_id_hit=0,
        certificate_type=1,
        version=0x0002,
        certificate=bytes.fromhex("3003020101"),
        cipher_specs=(0x010080, 0x0700C0),
        connection_id=bytes(range(16, 32)),
    )


def test_a_client_that_can_do_more() -> None:
    assert client(COMPATIBLE).version == 0x0301
    assert client(COMPATIBLE).write() == COMPATIBLE


@pytest.mark.parametrize("data", [CLIENT, COMPATIBLE, CLIENT[:5]])
def test_a_client_hello_is_known_by_its_first_bytes(data: bytes) -> None:
    assert looks_like(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        CLIENT[:4],
        SERVER,
        records_of(22, 0x0301, b"\x01\x00\x00\x00"),
        bytes.fromhex("8025 01 0402 000c"),
        bytes.fromhex("0025 01 0002 000c"),
        b"\x80HTTP/1.1",
    ],
)
def test_other_bytes_do_not_look_like_one(data: bytes) -> None:
    assert not looks_like(data)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("0025 01", "length at byte 0: the highest bit is not set"),
        ("8002 01", "length at byte 0: says 2 bytes, 1 are left"),
        ("8001 01 00", "length at byte 0: says 1 bytes, 2 are left"),
        ("8001 04", "type at byte 2: is 4, not 1"),
        ("800d 01 0002 0004 0000 0000 00000000", "cipher_specs .* 4 bytes are no multiple of 3"),
        ("8009 01 0002 0003 0000 0000", r"cipher_specs\[0\] at byte 11: needs 3 bytes, 0 are left"),
        ("800a 01 0002 0000 0000 0000 00", "end .* 1 bytes too many"),
    ],
)
def test_an_error_says_where(data: str, problem: str) -> None:
    with pytest.raises(Malformed, match=rf"^client_hello\.{problem}"):
        client(bytes.fromhex(data))


@given(st.integers(0, len(CLIENT) - 1), st.integers(0, len(SERVER) - 1))
def test_no_prefix_is_complete(client_size: int, server_size: int) -> None:
    with pytest.raises(Malformed):
        client(CLIENT[:client_size])
    with pytest.raises(Malformed):
        server(SERVER[:server_size])


specs = st.lists(st.integers(0, 2**24 - 1), max_size=8).map(tuple)
short = st.binary(max_size=40)


@given(st.builds(Sslv2ClientHello, st.integers(0, 0xFFFF), specs, short, short))
def test_client_round_trip(hello: Sslv2ClientHello) -> None:
    assert client(hello.write()) == hello


octet = st.integers(0, 255)


@given(
    st.builds(Sslv2ServerHello, octet, octet, st.integers(0, 0xFFFF), short, specs, short),
)
def test_server_round_trip(hello: Sslv2ServerHello) -> None:
    assert server(hello.write()) == hello


@given(st.sampled_from([CLIENT, SERVER]), st.integers(0, 15), octet)
def test_a_damaged_hello_is_malformed_or_round_trips(hello: bytes, at: int, value: int) -> None:
    damaged = hello[:at] + bytes((value,)) + hello[at + 1 :]
    read = client if hello == CLIENT else server
    try:
        assert read(damaged).write() == damaged
    except Malformed:
        return


@given(st.binary(max_size=64))
def test_junk_is_malformed_or_round_trips(junk: bytes) -> None:
    sized = (0x8000 | len(junk)).to_bytes(2, "big") + junk
    for read in (client, server):
        for data in (junk, sized):
            try:
                assert read(data).write() == data
            except Malformed:
                continue
