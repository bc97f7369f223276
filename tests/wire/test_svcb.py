"""RDATA of SVCB and HTTPS records; the examples are those of RFC 9460 appendix D."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import check_nothing_is_lost, check_round_trip, junk_like
from tlswhy.wire.reader import Malformed
from tlswhy.wire.svcb import Meaning, Svcb, read

FOO = bytes.fromhex("03666f6f 076578616d706c65 03636f6d 00")
ALIAS = bytes.fromhex("0000") + FOO
SERVICE = bytes.fromhex("0001 00")
PORT = bytes.fromhex("0010") + FOO + bytes.fromhex("0003 0002 0035")
UNKNOWN = bytes.fromhex("0001") + FOO + bytes.fromhex("029b 0005 68656c6c6f")
HINTS = (
    bytes.fromhex("0001")
    + FOO
    + bytes.fromhex("0006 0020")
    + bytes.fromhex("20010db8000000000000000000000001 20010db8000000000000000000530001")
)
MANDATORY = (
    bytes.fromhex("0010")
    + FOO
    + bytes.fromhex("0000 0004 0001 0004 0001 0009 02 6832 05 68332d3139 0004 0004 c0000201")
)
ECH = bytes.fromhex("0001 00 0002 0000 0005 0003 616263")

some = st.builds(
    Svcb,
    st.integers(0, 0xFFFF),
    st.lists(st.binary(min_size=1, max_size=63), max_size=3).map(tuple),
    st.dictionaries(st.integers(0, 0xFFFF), st.binary(max_size=20), max_size=4).map(
        lambda params: tuple(sorted(params.items()))
    ),
)


def record(rdata: bytes) -> Svcb:
    found = read(rdata)
    assert isinstance(found, Svcb)
    return found


def test_alias_mode_leads_to_another_name() -> None:
    assert (record(ALIAS).priority, record(ALIAS).name) == (0, "foo.example.com")


def test_the_owners_own_name_is_empty() -> None:
    assert record(SERVICE) == Svcb(1, (), ())
    assert record(SERVICE).name == ""
    assert record(SERVICE).meaning() == Meaning()


@pytest.mark.parametrize(
    ("rdata", "means"),
    [
        (PORT, Meaning(port=53)),
        (UNKNOWN, Meaning()),
        (
            HINTS,
            Meaning(
                ipv6hint=(
                    bytes.fromhex("20010db8000000000000000000000001"),
                    bytes.fromhex("20010db8000000000000000000530001"),
                )
            ),
        ),
        (
            MANDATORY,
            Meaning(mandatory=(1, 4), alpn=(b"h2", b"h3-19"), ipv4hint=(b"\xc0\0\2\1",)),
        ),
        (ECH, Meaning(no_default_alpn=True, ech=b"abc")),
    ],
    ids=["port", "unknown key", "ipv6hint", "mandatory", "ech"],
)
def test_known_parameters_have_a_meaning(rdata: bytes, means: Meaning) -> None:
    assert record(rdata).meaning() == means
    assert record(rdata).write() == rdata


@pytest.mark.parametrize(
    ("params", "problem"),
    [
        ("0003 0001 00", "needs 2 bytes"),
        ("0003 0003 003500", "1 bytes too many"),
        ("0004 0003 c00002", "needs 4 bytes"),
        ("0001 0002 0361", "needs 3 bytes"),
        ("0000 0001 00", "needs 2 bytes"),
    ],
)
def test_a_value_that_cannot_be_is_malformed(params: str, problem: str) -> None:
    found = record(SERVICE + bytes.fromhex(params))
    with pytest.raises(Malformed, match=problem):
        found.meaning()


@pytest.mark.parametrize(
    ("rdata", "problem"),
    [
        (b"\0", "needs 2 bytes"),
        (b"\0\1\5abc", "needs 5 bytes"),
        (b"\0\1\x40" + bytes(64) + b"\0", "longer than a name may be"),
        (b"\0\1" + (b"\x3f" + bytes(63)) * 4 + b"\0", "longer than a name may be"),
        (SERVICE + bytes.fromhex("0003 0000 0001 0000"), "1 follows 3"),
        (SERVICE + bytes.fromhex("0003 0000 0003 0000"), "3 follows 3"),
        (SERVICE + bytes.fromhex("0003 0002 00"), "needs 2 bytes"),
    ],
)
def test_what_cannot_be_read_says_where(rdata: bytes, problem: str) -> None:
    found = read(rdata)
    assert isinstance(found, Malformed)
    assert problem in str(found)
    assert str(found).startswith("https_record.")


@given(some)
def test_round_trip(value: Svcb) -> None:
    check_round_trip(value)


@given(junk_like(ALIAS, PORT, MANDATORY, ECH))
def test_junk_is_malformed_or_round_trips(junk: bytes) -> None:
    check_nothing_is_lost(Svcb, junk)
