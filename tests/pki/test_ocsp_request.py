"""What is asked of an OCSP responder, held against `cryptography` and OpenSSL."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from base64 import b64decode
from pathlib import Path
from urllib.parse import unquote

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509 import ocsp as made
from msgspec.structs import replace

from pki import chains
from pki.chains import Cert
from pki.staples import response
from tlswhy.pki import certificate as certificates
from tlswhy.pki import ocsp
from tlswhy.pki.certificate import Certificate
from tlswhy.pki.ocsp import LONGEST_GET, address, request

OPENSSL = shutil.which("openssl")
CA = chains.between(chains.root(), "Issuing CA")
RSA_CA = chains.root("RSA", kind="rsa2048")


def parsed(one: Cert) -> Certificate:
    found = certificates.read(one.der)
    assert isinstance(found, Certificate)
    return found


def asked(leaf: Cert, issuer: Cert) -> bytes:
    der = request(parsed(leaf), parsed(issuer))
    assert der is not None
    return der


def by_cryptography(leaf: Cert, issuer: Cert) -> bytes:
    builder = made.OCSPRequestBuilder().add_certificate(leaf.parsed, issuer.parsed, hashes.SHA1())
    return builder.build().public_bytes(serialization.Encoding.DER)


SERIALS = (1, 0x7F, 0x80, 0xFF, 0x100, 0xA11CE, 2**127, 2**152 - 1, 2**159 - 1)


@pytest.mark.parametrize("serial", SERIALS)
@pytest.mark.parametrize("issuer", [CA, RSA_CA], ids=["ec", "rsa"])
def test_it_is_what_cryptography_makes(issuer: Cert, serial: int) -> None:
    leaf = chains.leaf(issuer, serial=serial)
    assert asked(leaf, issuer) == by_cryptography(leaf, issuer)


def test_a_negative_serial_number_stays_negative() -> None:
    leaf = replace(parsed(chains.leaf(CA)), serial=-128)
    assert (request(leaf, parsed(CA)) or b"").endswith(b"\x02\x01\x80")


def test_a_serial_number_so_long_that_lengths_take_two_bytes() -> None:
    leaf = replace(parsed(chains.leaf(CA)), serial=1 << 503)
    der = request(leaf, parsed(CA)) or b""
    assert made.load_der_ocsp_request(der).serial_number == 1 << 503


@pytest.mark.skipif(OPENSSL is None, reason="openssl is not installed")
def test_it_is_what_openssl_makes(tmp_path: Path) -> None:
    leaf = chains.leaf(CA, serial=0xA11CE)
    tmp_path.joinpath("leaf.pem").write_bytes(leaf.pem)
    tmp_path.joinpath("ca.pem").write_bytes(CA.pem)
    command = "ocsp -issuer ca.pem -cert leaf.pem -no_nonce -reqout out.der"
    subprocess.run([OPENSSL or "", *command.split()], cwd=tmp_path, check=True)
    assert tmp_path.joinpath("out.der").read_bytes() == asked(leaf, CA)


def test_the_answer_to_it_is_about_the_certificate() -> None:
    """The identifier of the request is the one by which an answer is recognised."""
    leaf = chains.leaf(CA)
    read = made.load_der_ocsp_request(asked(leaf, CA))
    staple = ocsp.read(response(leaf, CA))
    assert isinstance(staple, ocsp.Staple)
    id_ = staple.answers[0].id
    assert (read.issuer_name_hash, read.issuer_key_hash) == (id_.issuer_name, id_.issuer_key)
    assert read.serial_number == id_.serial


def test_without_a_key_of_the_issuer_there_is_none() -> None:
    algorithm_alone = bytes.fromhex("3009300706052b0e03021a")
    issuer = replace(parsed(CA), spki=algorithm_alone)
    assert request(parsed(chains.leaf(CA)), issuer) is None


class TestAddress:
    # RFC 6960 appendix A.1: the URL, a slash, and the URL encoding of the base64 of the request.
    DER = asked(chains.leaf(CA, serial=0xA11CE), CA)

    @pytest.mark.parametrize("responder", ["http://ocsp.example", "http://ocsp.example/"])
    def test_the_request_stands_behind_one_slash(self, responder: str) -> None:
        url = address(responder, self.DER)
        begin, _, encoded = url.rpartition("/")
        assert begin == "http://ocsp.example"
        assert b64decode(unquote(encoded)) == self.DER

    def test_no_character_of_base64_is_left_that_means_something_in_a_url(self) -> None:
        url = address("http://o.example", b"\xff\xef\xbe\xfb")
        assert url == "http://o.example/%2F%2B%2B%2B%2Bw%3D%3D"

    def test_the_longest(self) -> None:
        room = "a" * (LONGEST_GET - len(address("http://a", self.DER)))
        assert len(address(f"http://a{room}", self.DER)) == LONGEST_GET
        assert address(f"http://aa{room}", self.DER) == ""

    @pytest.mark.parametrize("responder", ["http://o.example/?x", "http://o.example/#x"])
    def test_nothing_can_stand_behind_a_query(self, responder: str) -> None:
        assert address(responder, self.DER) == ""


def test_the_key_is_hashed_without_its_algorithm() -> None:
    """By RFC 6960 section 4.1.1; an RSA key is then what PKCS #1 encodes."""
    read = made.load_der_ocsp_request(asked(chains.leaf(RSA_CA, serial=7), RSA_CA))
    key = RSA_CA.parsed.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.PKCS1
    )
    assert read.issuer_key_hash == hashlib.sha1(key).digest()
    assert list(read.extensions) == []
