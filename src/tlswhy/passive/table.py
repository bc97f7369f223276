"""The handshakes of a capture added up: who fails, with what, by which cause, and how fast it went.

Whatever the capture holds, the memory is bounded. Where there are too many different servers or
names, the rarest are forgotten and only counted together: what is frequent stays, also when it
comes late.
"""

from __future__ import annotations

from collections import Counter
from heapq import nsmallest
from math import ceil, log

from msgspec import Struct, field

from tlswhy.model.attempt import endpoint
from tlswhy.model.diagnosis import Outcome
from tlswhy.passive.rows import UNCLEAR, Row

FAILED = str(Outcome.FAILED)
MOST = 4000
"""Different values that are kept of one kind; then the rarer half is forgotten."""

STEP = 1.02
"""Between neighbouring classes of durations: percentiles are right to one part in a hundred."""

LEAST = 0.001
"""Milliseconds; what is shorter counts as this."""

TIMES = ("tcp_ms", "client_ms", "server_ms", "total_ms")


class Sketch:
    """Durations in classes that widen by `STEP`: a few hundred numbers, however many there are."""

    def __init__(self) -> None:
        self.count = 0
        self._classes: Counter[int] = Counter()

    def __len__(self) -> int:
        """The numbers that it holds."""
        return len(self._classes)

    def add(self, milliseconds: float) -> None:
        self.count += 1
        self._classes[ceil(log(max(milliseconds, LEAST)) / _LOG)] += 1

    def percentile(self, share: float) -> float | None:
        """Milliseconds that the given part of all, from 0 to 1, does not exceed; None of none."""
        wanted = max(ceil(share * self.count), 1)
        for place in sorted(self._classes):
            wanted -= self._classes[place]
            if wanted <= 0:
                return float(2 * STEP**place / (1 + STEP))
        return None


_LOG = log(STEP)


class Tally(Struct):
    """What became of the handshakes that have something in common. causes: of all but good ones."""

    count: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    causes: Counter[str] = field(default_factory=Counter)

    @property
    def failed(self) -> int:
        return self.outcomes[FAILED]

    def add(self, row: Row) -> None:
        self.count += 1
        self.outcomes[row.outcome] += 1
        if row.cause:
            self.causes[row.cause] += 1


class Tallies:
    """Tallies by some text. forgotten: handshakes of those that were dropped."""

    def __init__(self) -> None:
        self.forgotten = 0
        self._known: dict[str, Tally] = {}

    def __len__(self) -> int:
        return len(self._known)

    def add(self, key: str, row: Row) -> None:
        tally = self._known.get(key)
        if tally is None:
            if len(self._known) >= MOST:
                self._forget()
            tally = self._known[key] = Tally()
        tally.add(row)

    def most(self, size: int) -> list[tuple[str, Tally]]:
        """The most frequent."""
        return nsmallest(size, self._known.items(), key=lambda one: (-one[1].count, one[0]))

    def failing(self, size: int) -> list[tuple[str, Tally]]:
        """Those with the most failures, and none without any."""
        failing = ((key, tally) for key, tally in self._known.items() if tally.failed)
        return nsmallest(size, failing, key=lambda one: (-one[1].failed, -one[1].count, one[0]))

    def _forget(self) -> None:
        """Drop the rarer half; a failure weighs more than what went well."""
        ranked = sorted(self._known.items(), key=lambda one: (one[1].failed, one[1].count))
        for key, tally in ranked[: len(ranked) // 2]:
            self.forgotten += tally.count
            del self._known[key]


class Table:
    """Everything about the rows that were added.

    servers: by address and port. clients, names: by address, by server name; the empty name counts
    for those that asked for none. ja4: by fingerprint. alpn: chosen, or where that is hidden the
    client's offer in parentheses. versions, suites, groups: that servers chose. routes: as of
    `Row`. resumed, full: handshakes that were and were not resumed. times: by `TIMES`. again:
    packets that were sent again.
    """

    def __init__(self) -> None:
        self.whole = Tally()
        self.servers, self.clients, self.names = Tallies(), Tallies(), Tallies()
        self.ja4, self.alpn = Tallies(), Tallies()
        self.versions: Counter[int] = Counter()
        self.suites: Counter[int] = Counter()
        self.groups: Counter[int] = Counter()
        self.routes: Counter[str] = Counter()
        self.resumed = self.full = self.again = self.sent = self.received = 0
        self.times = {name: Sketch() for name in TIMES}

    def add(self, row: Row) -> None:
        """Take one more in."""
        self.whole.add(row)
        self.servers.add(endpoint(row.server, row.port), row)
        self.clients.add(row.client, row)
        self.names.add(row.name, row)
        self.routes[row.route] += 1
        if row.ja4:
            self.ja4.add(row.ja4, row)
        if row.alpn or row.offered:
            self.alpn.add(row.alpn or f"({row.offered})", row)
        for counter, number in (
            (self.versions, row.version),
            (self.suites, row.suite),
            (self.groups, row.group),
        ):
            if number:
                counter[number] += 1
        if row.resumed is not None and row.outcome != UNCLEAR:
            self.resumed += row.resumed
            self.full += not row.resumed
        self.again += row.again
        self.sent += row.sent
        self.received += row.received
        for name, sketch in self.times.items():
            took = getattr(row, name)
            if took is not None:
                sketch.add(took)
