import zlib

import pytest
from cryptography import x509
from hypothesis import given
from hypothesis import strategies as st

from tlswhy.wire.extensions import In
from tlswhy.wire.messages import (
    Certificate12,
    Certificate13,
    CertificateEntry,
    CertificateRequest12,
    CertificateRequest13,
    CertificateStatus,
    CertificateVerify,
    CompressedCertificate,
    Extension,
)
from tlswhy.wire.reader import Malformed, Reader
from wire.recorded import body

uint16 = st.integers(0, 0xFFFF)
short = st.binary(max_size=30)
many = st.lists(short, max_size=4).map(tuple)
schemes = st.lists(uint16, max_size=6).map(tuple)
lists = st.lists(st.builds(Extension, uint16, short), max_size=4).map(tuple)
entries = st.lists(st.builds(CertificateEntry, short, lists), max_size=4).map(tuple)


def test_a_chain_up_to_tls12() -> None:
    chain = Certificate12.read(Reader(body("tls12-ecdsa", 11), "certificate"))
    (der,) = chain.certificates
    assert x509.load_der_x509_certificate(der).subject.rfc4514_string() == "CN=a.test"


def test_a_chain_in_tls13() -> None:
    chain = Certificate13.read(Reader(body("rfc8448-simple", 11), "certificate"))
    (entry,) = chain.entries
    assert (chain.request_context, entry.extensions) == (b"", ())
    assert x509.load_der_x509_certificate(entry.data).subject.rfc4514_string() == "CN=rsa"


def test_no_certificate_is_an_empty_chain() -> None:
    assert Certificate12.read(Reader(b"\x00\x00\x00", "certificate")) == Certificate12(())
    assert Certificate13.read(Reader(bytes(4), "certificate")) == Certificate13(b"", ())


def test_an_error_says_which_certificate() -> None:
    with pytest.raises(Malformed, match=r"^certificate.certificates\[1\] at byte 10: needs 5 "):
        Certificate12.read(Reader(bytes.fromhex("000008 00000130 00000530"), "certificate"))
    with pytest.raises(Malformed, match=r"^certificate.entries.extensions\[0\].type at byte 10: "):
        Certificate13.read(Reader(bytes.fromhex("00 000007 00000130 000100"), "certificate"))


def test_an_entry_finds_what_is_said_about_it() -> None:
    stapled = Extension(5, bytes.fromhex("01 000005 30030a0106"))
    entry = CertificateEntry(b"\x30\x00", (stapled,))
    assert entry.extension(5) == stapled
    assert entry.meaning(5) == stapled.meaning(In.CERTIFICATE_ENTRY)
    assert entry.meaning(18) is None


def test_a_request_of_tls12_names_schemes_and_authorities() -> None:
    recorded = body("tls12-ecdsa", 13)
    request = CertificateRequest12.read(Reader(recorded, "certificate_request"), version=0x0303)
    assert request.certificate_types == b"\x01\x02\x40"
    assert request.schemes is not None
    assert request.schemes[0] == 0x0403
    assert request.authorities == (bytes.fromhex("3011310f300d06035504030c06612e74657374"),)


def test_a_request_of_tls10_names_no_schemes() -> None:
    recorded = body("tls10-dhe", 13)
    request = CertificateRequest12.read(Reader(recorded, "certificate_request"), version=0x0301)
    assert request.schemes is None
    assert request.authorities == (bytes.fromhex("3011310f300d06035504030c06612e74657374"),)


def test_a_request_of_tls13_names_both_in_extensions() -> None:
    recorded = body("tls13-retry", 13)
    request = CertificateRequest13.read(Reader(recorded, "certificate_request"))
    assert request.request_context == b""
    assert request.schemes[:2] == (0x0403, 0x0503)
    assert request.authorities == (bytes.fromhex("3011310f300d06035504030c06612e74657374"),)
    assert request.extension(13) in request.extensions


def test_a_request_of_tls13_may_name_nothing_that_can_be_read() -> None:
    bad = CertificateRequest13(b"", (Extension(13, b"\x04"), Extension(47, b"\x00")))
    for request in (bad, CertificateRequest13(b"\x01", ())):
        assert request.schemes == ()
        assert request.authorities == ()


def test_a_proof_of_tls12_names_its_scheme() -> None:
    recorded = body("tls12-ecdsa", 15)
    proof = CertificateVerify.read(Reader(recorded, "certificate_verify"), version=0x0303)
    assert proof.scheme == 0x0403
    assert proof.signature[0] == 0x30


def test_a_proof_of_tls10_does_not() -> None:
    recorded = body("tls10-dhe", 15)
    proof = CertificateVerify.read(Reader(recorded, "certificate_verify"), version=0x0301)
    assert proof.scheme is None
    assert len(proof.signature) == 128


def test_a_status() -> None:
    status = CertificateStatus.read(Reader(body("tls12-status", 22), "certificate_status"))
    assert status == CertificateStatus(1, bytes.fromhex("30030a0106"))


@given(many)
def test_certificate12_round_trip(chain: tuple[bytes, ...]) -> None:
    message = Certificate12(chain)
    assert Certificate12.read(Reader(message.write(), "certificate")) == message


@given(short, entries)
def test_certificate13_round_trip(context: bytes, chain: tuple[CertificateEntry, ...]) -> None:
    message = Certificate13(context, chain)
    assert Certificate13.read(Reader(message.write(), "certificate")) == message


@given(short, schemes, many)
def test_request12_round_trip(
    types: bytes, named: tuple[int, ...], authorities: tuple[bytes, ...]
) -> None:
    for version, said in ((0x0302, None), (0x0303, named)):
        message = CertificateRequest12(types, said, authorities)
        body = Reader(message.write(), "certificate_request")
        assert CertificateRequest12.read(body, version=version) == message


@given(short, lists)
def test_request13_round_trip(context: bytes, extensions: tuple[Extension, ...]) -> None:
    message = CertificateRequest13(context, extensions)
    assert CertificateRequest13.read(Reader(message.write(), "certificate_request")) == message


@given(uint16, short)
def test_verify_round_trip(scheme: int, signature: bytes) -> None:
    for version, said in ((0x0300, None), (0x0303, scheme), (0x0304, scheme)):
        message = CertificateVerify(said, signature)
        body = Reader(message.write(), "certificate_verify")
        assert CertificateVerify.read(body, version=version) == message


@given(st.integers(0, 255), short)
def test_status_round_trip(status_type: int, response: bytes) -> None:
    message = CertificateStatus(status_type, response)
    assert CertificateStatus.read(Reader(message.write(), "certificate_status")) == message


@given(uint16, st.integers(0, 2**24 - 1), short)
def test_compressed_round_trip(algorithm: int, size: int, message: bytes) -> None:
    compressed = CompressedCertificate(algorithm, size, message)
    read = CompressedCertificate.read(Reader(compressed.write(), "compressed_certificate"))
    assert read == compressed


def test_a_compressed_certificate_is_the_certificate() -> None:
    plain = body("rfc8448-simple", 11)
    compressed = CompressedCertificate(1, len(plain), zlib.compress(plain))
    assert compressed.decompress() == Certificate13.read(Reader(plain, "certificate"))


PLAIN = bytes(4)
ZLIB = zlib.compress(PLAIN)


@pytest.mark.parametrize(
    ("compressed", "said"),
    [
        (CompressedCertificate(2, 4, ZLIB), "algorithm at byte 4: 2 is not supported"),
        (
            CompressedCertificate(1, 2**20 + 1, ZLIB),
            "uncompressed_length at byte 6: 1048577 bytes, at most 1048576 are read",
        ),
        (
            CompressedCertificate(1, 3, ZLIB),
            "uncompressed_length at byte 6: says 3 bytes, more come out",
        ),
        (
            CompressedCertificate(1, 5, ZLIB),
            "uncompressed_length at byte 6: says 5 bytes, 4 come out",
        ),
        (
            CompressedCertificate(1, 4, ZLIB[:-1]),
            "message at byte 12: does not end where its zlib stream does",
        ),
        (
            CompressedCertificate(1, 4, ZLIB + b"\x00"),
            "message at byte 12: does not end where its zlib stream does",
        ),
    ],
)
def test_what_cannot_be_decompressed(compressed: CompressedCertificate, said: str) -> None:
    with pytest.raises(Malformed) as caught:
        compressed.decompress()
    assert str(caught.value) == f"compressed_certificate.{said}"


def test_what_is_not_zlib() -> None:
    with pytest.raises(Malformed, match=r"^compressed_certificate.message at byte 12: is not zlib"):
        CompressedCertificate(1, 4, b"\x00\x01").decompress()


def test_what_comes_out_must_be_a_certificate() -> None:
    odd = b"\x05\x00"
    with pytest.raises(Malformed, match=r"^compressed_certificate.certificate.request_context at"):
        CompressedCertificate(1, len(odd), zlib.compress(odd)).decompress()


def test_a_bomb_is_not_unpacked() -> None:
    bomb = CompressedCertificate(1, 100, zlib.compress(bytes(2**22)))
    with pytest.raises(Malformed, match="more come out"):
        bomb.decompress()
