"""What this process has fetched, for a while and within a bound."""

from __future__ import annotations

import math
import threading

from tlswhy.model.attempt import Proxy
from tlswhy.net.clock import ticks
from tlswhy.net.fetch.wanted import Fetched, Wanted

KEPT_FOR = 300.0
"""In seconds, how long what was fetched is given again within one process."""

MOST_KEPT = 16 << 20
"""In bytes, of everything that is kept."""

Key = tuple[Wanted, tuple[Proxy, ...], bool]
"""What was fetched, by which route, and whether it may have come from inside."""


class Shelf:
    """What this process has fetched, for a while and within a bound."""

    def __init__(self) -> None:
        self._kept: dict[Key, tuple[float, Fetched]] = {}
        self._lock = threading.Lock()

    def take(self, key: Key) -> Fetched | None:
        with self._lock:
            since, kept = self._kept.get(key, (-math.inf, None))
            return kept if ticks() - since < KEPT_FOR else None

    def put(self, key: Key, fetched: Fetched) -> None:
        with self._lock:
            self._kept.pop(key, None)
            self._kept[key] = (ticks(), fetched)
            while sum(len(one.content) for _, one in self._kept.values()) > MOST_KEPT:
                del self._kept[next(iter(self._kept))]

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()


SHELF = Shelf()
