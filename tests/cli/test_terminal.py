"""Text made fit for a terminal."""

from __future__ import annotations

import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlswhy.cli.terminal import NARROW, WIDE, Progress, colour, masked, one_line, width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("http://ann:pw@p.test:1", "http://…@p.test:1"),
        ("--proxy=http://ann:pw@p.test", "--proxy=http://…@p.test"),
        ("http://ann:p@w@p.test", "http://…@p.test"),
        ("http://ann:p w@p.test", "http://…@p.test"),
        ("http://token@p.test", "http://…@p.test"),
        ("ann:pw@p.test", "…@p.test"),
        ("too many words: 'ann:pw@p.test'", "too many words: '…@p.test'"),
        ("a.test:443", "a.test:443"),
        ("no such file: ann@a.test", "no such file: ann@a.test"),
    ],
)
def test_credentials_are_masked(text: str, shown: str) -> None:
    assert masked(text) == shown


@given(st.text(alphabet=st.characters(blacklist_characters="@"), max_size=20))
def test_no_password_passes(rest: str) -> None:
    assert "hunter2" not in masked(f"x {rest} http://ann:hunter2{rest}@p.test")


@given(st.text(max_size=40))
def test_one_line_is_one_printable_line(text: str) -> None:
    assert one_line(text).isprintable()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_overwritten_and_erased() -> None:
    stream = Terminal()
    progress = Progress(stream, shown=True)
    progress("trying a.test:443")
    progress.done()
    assert stream.getvalue() == "\r\x1b[Ktrying a.test:443\r\x1b[K"


@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()])
def test_progress_is_for_terminals_and_can_be_quiet(stream: io.StringIO) -> None:
    Progress(stream, shown=not stream.isatty())("trying")
    assert stream.getvalue() == ""


def test_a_pipe_has_80_columns_and_no_colour(capsys: pytest.CaptureFixture[str]) -> None:
    assert NARROW < width() == 80 < WIDE
    assert not colour()


@pytest.mark.parametrize(("columns", "used"), [(0, 80), (20, 40), (90, 90), (300, 100)])
def test_a_terminal_has_its_own_columns_within_reason(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], columns: int, used: int
) -> None:
    monkeypatch.setattr("os.get_terminal_size", lambda _: os.terminal_size((columns, 24)))
    assert width() == used


@pytest.mark.parametrize(
    ("name", "value", "coloured"),
    [("NO_COLOR", "1", False), ("TERM", "dumb", False), ("TERM", "xterm", True)],
)
def test_colour_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, coloured: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("sys.stdout", Terminal())
    monkeypatch.setenv(name, value)
    assert colour() is coloured
