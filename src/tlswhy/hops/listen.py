"""Say nothing and hear what the server says first: a banner tells which protocol this is."""

from __future__ import annotations

from tlswhy.hops.hear import LIMIT, hear
from tlswhy.hops.talk import Ready, Some, Talk


def talk() -> Talk:
    """Hear up to 4 KiB; what came stands in the transcript."""
    said = yield Some(LIMIT)
    yield from hear(said, patience=0.3)
    return Ready()
