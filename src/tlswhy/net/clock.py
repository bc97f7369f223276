"""The clocks. Everything below `net` gets time as a fact."""

from __future__ import annotations

import time
from datetime import UTC, datetime


def now() -> datetime:
    """The wall clock, UTC."""
    return datetime.now(UTC)  # noqa: TID251


def ticks() -> float:
    """Seconds of a clock that only goes forward."""
    return time.monotonic()


def pause(seconds: float) -> None:
    """Do nothing for a while."""
    time.sleep(seconds)
