"""The text of a cause in blocks: the little of Markdown that these texts use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto

from msgspec import Struct

ITEM = re.compile(r"(?:[-*]|\d+\.) ")
CODE = re.compile(r"`([^`\n]+)`")


class Kind(Enum):
    """What a block is."""

    HEADING = auto()
    PARAGRAPH = auto()
    ITEM = auto()
    LINES = auto()


class Block(Struct, frozen=True):
    """What stands between empty lines. text: in one line, but for `LINES`. lead: of an item, the
    sign before it."""

    kind: Kind
    text: str
    lead: str = ""


def blocks(text: str) -> Iterator[Block]:
    """A heading stands alone, and so does each item of a list."""
    block: list[str] = []
    for line in text.splitlines():
        alone = line.startswith("## ") or ITEM.match(line) is not None
        if block and (not line.strip() or alone or block[0].startswith("## ")):
            yield _block(block)
            block = []
        if line.strip():
            block.append(line)
    if block:
        yield _block(block)


def _block(lines: list[str]) -> Block:
    first = lines[0]
    item = ITEM.match(first)
    if first.startswith("## "):
        return Block(Kind.HEADING, first[3:])
    if all(line.startswith("    ") for line in lines):
        return Block(Kind.LINES, "\n".join(line[4:] for line in lines))
    whole = " ".join(line.strip() for line in lines)
    if item is not None:
        return Block(Kind.ITEM, whole[item.end() :], item[0])
    return Block(Kind.PARAGRAPH, whole)
