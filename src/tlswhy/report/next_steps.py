"""What to run next, as commands."""

from __future__ import annotations

import re

from tlswhy.model.case import Change, What
from tlswhy.model.diagnosis import Diagnosis, Outcome, Verdict
from tlswhy.report.sheet import Sheet, clean
from tlswhy.report.subject import Subject
from tlswhy.report.words import change_words

MORE = "--experiments 30"
SAFE_VALUE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:+-]*|", re.ASCII)
# The option that makes the same change by hand. Other changes only an experiment makes.
OPTIONS = {
    What.SNI_ABSENT: "--no-sni",
    What.SNI_SENT: "--sni {}",
    What.SNI_OTHER: "--sni {}",
    What.SNI_FROM_CERTIFICATE: "--sni {}",
    What.VERSION_CAP: "--max-version {}",
    What.WITHOUT_PQ_SHARE: "--groups x25519:P-256:P-384",
    What.CLOCK: "--now {}",
    What.STARTTLS: "--starttls {}",
    What.DIRECT: "--no-proxy",
    What.AGAIN: "",
}


def draw(sheet: Sheet, diagnosis: Diagnosis, subject: Subject) -> None:
    """The experiments that are still open, and where to read on."""
    top = diagnosis.findings[0] if diagnosis.findings else None
    unsure = diagnosis.outcome is Outcome.FAILED and (
        top is None or top.clue.verdict is not Verdict.CERTAIN
    )
    if top is None and not unsure:
        return
    sheet.heading("Next")
    if unsure and subject.kind == "live":
        for experiment in diagnosis.open:
            words = clean(change_words(experiment.change), 120)
            sheet.text(f"{words}: {clean(experiment.settles)}", lead="  ")
            sheet.paste(f"{subject.command} {option(experiment.change)}".rstrip(), 4)
        if top is None:
            sheet.text("keep what was seen, to report it:", lead="  ")
            sheet.paste(f"{subject.command} --save unknown.case", 4)
    if top is not None:
        sheet.text("what this cause is, and how it is told from others:", lead="  ")
        sheet.paste(f"tlswhy learn {top.cause}", 4)


def option(change: Change) -> str:
    """The change as an option of the command line; a value a shell could stumble over, and a
    change without an option of its own, leave it to more experiments."""
    if change.what not in OPTIONS or not SAFE_VALUE.fullmatch(change.value):
        return MORE
    return OPTIONS[change.what].replace("{}", change.value)
