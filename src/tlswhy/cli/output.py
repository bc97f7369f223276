"""A diagnosis in the form that the user asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tlswhy.cli.terminal import ascii_only, colour, width

if TYPE_CHECKING:
    from tlswhy.model.diagnosis import Diagnosis
    from tlswhy.model.transcript import Transcript
    from tlswhy.report.chain import ChainReport
    from tlswhy.report.subject import Subject

FORMATS = ("text", "json", "jsonl", "html", "markdown", "sarif", "junit")


def rendered(  # noqa: PLR0913 - each is an option of the command line
    form: str,
    diagnosis: Diagnosis,
    transcript: Transcript,
    subject: Subject,
    *,
    explain_all: bool = False,
    interrupted: bool = False,
    chain: ChainReport | None = None,
) -> str:
    """The report. form: one of `FORMATS`. chain: of certificates, where they are the question."""
    case = (diagnosis, transcript, subject)
    if form in ("json", "jsonl"):
        from tlswhy.report import json

        write = json.dump if form == "json" else json.line
        return write(*case, explain_all=explain_all, chain=chain)
    from importlib import import_module

    options: dict[str, object] = {"explain_all": explain_all, "interrupted": interrupted}
    if chain is not None and form in ("text", "markdown", "html"):
        options["chain"] = chain
    if form in ("text", "markdown"):
        options["ascii"] = ascii_only()
    if form == "text":
        options |= {"width": width(), "colour": colour()}
    report: str = import_module(f"tlswhy.report.{form}").render(*case, **options)
    return report
