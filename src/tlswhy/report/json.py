"""The report for a program: one JSON document for each diagnosis."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from tlswhy.model.diagnosis import Diagnosis
from tlswhy.model.transcript import Transcript
from tlswhy.report.chain import ChainReport
from tlswhy.report.document import of
from tlswhy.report.subject import Subject

MANY = "tlswhy/diagnoses/1"


def document(
    diagnosis: Diagnosis,
    transcript: Transcript,
    subject: Subject,
    *,
    explain_all: bool = False,
    chain: ChainReport | None = None,
) -> dict[str, Any]:
    """The document as plain dicts, lists, strings and numbers."""
    made = of(diagnosis, transcript, subject, explain_all=explain_all, chain=chain)
    plain: dict[str, Any] = json.loads(json.dumps(msgspec.to_builtins(made)))
    return plain


def dump(
    diagnosis: Diagnosis,
    transcript: Transcript,
    subject: Subject,
    *,
    explain_all: bool = False,
    chain: ChainReport | None = None,
) -> str:
    """Indented, with a line end. ASCII: what a peer said cannot steer a terminal from here."""
    made = document(diagnosis, transcript, subject, explain_all=explain_all, chain=chain)
    return json.dumps(made, indent=2) + "\n"


def line(
    diagnosis: Diagnosis,
    transcript: Transcript,
    subject: Subject,
    *,
    explain_all: bool = False,
    chain: ChainReport | None = None,
) -> str:
    """On one line, with a line end."""
    made = document(diagnosis, transcript, subject, explain_all=explain_all, chain=chain)
    return json.dumps(made, separators=(",", ":")) + "\n"


def dump_many(documents: list[dict[str, Any]]) -> str:
    """Several documents in one object, indented, with a line end."""
    return json.dumps({"schema": MANY, "diagnoses": documents}, indent=2) + "\n"
