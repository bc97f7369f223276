"""Find what programs say in a text.

Theory of operation. Every saying has words that are the same in each print of it. They are looked
for in the whole text, in lower case and with every run of white space as one space, so that
wrapped lines do not hide them. Of two sayings over the same words the longer one counts: it says
more. Only then is a pattern compiled and asked for what varies.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any

from msgspec import Struct

from tlswhy.captures.json_lines import plain
from tlswhy.model.facts.words import AROUND
from tlswhy.products import Product, products
from tlswhy.products.decoders import decoder
from tlswhy.products.saying import Saying

TIMES = 4  # occurrences of one saying in a text that are looked at
BEHIND = 1500  # characters after the words that a pattern may need, when its line is wrapped
LINE = 2000  # characters of a line that a pattern is searched in

ESCAPES = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")
QUOTED = re.compile(r"^(?:\s{0,3}>)+ ?", re.MULTILINE)
SPACE = re.compile(r"\s+")
WORD = re.compile(r"\{(\w+)\}")


class Text(Struct, frozen=True):
    """A text made fit for the search.

    flat: on one line, each run of white space one space. lower: the same in lower case.
    starts: where each line of the original begins in it.
    """

    flat: str
    lower: str
    starts: tuple[int, ...]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def line(self, offset: int) -> tuple[int, int]:
        """Where the line of an offset begins and ends."""
        index = bisect_right(self.starts, offset)
        end = self.starts[index] if index < len(self.starts) else len(self.flat)
        return self.starts[index - 1], end


class Heard(Struct, frozen=True):
    """One saying found. keys: what it means here. groups: what its pattern named."""

    product: str
    saying: Saying
    start: int
    end: int
    keys: tuple[str, ...]
    groups: dict[str, str]


class Known(Struct, frozen=True):
    """A saying with its words as they are compared, and the product it belongs to."""

    lower: str
    product: str
    saying: Saying

    @property
    def tells(self) -> bool:
        """Whether a text with it tells of a failed handshake."""
        return tells(self.saying)


def text_of(raw: str) -> Text:
    """Without colours, quote marks and line ends; control characters become spaces."""
    plain = QUOTED.sub("", ESCAPES.sub("", raw))
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    for line in plain.splitlines() or [""]:
        starts.append(at)
        words = SPACE.sub(" ", _unpacked(line).replace("\0", " ")).strip()
        if words:
            parts.append(words)
            at += len(words) + 1
    flat = " ".join(parts)
    return Text(flat, _lower(flat), tuple(starts))


def _unpacked(line: str) -> str:
    """What stands in a JSON object, whatever a container put before it."""
    begin = line.find('{"') if line.rstrip().endswith("}") else -1
    found = plain(line[begin:].strip()) if begin >= 0 else None
    return line if found is None else f"{line[:begin]}{found}"


def tells(saying: Saying) -> bool:
    """Whether it is a TLS message by itself, and of a failure: not only of who speaks."""
    signs = (key.partition(" ")[0] for key in saying.means)
    return saying.certain and bool(saying.decode or any(sign not in AROUND for sign in signs))


def hear(text: Text, among: Iterable[Known] | None = None) -> list[Heard]:
    """Everything that programs say in it, in the order of the text.

    among: look for these alone; see `candidates`.
    """
    spans = sorted(
        _spans(text.lower, sayings() if among is None else among),
        key=lambda found: found[0] - found[1],
    )
    kept: list[tuple[int, int, Known]] = []
    heard: list[Heard] = []
    for start, end, known in spans:
        if any(start >= s and end <= e and (start, end) != (s, e) for s, e, _ in kept):
            continue
        found = _heard(text, start, end, known)
        if found is not None:
            kept.append((start, end, known))
            heard.append(found)
    return sorted(heard, key=lambda found: (found.start, found.end))


@cache
def sayings() -> tuple[Known, ...]:
    """All of them, of every product."""
    return tuple(
        Known(_lower(saying.words), name, saying)
        for name, product in products().items()
        for saying in product.sayings
    )


def speaker(heard: list[Heard]) -> Product | None:
    """The program whose words the text has most of: that of the longest saying that is its own."""
    known = products()
    own = [found for found in heard if known[found.product].speaks]
    best = max(own, key=lambda found: found.end - found.start, default=None)
    return known[best.product] if best else None


def candidates(text: Text) -> list[Known]:
    """The sayings whose words stand in the text, found by one automaton over all of them.

    Making it takes as long as some twenty texts; after that a text takes microseconds.
    """
    known = sayings()
    return [known[index] for index in sorted(_automaton().Match(text.lower) or ())]


@cache
def _automaton() -> Any:  # noqa: ANN401 - RE2 has no types
    import re2

    options = re2.Options()
    options.max_mem = 1 << 28
    found = re2.Set.SearchSet(options)
    for known in sayings():
        found.Add(re2.escape(known.lower))
    found.Compile()
    return found


def _spans(lower: str, among: Iterable[Known]) -> Iterator[tuple[int, int, Known]]:
    for known in among:
        at = lower.find(known.lower)
        for _ in range(TIMES):
            if at < 0:
                break
            end = at + len(known.lower)
            yield at, end, known
            at = lower.find(known.lower, end)


def _heard(text: Text, start: int, end: int, known: Known) -> Heard | None:
    saying = known.saying
    groups: dict[str, str] = {}
    if saying.pattern:
        match = _match(text, start, end, saying.pattern)
        if match is None:
            return None
        groups = {name: value for name, value in match.groupdict().items() if value}
    keys = [_filled(key, groups) for key in saying.means]
    if saying.decode and "code" in groups:
        keys += decoder(saying.decode)(groups["code"])
    return Heard(known.product, saying, start, end, tuple(k for k in keys if k), groups)


def _match(text: Text, start: int, end: int, pattern: str) -> re.Match[str] | None:
    """In its own line first, then in the lines after it as well: it may be wrapped."""
    begin, stop = text.line(start)
    begin = max(begin, start - LINE // 2)
    stop = max(end, min(stop, begin + LINE))
    compiled = _compiled(pattern)
    for limit in (stop, min(len(text.flat), end + BEHIND)):
        for match in compiled.finditer(text.flat, begin, limit):
            if match.start() < end and match.end() > start:
                return match
    return None


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _filled(key: str, groups: dict[str, str]) -> str:
    """The key with groups put in; empty when one of them is not there."""
    if any(name not in groups for name in WORD.findall(key)):
        return ""
    return WORD.sub(lambda word: groups[word[1]], key)


def _lower(text: str) -> str:
    """Lower case that changes no length, so that offsets hold in both."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower()[0] for c in text)
