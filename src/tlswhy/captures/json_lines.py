"""Logs of one JSON object a line: what stands in them as plain text (RFC 8259).

Also journald's `-o json`, where a message that is no UTF-8 is a list of bytes, and Suricata's
eve.json.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

DEEPEST = 8
MOST = 400  # values of one object
TIMES = ("time", "ts", "timestamp", "@timestamp", "__REALTIME_TIMESTAMP", "date", "t")


def plain(line: str) -> str | None:
    """The strings of an object as `name: value`, a time first; None for what is no object."""
    if not line.startswith("{"):
        return None
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    when = next((str(found[name]) for name in TIMES if name in found), "")
    parts = [f"{name}: {value}" for name, value in _values(found, "", DEEPEST) if value][:MOST]
    return " ".join([when, *parts]).strip()


def _values(found: Any, name: str, deep: int) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - JSON
    if isinstance(found, dict) and deep:
        for key, value in found.items():
            yield from _values(value, str(key), deep - 1)
    elif isinstance(found, list) and deep:
        data = _bytes(found)
        if data is not None:
            yield name, data.decode("utf-8", "replace")
        else:
            for value in found:
                yield from _values(value, name, deep - 1)
    elif isinstance(found, str):
        yield name, found
    elif isinstance(found, int | float) and not isinstance(found, bool):
        yield name, str(found)


def _bytes(found: list[Any]) -> bytes | None:
    """A journald message that is no UTF-8."""
    if len(found) > 3 and all(isinstance(one, int) and 0 <= one < 256 for one in found):
        return bytes(found)
    return None
