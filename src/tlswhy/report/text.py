"""The report for a person: the answer first, then what it rests on, then what to do."""

from __future__ import annotations

from tlswhy.model.diagnosis import Diagnosis, Finding
from tlswhy.model.transcript import Transcript
from tlswhy.report import here, ladder, route, sentences, views
from tlswhy.report.chain import ChainReport, sections
from tlswhy.report.fix import fixes
from tlswhy.report.sentences import Tried
from tlswhy.report.sheet import Sheet, clean
from tlswhy.report.subject import Subject

STYLES = {"OK": "green", "FAILED": "alarm"}
TRIED = {"works": "green", "answered": "yellow", "fails": ""}


def render(  # noqa: PLR0913 - each is an option of the command line
    diagnosis: Diagnosis,
    transcript: Transcript,
    subject: Subject,
    *,
    width: int = 80,
    colour: bool = False,
    ascii: bool = False,  # noqa: A002 - Python's own word for it
    explain_all: bool = False,
    interrupted: bool = False,
    chain: ChainReport | None = None,
) -> str:
    """The whole report.

    width: columns, 40 at least. colour: with SGR codes. ascii: for outputs that take no UTF-8.
    explain_all: also what was excluded, and why. interrupted: the user did not wait for the end.
    chain: all there is to show of a chain, in place of the evidence.
    """
    sheet = Sheet(width, colour=colour, ascii=ascii)
    _verdict(sheet, diagnosis, interrupted=interrupted)
    if subject.route:
        sheet.gap()
        route.draw(sheet, subject.route, diagnosis.broke_at)
    rungs = ladder.rungs(diagnosis, transcript)
    if rungs:
        sheet.gap()
        ladder.draw(sheet, rungs, transcript.route)
    if chain is not None:
        _chain(sheet, chain)
    else:
        _evidence(sheet, diagnosis, transcript)
    _views(sheet, diagnosis)
    _tried(sheet, diagnosis)
    _others(sheet, diagnosis, explain_all=explain_all)
    _tests(sheet, diagnosis)
    _here(sheet, diagnosis)
    _notes(sheet, diagnosis)
    if diagnosis.findings:
        _fix(sheet, diagnosis.findings[0], diagnosis)
    _next(sheet, diagnosis, subject)
    return str(sheet)


def _verdict(sheet: Sheet, diagnosis: Diagnosis, *, interrupted: bool) -> None:
    answer = sentences.answer(diagnosis, interrupted=interrupted)
    lead = f"{answer.word}  "
    because = clean(answer.because)
    if diagnosis.findings:
        top = diagnosis.findings[0]
        because = f"{top.cause} ({top.clue.verdict.word}): {because}"
    sheet.text(because, lead=lead, word=STYLES.get(answer.word, "yellow"))
    for more in answer.more:
        style = "yellow" if more == sentences.INTERRUPTED else ""
        sheet.text(more, lead=" " * len(lead), style=style)


def _chain(sheet: Sheet, chain: ChainReport) -> None:
    for section in sections(chain):
        sheet.heading(section.title)
        for line in section.lines:
            sheet.text(clean(line.text, 1000), lead=line.lead, style=line.style)


def _evidence(sheet: Sheet, diagnosis: Diagnosis, transcript: Transcript) -> None:
    seen = sentences.evidence(diagnosis, transcript)
    if seen:
        sheet.heading("Evidence")
    for fact in seen:
        time = f" ({'at ' if fact.when.endswith('ms') else ''}{fact.when})" if fact.when else ""
        sheet.text(clean(fact.says) + time, lead="  - ")


def _views(sheet: Sheet, diagnosis: Diagnosis) -> None:
    found = views.views(diagnosis)
    if found:
        sheet.heading("Compared")
    for view in found:
        sheet.text(f"{view.name}: {clean(view.says, 160)}", lead="  - ", style=TRIED[view.outcome])


def _tried(sheet: Sheet, diagnosis: Diagnosis) -> None:
    trials = sentences.trials(diagnosis)
    if trials:
        sheet.heading(f"Tried ({sentences.spent(diagnosis)})")
    for trial in trials:
        sheet.text(_trial(trial), lead="  - ", style=TRIED[trial.outcome])
    for trial in trials:
        if trial.confirms:
            sheet.text(f"confirmed by: {clean(trial.change)}", lead="  ", style="bold")


def _trial(trial: Tried) -> str:
    more = clean(trial.got, 160)
    cost = "" if trial.connections == 1 else f" ({sentences.connections(trial.connections)})"
    return f"{clean(trial.change, 120)}: {trial.outcome}{f', {more}' if more else ''}{cost}"


def _others(sheet: Sheet, diagnosis: Diagnosis, *, explain_all: bool) -> None:
    """What else stands, and every rule of ours that failed instead of judging."""
    others = sentences.others(diagnosis)
    if others:
        sheet.heading("Also")
    for other in others:
        style = "yellow" if other.word == "certain" else ""
        text = f"{other.cause}: {clean(other.says)}"
        sheet.text(text, lead=f"  {other.word:<8} ", hang=11, word=style)
    excluded = sentences.excluded(diagnosis)
    if explain_all and excluded:
        sheet.heading("Excluded")
        for other in excluded:
            sheet.text(f"{other.cause}: {clean(other.says)}", lead="  - ", style="dim")


def _tests(sheet: Sheet, diagnosis: Diagnosis) -> None:
    tests = sentences.tests(diagnosis)
    if tests:
        sheet.heading("What would tell")
    for cause, test in tests:
        sheet.text(f"{cause}: {clean(test)}", lead="  - ")


def _here(sheet: Sheet, diagnosis: Diagnosis) -> None:
    seen = here.seen(diagnosis.case)
    if seen is None:
        return
    sheet.heading(f"On this machine ({seen.files} files read)")
    for line in seen.lines:
        sheet.text(clean(line.text, 400), lead="  - ", style="yellow" if line.matters else "")
    if seen.left:
        sheet.text(f"and {seen.left} more: tlswhy explain --here", lead="    ", style="dim")


def _notes(sheet: Sheet, diagnosis: Diagnosis) -> None:
    if diagnosis.notes:
        sheet.heading("Note")
    for note in diagnosis.notes:
        sheet.text(clean(note), lead="  - ")


def _fix(sheet: Sheet, top: Finding, diagnosis: Diagnosis) -> None:
    found = fixes(top, diagnosis.case)
    if found:
        sheet.heading("Fix")
    for index, fix in enumerate(found):
        if fix.product:
            sheet.text(f"{fix.product}: {fix.text}", lead="    ")
        else:
            if index and found[index - 1].product:
                sheet.gap()
            sheet.text(fix.text, lead="  ", style="bold")
        for line in fix.lines:
            sheet.paste(line, 6)


def _next(sheet: Sheet, diagnosis: Diagnosis, subject: Subject) -> None:
    steps = sentences.commands(diagnosis, subject)
    if steps:
        sheet.heading("Next")
    for step in steps:
        sheet.text(clean(step.what), lead="  ")
        sheet.paste(step.command, 4)
