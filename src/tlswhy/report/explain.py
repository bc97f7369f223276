"""The knowledge base in the terminal: one cause, or the list of all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tlswhy.causes import Entry
from tlswhy.report.fix import REMEDY_TEXT
from tlswhy.report.sheet import Sheet, columns
from tlswhy.report.words import PARTIES

ITEM = re.compile(r"(?:[-*]|\d+\.) ")


def learn(
    entry: Entry,
    *,
    width: int = 80,
    colour: bool = False,
    ascii: bool = False,  # noqa: A002 - Python's own word for it
) -> str:
    """What is known of one cause."""
    sheet = Sheet(width, colour=colour, ascii=ascii)
    cause = entry.cause
    sheet.text(entry.title, style="bold")
    where = f", at step {cause.step}" if cause.step is not None else ""
    family = entry.family.replace("_", " ")
    sheet.text(f"{entry.id} ({family}{where}); mostly {PARTIES[cause.acts]} has to act")
    for block in _blocks(entry.text.partition("\n")[2]):
        _block(sheet, block)
    sheet.heading("Remedies")
    for remedy in cause.remedies:
        sheet.text(REMEDY_TEXT[remedy], lead="  - ")
    if cause.narrows:
        sheet.heading("Narrower than")
        sheet.text(", ".join(cause.narrows), lead="  ")
    sheet.heading("References")
    for reference in cause.references:
        sheet.text(reference, lead="  - ")
    return str(sheet)


def learn_list(
    catalogue: Mapping[str, Entry],
    *,
    width: int = 80,
    colour: bool = False,
    ascii: bool = False,  # noqa: A002 - Python's own word for it
) -> str:
    """Every cause in a line, by family."""
    sheet = Sheet(width, colour=colour, ascii=ascii)
    longest = max((columns(id_) for id_ in catalogue), default=0)
    wide = sheet.width >= longest + 40
    for family in sorted({entry.family for entry in catalogue.values()}):
        sheet.heading(family.replace("_", " ").capitalize())
        for entry in catalogue.values():
            if entry.family != family:
                continue
            if wide:
                sheet.text(entry.title, lead=f"  {entry.id:<{longest}}  ")
            else:
                sheet.text(entry.id, lead="  ")
                sheet.text(entry.title, lead="    ", style="dim")
    sheet.gap()
    sheet.text("tlswhy learn ID tells more of one.")
    return str(sheet)


def _blocks(text: str) -> Iterator[list[str]]:
    """The lines between empty lines; a heading stands alone, and so does each item of a list."""
    block: list[str] = []
    for line in text.splitlines():
        alone = line.startswith("## ") or ITEM.match(line) is not None
        if block and (not line.strip() or alone or block[0].startswith("## ")):
            yield block
            block = []
        if line.strip():
            block.append(line)
    if block:
        yield block


def _block(sheet: Sheet, block: list[str]) -> None:
    first = block[0]
    item = ITEM.match(first)
    if first.startswith("## "):
        sheet.heading(first[3:])
    elif all(line.startswith("    ") for line in block):
        for line in block:
            sheet.paste(line[4:], 4)
    elif item is not None:
        rest = [first[item.end() :], *block[1:]]
        sheet.text(" ".join(rest), lead=f"  {item[0]}")
    else:
        sheet.text(" ".join(block), lead="  ")
