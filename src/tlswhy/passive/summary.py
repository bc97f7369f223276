"""All flows of a capture together: how many went well, and which kinds of failure there are."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

from msgspec import Struct

from tlswhy.model.diagnosis import Diagnosis, Outcome
from tlswhy.model.facts.tls import Established, HelloSent
from tlswhy.passive.diagnose import Judged
from tlswhy.passive.rows import Row

MOST_GROUPS = 2000
MOST_CLIENTS = 1000
"""Addresses that are counted for one kind of failure."""

MOST_KEPT = 10
"""Flows of one kind whose numbers are kept."""


class Group(Struct):
    """One kind of failure: the same cause at the same server for the same name.

    first: the diagnosis of the first such flow, with its recording. flows: numbers of the first
    few, and the frames at which they begin. source: the file of the first.
    """

    first: Judged
    count: int
    flows: list[tuple[int, int]]
    began: datetime
    ended: datetime
    clients: Counter[str]
    source: str = ""

    @property
    def diagnosis(self) -> Diagnosis:
        return self.first.diagnosis

    @property
    def server(self) -> str:
        """The server's address and port."""
        return str(self.first.recording.flow.server)

    @property
    def name(self) -> str:
        """The name that was asked for; "" without one."""
        hello = self.diagnosis.case.last(HelloSent, hop=self.diagnosis.case.target_hop)
        return (hello.sni or "") if hello else ""


class Summary(Struct):
    """What a capture holds.

    flows: that were judged. outcomes: how many of each. groups: what failed or is at risk, the most
    frequent first. beyond: failures of kinds that there was no more room for. unclear: flows that
    the capture has too little of.
    """

    flows: int
    outcomes: dict[Outcome, int]
    versions: dict[int, int]
    groups: list[Group]
    beyond: int
    unclear: int


class Collector:
    """Adds up one diagnosis after the other; keeps a bounded number of kinds."""

    def __init__(self) -> None:
        self._groups: dict[tuple[str, str, str, str], Group] = {}
        self._outcomes: Counter[Outcome] = Counter()
        self._versions: Counter[int] = Counter()
        self._beyond = self._unclear = 0

    def add(self, judged: Judged, source: str) -> Group | None:
        """Take one more in, of a file; back comes the group of one that failed."""
        diagnosis = judged.diagnosis
        if judged.unclear:
            self._unclear += 1
            return None
        self._outcomes[diagnosis.outcome] += 1
        done = diagnosis.case.last(Established, hop=diagnosis.case.target_hop)
        if done is not None:
            self._versions[done.version] += 1
        if diagnosis.outcome is Outcome.OK:
            return None
        return self._grouped(judged, source)

    def fine(self, row: Row) -> None:
        """Take in a handshake that is surely in order."""
        self._outcomes[Outcome.OK] += 1
        self._versions[row.version] += 1

    def _grouped(self, judged: Judged, source: str) -> Group | None:
        diagnosis, recording = judged.diagnosis, judged.recording
        top = diagnosis.findings[0].cause if diagnosis.findings else ""
        when = datetime.fromtimestamp(recording.started / 1e9, UTC)
        made = Group(judged, 0, [], when, when, Counter(), source)
        key = (str(diagnosis.outcome), top, made.server, made.name)
        if key not in self._groups and len(self._groups) >= MOST_GROUPS:
            self._beyond += 1
            return None
        group = self._groups.setdefault(key, made)
        group.count += 1
        group.began, group.ended = min(group.began, when), max(group.ended, when)
        client = recording.flow.client.address
        if client in group.clients or len(group.clients) < MOST_CLIENTS:
            group.clients[client] += 1
        if len(group.flows) < MOST_KEPT and source == group.source:
            frame = recording.flow.packets[0].frame
            group.flows.append((recording.flow.number, frame))
        return group

    def summary(self) -> Summary:
        """Everything so far."""
        failed = Outcome.FAILED
        groups = sorted(
            self._groups.values(), key=lambda g: (g.diagnosis.outcome is not failed, -g.count)
        )
        return Summary(
            flows=sum(self._outcomes.values()) + self._unclear,
            outcomes=dict(self._outcomes),
            versions=dict(self._versions),
            groups=groups,
            beyond=self._beyond,
            unclear=self._unclear,
        )
