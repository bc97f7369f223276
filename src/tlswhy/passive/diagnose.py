"""From one recorded flow to a diagnosis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, structs

from tlswhy.captures.flow import UDP, Flow
from tlswhy.captures.keylog import KeyLog
from tlswhy.causes import Entry
from tlswhy.engine import Budget, investigate
from tlswhy.model.case import Case, Change, Trial
from tlswhy.model.diagnosis import Broke, Diagnosis, Outcome, Step
from tlswhy.passive import datagrams
from tlswhy.passive.caution import cautious
from tlswhy.passive.observe import Setting, observe
from tlswhy.passive.opened import opened
from tlswhy.passive.relevance import concerns_tls, unclear
from tlswhy.passive.transcripts import Recording, record
from tlswhy.probes.changes import OFFLINE, changed


class Judged(Struct, frozen=True):
    """A flow with its diagnosis. unclear: the capture has too little of it to say what became of
    it; the diagnosis then has no findings."""

    recording: Recording
    diagnosis: Diagnosis
    unclear: bool = False


def judge(
    flow: Flow, setting: Setting, causes: Mapping[str, Entry], keys: KeyLog | None = None
) -> Judged | None:
    """What became of one connection, and why; None where it is not about TLS.

    keys: open what is encrypted of a handshake over TCP.
    """
    recording = datagrams.record(flow) if flow.protocol == UDP else record(flow)
    if not concerns_tls(recording):
        return None
    if keys is not None:
        recording = opened(recording, keys)
    case = Case(observe(recording, setting))
    diagnosis = _investigated(case, recording, setting, causes)
    if unclear(case, recording):
        broke = Broke(diagnosis.broke_at.hop, diagnosis.broke_at.leg, Step.NONE)
        bare = structs.replace(diagnosis, outcome=Outcome.OK, findings=(), broke_at=broke)
        return Judged(recording, bare, unclear=True)
    return Judged(recording, cautious(diagnosis))


def _investigated(
    case: Case, recording: Recording, setting: Setting, causes: Mapping[str, Entry]
) -> Diagnosis:
    work = investigate(case, causes, Budget())
    try:
        asked = next(work)
        while True:
            asked = work.send(tuple(_trials(recording, setting, [e.change for e in asked])))
    except StopIteration as end:
        diagnosis: Diagnosis = end.value
        return diagnosis


def _trials(recording: Recording, setting: Setting, changes: Sequence[Change]) -> Iterator[Trial]:
    """A capture has no second try: only what judges the same bytes anew is answered."""
    for change in changes:
        new = changed(recording.attempt, change)
        if new is not None and change.what in OFFLINE:
            again = structs.replace(recording, attempt=new)
            yield Trial(change, observe(again, setting), 0)
