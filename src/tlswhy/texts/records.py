"""A log of any size as records that may say something about TLS.

Theory of operation. Most lines of a log have nothing to do with TLS. One automaton over the words
of all sayings (RE2, which never backtracks) runs over blocks of bytes; only the lines where it
stops become text. A record is such a line with the lines that continue it: indented ones, and the
`Caused by:` of a stack trace. Memory stays constant: a block, and the record at hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain
from typing import Any

from msgspec import Struct

from tlswhy.captures import zeek
from tlswhy.texts.hear import sayings

BLOCK = 1 << 20  # bytes read at once
LONGEST = 16_384  # bytes of one line that are looked at; of longer ones, round the words found
MORE_LINES = 40  # that may continue a record
AROUND = 4096
TOO_COMMON = ("error:",)  # in any log; what it stands in has other words as well

# What begins a line that belongs to the one before it.
CONTINUES = re.compile(rb"[ \t]+\S|Caused by:|Suppressed:|\.\.\. \d+ more|error:[0-9A-Fa-f]{6,8}:")
CONTINUING = b" \tCS.e"  # the first letters of these


class Record(Struct, frozen=True):
    """Some lines that belong together. line: number of the first, from 1. text: without its
    line end, bytes that are no UTF-8 replaced."""

    line: int
    text: str


def records(blocks: Iterable[bytes]) -> Iterator[Record]:
    """The records with words that programs print about TLS, in their order."""
    blocks = iter(blocks)
    first = next(blocks, b"")
    if zeek.takes(first):
        for number, words in zeek.lines(chain((first,), blocks)):
            yield Record(number, words)
        return
    yield from _searched(chain((first,), blocks))


def _searched(blocks: Iterable[bytes]) -> Iterator[Record]:
    search = automaton()
    line = 1
    rest = b""
    for block in blocks:
        data = rest + block
        cut = data.rfind(b"\n") + 1
        # A line without end is cut: its beginning is judged without its rest.
        if not cut and len(data) > 64 * BLOCK:
            cut = len(data)
        # What may continue the last record stays for the next block.
        cut = _whole(data, cut)
        rest = data[cut:]
        yield from _found(data[:cut], line, search)
        line += data.count(b"\n", 0, cut)
    yield from _found(rest, line, search)


@cache
def automaton() -> Callable[[bytes], Iterator[Any]]:
    """Finds, line by line, the words of any saying that is a TLS message by itself.

    A match goes from the first of them to the end of their line.
    """
    import re2

    options = re2.Options()
    options.case_sensitive = False
    options.max_mem = 1 << 28
    options.encoding = re2.Options.Encoding.LATIN1
    telling = [k for k in sayings() if k.tells and k.lower not in TOO_COMMON]
    # The case of letters beyond ASCII is not looked through: both spellings are sought.
    words = {k.lower for k in telling} | {k.saying.words for k in telling if not k.lower.isascii()}
    kept = sorted(word for word in words if not word.isdigit())
    pattern = "|".join(re2.escape(one).replace(r"\ ", " ") for one in kept)
    compiled = re2.compile(rf"(?:{pattern})[^\n]*".encode(), options)
    search: Callable[[bytes], Iterator[Any]] = compiled.finditer
    return search


def _whole(data: bytes, cut: int) -> int:
    """An earlier cut, where the last lines could be continued in the next block."""
    end = cut
    for _ in range(MORE_LINES):
        begin = data.rfind(b"\n", 0, max(end - 1, 0)) + 1
        if cut - begin > MORE_LINES * LONGEST:
            return cut
        if not begin or not CONTINUES.match(data, begin):
            return begin
        end = begin
    return cut


def _found(data: bytes, line: int, search: Callable[[bytes], Iterator[Any]]) -> Iterator[Record]:
    at = counted = 0
    for match in search(data):
        start, stop = match.span()
        if start < at:
            continue  # in a line that the last record took
        begin = data.rfind(b"\n", at, start) + 1 or at
        if data[begin] in CONTINUING:
            begin = _first_line(data, begin, at)
        if data[stop + 1 : stop + 2] in CONTINUING:
            stop = _last_line(data, stop)
        line += data.count(b"\n", counted, begin)
        counted = begin
        yield Record(line, _text(data, begin, stop, start))
        at = stop


def _first_line(data: bytes, begin: int, at: int) -> int:
    """The beginning of the record: the words may stand in a line that continues another."""
    for _ in range(MORE_LINES):
        if begin <= at or not CONTINUES.match(data, begin):
            return begin
        begin = data.rfind(b"\n", 0, begin - 1) + 1
    return begin


def _last_line(data: bytes, stop: int) -> int:
    for _ in range(MORE_LINES):
        if stop >= len(data) or not CONTINUES.match(data, stop + 1):
            return stop
        stop = _line_end(data, stop + 1)
    return stop


def _line_end(data: bytes, at: int) -> int:
    stop = data.find(b"\n", at)
    return len(data) if stop < 0 else stop


def _text(data: bytes, begin: int, stop: int, start: int) -> str:
    if stop - begin > LONGEST:
        begin, stop = max(begin, start - AROUND), min(stop, start + AROUND)
    return data[begin:stop].decode("utf-8", "replace").rstrip("\r")
