"""What the terminal takes, and text made fit for it."""

from __future__ import annotations

import os
import re
import sys
from typing import TextIO

NARROW, WIDE, PIPE = 40, 100, 80
"""Columns of a report: the least, the most, and what it has when nobody's terminal shows it."""

# A word with a colon that has something behind it, up to the last at sign: credentials, whatever
# characters the password has in it.
_CREDENTIALS = re.compile(
    r"(?:([a-z][a-z0-9+.-]*://)|[^\s:'\"=]*:(?=\S)).*@", re.IGNORECASE | re.DOTALL
)


def width() -> int:
    """Columns for text on stdout."""
    try:
        columns = os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return PIPE
    return max(NARROW, min(columns, WIDE)) if columns else PIPE  # 0: a terminal that was not told


def colour() -> bool:
    """Whether text on stdout may be coloured (https://no-color.org)."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not plain


def ascii_only() -> bool:
    """Whether what reads stdout cannot take UTF-8."""
    return (sys.stdout.encoding or "ascii").lower().replace("-", "") not in ("utf8", "utf8sig")


def masked(text: str, by: str = "…") -> str:
    """Without user names and passwords of URLs; rather too much is hidden than too little."""
    return _CREDENTIALS.sub(rf"\1{by}@", text)


def one_line(text: str) -> str:
    """Line breaks as blanks, and what steers a terminal as escapes."""
    words = " ".join(text.split())
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in words
    )


class Progress:
    """One line on a terminal that says what is being done; it is overwritten and then erased."""

    def __init__(self, stream: TextIO, *, shown: bool) -> None:
        self._stream = stream
        self._shown = shown and stream.isatty()

    def __call__(self, text: str) -> None:
        """Show this instead of what was shown before."""
        if self._shown:
            print(f"\r\x1b[K{text[: width() - 1]}", end="", file=self._stream, flush=True)

    def done(self) -> None:
        """Leave the line empty."""
        self("")
