"""Facts: single observations, never judgements; one module for each family.

"notAfter is 2021-01-01" is a fact, "expired" is not. Time, the trust store, our own settings and
the environment are facts too, so that a diagnosis can be made again from a recording.
"""

from __future__ import annotations

from msgspec import Struct


class Anchor(Struct, frozen=True, omit_defaults=True):
    """Where a fact was seen.

    hop, event, bytes: a live or recorded attempt: index of the hop, of the event in the
        transcript, and the range of bytes in that event.
    source: a file, a capture or what the user said; line and column (from 1) in it.
    """

    hop: int = 0
    event: int | None = None
    bytes: tuple[int, int] | None = None
    source: str = ""
    line: int | None = None
    column: int | None = None


class Fact(Struct, frozen=True, kw_only=True, tag=True, tag_field="kind"):
    """One observation. Its class is its kind; `says` is the same for a reader."""

    seen: Anchor = Anchor()

    @property
    def hop(self) -> int:
        """The hop it was seen on."""
        return self.seen.hop

    @property
    def says(self) -> str:
        """The observation in one line, with its numbers."""
        raise NotImplementedError
