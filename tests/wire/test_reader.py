from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlswhy.wire.reader import Malformed, Reader, uints, vector


def test_it_reads_what_stands_there() -> None:
    body = Reader(bytes.fromhex("01 0203 04 02 0506 0700080009"), "message")
    assert body.uint(1, "type") == 1
    assert body.uint(2, "version") == 0x0203
    assert body.take(1, "flags") == b"\4"
    assert body.vector(1, "names").rest() == b"\5\6"
    assert (body.offset, body.left, bool(body)) == (7, 5, True)
    assert body.take(1, "one") == b"\7"
    assert body.uints(2, "values") == (8, 9)
    assert (body.offset, body.left, bool(body)) == (12, 0, False)
    body.close()


def test_what_is_missing_is_said_with_its_place() -> None:
    body = Reader(b"\0\1\2", "hello", start=40)
    body.take(1, "x")
    with pytest.raises(Malformed) as caught:
        body.take(8, "random")
    bad = caught.value
    assert (bad.field, bad.offset, bad.problem) == (
        "hello.random",
        41,
        "needs 8 bytes, 2 are left",
    )
    assert str(bad) == "hello.random at byte 41: needs 8 bytes, 2 are left"


def test_a_failed_read_takes_nothing() -> None:
    body = Reader(b"\1\2", "hello")
    with pytest.raises(Malformed):
        body.uint(3, "size")
    assert body.rest() == b"\1\2"


def test_places_inside_a_vector_count_from_the_start_of_the_message() -> None:
    names = Reader(bytes.fromhex("ff 0004 02 6162 09"), "hello")
    names.take(1, "x")
    inner = names.vector(2, "alpn")
    assert inner.vector(1, "[0]").rest() == b"ab"
    with pytest.raises(Malformed, match=r"^hello\.alpn\[1\] at byte 7: needs 9 bytes, 0 are left$"):
        inner.vector(1, "[1]")


def test_a_length_that_is_cut_has_a_name_too() -> None:
    with pytest.raises(Malformed, match=r"^hello\.alpn\.length at byte 0: needs 2 bytes, 1 are"):
        Reader(b"\0", "hello").vector(2, "alpn")


def test_an_odd_byte_is_no_list_of_pairs() -> None:
    with pytest.raises(Malformed, match=r"^hello\.suites\[1\] at byte 2: needs 2 bytes, 1 are"):
        Reader(b"\0\1\2", "hello").uints(2, "suites")


def test_what_is_left_can_be_parts_with_a_length_each() -> None:
    assert Reader(bytes.fromhex("02 6162 00 01 63"), "alpn").vectors(1, "") == (b"ab", b"", b"c")
    assert Reader(b"", "alpn").vectors(1, "names") == ()
    with pytest.raises(Malformed, match=r"^alpn\.names\[1\] at byte 4: needs 9 bytes, 0 are left$"):
        Reader(bytes.fromhex("02 6162 09"), "alpn").vectors(1, "names")


def test_an_error_may_point_at_what_was_read_before() -> None:
    body = Reader(b"\x04\x00", "key_exchange", start=4)
    start = body.offset
    body.uint(1, "curve_type")
    assert body.malformed("4 is none", "curve_type", at=start).offset == 4
    assert body.malformed("4 is none", "curve_type").offset == 5


def test_nothing_may_be_left_over() -> None:
    with pytest.raises(Malformed, match=r"^hello\.end at byte 0: 2 bytes too many$"):
        Reader(b"ab", "hello").close()


def test_the_rest_may_be_nothing() -> None:
    assert Reader(b"", "hello").rest() == b""
    assert Reader(b"", "hello").uints(2, "suites") == ()


@given(st.binary(max_size=255))
def test_a_vector_comes_back(body: bytes) -> None:
    assert Reader(vector(1, body), "x").vector(1, "body").rest() == body


@given(st.lists(st.integers(0, 0xFFFF)).map(tuple))
def test_integers_come_back(values: tuple[int, ...]) -> None:
    assert Reader(uints(2, values), "x").uints(2, "values") == values


def test_a_body_too_long_for_its_length_is_our_mistake() -> None:
    with pytest.raises(OverflowError):
        vector(1, bytes(256))
