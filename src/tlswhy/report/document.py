"""The machine-readable diagnosis, `tlswhy/diagnosis/1`: its shape, and one made of a diagnosis.

The published JSON Schema is made from these types. Fields may be added within `/1`; none goes.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from tlswhy.model.case import Case, Trial
from tlswhy.model.diagnosis import Diagnosis, Experiment, Finding, Leg, Outcome, Party, Step
from tlswhy.model.facts import Fact
from tlswhy.model.facts.machine import AtOdds, FilesRead, NotRead, SettingSeen, StoreSeen
from tlswhy.model.transcript import Mark, Transcript
from tlswhy.pki.certificate import Certificate, Unreadable
from tlswhy.pki.clients import BY_KEY
from tlswhy.pki.verdicts import Judged
from tlswhy.pki.verdicts import Verdict as ChainVerdict
from tlswhy.report import tried
from tlswhy.report.chain import ChainReport, Second
from tlswhy.report.fix import fixes
from tlswhy.report.subject import Subject
from tlswhy.report.views import Side, views

SCHEMA: Literal["tlswhy/diagnosis/1"] = "tlswhy/diagnosis/1"
Count = Annotated[int, Meta(ge=0)]
Text = Annotated[str, Meta(min_length=1)]
Id = Annotated[str, Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]
HERE = (SettingSeen, StoreSeen, NotRead, AtOdds, FilesRead)
Word = Literal["certain", "likely", "possible"]


class SubjectPart(Struct, frozen=True):
    """What was diagnosed. route: its hops, from ours to the target.

    lines, first, last, line, clients: of a kind of line in a log: how many there are, when, the
    number of the first, from how many addresses.
    """

    kind: Text
    target: str
    route: tuple[Text, ...]
    lines: Count | UnsetType = UNSET
    first: Text | UnsetType = UNSET
    last: Text | UnsetType = UNSET
    line: Count | UnsetType = UNSET
    clients: Count | UnsetType = UNSET


class BrokePart(Struct, frozen=True):
    """Where it broke; step `none` when it did not. hop: index into the route, where the request
    after a handshake stands one behind the end."""

    hop: Annotated[int, Meta(ge=-1)]
    leg: Leg
    step: Step


class AtPart(Struct, frozen=True):
    """Where a fact was seen; empty for what was known beforehand, such as the time.

    event: index into the attempt's events. bytes: from and up to, in that event. trial: the
    change, when it was seen in that trial and not in the first attempt. frame: of a capture.
    file, line, column: for what stands in a file, counted from 1.
    """

    hop: Count | UnsetType = UNSET
    event: Count | UnsetType = UNSET
    bytes: tuple[Count, Count] | UnsetType = UNSET
    trial: Text | UnsetType = UNSET
    frame: Annotated[int, Meta(ge=1)] | UnsetType = UNSET
    file: Text | UnsetType = UNSET
    line: Annotated[int, Meta(ge=1)] | UnsetType = UNSET
    column: Annotated[int, Meta(ge=1)] | UnsetType = UNSET


class EvidencePart(Struct, frozen=True):
    """One fact. kind: its class. says: the same in a line for people."""

    kind: Text
    at: AtPart
    says: str


class ConfirmedPart(Struct, frozen=True):
    """The trial that proved the cause."""

    change: Text
    outcome: tried.Outcome


class RemedyPart(Struct, frozen=True):
    """One thing to do. product: empty for what holds whatever the program is."""

    id: Id
    product: str
    text: Text
    lines: tuple[str, ...]


class FindingPart(Struct, frozen=True):
    """One cause that stands. test: what would settle it, where nothing could be tried."""

    cause: Id
    title: str
    verdict: Word
    acts: Party
    because: Text
    evidence: tuple[EvidencePart, ...]
    remedies: tuple[RemedyPart, ...]
    confirmed_by: ConfirmedPart | UnsetType = UNSET
    test: Text | UnsetType = UNSET


class TriedPart(Struct, frozen=True):
    """One experiment that was made. outcome `answered`: the target spoke, yet not all is well.
    got: what came back; empty when it just works."""

    change: Text
    outcome: tried.Outcome
    connections: Count
    got: str


class ViewPart(Struct, frozen=True):
    """A failure behind a proxy from one side: through it, around it, and what the proxy said."""

    side: Side
    outcome: tried.Outcome
    says: Text


class OpenPart(Struct, frozen=True):
    """One experiment that would tell more and was not made."""

    change: Text
    settles: str


class ExcludedPart(Struct, frozen=True):
    """One cause that was considered. crashed: our rule failed instead of judging."""

    cause: Id
    because: str
    crashed: bool


class HerePart(Struct, frozen=True):
    """One thing on this machine, where it was looked at. kind: `SettingSeen`, `StoreSeen`,
    `NotRead`, `AtOdds` or `FilesRead`. program: id of the product, or such as `npm`.

    name, value, note: of a setting, without passwords. cas: how many a trust store has; private:
    those in it that are not public. has_issuer: whether the CA in question is in it.
    files: all that were read.
    """

    kind: Text
    says: str
    at: AtPart
    program: str | UnsetType = UNSET
    name: Text | UnsetType = UNSET
    value: str | UnsetType = UNSET
    note: Text | UnsetType = UNSET
    cas: Count | UnsetType = UNSET
    private: tuple[str, ...] | UnsetType = UNSET
    has_issuer: bool | UnsetType = UNSET
    files: tuple[str, ...] | UnsetType = UNSET


class SentPart(Struct, frozen=True):
    """One certificate as sent. place: in the files; empty where it came over a connection.
    unreadable: why it is none; then nothing else is known of it."""

    subject: str
    issuer: str
    sha256: str
    not_before: str
    not_after: str
    place: str
    unreadable: str | UnsetType = UNSET


class ProblemPart(Struct, frozen=True):
    """One thing that some client refuses. index: of the certificate in the path. refused_by: the
    names of the clients."""

    code: Text
    index: Count
    subject: str
    says: Text
    refused_by: tuple[Text, ...]


class PathPart(Struct, frozen=True):
    """One way from the leaf up: fingerprints (SHA-256). stores: those that trust its end."""

    certificates: tuple[Text, ...]
    stores: tuple[Text, ...]
    problems: tuple[ProblemPart, ...]


class ClientPart(Struct, frozen=True):
    """What one client says, with the roots of `store`. measured: its rules were compared with the
    real program. reasons: codes of the problems it refuses the chain for."""

    client: Id
    name: Text
    store: Text
    ok: bool
    measured: bool
    reasons: tuple[Text, ...]


class CurePart(Struct, frozen=True):
    """One change that makes clients take the chain, proved by judging it again."""

    change: Text
    says: Text
    cured: tuple[Id, ...]
    left: tuple[Id, ...]


class OpinionPart(Struct, frozen=True):
    """What a real program on this machine says. like: the client of ours it is compared with."""

    program: Text
    like: Id
    ok: bool
    agrees: bool
    reasons: tuple[str, ...]


class ChainPart(Struct, frozen=True):
    """A certificate chain, for each kind of client. valid_from, valid_to: when all dates of the
    best path hold; absent without such a time. notes: on the files. looked_up: what was fetched or
    asked, where the user wished it."""

    certificates: tuple[SentPart, ...]
    paths: tuple[PathPart, ...]
    clients: tuple[ClientPart, ...]
    cures: tuple[CurePart, ...]
    opinions: tuple[OpinionPart, ...]
    notes: tuple[Text, ...]
    looked_up: tuple[Text, ...] | UnsetType = UNSET
    valid_from: Text | UnsetType = UNSET
    valid_to: Text | UnsetType = UNSET


class Document(Struct, frozen=True):
    """One diagnosis. findings: ranked, the first one is the answer. notes: remarks on a handshake
    that works. views: of a failure behind a proxy, all three. here: of this machine, where the
    user asked for it. chain: of certificates, where that was the question."""

    schema: Literal["tlswhy/diagnosis/1"]
    subject: SubjectPart
    outcome: Outcome
    broke_at: BrokePart
    findings: tuple[FindingPart, ...]
    tried: tuple[TriedPart, ...]
    open: tuple[OpenPart, ...]
    excluded: tuple[ExcludedPart, ...] | UnsetType = UNSET
    notes: tuple[Text, ...] | UnsetType = UNSET
    views: tuple[ViewPart, ...] | UnsetType = UNSET
    here: tuple[HerePart, ...] | UnsetType = UNSET
    chain: ChainPart | UnsetType = UNSET


def of(
    diagnosis: Diagnosis,
    transcript: Transcript,
    subject: Subject,
    *,
    explain_all: bool = False,
    chain: ChainReport | None = None,
) -> Document:
    """The document of one diagnosis. excluded: the crashed rules, or all when `explain_all`."""
    case, broke = diagnosis.case, diagnosis.broke_at
    left_out = tuple(
        ExcludedPart(f.cause, f.crash or f.clue.because, crashed=bool(f.crash))
        for f in diagnosis.excluded
        if explain_all or f.crash
    )
    return Document(
        schema=SCHEMA,
        subject=_subject(subject),
        outcome=diagnosis.outcome,
        broke_at=BrokePart(broke.hop, broke.leg, broke.step),
        findings=tuple(_finding(finding, case, transcript) for finding in diagnosis.findings),
        tried=tuple(_trial(trial) for trial in case.trials),
        open=tuple(_open(experiment) for experiment in diagnosis.open),
        excluded=left_out if left_out or explain_all else UNSET,
        notes=diagnosis.notes or UNSET,
        views=tuple(ViewPart(v.side, v.outcome, v.says) for v in views(diagnosis)) or UNSET,
        here=tuple(_here(f, case, transcript) for f in case.facts if isinstance(f, HERE)) or UNSET,
        chain=_chain(chain) if chain is not None else UNSET,
    )


def _chain(report: ChainReport) -> ChainPart:
    made = report.survey
    window = made.window
    sent = made.assessment.certificates
    places = (*report.places, *[""] * len(sent))
    return ChainPart(
        certificates=tuple(_sent(one, place) for one, place in zip(sent, places, strict=False)),
        paths=tuple(_path(one) for one in made.assessment.paths),
        clients=tuple(_client(one) for one in made.verdicts),
        cures=tuple(CurePart(one.what, one.says, one.cured, one.left) for one in made.cures),
        opinions=tuple(_opinion(one) for one in report.seconds),
        notes=report.notes,
        looked_up=report.looked_up or UNSET,
        valid_from=window[0].isoformat() if window else UNSET,
        valid_to=window[1].isoformat() if window else UNSET,
    )


def _sent(one: Certificate | Unreadable, place: str) -> SentPart:
    if isinstance(one, Unreadable):
        return SentPart("", "", "", "", "", place, unreadable=one.problem)
    dates = one.not_before.isoformat(), one.not_after.isoformat()
    return SentPart(one.subject, one.issuer, one.sha256, *dates, place)


def _path(judged: Judged) -> PathPart:
    path = judged.path
    return PathPart(
        tuple(one.sha256 for one in path.certificates),
        tuple(dict.fromkeys(path.stores)),
        tuple(
            ProblemPart(one.code, one.index, one.subject, one.says, one.refused_by)
            for one in judged.problems
        ),
    )


def _client(one: ChainVerdict) -> ClientPart:
    client = BY_KEY[one.client]
    codes = tuple(dict.fromkeys(problem.code for problem in one.reasons))
    return ClientPart(one.client, client.name, one.store, one.ok, client.measured, codes)


def _opinion(one: Second) -> OpinionPart:
    said = one.opinion
    reasons = tuple(reason.text for reason in said.reasons)
    return OpinionPart(said.client, one.key, said.ok, one.agrees, reasons)


def _here(fact: Fact, case: Case, transcript: Transcript) -> HerePart:
    setting = fact if isinstance(fact, SettingSeen) else None
    store = fact if isinstance(fact, StoreSeen) else None
    noted = setting or store
    return HerePart(
        type(fact).__name__,
        fact.says,
        _at(fact, case, transcript),
        program=UNSET if isinstance(fact, FilesRead) else getattr(fact, "program", ""),
        name=setting.name if setting else UNSET,
        value=setting.value if setting else UNSET,
        note=(noted.note or UNSET) if noted else UNSET,
        cas=store.anchors if store and store.anchors is not None else UNSET,
        private=tuple(root.says for root in store.contains) if store else UNSET,
        has_issuer=store.has_issuer if store and store.has_issuer is not None else UNSET,
        files=fact.files if isinstance(fact, FilesRead) else UNSET,
    )


def _subject(subject: Subject) -> SubjectPart:
    count = subject.count
    if count is None:
        return SubjectPart(subject.kind, subject.target, subject.route)
    return SubjectPart(
        subject.kind,
        subject.target,
        subject.route,
        lines=count.lines,
        first=count.first or UNSET,
        last=count.last or UNSET,
        line=count.line,
        clients=count.clients,
    )


def _finding(finding: Finding, case: Case, transcript: Transcript) -> FindingPart:
    clue = finding.clue
    trial = clue.confirmed_by
    verdicts: dict[str, Word] = {"certain": "certain", "likely": "likely", "possible": "possible"}
    return FindingPart(
        cause=finding.cause,
        title=finding.title,
        verdict=verdicts[clue.verdict.word],
        acts=finding.acts,
        because=clue.because,
        evidence=tuple(
            EvidencePart(type(fact).__name__, _at(fact, case, transcript), fact.says)
            for fact in clue.evidence
        ),
        remedies=tuple(
            RemedyPart(fix.remedy, fix.product, fix.text, fix.lines) for fix in fixes(finding, case)
        ),
        confirmed_by=ConfirmedPart(trial.change.name, tried.outcome(trial)) if trial else UNSET,
        test=finding.test or UNSET,
    )


def _trial(trial: Trial) -> TriedPart:
    outcome = tried.outcome(trial)
    return TriedPart(trial.change.name, outcome, trial.connections, tried.got(trial))


def _open(experiment: Experiment) -> OpenPart:
    return OpenPart(experiment.change.name, experiment.settles)


def _at(fact: Fact, case: Case, transcript: Transcript) -> AtPart:
    seen = fact.seen
    if seen.event is None and not seen.source:
        return AtPart()
    if seen.source:
        return AtPart(
            file=seen.source,
            line=seen.line if seen.line is not None else UNSET,
            column=seen.column if seen.column is not None else UNSET,
        )
    if fact not in case.facts:
        trial = next((t.change.name for t in case.trials if fact in t.facts), UNSET)
        return AtPart(hop=seen.hop, event=_set(seen.event), trial=trial)
    return AtPart(
        hop=seen.hop,
        event=_set(seen.event),
        bytes=_bytes(fact, transcript),
        frame=_frame(seen.event, transcript),
    )


def _frame(event: int | None, transcript: Transcript) -> int | UnsetType:
    return UNSET if event is None or event >= len(transcript.frames) else transcript.frames[event]


def _set(event: int | None) -> int | UnsetType:
    return UNSET if event is None else event


def _bytes(fact: Fact, transcript: Transcript) -> tuple[int, int] | UnsetType:
    """The bytes the fact was read from: the whole event's unless it says so more exactly."""
    if fact.seen.bytes is not None:
        return fact.seen.bytes
    event = fact.seen.event
    if event is None or event >= len(transcript.events):
        return UNSET
    data = transcript.events[event]
    return (0, len(data.data)) if data.mark in (None, Mark.OPENED) else UNSET
