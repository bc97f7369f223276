"""A sheet of text of a given width: wrapping, colour, and nothing unprintable on it.

What a peer said ends on somebody's terminal, so every character passes `clean` on its way here.
"""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import east_asian_width

LEAST_WIDTH = 40
STYLES = {"red": "31", "green": "32", "yellow": "33", "bold": "1", "dim": "2", "alarm": "1;31"}
ASCII = str.maketrans("─→←✗…", "-><x~")


def clean(text: str, most: int = 300) -> str:
    """Text that cannot steer a terminal, shortened to `most` characters.

    Line ends and tabs become spaces. Control characters, the controls that turn the direction of
    writing, and whatever else has no picture (Unicode's C and Z categories) become `?`.
    """
    cut = text[:most].rstrip() + "…" if len(text) > most else text
    return "".join(" " if c in "\t\r\n" else c if c.isprintable() else "?" for c in cut)


def columns(text: str) -> int:
    """How many columns of a terminal the text takes, or a few more: wide letters take two."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


class Sheet:
    """Lines of at most `width` columns, the lines to paste excepted: see `paste`.

    colour: with SGR codes. ascii: every other character is replaced.
    """

    def __init__(self, width: int, *, colour: bool = False, ascii: bool = False) -> None:  # noqa: A002 - Python's own word for it
        self.width = max(width, LEAST_WIDTH)
        self._colour = colour
        self._ascii = ascii
        self._lines: list[str] = []

    def __str__(self) -> str:
        return "\n".join(self._lines).strip("\n") + "\n"

    def text(
        self, text: str, *, lead: str = "", hang: int | None = None, style: str = "", word: str = ""
    ) -> None:
        """Text behind `lead`, its later lines indented by `hang` columns, else as far as `lead`.

        style: of all of it. word: the style of `lead` alone.
        """
        indent = columns(lead) if hang is None else hang
        broken = list(wrap(clean(text, 4000), self.width - columns(lead), self.width - indent))
        first, *rest = broken or [""]
        self._add(lead, first, style=style, word=word)
        for line in rest:
            self._add(" " * indent, line, style=style)

    def heading(self, text: str) -> None:
        """An empty line and a heading."""
        self.gap()
        self._add("", text, style="bold")

    def gap(self) -> None:
        """An empty line, never two."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def paste(self, line: str, indent: int) -> None:
        """A line to be copied, so it is not broken: a terminal folds one that is too long, and
        gives it back whole."""
        self._add(" " * indent, clean(line, 2000))

    def _add(self, lead: str, text: str, *, style: str = "", word: str = "") -> None:
        lead, text = self._spelt(clean(lead)), self._spelt(clean(text, 4000))
        if not text:
            lead = lead.rstrip()
        self._lines.append(self._painted(self._painted(lead, word) + text, style))

    def _spelt(self, text: str) -> str:
        if not self._ascii or text.isascii():
            return text
        return text.translate(ASCII).encode("ascii", "replace").decode("ascii")

    def _painted(self, text: str, style: str) -> str:
        if not self._colour or not style or not text.strip():
            return text
        return f"\x1b[{STYLES[style]}m{text}\x1b[0m"


def wrap(text: str, first: int, rest: int) -> Iterator[str]:
    """Break at spaces; a word longer than a line is cut. first, rest: columns of each line."""
    line, room = "", first
    for word in text.split():
        part = word
        if line and columns(line) + 1 + columns(part) <= room:
            line = f"{line} {part}"
            continue
        if line:
            yield line
            room = rest
        while columns(part) > room:
            size = _fitting(part, room)
            yield part[:size]
            part, room = part[size:], rest
        line = part
    if line:
        yield line


def _fitting(word: str, room: int) -> int:
    """How many characters of a word take at most so many columns; one at least."""
    size = min(room, len(word))
    while size > 1 and columns(word[:size]) > room:
        size -= 1
    return size
