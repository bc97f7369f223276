from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypedDict, Unpack

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from pki import chains
from pki.chains import AT, Cert
from tlswhy.pki import certificate as certificates
from tlswhy.pki import crl as crls
from tlswhy.pki.certificate import Certificate, Unreadable
from tlswhy.pki.crl import Crl, Judged, Scope, find, judge, read

OPENSSL = shutil.which("openssl")
ROOT = chains.root("Root")
CA = chains.between(ROOT, "Issuing CA")
OTHER_CA = chains.between(ROOT, "Other CA")
PART = "http://crl.test/7.crl"
POINT = x509.CRLDistributionPoints(
    [x509.DistributionPoint([x509.UniformResourceIdentifier(PART)], None, None, None)]
)
LEAF = chains.leaf(CA, "a.test", names=("a.test",), serial=0xA11CE, extra=((POINT, False),))
WHEN = AT - timedelta(days=2)


class Changed(TypedDict, total=False):
    issuer_name: x509.Name | None
    begins: datetime
    ends: datetime
    scope: x509.IssuingDistributionPoint | None
    extra: tuple[tuple[x509.ExtensionType, bool], ...]


def entry(
    serial: int, reason: x509.ReasonFlags | None = None, holder: x509.Name | None = None
) -> x509.RevokedCertificate:
    builder = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(WHEN)
    if reason:
        builder = builder.add_extension(x509.CRLReason(reason), critical=False)
    if holder:
        named = x509.CertificateIssuer([x509.DirectoryName(holder)])
        builder = builder.add_extension(named, critical=True)
    return builder.build()


def made(signer: Cert, *entries: x509.RevokedCertificate, **changed: Unpack[Changed]) -> bytes:
    """One list, signed by this certificate's key."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(changed.get("issuer_name") or signer.parsed.subject)
        .last_update(changed.get("begins", AT - timedelta(days=1)))
        .next_update(changed.get("ends", AT + timedelta(days=6)))
    )
    key_id = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.private.public_key())
    builder = builder.add_extension(key_id, critical=False)
    builder = builder.add_extension(x509.CRLNumber(12), critical=False)
    scope = changed.get("scope")
    if scope:
        builder = builder.add_extension(scope, critical=True)
    for value, critical in changed.get("extra", ()):
        builder = builder.add_extension(value, critical)
    for each in entries:
        builder = builder.add_revoked_certificate(each)
    assert isinstance(signer.private, ec.EllipticCurvePrivateKey)
    return builder.sign(signer.private, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def scoped(
    *,
    point: str = "",
    users: bool = False,
    authorities: bool = False,
    attributes: bool = False,
    reasons: frozenset[x509.ReasonFlags] | None = None,
    indirect: bool = False,
) -> x509.IssuingDistributionPoint:
    full = [x509.UniformResourceIdentifier(point)] if point else None
    return x509.IssuingDistributionPoint(
        full_name=full,
        relative_name=None,
        only_contains_user_certs=users,
        only_contains_ca_certs=authorities,
        only_some_reasons=reasons,
        indirect_crl=indirect,
        only_contains_attribute_certs=attributes,
    )


def parsed(one: Cert) -> Certificate:
    found = certificates.read(one.der)
    assert isinstance(found, Certificate)
    return found


def known(der: bytes) -> Crl:
    found = read(der)
    assert isinstance(found, Crl)
    return found


def judged(der: bytes, *, leaf: Cert = LEAF, issuer: Cert | None = CA) -> Judged:
    return judge(der, parsed(leaf), parsed(issuer) if issuer else None, AT)


COMPROMISED = x509.ReasonFlags.key_compromise
EMPTY = made(CA)
OTHERS = made(CA, entry(1), entry(0xB0B), entry(2**152 + 5))
REVOKED = made(CA, entry(1), entry(0xA11CE, COMPROMISED), entry(3))
UNKNOWN = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\x00")


class TestRead:
    def test_what_stands_in_a_list(self) -> None:
        one = known(REVOKED)
        assert (one.issuer, one.number, one.base) == ("CN=Issuing CA, O=Lab", 12, None)
        assert (one.this_update, one.next_update) == (
            AT - timedelta(days=1),
            AT + timedelta(days=6),
        )
        assert (one.signature_algorithm, one.aki) == ("ecdsa-with-SHA256", parsed(CA).ski)
        assert (one.scope, one.faults, one.critical_unknown) == (Scope(), (), ())

    def test_its_scope(self) -> None:
        reasons = frozenset({COMPROMISED, x509.ReasonFlags.aa_compromise})
        scope = scoped(point=PART, users=True, reasons=reasons, indirect=True)
        assert known(made(CA, scope=scope)).scope == Scope(
            points=(PART,),
            users=True,
            reasons=("keyCompromise", "aACompromise"),
            indirect=True,
        )
        assert known(made(CA, scope=scoped(authorities=True))).scope.authorities
        assert known(made(CA, scope=scoped(attributes=True))).scope.attributes

    def test_a_delta(self) -> None:
        assert known(made(CA, extra=((x509.DeltaCRLIndicator(11), True),))).base == 11

    def test_dates_after_2049_and_none(self) -> None:
        far = datetime(2060, 1, 1, tzinfo=UTC)
        der = made(CA, ends=far)
        assert known(der).next_update == far
        ends = b"\x18\x0f20600101000000Z"
        without = _shortened(der, ends)
        assert known(without).next_update is None

    @pytest.mark.parametrize(
        ("der", "problem"),
        [
            (b"", "needs 2 bytes for tag and length, 0 are left"),
            (LEAF.der, "no signature and issuer as a list begins"),
            (REVOKED[:-1], "says "),
            (b"\x30\x0b\x30\x04\x30\x00\x30\x00\x30\x00\x03\x01\x00", "thisUpdate is missing"),
            (b"\x30\x03\x02\x01\x01", "not the three parts of a CertificateList"),
            (b"\x30\x07\x30\x00\x30\x00\x03\x01\x00", "no signature and issuer"),
            (bytes(crls.LARGEST + 1), "20971521 bytes are more than 20971520"),
        ],
    )
    def test_what_is_no_list(self, der: bytes, problem: str) -> None:
        found = read(der)
        assert isinstance(found, Unreadable)
        assert found.problem.startswith(problem)

    @given(st.binary(max_size=64), st.integers(0, len(REVOKED)), st.integers(0, 4))
    def test_nothing_raises(self, junk: bytes, at: int, cut: int) -> None:
        for der in (junk, REVOKED[:at] + junk + REVOKED[at + cut :]):
            judge(der, parsed(LEAF), parsed(CA), AT)


class TestFind:
    @pytest.mark.parametrize("serial", [1, 127, 128, 255, 256, 0x8000, 2**159 - 1])
    def test_any_size_of_serial_number(self, serial: int) -> None:
        others = [entry(each) for each in (3, 130, 2**63, 2**158) if each != serial]
        one = known(made(CA, *others, entry(serial)))
        issuer = parsed(CA).subject_der
        assert find(one, serial, issuer) is not None
        assert find(one, serial + 1, issuer) is None

    def test_a_number_within_another_is_none(self) -> None:
        one = known(made(CA, entry(0x0A11CE00), entry(0x77A11CE)))
        assert find(one, 0xA11CE, parsed(CA).subject_der) is None

    def test_more_zeros_than_needed(self) -> None:
        """Forbidden (X.690 section 8.3.2), and seen all the same."""
        der = made(CA, entry(0x010203))
        (start, end) = known(der).entries
        padded = der.replace(b"\x02\x03\x01\x02\x03", b"\x02\x03\x00\x02\x03")
        assert (start, end) == known(padded).entries
        found = find(known(padded), 0x0203, parsed(CA).subject_der)
        assert found is not None
        assert found.revoked_at == WHEN

    def test_long_entries(self) -> None:
        """Of more than 127 bytes, so that their length takes more than one."""
        holder = chains.name("C" * 60, "O" * 60, "mail@" + "e" * 50 + ".test")
        own = x509.Name(CA.parsed.subject)
        entries = (entry(1, holder=holder), entry(2), entry(0xA11CE, COMPROMISED, holder=own))
        one = known(made(CA, *entries, scope=scoped(indirect=True)))
        assert one.der[one.entries[0] + 1] >= 0x81
        issuer = parsed(CA).subject_der
        assert find(one, 2, issuer) is None
        assert find(one, 2, holder.public_bytes()) is not None
        found = find(one, 0xA11CE, issuer)
        assert found is not None
        assert found.reason == "keyCompromise"

    def test_every_entry_that_openssl_lists(self, tmp_path: Path) -> None:
        serials = [7, 0xFF, 2**64, 2**100 + 1]
        der = made(CA, *map(entry, serials))
        text = _openssl("crl", "-noout", "-text", "-inform", "DER", data=der, folder=tmp_path)
        listed = [
            int(line.partition(": ")[2], 16) for line in text.splitlines() if "Serial" in line
        ]
        assert listed == serials
        issuer = parsed(CA).subject_der
        assert all(find(known(der), serial, issuer) for serial in listed)

    def test_entries_of_other_issuers(self) -> None:
        """The issuer named in an entry holds for those behind it (RFC 5280 section 5.3.3)."""
        other = OTHER_CA.parsed.subject
        one = known(
            made(
                CA,
                entry(1),
                entry(2, holder=other),
                entry(3),
                entry(4, holder=CA.parsed.subject),
                scope=scoped(indirect=True),
            )
        )
        own, theirs = parsed(CA).subject_der, parsed(OTHER_CA).subject_der
        assert [bool(find(one, serial, own)) for serial in (1, 2, 3, 4)] == [
            True,
            False,
            False,
            True,
        ]
        assert [bool(find(one, serial, theirs)) for serial in (2, 3, 4)] == [True, True, False]


class TestJudge:
    def test_not_listed(self) -> None:
        for der in (EMPTY, OTHERS):
            assert judged(der) == Judged("good", AT - timedelta(days=1), AT + timedelta(days=6))

    def test_revoked(self) -> None:
        found = judged(REVOKED)
        assert (found.status, found.revoked_at, found.reason) == ("revoked", WHEN, "keyCompromise")
        assert (found.problem, found.text) == ("", "")
        assert judged(made(CA, entry(0xA11CE))).reason == ""

    def test_another_issuer(self) -> None:
        found = judged(made(OTHER_CA, entry(0xA11CE)))
        assert (found.status, found.problem) == ("unknown", "another-issuer")
        assert found.text == ("it is the list of CN=Other CA, O=Lab, not of CN=Issuing CA, O=Lab")

    @pytest.mark.parametrize(
        ("scope", "text"),
        [
            (scoped(authorities=True), "it lists certificates of CAs only"),
            (scoped(attributes=True), "it lists attribute certificates only"),
            (
                scoped(point="http://crl.test/8.crl"),
                f"it is the part at http://crl.test/8.crl; the certificate names {PART}",
            ),
            (
                scoped(reasons=frozenset({COMPROMISED})),
                "it lists only certificates revoked for keyCompromise",
            ),
        ],
    )
    def test_another_scope(self, scope: x509.IssuingDistributionPoint, text: str) -> None:
        found = judged(made(CA, scope=scope))
        assert (found.status, found.problem, found.text) == ("unknown", "another-scope", text)

    def test_a_list_of_users_says_nothing_about_a_ca(self) -> None:
        found = judged(made(ROOT, scope=scoped(users=True)), leaf=CA, issuer=ROOT)
        assert found.problem == "another-scope"
        assert found.text == "it lists no certificates of CAs, as this one is"

    @pytest.mark.parametrize(
        ("scope", "leaf", "issuer"),
        [
            (scoped(users=True), LEAF, CA),
            (scoped(authorities=True), CA, ROOT),
            (scoped(point=PART), LEAF, CA),
        ],
    )
    def test_its_own_scope(
        self, scope: x509.IssuingDistributionPoint, leaf: Cert, issuer: Cert
    ) -> None:
        found = judged(made(issuer, scope=scope), leaf=leaf, issuer=issuer)
        assert (found.status, found.problem) == ("good", "")

    def test_some_reasons_are_enough_to_revoke(self) -> None:
        scope = scoped(reasons=frozenset({COMPROMISED}))
        assert judged(made(CA, entry(0xA11CE, COMPROMISED), scope=scope)).status == "revoked"

    def test_a_delta_knows_only_what_changed(self) -> None:
        extra = ((x509.DeltaCRLIndicator(11), True),)
        found = judged(made(CA, extra=extra))
        assert (found.status, found.problem) == ("unknown", "delta")
        assert found.text == "it has only what changed since list 11, and nothing about it"
        assert judged(made(CA, entry(0xA11CE), extra=extra)).status == "revoked"
        removed = entry(0xA11CE, x509.ReasonFlags.remove_from_crl)
        found = judged(made(CA, removed, extra=extra))
        assert (found.status, found.problem, found.revoked_at) == ("good", "", None)

    def test_an_extension_nobody_knows(self) -> None:
        found = judged(made(CA, entry(0xA11CE), extra=((UNKNOWN, True),)))
        assert (found.status, found.problem) == ("revoked", "unknown-critical")
        assert found.text == "it has the critical extension 1.2.3.4, which nobody knows"
        assert judged(made(CA, extra=((UNKNOWN, False),))).problem == ""

    def test_a_signature_of_another_key(self) -> None:
        name = CA.parsed.subject
        found = judged(made(OTHER_CA, issuer_name=name))
        theirs = (parsed(OTHER_CA).ski or b"").hex()
        assert found.problem == "signature"
        assert found.text == (
            f"the key of Issuing CA did not make its signature; it names the key {theirs}"
        )
        found = judged(EMPTY[:-1] + bytes((EMPTY[-1] ^ 1,)))
        assert found.text == "the key of Issuing CA did not make its signature"

    def test_an_issuer_without_the_right(self) -> None:
        weak = chains.between(ROOT, "Weak CA", usage=("key_cert_sign",))
        leaf = chains.leaf(weak, "b.test")
        found = judged(made(weak), leaf=leaf, issuer=weak)
        assert (found.status, found.problem) == ("good", "unsigned-by-issuer")
        assert found.text == "Weak CA signed it, whose keyUsage is without cRLSign"

    def test_what_cannot_be_checked(self) -> None:
        found = judged(REVOKED, issuer=None)
        assert (found.status, found.problem) == ("revoked", "unchecked")
        odd = EMPTY.replace(bytes.fromhex("2a8648ce3d040302"), bytes.fromhex("2a8648ce3d040309"))
        assert judged(odd).text == "1.2.840.10045.4.3.9 cannot be checked here"
        indirect = made(
            OTHER_CA, entry(0xA11CE, holder=CA.parsed.subject), scope=scoped(indirect=True)
        )
        found = judged(indirect)
        assert (found.status, found.problem) == ("revoked", "unchecked")
        assert found.text == (
            "its signature cannot be checked without a certificate of CN=Other CA, O=Lab"
        )

    def test_its_dates(self) -> None:
        late = made(CA, begins=AT - timedelta(days=9), ends=AT - timedelta(days=3))
        found = judged(late)
        assert (found.status, found.problem, found.text) == (
            "good",
            "out-of-date",
            "it ended on 2029-12-29 00:00, 3 days ago",
        )
        found = judged(made(CA, begins=AT + timedelta(hours=5)))
        assert (found.problem, found.text) == (
            "not-yet",
            "it begins on 2030-01-01 05:00, in 5 hours",
        )

    def test_what_cannot_be_read(self) -> None:
        found = judged(REVOKED[:-1])
        assert (found.status, found.problem, found.this_update) == ("unknown", "unreadable", None)
        # The SEQUENCE of one entry becomes a SET.
        (start, _) = known(REVOKED).entries
        odd = REVOKED[:start] + b"\x31" + REVOKED[start + 1 :]
        found = judged(odd)
        assert found.problem == "unreadable"
        assert found.this_update == AT - timedelta(days=1)
        assert found.text == (
            f"its entries cannot be read: byte {start}: tag 0x31 in the place of an entry"
        )

    def test_a_scope_that_cannot_be_read_covers_nothing(self) -> None:
        oid = bytes.fromhex("0603551d1c0101ff0405300382")
        der = made(CA, scope=scoped(authorities=True))
        assert oid[:-1] in der
        odd = der.replace(oid[:-1], oid[:-2] + b"\x02")
        found = judged(odd)
        assert (found.status, found.problem) == ("unknown", "unreadable")
        assert found.text.startswith("issuingDistributionPoint: byte")


@pytest.mark.skipif(OPENSSL is None, reason="openssl is not installed")
@pytest.mark.parametrize(
    ("der", "code"),
    [
        (EMPTY, 0),
        (EMPTY[:-1] + bytes((EMPTY[-1] ^ 1,)), 8),
        (OTHERS, 0),
        (REVOKED, 23),
        (made(CA, begins=AT + timedelta(hours=5)), 11),
        (made(CA, begins=AT - timedelta(days=9), ends=AT - timedelta(days=3)), 12),
        (made(OTHER_CA), 3),
        (made(CA, scope=scoped(authorities=True)), 44),
        (made(CA, scope=scoped(attributes=True)), 44),
        (made(CA, scope=scoped(users=True)), 0),
        (made(CA, scope=scoped(point=PART)), 0),
        (made(CA, scope=scoped(point="http://crl.test/8.crl")), 44),
        (made(CA, extra=((UNKNOWN, True),)), 36),
    ],
)
def test_openssl_says_the_same(der: bytes, code: int, tmp_path: Path) -> None:
    """`openssl verify -crl_check` and its error numbers (openssl-verification-options)."""
    problem = {
        11: "not-yet",
        12: "out-of-date",
        8: "signature",
        3: "another-issuer",
        44: "another-scope",
        36: "unknown-critical",
    }
    found = judged(der)
    assert found.problem == problem.get(code, "")
    assert (found.status == "revoked") == (code == 23)
    assert _verify_code(der, tmp_path) == code


def _verify_code(der: bytes, folder: Path) -> int:
    for name, certs in (("leaf", [LEAF]), ("sent", [CA]), ("trust", [ROOT])):
        Path(folder, name).write_bytes(b"".join(one.pem for one in certs))
    Path(folder, "list").write_bytes(der)
    command = [
        *(OPENSSL or "", "verify", "-no-CApath", "-no-CAstore", "-crl_check"),
        *("-CAfile", "trust", "-untrusted", "sent", "-CRLfile", "list.pem"),
        *("-attime", str(int(AT.timestamp())), "leaf"),
    ]
    _openssl("crl", "-inform", "DER", "-out", "list.pem", data=der, folder=folder)
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=20, check=False
    )
    codes = [line.split()[1] for line in done.stderr.splitlines() if line.startswith("error ")]
    return int(codes[0]) if codes and codes[0].isdigit() else done.returncode


def _openssl(*command: str, data: bytes, folder: Path) -> str:
    done = subprocess.run(
        [OPENSSL or "", *command],
        input=data,
        cwd=folder,
        capture_output=True,
        timeout=20,
        check=True,
    )
    return done.stdout.decode()


def _shortened(der: bytes, part: bytes) -> bytes:
    """The same list without one element; its signature no longer fits."""
    cut = bytearray(der.replace(part, b""))
    for at in (1, 4):  # of the list, and of what is signed
        assert cut[at] == 0x81
        cut[at + 1] -= len(part)
    return bytes(cut)
