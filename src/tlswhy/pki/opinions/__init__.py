"""Second opinions: what verifiers of this machine say of a chain, beside our own verdict.

Each module asks one of them, and is imported only when it is asked.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

__all__ = ["MOST_BYTES", "MOST_SENT", "NOWHERE", "Opinion", "Reason", "beyond_bounds"]

NOWHERE = -1

MOST_SENT = 128
"""Certificates of one flight that are handed on; no verifier builds a path of more than 100."""

MOST_BYTES = 1 << 20
"""Of one flight; OpenSSL takes a tenth of it from a peer."""


class Reason(Struct, frozen=True):
    """One thing a verifier holds against a chain.

    code: the verifier's own number or name of it. text: its own words.
    index: of the certificate in the path that the verifier built, 0 for the leaf, or, of one it
        cannot read, in the flight; NOWHERE if it does not say.
    """

    code: int | str
    text: str
    index: int


class Opinion(Struct, frozen=True):
    """What one verifier says of one chain.

    client: the verifier with its version, such as "OpenSSL 3.0.19". ok: whether it accepts.
    reasons: all it names, in its order, each once; none if it accepts.
    """

    client: str
    ok: bool
    reasons: tuple[Reason, ...]


def beyond_bounds(chain: Sequence[bytes]) -> Reason | None:
    """Why no verifier is to be asked about a flight: it is empty, or too large."""
    if not chain:
        return Reason("none", "there is no certificate", NOWHERE)
    size = sum(map(len, chain))
    if len(chain) > MOST_SENT or size > MOST_BYTES:
        return Reason("size", f"{len(chain)} certificates of {size} bytes are too many", NOWHERE)
    return None
