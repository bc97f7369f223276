from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlswhy.pki.der import BadDer, Element, Fields, element


def der(text: str) -> Element:
    return element(bytes.fromhex(text))


def test_reads_tag_length_and_value() -> None:
    whole = der("3006 020105 040161 ff")
    assert (whole.tag, whole.value.hex(), whole.end) == (0x30, "020105040161", 8)
    assert [part.raw.hex() for part in whole.children()] == ["020105", "040161"]
    assert whole.inner().integer() == 5


@pytest.mark.parametrize(
    ("text", "minimal"), [("040161", True), ("04810161", False), ("04820001 61", False)]
)
def test_a_length_longer_than_it_need_be_is_kept(text: str, minimal: bool) -> None:
    assert der(text).value == b"a"
    assert der(text).minimal is minimal


def test_a_length_of_two_bytes_is_minimal_when_needed() -> None:
    assert element(b"\x04\x82\x01\x00" + bytes(256)).minimal
    assert element(b"\x04\x81\x80" + bytes(128)).minimal


@pytest.mark.parametrize(
    ("text", "offset", "problem"),
    [
        ("", 0, "needs 2 bytes for tag and length, 0 are left"),
        ("30", 0, "needs 2 bytes for tag and length, 1 are left"),
        ("1f8101 00", 0, "a tag number above 30, which no certificate uses"),
        ("3080", 0, "indefinite length, which DER forbids"),
        ("3085 0000000001 00", 0, "a length of 5 bytes"),
        ("3082 01", 0, "a length of 2 bytes"),
        ("3003 0201", 0, "says 3 bytes, 2 are left"),
    ],
)
def test_an_error_says_where_and_what(text: str, offset: int, problem: str) -> None:
    with pytest.raises(BadDer) as caught:
        der(text)
    assert (caught.value.offset, caught.value.problem) == (offset, problem)


def test_a_child_may_not_be_longer_than_its_container() -> None:
    with pytest.raises(BadDer, match=r"^byte 2: says 5 bytes, 1 are left$"):
        der("3003 020500 000000").children()


def test_integers_are_signed() -> None:
    assert der("0201ff").integer() == -1
    assert der("020200ff").integer() == 255


@pytest.mark.parametrize(
    ("text", "dotted"),
    [
        ("0603 550403", "2.5.4.3"),
        ("0609 2a864886f70d01010b", "1.2.840.113549.1.1.11"),
        ("0601 27", "0.39"),
        ("0603 883703", "2.999.3"),  # ITU-T X.660: 2.999 is the example arc
        ("0601 ff", ""),
    ],
)
def test_object_identifiers(text: str, dotted: str) -> None:
    assert der(text).oid() == dotted


def test_booleans_but_0_are_true() -> None:
    assert [der(text).boolean() for text in ("0101ff", "010101", "010100")] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        (b"\x17\x0d491231235959Z", datetime(2049, 12, 31, 23, 59, 59, tzinfo=UTC)),
        (b"\x17\x0d500101000000Z", datetime(1950, 1, 1, tzinfo=UTC)),
        (b"\x18\x0f20500101000000Z", datetime(2050, 1, 1, tzinfo=UTC)),
        (b"\x18\x0f99991231235959Z", datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_times(text: bytes, at: datetime) -> None:
    assert element(text).time() == at


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (b"\x17\x0b4912312359Z", "is no time of the form"),
        (b"\x17\x0f4912312359+0100", "is no time of the form"),
        (b"\x04\x0f20500101000000Z", "is no time of the form"),
        (b"\x18\x0f20501301000000Z", "is no date"),
        (b"\x18\x0f2050 101000000Z", "something else than digits"),
        (b"\x17\x0d\xff\xff1231235959Z", "something else than digits"),
    ],
)
def test_other_forms_of_time_are_refused(text: bytes, problem: str) -> None:
    with pytest.raises(BadDer, match=problem):
        element(text).time()


def test_values_of_a_wrong_size_are_refused() -> None:
    for text, ask in (("0100", Element.boolean), ("0200", Element.integer), ("0600", Element.oid)):
        with pytest.raises(BadDer, match="of 0 bytes"):
            ask(der(text))
    with pytest.raises(BadDer, match="of 0 bytes"):
        der("0300").bits()
    with pytest.raises(BadDer, match="an INTEGER of 65 bytes"):
        element(b"\x02\x41" + bytes(65)).integer()
    assert der("03020561").bits() == b"a"


def test_fields_are_asked_for_by_name() -> None:
    fields = Fields(der("300a 020105 a000 040161 0500".replace(" ", "")))
    assert fields.maybe(0x04) is None
    assert fields.take("number", 0x02).integer() == 5
    assert fields.maybe(0xA0, 0xA1)
    with pytest.raises(BadDer, match=r"^byte 7: name has tag 0x04, not 0x30$"):
        fields.take("name", 0x30)
    fields.take("text", 0x04)
    fields.take("nothing", 0x05)
    assert fields.maybe(0x05) is None
    with pytest.raises(BadDer, match=r"^byte 12: more is missing$"):
        fields.take("more", 0x02)


@given(st.binary(max_size=80))
def test_junk_is_bad_or_made_of_its_children(junk: bytes) -> None:
    try:
        whole = element(junk)
        children = whole.children()
    except BadDer:
        return
    assert junk.startswith(whole.raw)
    assert b"".join(child.raw for child in children) == whole.value


@given(st.binary(max_size=300))
def test_round_trip(value: bytes) -> None:
    size = len(value)
    length = bytes([size]) if size < 128 else b"\x82" + size.to_bytes(2, "big")
    assert element(b"\x04" + length + value).value == value
