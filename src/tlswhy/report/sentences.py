"""What every report for people says, before it is laid out: in the order in which it is said."""

from __future__ import annotations

from msgspec import Struct

from tlswhy.model.case import Trial
from tlswhy.model.diagnosis import Diagnosis, Finding, Outcome, Step, Verdict
from tlswhy.model.facts.certificate import LeafSeen
from tlswhy.model.facts.context import Clock
from tlswhy.model.facts.machine import Here
from tlswhy.model.facts.network import HttpAnswered
from tlswhy.model.facts.tls import Established, KeyExchangeSeen, ServerHelloSeen
from tlswhy.model.facts.words import Mentioned, Said
from tlswhy.model.transcript import Transcript
from tlswhy.report import tried
from tlswhy.report.fix import safe_host
from tlswhy.report.ladder import time_of
from tlswhy.report.next_steps import option
from tlswhy.report.subject import Subject
from tlswhy.report.words import LEGS, PARTIES, change_words
from tlswhy.wire.codes import CipherSuite, NamedGroup, ProtocolVersion

OUTCOMES = {Outcome.OK: "OK", Outcome.FAILED: "FAILED", Outcome.AT_RISK: "AT RISK"}
INTERRUPTED = "interrupted: judged by what was known until then"
MOST_EVIDENCE = 12
MOST_TESTS = 3


class Answer(Struct, frozen=True):
    """The first lines of a report. word: such as `FAILED`. more: who has to act and where it
    broke, then that the user did not wait for the end."""

    word: str
    because: str
    more: tuple[str, ...]


class Seen(Struct, frozen=True):
    """A piece of evidence. when: `27 ms`, `in a trial`, the line of a text, the file of a setting,
    or empty for what was known before."""

    says: str
    when: str


class Tried(Struct, frozen=True):
    """An experiment that was made. got: what came back, empty when it just works."""

    change: str
    outcome: tried.Outcome
    got: str
    connections: int
    confirms: bool


class Other(Struct, frozen=True):
    """Another finding, or a rule that failed. word: its verdict, or `crashed`."""

    word: str
    cause: str
    says: str


class Next(Struct, frozen=True):
    """Something to do next. command: the line that does it."""

    what: str
    command: str


def answer(diagnosis: Diagnosis, *, interrupted: bool) -> Answer:
    """The answer in a word, a sentence, and what else there is to say at once."""
    if interrupted and not diagnosis.findings:
        # Nothing failed yet: the attempt was simply not over.
        return Answer("INTERRUPTED", "before there was an answer", ())
    who = _who_and_where(diagnosis)
    more = [who] if who else []
    if interrupted:
        more.append(INTERRUPTED)
    return Answer(OUTCOMES[diagnosis.outcome], _because(diagnosis), tuple(more))


def broken_hop(diagnosis: Diagnosis, route: tuple[str, ...]) -> int:
    """Index of the hop at which it broke, in the route that is shown; -1 when it did not."""
    broke = diagnosis.broke_at
    return -1 if broke.step is Step.NONE else min(broke.hop, len(route) - 1)


def evidence(diagnosis: Diagnosis, transcript: Transcript) -> tuple[Seen, ...]:
    """What the first finding rests on."""
    if not diagnosis.findings:
        return ()
    found = []
    for fact in list(dict.fromkeys(diagnosis.findings[0].clue.evidence))[:MOST_EVIDENCE]:
        own = fact in diagnosis.case.facts
        at = time_of(fact, transcript) if own else None
        when = f"{at} ms" if at is not None else "" if own else "in a trial"
        if isinstance(fact, Here):
            when = fact.where
        elif isinstance(fact, Said):
            when = f"line {fact.seen.line}"
        found.append(Seen(fact.says, when))
    return tuple(found)


def trials(diagnosis: Diagnosis) -> tuple[Tried, ...]:
    """Every experiment in the order in which it was made."""
    proof = diagnosis.findings[0].clue.confirmed_by if diagnosis.findings else None
    return tuple(_tried(trial, proof) for trial in diagnosis.case.trials)


def spent(diagnosis: Diagnosis) -> str:
    """What the experiments cost."""
    return connections(sum(trial.connections for trial in diagnosis.case.trials))


def connections(count: int) -> str:
    """`no connections`, `1 connection`, `2 connections`."""
    return f"{count or 'no'} connection{'' if count == 1 else 's'}"


def others(diagnosis: Diagnosis) -> tuple[Other, ...]:
    """What else stands, and every rule of ours that failed instead of judging."""
    crashed = [finding for finding in diagnosis.excluded if finding.crash]
    return tuple(_other(finding) for finding in (*diagnosis.findings[1:], *crashed))


def tests(diagnosis: Diagnosis) -> tuple[tuple[str, str], ...]:
    """Cause and what would settle it, for those that nothing settled yet."""
    found = diagnosis.findings
    if not found or found[0].clue.verdict is Verdict.CERTAIN:
        return ()
    return tuple((f.cause, f.test) for f in found[:MOST_TESTS] if f.test)


def excluded(diagnosis: Diagnosis) -> tuple[Other, ...]:
    """What was considered and does not hold."""
    return tuple(_other(finding) for finding in diagnosis.excluded if not finding.crash)


def commands(diagnosis: Diagnosis, subject: Subject) -> tuple[Next, ...]:
    """The experiments that are still open, and where to read on."""
    top = diagnosis.findings[0] if diagnosis.findings else None
    sure = top is not None and top.clue.verdict is Verdict.CERTAIN
    found = []
    if diagnosis.outcome is Outcome.FAILED and not sure and subject.kind == "live":
        for experiment in diagnosis.open:
            what = f"{change_words(experiment.change)}: {experiment.settles}"
            found.append(Next(what, f"{subject.command} {option(experiment.change)}".rstrip()))
        if top is None:
            command = f"{subject.command} --save unknown.case"
            found.append(Next("keep what was seen, to report it:", command))
    if subject.kind == "text" and top is not None:
        found += _live(diagnosis)
    if top is not None:
        what = "what this cause is, and how it is told from others:"
        found.append(Next(what, f"tlswhy learn {top.cause}"))
    return tuple(found)


def _live(diagnosis: Diagnosis) -> list[Next]:
    """The command that asks the host in the text itself."""
    case = diagnosis.case
    target = next((m for m in case.all(Mentioned) if m.role in ("target", "upstream")), None)
    if target is None or not safe_host(target.host):
        return []
    port = f":{target.port}" if target.port else ""
    command = f"tlswhy diagnose {safe_host(target.host)}{port}"
    proxy = next((m for m in case.all(Mentioned) if m.role == "proxy"), None)
    if proxy is not None and safe_host(proxy.host):
        port = f":{proxy.port}" if proxy.port else ""
        command += f" --proxy {proxy.scheme or 'http'}://{safe_host(proxy.host)}{port}"
    return [Next("ask the host itself, from where it fails:", command)]


def _because(diagnosis: Diagnosis) -> str:
    if diagnosis.findings:
        return diagnosis.findings[0].clue.because
    if diagnosis.outcome is Outcome.OK:
        return _finished(diagnosis)
    return "no known cause explains what was seen"


def _who_and_where(diagnosis: Diagnosis) -> str:
    said = []
    if diagnosis.findings:
        said.append(f"{PARTIES[diagnosis.findings[0].acts]} has to act")
    broke = diagnosis.broke_at
    if broke.step is not Step.NONE:
        said.append(f"it broke at step {broke.step}, {LEGS[broke.leg]}")
    elif diagnosis.outcome is Outcome.AT_RISK:
        others = diagnosis.findings[0].clue.refused_by
        risk = f"it works here, and is refused by {', '.join(others)}"
        said.append(risk if others else "it works now and will break")
    return "; ".join(said)


def _finished(diagnosis: Diagnosis) -> str:
    case = diagnosis.case
    hop = case.target_hop
    done = case.last(Established, hop=hop)
    if done is None:
        answer = case.last(HttpAnswered, hop=case.plain_hop) if case.plain_hop else None
        return f"{answer.says}, in plain HTTP without TLS" if answer else "nothing is wrong"
    said = [str(ProtocolVersion(done.version)), str(CipherSuite(done.suite))]
    chosen, exchange = case.last(ServerHelloSeen, hop=hop), case.last(KeyExchangeSeen, hop=hop)
    group = chosen.group if chosen is not None else None
    if group is None and exchange is not None and exchange.group:
        group = exchange.group
    if group is not None:
        said.append(str(NamedGroup(group)))
    if done.alpn:
        said.append(done.alpn[:40])
    leaf, clock = case.last(LeafSeen, hop=hop), case.last(Clock)
    if leaf is not None and clock is not None:
        days = (leaf.not_after - clock.now).days
        said.append(f"certificate valid until {leaf.not_after:%Y-%m-%d} ({days} days)")
    return f"handshake finished: {', '.join(said)}"


def _tried(trial: Trial, proof: Trial | None) -> Tried:
    return Tried(
        change_words(trial.change),
        tried.outcome(trial),
        tried.got(trial),
        trial.connections,
        confirms=trial == proof,
    )


def _other(finding: Finding) -> Other:
    word = "crashed" if finding.crash else finding.clue.verdict.word
    return Other(word, finding.cause, finding.crash or finding.clue.because)
