"""Handshake messages of real handshakes: `handshakes/<name>.txt`, each with its source."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple

from tlswhy.wire.messages import Frame, frames

FOLDER = Path(__file__).with_name("handshakes")


class Terms(NamedTuple):
    """What was agreed, which says how to read the messages."""

    version: int
    kx: Literal["ec", "dh"] | None
    anonymous: bool


TERMS = {
    "rfc8448-simple": Terms(0x0304, None, anonymous=False),
    "tls10-dhe": Terms(0x0301, "dh", anonymous=False),
    "tls10-ecdh-anon": Terms(0x0301, "ec", anonymous=True),
    "tls12-dh-anon": Terms(0x0303, "dh", anonymous=True),
    "tls12-ecdsa": Terms(0x0303, "ec", anonymous=False),
    "tls12-status": Terms(0x0303, "ec", anonymous=False),
    "tls13-retry": Terms(0x0304, None, anonymous=False),
}


def handshake(name: str) -> list[tuple[bool, Frame]]:
    """Each message in the order seen, with whether the server sent it."""
    lines = (FOLDER / f"{name}.txt").read_text().splitlines()
    said = [line.split() for line in lines if not line.startswith("#")]
    return [(side == "server", frames(bytes.fromhex(message))[0][0]) for side, message in said]


def body(name: str, type_: int, nth: int = 0) -> bytes:
    """The body of the nth message of that type."""
    return [frame.body for _, frame in handshake(name) if frame.type == type_][nth]
