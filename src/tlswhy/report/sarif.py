"""The report as SARIF 2.1.0 (OASIS standard), which code hosts and editors read.

One run. The rules are the causes that the results name, with their texts; a result is a finding,
and its place is the hop at which it broke. A rule of ours that crashed is a notification.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from msgspec import UNSET, to_builtins

from tlswhy import VERSION
from tlswhy.causes import Entry, catalogue
from tlswhy.model.diagnosis import Diagnosis, Finding, Outcome
from tlswhy.model.transcript import Transcript
from tlswhy.report import document, sentences
from tlswhy.report.document import Document, FindingPart
from tlswhy.report.prose import Kind, blocks
from tlswhy.report.sheet import clean
from tlswhy.report.subject import Subject

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LEVELS = {"certain": "error", "likely": "warning", "possible": "note"}
UNKNOWN = "unknown"
UNKNOWN_TITLE = "No known cause explains what was seen"
LONG = 2000

Object = dict[str, Any]


def render(
    diagnosis: Diagnosis,
    transcript: Transcript,
    subject: Subject,
    *,
    explain_all: bool = False,
    interrupted: bool = False,
) -> str:
    """The whole log, in ASCII. explain_all: what was excluded becomes results of the kind `pass`.
    interrupted: the user did not wait for the end; the run was then not successful."""
    made = document.of(diagnosis, transcript, subject)
    results = [
        _result(part, finding, made)
        for part, finding in zip(made.findings, diagnosis.findings, strict=True)
    ]
    if diagnosis.outcome is Outcome.FAILED and not results and not interrupted:
        results.append(_unexplained(diagnosis, made))
    if explain_all:
        results += [_excluded(f, made) for f in diagnosis.excluded if not f.crash]
    crashed = [finding for finding in diagnosis.excluded if finding.crash]
    ids = dict.fromkeys([result["ruleId"] for result in results] + [f.cause for f in crashed])
    places = {id_: index for index, id_ in enumerate(ids)}
    for result in results:
        result["ruleIndex"] = places[result["ruleId"]]
    notifications = [_crash(finding, places) for finding in crashed]
    if interrupted:
        said = sentences.answer(diagnosis, interrupted=True)
        text = said.more[-1] if said.more else f"interrupted {said.because}"
        notifications.append({"level": "warning", "message": _message(text)})
    driver = {"name": "tlswhy", "version": VERSION, "rules": [_rule(id_) for id_ in ids]}
    run = {
        "tool": {"driver": driver},
        "invocations": [
            {
                "executionSuccessful": not interrupted,
                "commandLine": clean(subject.command, LONG),
                "toolExecutionNotifications": notifications,
            }
        ],
        "columnKind": "unicodeCodePoints",
        "results": results,
        "properties": {"outcome": made.outcome, "notes": list(diagnosis.notes)},
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(id_: str) -> Object:
    entry = catalogue().get(id_)
    if entry is None:
        return {"id": id_, "shortDescription": {"text": UNKNOWN_TITLE}}
    plain, rich = _help(entry)
    return {
        "id": id_,
        "shortDescription": {"text": entry.title},
        "fullDescription": {"text": _plain(entry.part("What happens"))},
        "help": {"text": plain, "markdown": rich},
        "properties": {
            "tags": ["tls", entry.family.replace("_", "-")],
            "acts": entry.cause.acts,
            "references": list(entry.cause.references),
        },
    }


def _help(entry: Entry) -> tuple[str, str]:
    """The text of the cause below its title: in plain words, and as Markdown."""
    text = entry.text.partition("\n")[2].strip()
    references = ", ".join(entry.cause.references)
    return f"{_plain(text)}\n\n{references}", f"{text}\n\n{references}"


def _plain(text: str) -> str:
    """Paragraphs without the line breaks of the source."""
    said = []
    for block in blocks(text):
        end = ":" if block.kind is Kind.HEADING else ""
        said.append(f"{block.lead}{block.text}{end}")
    return "\n\n".join(said)


def _result(part: FindingPart, finding: Finding, made: Document) -> Object:
    level = LEVELS[part.verdict]
    if made.outcome != Outcome.FAILED and level == "error":
        level = "warning"  # it works now
    found = _base(part.cause, part.because, made)
    found["level"] = level
    found["locations"] = [_location(finding, made)]
    found["properties"] |= {
        "verdict": part.verdict,
        "acts": part.acts,
        "evidence": to_builtins(part.evidence),
        "remedies": to_builtins(part.remedies),
        "tried": to_builtins(made.tried),
    }
    if part.confirmed_by is not UNSET:
        found["properties"]["confirmedBy"] = to_builtins(part.confirmed_by)
    return found


def _unexplained(diagnosis: Diagnosis, made: Document) -> Object:
    because = sentences.answer(diagnosis, interrupted=False).because
    return _base(UNKNOWN, because, made) | {"level": "error"}


def _excluded(finding: Finding, made: Document) -> Object:
    """Only what failed has a level (section 3.27.10)."""
    return _base(finding.cause, finding.clue.because, made) | {"kind": "pass", "level": "none"}


def _base(cause: str, because: str, made: Document) -> Object:
    subject, broke = made.subject, made.broke_at
    return {
        "ruleId": cause,
        "kind": "fail",
        "message": _message(because),
        "locations": [{"logicalLocations": [_hop(made)]}],
        # The same trouble with the same target is the same result in the next run.
        "partialFingerprints": {"causeAndTarget/v1": clean(f"{cause} {subject.target}")},
        "properties": {
            "target": clean(subject.target),
            "route": [clean(label) for label in subject.route],
            "step": broke.step,
            "leg": broke.leg,
            "hop": broke.hop,
        },
    }


def _location(finding: Finding, made: Document) -> Object:
    """The hop; for what was read from a file also the line."""
    place: Object = {"logicalLocations": [_hop(made)]}
    read = [fact.seen for fact in finding.clue.evidence if fact.seen.source]
    if read:
        seen = read[0]
        place["physicalLocation"] = {"artifactLocation": {"uri": quote(clean(seen.source, LONG))}}
        region = {"startLine": seen.line, "startColumn": seen.column}
        if seen.line is not None:
            known = {name: value for name, value in region.items() if value is not None}
            place["physicalLocation"]["region"] = known
    return place


def _hop(made: Document) -> Object:
    """The hop at which it broke, or the last one: that is the target's."""
    route = [clean(label) for label in made.subject.route]
    if not route:
        return {"name": clean(made.subject.target), "kind": "target"}
    hop = min(made.broke_at.hop, len(route) - 1)
    full = " -> ".join(route[: hop + 1] if hop >= 0 else route)
    return {"name": route[hop], "fullyQualifiedName": full, "kind": "hop"}


def _crash(finding: Finding, places: dict[str, int]) -> Object:
    rule = {"id": finding.cause, "index": places[finding.cause]}
    return {"level": "error", "message": _message(finding.crash), "associatedRule": rule}


def _message(text: str) -> Object:
    """Braces are placeholders (section 3.11.5), and brackets with a target a link (3.11.6)."""
    plain = clean(text, LONG).replace("{", "{{").replace("}", "}}").replace("](", "] (")
    return {"text": plain}
