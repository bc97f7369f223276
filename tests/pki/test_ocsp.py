from __future__ import annotations

from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.x509 import ocsp as made
from hypothesis import given
from hypothesis import strategies as st

from pki import chains
from pki.chains import AT, Cert
from pki.staples import delegate, error, response
from tlswhy.pki import certificate as certificates
from tlswhy.pki import ocsp
from tlswhy.pki.certificate import Certificate, Unreadable
from tlswhy.pki.ocsp import Judged, Staple, judge, read

ROOT = chains.root("Root")
CA = chains.between(ROOT, "Issuing CA")
LEAF = chains.leaf(CA, "a.test", names=("a.test",), serial=0xA11CE)
OTHER_CA = chains.between(ROOT, "Other CA")
RESPONDER = delegate(CA)
GOOD = response(LEAF, CA)
DELEGATED = response(
    LEAF,
    CA,
    status=made.OCSPCertStatus.REVOKED,
    reason=x509.ReasonFlags.key_compromise,
    signer=RESPONDER,
    sent=(RESPONDER,),
    by_name=True,
)


def parsed(one: Cert) -> Certificate:
    found = certificates.read(one.der)
    assert isinstance(found, Certificate)
    return found


def staple(der: bytes) -> Staple:
    found = read(der)
    assert isinstance(found, Staple)
    return found


def judged(der: bytes, *, leaf: Cert = LEAF, issuer: Cert | None = CA) -> Judged:
    return judge(staple(der), parsed(leaf), parsed(issuer) if issuer else None, AT)


class TestRead:
    def test_what_stands_in_a_good_answer(self) -> None:
        known = staple(GOOD)
        (answer,) = known.answers
        assert (known.response_status, known.signature_algorithm) == (
            "successful",
            "ecdsa-with-SHA256",
        )
        assert (answer.status, answer.revoked_at, answer.reason) == ("good", None, "")
        assert (answer.this_update, answer.next_update) == (
            AT - timedelta(days=1),
            AT + timedelta(days=6),
        )
        assert (answer.id.digest, answer.id.serial) == ("sha1", 0xA11CE)
        assert known.certificates == ()

    def test_it_agrees_with_cryptography(self) -> None:
        for der in (GOOD, DELEGATED):
            known, other = staple(der), made.load_der_ocsp_response(der)
            (answer,) = known.answers
            assert known.produced_at == other.produced_at_utc
            assert answer.id.issuer_name == other.issuer_name_hash
            assert answer.id.issuer_key == other.issuer_key_hash
            assert answer.revoked_at == other.revocation_time_utc
            assert known.responder in {
                (other.responder_key_hash or b"").hex(),
                "CN=Responder",
            }

    def test_a_revoked_one_by_a_delegate(self) -> None:
        known = staple(DELEGATED)
        (answer,) = known.answers
        assert (answer.status, answer.reason) == ("revoked", "keyCompromise")
        assert answer.revoked_at == AT - timedelta(days=1, hours=2)
        assert known.responder == "CN=Responder"
        assert known.certificates == (RESPONDER.der,)

    def test_no_reason_and_no_end(self) -> None:
        (answer,) = staple(
            response(LEAF, CA, status=made.OCSPCertStatus.REVOKED, ends=None)
        ).answers
        assert (answer.status, answer.reason, answer.next_update) == ("revoked", "", None)

    def test_a_reason_without_a_name(self) -> None:
        # keyCompromise, [0] EXPLICIT ENUMERATED 1, becomes the number that has no name.
        der = DELEGATED.replace(bytes.fromhex("a0030a0101"), bytes.fromhex("a0030a0107"))
        assert staple(der).answers[0].reason == "7"

    def test_an_unknown_certificate(self) -> None:
        assert staple(response(LEAF, CA, status=made.OCSPCertStatus.UNKNOWN)).answers[0].status == (
            "unknown"
        )

    @pytest.mark.parametrize(
        ("status", "name"),
        [
            (made.OCSPResponseStatus.TRY_LATER, "tryLater"),
            (made.OCSPResponseStatus.UNAUTHORIZED, "unauthorized"),
        ],
    )
    def test_an_error_is_an_answer_too(self, status: made.OCSPResponseStatus, name: str) -> None:
        assert read(error(status)) == Staple(name)

    def test_an_error_without_a_name(self) -> None:
        assert read(bytes.fromhex("30030a0104")) == Staple("4")

    @pytest.mark.parametrize(
        ("der", "problem"),
        [
            (b"", "needs 2 bytes for tag and length, 0 are left"),
            (bytes.fromhex("3003020100"), "responseStatus has tag 0x02, not 0x0a"),
            (bytes.fromhex("30030a0100"), "responseBytes is missing"),
            (
                GOOD.replace(
                    bytes.fromhex("2b0601050507300101"), bytes.fromhex("2b0601050507300102")
                ),
                "a response of type 1.3.6.1.5.5.7.48.1.2, not id-pkix-ocsp-basic",
            ),
            (
                GOOD.replace(b"\x80\x00\x18", b"\x83\x00\x18"),
                "no certStatus of good, revoked or un",
            ),
            (
                DELEGATED.replace(bytes.fromhex("a0030a0101"), bytes.fromhex("a003020101")),
                "tag 0x02 in the place of an ENUMERATED",
            ),
            (b"\0" * (ocsp.LARGEST + 1), "131073 bytes are more than 131072"),
        ],
    )
    def test_what_cannot_be_read_says_why(self, der: bytes, problem: str) -> None:
        bad = read(der)
        assert isinstance(bad, Unreadable)
        assert bad.problem.startswith(problem)

    @given(st.integers(0, len(DELEGATED) - 1))
    def test_no_prefix_is_complete(self, size: int) -> None:
        assert isinstance(read(DELEGATED[:size]), Unreadable)

    @given(st.binary(max_size=64), st.integers(0, len(DELEGATED)), st.integers(0, 4))
    def test_nothing_raises(self, junk: bytes, at: int, cut: int) -> None:
        for der in (junk, DELEGATED[:at] + junk + DELEGATED[at + cut :]):
            known = read(der)
            if isinstance(known, Staple):
                judge(known, parsed(LEAF), parsed(CA), AT)


class TestJudge:
    def test_a_good_one_of_the_issuer(self) -> None:
        found = judged(GOOD)
        assert (found.problem, found.text) == ("", "")
        assert found.answer is not None

    def test_a_delegate_of_the_issuer(self) -> None:
        assert judged(DELEGATED).problem == ""

    def test_certificates_that_cannot_be_read_or_did_not_sign_are_passed_over(self) -> None:
        sent = (OTHER_CA, RESPONDER)
        der = response(LEAF, CA, signer=RESPONDER, sent=sent)
        assert judged(der).problem == ""
        broken = der.replace(OTHER_CA.der[8:30], b"\xff" * 22)
        assert judged(broken).problem == ""

    @pytest.mark.parametrize("digest", [hashes.SHA1(), hashes.SHA256()])
    def test_every_digest_of_the_id(self, digest: hashes.HashAlgorithm) -> None:
        assert judged(response(LEAF, CA, digest=digest)).problem == ""
        assert judged(response(LEAF, OTHER_CA, digest=digest)).problem == "another-certificate"

    def test_an_unknown_digest_leaves_the_serial_number(self) -> None:
        der = GOOD.replace(bytes.fromhex("2b0e03021a"), bytes.fromhex("2b0e03021b"))
        assert judged(der).problem == "signature"

    def test_an_error_is_no_answer(self) -> None:
        assert judged(error()) == Judged(
            None, "error-status", "it holds no answer but the responder's error tryLater"
        )

    def test_another_certificate(self) -> None:
        other = chains.leaf(CA, "b.test", serial=0xB0B)
        found = judged(response(other, CA))
        assert (found.answer, found.problem) == (None, "another-certificate")
        assert found.text == "it is about serial number b0b, the leaf has a11ce"

    def test_another_issuer(self) -> None:
        found = judged(response(chains.leaf(OTHER_CA, "a.test", serial=0xA11CE), OTHER_CA))
        assert found.text == "it is about serial number a11ce of another issuer"

    def test_another_key_of_the_same_issuer(self) -> None:
        twin = chains.between(ROOT, "Issuing CA", private=chains.key("new key"))
        found = judged(GOOD, issuer=twin)
        assert found.problem == "another-certificate"
        assert found.text == "it is about serial number a11ce of another issuer"

    def test_nothing_in_it(self) -> None:
        known = Staple("successful")
        found = judge(known, parsed(LEAF), parsed(CA), AT)
        assert found.text == "it says nothing about any certificate"

    def test_several_others(self) -> None:
        (one,) = staple(response(chains.leaf(CA, "b.test", serial=0xB0B), CA)).answers
        found = judge(Staple("successful", answers=(one, one, one)), parsed(LEAF), parsed(CA), AT)
        assert found.text == "it is about serial number b0b and 2 others, the leaf has a11ce"

    def test_without_an_issuer_nothing_is_checked(self) -> None:
        found = judged(GOOD, issuer=None)
        assert found.answer is not None
        assert found.problem == "unchecked"

    def test_a_signature_that_fits_nobody(self) -> None:
        found = judged(GOOD[:-2] + bytes((GOOD[-2] ^ 1, GOOD[-1])))
        assert found.problem == "signature"
        assert found.text == ("neither Issuing CA nor a certificate sent along made its signature")

    def test_an_algorithm_nobody_knows(self) -> None:
        der = GOOD.replace(bytes.fromhex("2a8648ce3d040302"), bytes.fromhex("2a8648ce3d040309"))
        found = judged(der)
        assert (found.problem, found.text) == (
            "unchecked",
            "1.2.840.10045.4.3.9 cannot be checked here",
        )

    @pytest.mark.parametrize(
        ("signer", "text"),
        [
            (delegate(OTHER_CA), "Responder signed it, which Issuing CA did not issue"),
            (
                delegate(CA, "Server", eku=chains.SERVER),
                "Server signed it, which is not for OCSPSigning",
            ),
            (delegate(CA, "Nobody", eku=None), "Nobody signed it, which is not for OCSPSigning"),
            (
                delegate(CA, "Old", ends=AT - timedelta(days=1)),
                "Old signed it, which is valid from 2029-09-23 00:00 to 2029-12-31 00:00",
            ),
        ],
    )
    def test_a_signer_without_the_right(self, signer: Cert, text: str) -> None:
        found = judged(response(LEAF, CA, signer=signer, sent=(signer,)))
        assert (found.problem, found.text) == ("unsigned-by-issuer", text)

    def test_its_dates(self) -> None:
        ended = response(LEAF, CA, begins=AT - timedelta(days=9), ends=AT - timedelta(days=3))
        found = judged(ended)
        assert (found.problem, found.text) == (
            "out-of-date",
            "it ended on 2029-12-29 00:00, 3 days ago",
        )
        early = response(LEAF, CA, begins=AT + timedelta(hours=5))
        found = judged(early)
        assert (found.problem, found.text) == (
            "not-yet",
            "it begins on 2030-01-01 05:00, in 5 hours",
        )
        assert judged(response(LEAF, CA, begins=AT + timedelta(minutes=4))).problem == ""
        assert judged(response(LEAF, CA, ends=None)).problem == ""

    def test_a_key_that_is_no_bit_string(self) -> None:
        spki = parsed(CA).spki
        # An EC key of P-256 is a BIT STRING (03) of 66 bytes; now it is an OCTET STRING (04).
        odd = chains.patched(CA, spki, spki[:-68] + b"\x04" + spki[-67:])
        issuer = certificates.read(odd)
        assert isinstance(issuer, Certificate)
        found = judge(staple(GOOD), parsed(LEAF), issuer, AT)
        assert found.problem == "unchecked"
