"""Finding what programs say, whatever stands around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlswhy.texts.hear import hear, text_of

LINE = "curl: (60) SSL certificate problem: certificate has expired"


def keys(raw: str) -> set[str]:
    return {key for found in hear(text_of(raw)) for key in found.keys}


@pytest.mark.parametrize(
    "raw",
    [
        LINE,
        LINE.upper(),
        f"2024-01-02T03:04:05Z app[7]: {LINE}",
        "\x1b[31mcurl\x1b[0m: (60) SSL certificate problem: certificate \x1b[1mhas\x1b[0m expired",
        LINE.replace(" ", "\r\n"),
        "> > " + LINE.replace("certificate has", "certificate\n> > has"),
        LINE.replace(" ", "\t \t"),
        "\ufeff" + LINE,
        LINE + "\0\0\0\ufffd\ufffd" * 40,
    ],
)
def test_the_words_are_found_in_every_dress(raw: str) -> None:
    assert "verify expired" in keys(raw)


def test_the_longer_of_two_sayings_over_the_same_words_counts() -> None:
    heard = hear(text_of("x: self-signed certificate in certificate chain"))
    assert {key for found in heard for key in found.keys if key.startswith("verify")} == {
        "verify self-signed-in-chain"
    }


def test_a_place_is_line_and_column_of_the_text_without_its_margins() -> None:
    text = text_of("nothing here\n\n   the certificate has expired")
    found = hear(text)[0]
    assert text.place(found.start) == (3, 5)


def test_ordinary_words_are_no_message() -> None:
    assert hear(text_of("GET /certificates/list 200 12ms; user alice renewed her membership")) == []


@given(st.text(max_size=400))
def test_any_text_is_read(raw: str) -> None:
    text = text_of(raw)
    assert len(text.flat) == len(text.lower)
    for found in hear(text):
        line, column = text.place(found.start)
        assert line >= 1
        assert column >= 1
