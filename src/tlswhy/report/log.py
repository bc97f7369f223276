"""The report on a log: a page, whatever its size."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tlswhy.engine.groups import Group, Summary
from tlswhy.model.transcript import Transcript
from tlswhy.report import json
from tlswhy.report.sheet import Sheet, clean
from tlswhy.report.subject import Count, Subject
from tlswhy.report.words import PARTIES
from tlswhy.texts.records import Record

SHOWN = 20  # kinds of failure on the page
CLIENTS = 3


def render(
    found: Summary,
    name: str,
    *,
    width: int = 80,
    colour: bool = False,
    ascii: bool = False,  # noqa: A002 - Python's own word for it
) -> str:
    """The page: the kinds of failure, the most frequent first."""
    sheet = Sheet(width, colour=colour, ascii=ascii)
    if not found.groups:
        sheet.text("no failed handshake is told of", lead="OK  ", word="green")
        return str(sheet)
    kinds = f"{len(found.groups)} kind{'' if len(found.groups) == 1 else 's'}"
    sheet.text(f"{_times(found.failures)} in {kinds}", lead="FAILED  ", word="alarm")
    for group in found.groups[:SHOWN]:
        _draw(sheet, group, name)
    left = len(found.groups) - SHOWN
    if left > 0:
        sheet.gap()
        rest = sum(group.count for group in found.groups[SHOWN:])
        sheet.text(f"and {left} more kinds, {_times(rest)}; --format json has them all")
    if found.beyond:
        sheet.text(f"{_times(found.beyond)} of still other kinds were only counted")
    return str(sheet)


def documents(found: Summary, name: str) -> list[dict[str, Any]]:
    """One document for each kind, with how often it was seen."""
    nothing = Transcript((), (), name)
    return [json.document(g.diagnosis, nothing, _subject(g, name)) for g in found.groups]


def _subject(group: Group, name: str) -> Subject:
    first, last = (when.isoformat() if when else "" for when in (group.first, group.last))
    count = Count(group.count, first, last, group.line, len(group.clients))
    return Subject("text", group.peer or name, (), f"tlswhy explain {name}", count)


def _draw(sheet: Sheet, group: Group, name: str) -> None:
    sheet.gap()
    if not group.diagnosis.findings:
        return
    top = group.diagnosis.findings[0]
    peer = f"  {clean(group.peer, 80)}" if group.peer else ""
    lead = f"{group.count:>7}x  "
    sheet.text(f"{top.cause} ({top.clue.verdict.word}){peer}", lead=lead, word="bold")
    indent = " " * 10
    sheet.text(f"{clean(top.clue.because)}; {PARTIES[top.acts]} has to act", lead=indent)
    others = [finding.cause for finding in group.diagnosis.findings[1:3]]
    if others and top.clue.verdict.word != "certain":
        sheet.text(f"or {', or '.join(others)}", lead=indent)
    when = _when(group.first, group.last)
    seen = [when] if when else []
    if group.clients:
        most = ", ".join(address for address, _ in group.clients.most_common(CLIENTS))
        more = len(group.clients) - CLIENTS
        seen.append(f"from {most}" + (f" and {more} more" if more > 0 else ""))
    if seen:
        sheet.text("; ".join(seen), lead=indent, style="dim")
    sheet.text(f"{name}:{group.line}: {clean(group.sample, 240)}", lead=indent, style="dim")


def _when(first: datetime | None, last: datetime | None) -> str:
    if first is None or last is None:
        return ""
    begin = f"{first:%Y-%m-%d %H:%M:%S}"
    if first == last:
        return begin
    end = f"{last:%H:%M:%S}" if first.date() == last.date() else f"{last:%Y-%m-%d %H:%M:%S}"
    return f"{begin} to {end} UTC"


def _times(count: int) -> str:
    return f"{count} failure{'' if count == 1 else 's'}"


def short(group: Group, record: Record, before: int) -> str:
    """One line on one record, as it comes. before: lines read before its block."""
    top = group.diagnosis.findings[0]
    peer = f" {group.peer}" if group.peer else ""
    where = f"{before + record.line}:"
    return (
        f"{where} {top.cause} ({top.clue.verdict.word}){clean(peer, 80)}: {clean(top.clue.because)}"
    )
