"""The body of an answer of HTTP, with its bound known beforehand (RFC 9112 section 6.3)."""

from __future__ import annotations

import math
import re
from collections.abc import Generator

from tlswhy.hops.http_message import HttpAnswer
from tlswhy.hops.talk import Exactly, Line, Some
from tlswhy.net.fetch.wanted import No, shown

MOST_CHUNKS = 1 << 14  # 4 MiB in pieces of 256 bytes; a byte in each would take our time

_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;.*)?\r?\n", re.DOTALL)


def body(answer: HttpAnswer, largest: int) -> Generator[Exactly | Line | Some, bytes, bytes | No]:
    """The body whose head was heard (RFC 9112 section 6.3), with its bound known beforehand."""
    packed = answer.header("Content-Encoding").lower()
    if packed not in ("", "identity"):
        return No("encoding", f"it comes packed by {shown(packed)}, which was not asked for")
    if "chunked" in answer.header("Transfer-Encoding").lower():
        return (yield from _chunks(largest))
    length = answer.header("Content-Length")
    if not (length.isascii() and length.isdigit()):
        return (yield from _to_the_end(largest))
    if len(length) > 18 or int(length) > largest:
        return _too_large(f"it has {shown(length)} bytes", largest)
    return (yield Exactly(int(length)))


def _chunks(largest: int) -> Generator[Exactly | Line, bytes, bytes | No]:
    """Chunk by chunk to the last one (RFC 9112 section 7.1); the trailer is left unheard."""
    pieces: list[bytes] = []
    size = 0
    while len(pieces) < MOST_CHUNKS:
        head = _CHUNK_SIZE.fullmatch((yield Line(256)))
        if head is None:
            return No("not-http", "its chunks do not begin with their size")
        more = int(head[1], 16)
        size += more
        if size > largest:
            return _too_large(f"it has {size} bytes and more", largest)
        if not more:
            return b"".join(pieces)
        pieces.append((yield Exactly(more)))
        yield Line(2)
    return No("too-large", f"it comes in more than {MOST_CHUNKS} pieces")


def _to_the_end(largest: int) -> Generator[Some, bytes, bytes | No]:
    """Everything until the peer closes."""
    pieces: list[bytes] = []
    size = 0
    while piece := (yield Some(patience=math.inf)):
        pieces.append(piece)
        size += len(piece)
        if size > largest:
            return _too_large(f"it has {size} bytes and more", largest)
    return b"".join(pieces)


def _too_large(what: str, largest: int) -> No:
    return No("too-large", f"{what}, and {largest} are the most that are heard")
