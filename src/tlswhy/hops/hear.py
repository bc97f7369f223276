"""Hear what a peer says without knowing where it ends."""

from __future__ import annotations

from collections.abc import Generator

from tlswhy.hops.talk import Some

PATIENCE = 0.5  # seconds of quiet after which a peer has said all it will say unasked
LIMIT = 4096  # bytes: enough for any banner


def hear(
    said: bytes = b"", *, limit: int = LIMIT, patience: float = PATIENCE
) -> Generator[Some, bytes, bytes]:
    """Go on from `said` until the peer is quiet for `patience` seconds, ends, or `limit` bytes."""
    while len(said) < limit:
        more = yield Some(limit - len(said), patience)
        if not more:
            break
        said += more
    return said
