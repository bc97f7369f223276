from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from ipaddress import ip_network

import certifi
import msgspec
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import mldsa
from hypothesis import given
from hypothesis import strategies as st

from pki import chains
from pki.chains import AT, SERVER, Cert, between, leaf, make, name, patched, root
from tlswhy.pki import certificate as certificates
from tlswhy.pki.certificate import LARGEST, NEVER, Certificate, Unreadable
from tlswhy.pki.der import element


def read(der: bytes) -> Certificate:
    one = certificates.read(der)
    assert isinstance(one, Certificate)
    return one


@lru_cache(None)
def full() -> Cert:
    """A certificate with everything in it that is read."""
    feature = x509.TLSFeature([x509.TLSFeatureType.status_request])
    point = x509.DistributionPoint(
        [x509.UniformResourceIdentifier("http://ca.example/a.crl")], None, None, None
    )
    ocsp = x509.AccessDescription(
        x509.oid.AuthorityInformationAccessOID.OCSP,
        x509.UniformResourceIdentifier("http://ocsp.example"),
    )
    issuer = x509.AccessDescription(
        x509.oid.AuthorityInformationAccessOID.CA_ISSUERS,
        x509.UniformResourceIdentifier("http://ca.example/ca.crt"),
    )
    elsewhere = x509.AccessDescription(
        x509.oid.AuthorityInformationAccessOID.OCSP, x509.DNSName("ocsp.example")
    )
    scts = x509.UnrecognizedExtension(
        x509.ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2"), b"\x04\x02\0\0"
    )
    return leaf(
        between(root()),
        names=("a.example", "*.b.example"),
        ips=("192.0.2.1", "2001:db8::1"),
        others=(
            x509.RFC822Name("me@a.example"),
            x509.UniformResourceIdentifier("https://a.example/"),
            x509.DirectoryName(name("x", "Lab")),
            x509.RegisteredID(x509.ObjectIdentifier("1.2.3")),
        ),
        usage=("digital_signature", "decipher_only", "key_agreement"),
        extra=(
            (feature, False),
            (x509.CRLDistributionPoints([point]), False),
            (x509.AuthorityInformationAccess([ocsp, issuer, elsewhere]), False),
            (scts, False),
        ),
    )


def test_reads_everything() -> None:
    made = full().parsed
    one = read(full().der)
    assert one.version == 3
    assert one.serial == made.serial_number
    assert (one.subject, one.subject_cn, one.subject_org) == ("CN=a.example", "a.example", "")
    assert (one.issuer, one.issuer_cn) == ("CN=Intermediate, O=Lab", "Intermediate")
    assert one.issuer_org == "Lab"
    assert (one.not_before, one.not_after) == (made.not_valid_before_utc, made.not_valid_after_utc)
    assert one.has_san
    assert one.names == ("a.example", "*.b.example")
    assert one.ips == ("192.0.2.1", "2001:db8::1")
    assert [other.text for other in one.alternatives[4:]] == [
        "me@a.example",
        "https://a.example/",
        "CN=x, O=Lab",
        "[8] 2a03",
    ]
    assert (one.is_ca, one.path_length) == (False, None)
    assert one.key_usage == ("digitalSignature", "keyAgreement", "decipherOnly")
    assert one.eku == ("1.3.6.1.5.5.7.3.1",)
    assert one.aki == read(between(root()).der).ski
    assert one.aia_issuers == ("http://ca.example/ca.crt",)
    assert one.aia_ocsp == ("http://ocsp.example",)
    assert one.crl_urls == ("http://ca.example/a.crl",)
    assert (one.key_type, one.key_bits, one.curve) == ("ec", 256, "P-256")
    assert (one.signature_algorithm, one.signature_hash) == ("ecdsa-with-SHA256", "sha256")
    assert one.has_scts
    assert one.must_staple
    assert (one.critical_unknown, one.faults, one.oddities) == ((), (), ())
    assert not one.self_issued
    assert one.name == "a.example"


def test_every_value_is_plain() -> None:
    one = read(full().der)
    assert msgspec.json.decode(msgspec.json.encode(one), type=Certificate | Unreadable) == one


def test_name_constraints_keep_both_sides() -> None:
    limits = read(
        between(
            root(),
            permitted=(x509.DNSName("example"), x509.IPAddress(ip_network("192.0.2.0/24"))),
            excluded=(x509.DirectoryName(name("x")), x509.IPAddress(ip_network("2001:db8::/32"))),
        ).der
    ).constraints
    assert limits
    assert [subtree.text for subtree in limits.permitted] == ["example", "192.0.2.0/24"]
    assert [subtree.text for subtree in limits.excluded] == ["CN=x", "2001:db8::/32"]


# Six public roots have the serial number 0, which `cryptography` announces to refuse.
@pytest.mark.filterwarnings("ignore:Parsed a serial number")
def test_agrees_with_cryptography_on_all_public_roots() -> None:
    roots = x509.load_pem_x509_certificates(certifi.contents().encode())
    assert len(roots) > 100
    for made in roots:
        one = read(made.public_bytes(serialization.Encoding.DER))
        assert one.subject_der == made.subject.public_bytes()
        assert one.serial == made.serial_number
        assert (one.not_before, one.not_after) == (
            made.not_valid_before_utc,
            made.not_valid_after_utc,
        )
        assert one.is_ca == made.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
        assert one.key_bits == getattr(made.public_key(), "key_size", one.key_bits)
        hashed = made.signature_hash_algorithm
        assert one.signature_hash == (hashed.name if hashed else "")
        assert one.self_issued
        assert one.faults == ()


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("p521", ("ec", 521, "P-521")),
        ("ed25519", ("ed25519", 256, "")),
        ("rsa1024", ("rsa", 1024, "")),
    ],
)
def test_keys(kind: str, expected: tuple[str, int, str]) -> None:
    one = read(make(f"a key {kind}", kind=kind).der)
    assert (one.key_type, one.key_bits, one.curve) == expected


def test_a_post_quantum_key() -> None:
    private = mldsa.MLDSA65PrivateKey.generate()
    spki = private.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    assert certificates.key(element(spki), []) == ("ml-dsa-65", 0, "")


def test_other_keys() -> None:
    def asked(text: str) -> tuple[tuple[str, int, str], list[str]]:
        oddities: list[str] = []
        return certificates.key(element(bytes.fromhex(text.replace(" ", ""))), oddities), oddities

    ec = "0607 2a8648ce3d0201"
    dsa = "0607 2a8648ce380401"
    assert asked("300a 3003 0601 2a 0303 000000") == (("1.2", 0, ""), [])
    assert asked("3007 3000 0303 000000") == (("", 0, ""), [])
    assert asked(f"3012 300b {ec} 3000 0303 000000") == (("ec", 0, "explicit"), [])
    assert asked(f"3013 300c {ec} 06012a 0303 000000") == (("ec", 0, "1.2"), [])
    assert asked(f"3010 3009 {ec} 0303 000000") == (("ec", 0, ""), [])
    assert asked(f"3016 300f {dsa} 3004 02020fff 0303 000000") == (("dsa", 12, ""), [])
    assert asked(f"3010 3009 {dsa} 0303 000000") == (("dsa", 0, ""), [])
    rsa, oddities = asked("3012 300b 0609 2a864886f70d010101 0303 000000")
    assert rsa == ("rsa", 0, "")
    assert oddities == [
        "subjectPublicKeyInfo: byte 2: needs 2 bytes for tag and length, 0 are left"
    ]


def test_signature_parameters() -> None:
    pss = "0609 2a864886f70d01010a"
    sha256 = "300d 0609 608648016503040201 0500"
    cases = {
        f"300b {pss}": ("rsassaPss", "sha1"),
        f"301e {pss} 3011 a00f {sha256}": ("rsassaPss", "sha256"),
        f"3012 {pss} 3005 a203 020120": ("rsassaPss", "sha1"),
        f"3014 {pss} 3007 a005 3003 06012a": ("rsassaPss", ""),
        "3003 06012a": ("1.2", ""),
        "3000": ("", ""),
    }
    for text, expected in cases.items():
        assert certificates.signature(element(bytes.fromhex(text.replace(" ", "")))) == expected


def test_the_version_is_1_if_it_is_absent_or_unreadable() -> None:
    """RFC 5280 section 4.1: the field is left out of a version 1 certificate."""
    version = bytes.fromhex("a003020102")
    der = root().der
    body, whole = (int.from_bytes(der[at : at + 2], "big") - 5 for at in (6, 2))
    sizes = b"\x30\x82" + whole.to_bytes(2, "big") + b"\x30\x82" + body.to_bytes(2, "big")
    assert read(sizes + der[8:].replace(version, b"", 1)).version == 1
    assert read(patched(root(), version, bytes.fromhex("a003020101"))).version == 2
    unreadable = read(patched(root(), version, bytes.fromhex("a003020002")))
    assert unreadable.version == 1
    assert unreadable.oddities == ("version: byte 10: an INTEGER of 0 bytes",)


def full_with(serial: int) -> Cert:
    return leaf(between(root()), serial=serial)


def test_an_odd_serial_number_is_no_fault() -> None:
    """RFC 5280 section 4.1.2.2 wants a positive number of at most 20 bytes."""
    serial = (1 << 158) + 1
    der, encoded = full_with(serial).der, serial.to_bytes(20, "big")
    zero, negative = der.replace(encoded, bytes(20)), der.replace(encoded, b"\xff" * 20)
    assert (read(zero).serial, read(zero).serial_bytes) == (0, 20)
    assert read(negative).serial == -1
    assert read(negative).faults == ()
    assert read(der).oddities == ()
    tag = der.index(encoded) - 2
    long = _with_longer(der, tag, bytes(1) + b"\x81" + bytes(19))
    assert read(long).serial_bytes == 21
    too_long = _with_longer(der, tag, b"\x01" * 65)
    assert read(too_long).serial == 0
    assert read(too_long).oddities == ("serialNumber: byte 13: an INTEGER of 65 bytes",)


def test_a_length_that_is_too_long_is_no_fault() -> None:
    """BER allows it, DER does not (X.690 section 10.1)."""
    der = full().der
    assert der[:2] == b"\x30\x82"
    assert read(b"\x30\x83\0" + der[2:]).oddities == ("a length takes more bytes than it needs",)


def _with_longer(der: bytes, tag: int, serial: bytes) -> bytes:
    """Another serial number, with the lengths around it made to fit."""
    more = len(serial) - 20
    tbs, whole = (int.from_bytes(der[at : at + 2], "big") + more for at in (6, 2))
    sizes = b"\x30\x82" + whole.to_bytes(2, "big") + b"\x30\x82" + tbs.to_bytes(2, "big")
    return sizes + der[8:tag] + bytes([2, len(serial)]) + serial + der[tag + 22 :]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("300f0603551d130101ff040530030101ff", "300f0603551d130101ff040530030102ff", "basicConstr"),
        ("300f0603551d130101ff040530030101ff", "300f0603551d0f0101ff040530030101ff", "two extens"),
        ("300f0603551d130101ff040530030101ff", "300f0403551d130101ff040530030101ff", "extensions:"),
        ("300f0603551d130101ff040530030101ff", "300f0603551d130101ff050530030101ff", "extensions:"),
    ],
)
def test_a_broken_extension_is_a_fault(old: str, new: str, fault: str) -> None:
    faults = read(patched(root(), bytes.fromhex(old), bytes.fromhex(new))).faults
    assert [one[: len(fault)] for one in faults] == [fault]


def test_extensions_that_are_no_list_are_a_fault() -> None:
    block = b"\xa3" + element(root().der).inner().children()[-1].raw[1:]
    broken = block[:2] + b"\x04\x7f" + block[4:]
    assert [fault[:11] for fault in read(patched(root(), block, broken)).faults] == ["extensions:"]


@pytest.mark.parametrize(("gone", "faults"), [((17,), 1), ((2, 17), 2)])
def test_a_date_that_is_missing_is_a_fault(gone: tuple[int, ...], faults: int) -> None:
    """The dates get the tag of an OCTET STRING."""
    made = root()
    dates = element(made.der).inner().children()[4]
    broken = bytearray(dates.raw)
    for at in gone:
        broken[at] = 0x04
    said = read(patched(made, dates.raw, bytes(broken))).faults
    names = ("notBefore", "notAfter")[-faults:]
    assert said == tuple(f"{name}: byte {dates.start}: is missing" for name in names)


def test_a_date_that_is_none_is_a_fault() -> None:
    one = read(patched(leaf(root(), ends=datetime(2030, 2, 3, tzinfo=UTC)), b"300203", b"309903"))
    assert one.not_after == NEVER
    assert [fault.partition(":")[0] for fault in one.faults] == ["notAfter"]


def test_what_follows_is_a_fault() -> None:
    assert read(full().der + b"\0\0\0").faults == ("3 bytes follow its end",)


def test_two_algorithms_that_differ_are_a_fault() -> None:
    der = full().der
    last = der.rindex(bytes.fromhex("06082a8648ce3d040302"))
    one = read(der[: last + 9] + b"\x03" + der[last + 10 :])
    assert one.faults == ("the signature algorithm inside differs from the one outside",)
    assert one.signature_algorithm == "ecdsa-with-SHA384"


@pytest.mark.parametrize(
    ("junk", "problem", "offset"),
    [
        (b"", "needs 2 bytes for tag and length, 0 are left", 0),
        (b"<html>", "begins with byte 0x3c, not a SEQUENCE", 0),
        (b"\x30\x00", "tbsCertificate is missing", 2),
        (bytes(LARGEST + 1), f"{LARGEST + 1} bytes are more than {LARGEST}", LARGEST),
    ],
)
def test_no_certificate_says_why(junk: bytes, problem: str, offset: int) -> None:
    assert certificates.read(junk) == Unreadable(problem, offset)


def test_no_prefix_is_complete() -> None:
    der = full().der
    for size in range(len(der)):
        assert isinstance(certificates.read(der[:size]), Unreadable)


def test_a_name_for_every_certificate() -> None:
    assert read(make(name("", "Lab")).der).name == "O=Lab"
    assert read(leaf(root(), "").der).name == "a.example"
    assert read(make("").der).name == "a certificate without name"


@given(
    st.sampled_from([full(), root(), between(root(), permitted=(x509.DNSName("a"),))]),
    st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), min_size=1, max_size=4),
)
def test_a_damaged_certificate_never_raises(made: Cert, damage: list[tuple[int, int]]) -> None:
    der = bytearray(made.der)
    for at, byte in damage:
        der[at % len(der)] = byte
    one = certificates.read(bytes(der))
    if isinstance(one, Certificate):
        assert all(text.isprintable() for text in (one.subject, one.issuer, one.name, *one.names))
        msgspec.json.encode(one)
    else:
        assert 0 <= one.offset <= len(der)


def test_the_subject_alone() -> None:
    assert certificates.subject_of(full().der) == read(full().der).subject_der
    assert read(full().der).not_before < AT
    assert chains.SERVER == SERVER
