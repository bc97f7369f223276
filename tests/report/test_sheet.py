"""Wrapping, cleaning and painting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlswhy.model.diagnosis import Broke, Leg, Step
from tlswhy.report.route import draw
from tlswhy.report.sheet import Sheet, clean, columns, wrap


@pytest.mark.parametrize(
    ("words", "cleaned"),
    [
        ("plain é 界", "plain é 界"),
        ("\x1b[31mred", "?[31mred"),
        ("a\r\nb\tc", "a  b c"),
        ("\u202eabc\u2066\u200f", "?abc??"),
        ("\x9b\x00\x7f", "???"),
        ("\u2028\u00a0", "??"),
        ("\ud800", "?"),
    ],
)
def test_what_cannot_be_seen_cannot_pass(words: str, cleaned: str) -> None:
    assert clean(words) == cleaned


def test_long_words_are_cut() -> None:
    assert clean("a" * 10_000) == "a" * 300 + "…"
    assert clean("ab cd", 3) == "ab…"


def test_wide_letters_take_two_columns() -> None:
    assert columns("abc") == 3
    assert columns("a界é") == 4


def test_wrap_breaks_at_spaces_and_cuts_only_long_words() -> None:
    assert list(wrap("one two three", 7, 5)) == ["one two", "three"]
    assert list(wrap("abcdefghij k", 4, 3)) == ["abcd", "efg", "hij", "k"]
    assert list(wrap("a bcdefgh", 4, 4)) == ["a", "bcde", "fgh"]
    assert list(wrap("界界界", 3, 3)) == ["界", "界", "界"]
    assert list(wrap("", 5, 5)) == []


@given(st.text(), st.integers(2, 20), st.integers(2, 20))
def test_no_line_is_too_wide_and_no_letter_is_lost(text: str, first: int, rest: int) -> None:
    lines = list(wrap(text, first, rest))
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(columns(line) <= max(first, rest) for line in lines)


def test_the_first_line_has_its_lead_the_others_hang() -> None:
    sheet = Sheet(40)
    sheet.text("word " * 12, lead="LEAD  ", hang=2)
    assert str(sheet) == ("LEAD  word word word word word word word\n  word word word word word\n")


def test_gaps_are_never_two_and_never_first() -> None:
    sheet = Sheet(80)
    sheet.gap()
    sheet.text("a")
    sheet.gap()
    sheet.gap()
    sheet.heading("B")
    assert str(sheet) == "a\n\nB\n"


def test_colour_does_not_count_as_width() -> None:
    sheet = Sheet(40, colour=True)
    sheet.text("x" * 36, lead="ab  ", word="red")
    sheet.text("", lead="   ", style="bold")
    assert str(sheet) == "\x1b[31mab  \x1b[0m" + "x" * 36 + "\n"


def test_ascii_keeps_the_width() -> None:
    sheet = Sheet(40, ascii=True)
    sheet.text("✗ → ← ─ … é plain")
    sheet.text("plain")
    assert str(sheet) == "x > < - ~ ? plain\nplain\n"


# -- the route


def route(*labels: str, hop: int, step: Step = Step.CERTIFICATE, width: int = 80) -> str:
    sheet = Sheet(width)
    draw(sheet, labels, Broke(hop, Leg.CLIENT_ORIGIN, step))
    return str(sheet)


def test_a_route_has_its_broken_hop_marked() -> None:
    assert route("http-connect p:3128", "tls a.test", hop=1) == (
        "  you ── http-connect p:3128 ── ✗ tls a.test\n"
    )
    assert "✗" not in route("tls a.test", hop=0, step=Step.NONE)


def test_a_request_behind_the_route_marks_its_last_hop() -> None:
    assert route("tcp a:443", "tls a.test", hop=2).endswith("✗ tls a.test\n")


def test_a_narrow_route_breaks_between_hops() -> None:
    assert route("tcp proxy.example:3129", "tls proxy.example", "tls a.test", hop=0, width=40) == (
        "  you ── ✗ tcp proxy.example:3129\n    ── tls proxy.example ── tls a.test\n"
    )


def test_a_label_wider_than_the_line_is_cut_over_lines() -> None:
    lines = route("tls " + "a" * 90, hop=0, width=40).splitlines()
    assert lines[0] == "  you"
    assert all(len(line) <= 40 for line in lines)
