"""The texts of causes, in blocks."""

from __future__ import annotations

from tlswhy.causes import catalogue
from tlswhy.report.prose import CODE, Block, Kind, blocks

TEXT = """
## Why
It was
not renewed.
1. first
   goes on
2. second
- an item

    openssl x509 -noout
    date

Last.
"""


def test_blocks() -> None:
    assert list(blocks(TEXT)) == [
        Block(Kind.HEADING, "Why"),
        Block(Kind.PARAGRAPH, "It was not renewed."),
        Block(Kind.ITEM, "first goes on", "1. "),
        Block(Kind.ITEM, "second", "2. "),
        Block(Kind.ITEM, "an item", "- "),
        Block(Kind.LINES, "openssl x509 -noout\ndate"),
        Block(Kind.PARAGRAPH, "Last."),
    ]


def test_nothing_has_no_blocks() -> None:
    assert list(blocks("")) == []
    assert list(blocks("\n \n")) == []


def test_every_backtick_in_the_catalogue_has_its_other() -> None:
    for entry in catalogue().values():
        for block in blocks(entry.text):
            if block.kind is not Kind.LINES:
                assert "`" not in CODE.sub("", block.text), entry.id
