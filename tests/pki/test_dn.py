from __future__ import annotations

from cryptography import x509
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from tlswhy.pki import dn, oids


def encoded(*parts: tuple[x509.ObjectIdentifier, str]) -> bytes:
    name = x509.Name([x509.NameAttribute(oid, value) for oid, value in parts])
    return name.public_bytes()


def string(tag: int, value: bytes) -> bytes:
    """A name of one common name, as a string of this type."""
    pair = b"\x06\x03\x55\x04\x03" + bytes([tag, len(value)]) + value
    for outer in (0x30, 0x31, 0x30):
        pair = bytes([outer, len(pair)]) + pair
    return pair


def test_most_specific_part_comes_first() -> None:
    name = encoded((NameOID.ORGANIZATION_NAME, "Lab, Inc."), (NameOID.COMMON_NAME, "a.example"))
    assert dn.text(name) == r"CN=a.example, O=Lab\, Inc."
    assert dn.last(name, oids.COMMON_NAME) == "a.example"
    assert dn.last(name, oids.EMAIL_ADDRESS) == ""


def test_parts_side_by_side_and_unknown_ones() -> None:
    both = x509.RelativeDistinguishedName(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, "a"),
            x509.NameAttribute(x509.ObjectIdentifier("1.2.3.4"), "b"),
        ]
    )
    assert dn.text(x509.Name([both]).public_bytes()) in {"CN=a+1.2.3.4=b", "1.2.3.4=b+CN=a"}


def test_what_a_terminal_would_obey_is_escaped() -> None:
    assert dn.text(string(0x0C, b"a\x1b[2Jb\0")) == r"CN=a\x1b[2Jb\x00"


def test_a_long_name_is_cut() -> None:
    part = (x509.ObjectIdentifier("1.2.3.4"), "x" * 300)
    assert len(dn.text(encoded(part))) == len("1.2.3.4=") + dn.LONGEST_VALUE
    assert len(dn.text(encoded(*[part] * 9))) == dn.LONGEST_TEXT


def test_equal_names_may_be_encoded_in_other_ways() -> None:
    """RFC 5280 section 7.1: string type, letter case and spaces do not count."""
    one = dn.canonical(string(0x13, b"Lab  CA"))
    assert one == dn.canonical(string(0x0C, b" lab ca "))
    assert one == dn.canonical(string(0x1E, "LAB CA".encode("utf-16-be")))
    assert one != dn.canonical(string(0x0C, b"labca"))


def test_letter_case_counts_beyond_ascii() -> None:
    assert dn.canonical(string(0x0C, "Ä a".encode())) == dn.canonical(string(0x0C, "Ä A".encode()))
    assert dn.canonical(string(0x0C, "Ä".encode())) != dn.canonical(string(0x0C, "ä".encode()))


def test_a_string_that_breaks_its_type_is_read_as_latin_1() -> None:
    assert dn.text(string(0x0C, b"\xff")) == "CN=ÿ"


def test_an_unreadable_name_equals_only_itself() -> None:
    broken = b"\x30\x03\x31\x01\x30"
    assert dn.text(broken) == "?=3003310130"
    assert dn.canonical(broken) != dn.canonical(b"\x30\x03\x31\x01\x31")
    assert dn.canonical(b"\x30\x00") == ()


@given(st.binary(max_size=60))
def test_junk_is_printable(junk: bytes) -> None:
    assert dn.text(junk).isprintable()
