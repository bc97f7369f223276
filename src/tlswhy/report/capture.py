"""The report on a capture: a page, whatever its size."""

from __future__ import annotations

from datetime import datetime
from shlex import quote
from typing import Any

from msgspec import structs

from tlswhy.model.diagnosis import Outcome
from tlswhy.passive.diagnose import Judged
from tlswhy.passive.summary import Group, Summary
from tlswhy.report import json
from tlswhy.report.sheet import Sheet, clean
from tlswhy.report.subject import Count, Subject
from tlswhy.report.words import PARTIES
from tlswhy.wire.codes import ProtocolVersion

SHOWN = 20
"""Kinds of failure on the page."""

CLIENTS = 3


def render(  # noqa: PLR0913 - each is an option of the command line
    found: Summary,
    notes: tuple[str, ...] = (),
    *,
    options: str = "",
    width: int = 80,
    colour: bool = False,
    ascii: bool = False,  # noqa: A002 - Python's own word for it
) -> str:
    """The page: what failed, the most frequent first.

    notes: on what was read. options: of the command line, to ask the same again.
    """
    sheet = Sheet(width, colour=colour, ascii=ascii)
    failed = found.outcomes.get(Outcome.FAILED, 0)
    risky = found.outcomes.get(Outcome.AT_RISK, 0)
    fine = found.outcomes.get(Outcome.OK, 0)
    said = [f"{_connections(fine)} went well"]
    if risky:
        said.append(f"{risky} may have been refused")
    if found.unclear:
        said.append(f"of {found.unclear} the capture has too little")
    if not found.flows:
        sheet.text("there is no handshake of TLS in it", lead="OK  ", word="green")
    elif failed:
        sheet.text(
            f"{_connections(failed)} failed; {'; '.join(said)}", lead="FAILED  ", word="alarm"
        )
    else:
        word = "AT RISK" if risky else "OK"
        sheet.text("; ".join(said), lead=f"{word}  ", word="yellow" if risky else "green")
    if found.versions:
        each = sorted(found.versions.items(), reverse=True)
        text = ", ".join(f"{ProtocolVersion(version)} {count}" for version, count in each)
        sheet.text(text, lead="        ", style="dim")
    for note in notes:
        sheet.text(clean(note), lead="        ", style="yellow")
    for group in found.groups[:SHOWN]:
        _draw(sheet, group)
    left = len(found.groups) - SHOWN
    if left > 0:
        sheet.gap()
        sheet.text(f"and {left} more kind{'s' if left > 1 else ''}; --format json has all")
    if found.beyond:
        sheet.text(f"{_connections(found.beyond)} of still other kinds, only counted")
    if found.groups:
        sheet.heading("Next")
        sheet.text("one connection with its ladder, evidence and fix:", lead="  ")
        sheet.paste(subject(found.groups[0], options).command, 4)
    return str(sheet)


def documents(found: Summary, options: str = "") -> list[dict[str, Any]]:
    """One document for each kind, with how often it was seen. options: as in `render`."""
    return [
        json.document(g.diagnosis, g.first.recording.transcript, subject(g, options))
        for g in found.groups
    ]


def subject(group: Group, options: str = "") -> Subject:
    """What the document of one kind is about."""
    first, last = group.began.isoformat(), group.ended.isoformat()
    count = Count(group.count, first, last, group.flows[0][1], len(group.clients))
    return structs.replace(subject_of(group.first, group.source, options), count=count)


def subject_of(judged: Judged, name: str, options: str = "") -> Subject:
    """What the report on one flow is about. options: as in `render`."""
    recording = judged.recording
    flow, host = recording.flow, recording.attempt.host
    target = str(flow.server)
    if host != flow.server.address:
        target = f"{host} at {target}"
    command = f"tlswhy capture {quote(name)} --flow {flow.number}{options}"
    return Subject("capture", target, recording.transcript.route, command)


def _draw(sheet: Sheet, group: Group) -> None:
    sheet.gap()
    lead = f"{group.count:>7}x  "
    indent = " " * 10
    where = f"{group.name} at {group.server}" if group.name else group.server
    findings = group.diagnosis.findings
    if not findings:
        sheet.text(f"no known cause explains it  {clean(where, 120)}", lead=lead, word="bold")
    else:
        top = findings[0]
        head = f"{top.cause} ({top.clue.verdict.word})  {clean(where, 120)}"
        sheet.text(head, lead=lead, word="bold")
        sheet.text(f"{clean(top.clue.because)}; {PARTIES[top.acts]} has to act", lead=indent)
        others = [finding.cause for finding in findings[1:3]]
        if others and top.clue.verdict.word != "certain":
            sheet.text(f"or {', or '.join(others)}", lead=indent)
    most = ", ".join(address for address, _ in group.clients.most_common(CLIENTS))
    more = len(group.clients) - CLIENTS
    whom = f"from {most}" + (f" and {more} more" if more > 0 else "")
    sheet.text(f"{_when(group.began, group.ended)}; {whom}", lead=indent, style="dim")
    flows = ", ".join(f"{number} (frame {frame})" for number, frame in group.flows[:CLIENTS])
    sheet.text(f"{group.source}: flow {flows}", lead=indent, style="dim")


def _when(first: datetime, last: datetime) -> str:
    begin, end = f"{first:%Y-%m-%d %H:%M:%S}", f"{last:%Y-%m-%d %H:%M:%S}"
    if begin == end:
        return f"{begin} UTC"
    return f"{begin} to {end.partition(' ')[2] if first.date() == last.date() else end} UTC"


def _connections(count: int) -> str:
    return f"{count} connection{'' if count == 1 else 's'}"
