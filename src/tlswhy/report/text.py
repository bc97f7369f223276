"""The report for a person: the answer first, then what it rests on, then what to do."""

from __future__ import annotations

from tlswhy.model.case import Trial
from tlswhy.model.diagnosis import Diagnosis, Finding, Outcome, Step, Verdict
from tlswhy.model.facts.certificate import LeafSeen
from tlswhy.model.facts.context import Clock
from tlswhy.model.facts.tls import Established, KeyExchangeSeen, ServerHelloSeen
from tlswhy.model.transcript import Transcript
from tlswhy.report import ladder, next_steps, route
from tlswhy.report.fix import fixes
from tlswhy.report.sheet import Sheet, clean
from tlswhy.report.subject import Subject
from tlswhy.report.tried import got, outcome
from tlswhy.report.words import LEGS, PARTIES, change_words
from tlswhy.wire.codes import CipherSuite, NamedGroup, ProtocolVersion

LABELS = {
    Outcome.OK: ("OK", "green"),
    Outcome.FAILED: ("FAILED", "alarm"),
    Outcome.AT_RISK: ("AT RISK", "yellow"),
}
TRIED = {"works": "green", "answered": "yellow", "fails": ""}
MOST_EVIDENCE = 12


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
) -> str:
    """The whole report.

    width: columns, 40 at least. colour: with SGR codes. ascii: for outputs that take no UTF-8.
    explain_all: also what was excluded, and why. interrupted: the user did not wait for the end.
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
    if diagnosis.findings:
        _evidence(sheet, diagnosis.findings[0], transcript, diagnosis)
    _tried(sheet, diagnosis)
    _others(sheet, diagnosis, explain_all=explain_all)
    _notes(sheet, diagnosis)
    if diagnosis.findings:
        _fix(sheet, diagnosis.findings[0], diagnosis)
    next_steps.draw(sheet, diagnosis, subject)
    return str(sheet)


def _verdict(sheet: Sheet, diagnosis: Diagnosis, *, interrupted: bool) -> None:
    word, style = LABELS[diagnosis.outcome]
    undecided = interrupted and not diagnosis.findings
    if undecided:
        # Nothing failed yet: the attempt was simply not over.
        word, style = "INTERRUPTED", "yellow"
    lead = f"{word}  "
    answer = "before there was an answer" if undecided else _answer(diagnosis)
    sheet.text(answer, lead=lead, word=style)
    second = _second(diagnosis)
    if second and not undecided:
        sheet.text(second, lead=" " * len(lead))
    if interrupted and not undecided:
        text = "interrupted: judged by what was known until then"
        sheet.text(text, lead=" " * len(lead), style="yellow")


def _answer(diagnosis: Diagnosis) -> str:
    if diagnosis.findings:
        top = diagnosis.findings[0]
        return f"{top.cause} ({top.clue.verdict.word}): {clean(top.clue.because)}"
    if diagnosis.outcome is Outcome.OK:
        return _finished(diagnosis)
    return "no known cause explains what was seen"


def _finished(diagnosis: Diagnosis) -> str:
    case = diagnosis.case
    hop = case.target_hop
    done = case.last(Established, hop=hop)
    if done is None:
        return "nothing is wrong"
    said = [str(ProtocolVersion(done.version)), str(CipherSuite(done.suite))]
    chosen, exchange = case.last(ServerHelloSeen, hop=hop), case.last(KeyExchangeSeen, hop=hop)
    group = chosen.group if chosen is not None else None
    if group is None and exchange is not None and exchange.group:
        group = exchange.group
    if group is not None:
        said.append(str(NamedGroup(group)))
    if done.alpn:
        said.append(clean(done.alpn, 40))
    leaf, clock = case.last(LeafSeen, hop=hop), case.last(Clock)
    if leaf is not None and clock is not None:
        days = (leaf.not_after - clock.now).days
        said.append(f"certificate valid until {leaf.not_after:%Y-%m-%d} ({days} days)")
    return f"handshake finished: {', '.join(said)}"


def _second(diagnosis: Diagnosis) -> str:
    said = []
    if diagnosis.findings:
        said.append(f"{PARTIES[diagnosis.findings[0].acts]} has to act")
    broke = diagnosis.broke_at
    if broke.step is not Step.NONE:
        said.append(f"it broke at step {broke.step}, {LEGS[broke.leg]}")
    elif diagnosis.outcome is Outcome.AT_RISK:
        said.append("it works now and will break")
    return "; ".join(said)


def _evidence(sheet: Sheet, top: Finding, transcript: Transcript, diagnosis: Diagnosis) -> None:
    facts = dict.fromkeys(top.clue.evidence)
    if not facts:
        return
    sheet.heading("Evidence")
    for fact in list(facts)[:MOST_EVIDENCE]:
        own = fact in diagnosis.case.facts
        at = ladder.time_of(fact, transcript) if own else None
        time = f" (at {at} ms)" if at is not None else "" if own else " (in a trial)"
        sheet.text(clean(fact.says) + time, lead="  - ")


def _tried(sheet: Sheet, diagnosis: Diagnosis) -> None:
    trials = diagnosis.case.trials
    if not trials:
        return
    spent = sum(trial.connections for trial in trials)
    sheet.heading(f"Tried ({_connections(spent)})")
    top = diagnosis.findings[0].clue.confirmed_by if diagnosis.findings else None
    for trial in trials:
        sheet.text(_trial(trial), lead="  - ", style=TRIED[outcome(trial)])
    if top is not None:
        sheet.text(f"confirmed by: {clean(change_words(top.change))}", lead="  ", style="bold")


def _trial(trial: Trial) -> str:
    words, word = clean(change_words(trial.change), 120), outcome(trial)
    more = clean(got(trial), 160)
    cost = "" if trial.connections == 1 else f" ({_connections(trial.connections)})"
    return f"{words}: {word}{f', {more}' if more else ''}{cost}"


def _connections(count: int) -> str:
    return f"{count or 'no'} connection{'' if count == 1 else 's'}"


def _others(sheet: Sheet, diagnosis: Diagnosis, *, explain_all: bool) -> None:
    """What else stands, and every rule of ours that failed instead of judging."""
    crashed = [finding for finding in diagnosis.excluded if finding.crash]
    others = [*diagnosis.findings[1:], *crashed]
    if others:
        sheet.heading("Also")
    for finding in others:
        word = "crashed" if finding.crash else finding.clue.verdict.word
        says = clean(finding.crash or finding.clue.because)
        style = "yellow" if finding.clue.verdict is Verdict.CERTAIN else ""
        sheet.text(f"{finding.cause}: {says}", lead=f"  {word:<8} ", hang=11, word=style)
    excluded = [finding for finding in diagnosis.excluded if not finding.crash]
    if explain_all and excluded:
        sheet.heading("Excluded")
        for finding in excluded:
            sheet.text(f"{finding.cause}: {clean(finding.clue.because)}", lead="  - ", style="dim")


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
