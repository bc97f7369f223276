"""The knowledge base in the terminal: one cause, or the list of all."""

from __future__ import annotations

from collections.abc import Mapping

from tlswhy.causes import Entry
from tlswhy.report.fix import REMEDY_TEXT
from tlswhy.report.prose import Block, Kind, blocks
from tlswhy.report.sheet import Sheet, columns
from tlswhy.report.words import PARTIES


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
    for block in blocks(entry.text.partition("\n")[2]):
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


def _block(sheet: Sheet, block: Block) -> None:
    if block.kind is Kind.HEADING:
        sheet.heading(block.text)
    elif block.kind is Kind.LINES:
        for line in block.text.split("\n"):
            sheet.paste(line, 4)
    else:
        sheet.text(block.text, lead=f"  {block.lead}")
