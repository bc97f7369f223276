import hashlib

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from hypothesis import given
from hypothesis import strategies as st

from tlswhy.wire.messages import (
    Certificate12,
    ClientHello,
    ClientKeyExchange,
    ServerHello,
    ServerKeyExchangeDh,
    ServerKeyExchangeEc,
)
from tlswhy.wire.reader import Malformed, Reader
from wire.recorded import body

SHARE = ServerKeyExchangeEc.TYPE
short = st.binary(max_size=40)
uint16 = st.integers(0, 0xFFFF)


def curve(data: bytes, version: int = 0x0303, *, anonymous: bool = False) -> ServerKeyExchangeEc:
    body = Reader(data, "server_key_exchange", start=4)
    return ServerKeyExchangeEc.read(body, version=version, anonymous=anonymous)


def field(data: bytes, version: int = 0x0303, *, anonymous: bool = False) -> ServerKeyExchangeDh:
    body = Reader(data, "server_key_exchange", start=4)
    return ServerKeyExchangeDh.read(body, version=version, anonymous=anonymous)


def randoms(name: str) -> bytes:
    client = ClientHello.read(Reader(body(name, ClientHello.TYPE), "client_hello"))
    server = ServerHello.read(Reader(body(name, ServerHello.TYPE), "server_hello"))
    return client.random + server.random


def leaf(name: str) -> x509.Certificate:
    chain = Certificate12.read(Reader(body(name, Certificate12.TYPE), "certificate"))
    return x509.load_der_x509_certificate(chain.certificates[0])


def test_what_is_signed_over_a_curve_is_the_params() -> None:
    share = curve(body("tls12-ecdsa", SHARE))
    assert (share.curve_type, share.group, share.scheme) == (3, 29, 0x0403)
    assert len(share.public) == 32
    key = leaf("tls12-ecdsa").public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    signed = randoms("tls12-ecdsa") + share.params
    key.verify(share.signature, signed, ec.ECDSA(hashes.SHA256()))


def test_what_is_signed_over_a_field_is_the_params() -> None:
    share = field(body("tls10-dhe", SHARE), 0x0301)
    assert (len(share.p), share.g, len(share.public), share.scheme) == (128, b"\x02", 128, None)
    key = leaf("tls10-dhe").public_key()
    assert isinstance(key, rsa.RSAPublicKey)
    signed = randoms("tls10-dhe") + share.params
    digest = hashlib.md5(signed).digest() + hashlib.sha1(signed).digest()
    assert key.recover_data_from_signature(share.signature, padding.PKCS1v15(), None) == digest


def test_an_anonymous_server_signs_nothing() -> None:
    share = curve(body("tls10-ecdh-anon", SHARE), 0x0301, anonymous=True)
    assert (share.group, share.scheme, share.signature) == (29, None, b"")
    modp = field(body("tls12-dh-anon", SHARE), 0x0303, anonymous=True)
    assert (len(modp.p), modp.scheme, modp.signature) == (128, None, b"")


def test_no_signature_and_an_empty_one_differ() -> None:
    params = bytes.fromhex("03 001d 01 09")
    unsigned = curve(params, 0x0301, anonymous=True)
    empty = curve(params + b"\x00\x00", 0x0301)
    assert unsigned.write() == params
    assert empty.write() == params + b"\x00\x00"


# RFC 4492 section 5.4; small numbers stand in for the curve's.
PRIME = bytes.fromhex("01 0117 0101 0101 020401 0118 0101 02 0409")
TRINOMIAL = bytes.fromhex("02 00a3 01 0107 0101 0101 020401 0118 0102 02 0409")
PENTANOMIAL = bytes.fromhex("02 00a3 02 0103 0106 0107 0101 0101 020401 0118 0102 02 0409")


@pytest.mark.parametrize(
    ("params", "group"), [(PRIME, 0xFF01), (TRINOMIAL, 0xFF02), (PENTANOMIAL, 0xFF02)]
)
def test_a_curve_may_be_spelled_out(params: bytes, group: int) -> None:
    data = params + bytes.fromhex("0403 0001 30")
    share = curve(data)
    assert (share.curve_type, share.group, share.public) == (params[0], group, b"\x04\x09")
    assert share.params == params
    assert share.write() == data


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("04 001d", "curve_type at byte 4: 4 is no curve type"),
        ("02 00a3 03", "basis at byte 7: 3 is no basis type"),
        ("01 0117 0501", "a at byte 8: needs 5 bytes, 1 are left"),
        ("03 001d 02 09", "public at byte 8: needs 2 bytes, 1 are left"),
        ("03 001d 00 0403 0000 00", "end at byte 12: 1 bytes too many"),
    ],
)
def test_an_error_says_where(data: str, problem: str) -> None:
    with pytest.raises(Malformed, match=rf"^server_key_exchange\.{problem}"):
        curve(bytes.fromhex(data))


@pytest.mark.parametrize("params", [PRIME, TRINOMIAL, PENTANOMIAL])
def test_no_prefix_of_a_curve_spelled_out_is_complete(params: bytes) -> None:
    for size in range(len(params)):
        with pytest.raises(Malformed):
            curve(params[:size], anonymous=True)


@given(uint16, short, uint16, short)
def test_curve_round_trip(group: int, public: bytes, scheme: int, signature: bytes) -> None:
    params = b"\x03" + group.to_bytes(2, "big") + bytes((len(public),)) + public
    for version, said in ((0x0301, None), (0x0303, scheme)):
        share = ServerKeyExchangeEc(3, group, public, said, signature, params)
        assert curve(share.write(), version) == share


@given(short, short, short, uint16, short)
def test_field_round_trip(p: bytes, g: bytes, public: bytes, scheme: int, signature: bytes) -> None:
    params = b"".join(len(part).to_bytes(2, "big") + part for part in (p, g, public))
    for version, said in ((0x0300, None), (0x0303, scheme)):
        share = ServerKeyExchangeDh(p, g, public, said, signature, params)
        assert field(share.write(), version) == share


@given(short)
def test_a_clients_share_is_kept_as_it_is(data: bytes) -> None:
    share = ClientKeyExchange.read(Reader(data, "client_key_exchange"))
    assert share.body == share.write() == data
