"""ManageSieve STARTTLS (RFC 5804 section 2.2).

server  "IMPLEMENTATION" "..." / "STARTTLS" / OK
client  STARTTLS
server  OK                 and the TLS handshake starts here
"""

from __future__ import annotations

import re
from collections.abc import Generator

from tlswhy.hops.reply import MAX_LINES, opening
from tlswhy.hops.talk import Exactly, Line, Ready, Refused, Send, Some, Talk

PORTS = (4190,)
IMPLICIT: tuple[int, ...] = ()

_MAX_LITERAL = 8192


def talk(_host: str) -> Talk:
    """From the capabilities, which are the greeting, to the answer to STARTTLS."""
    ending, said = yield from _response()
    if not ending:
        return Refused("greeting (not ManageSieve)", said)
    if ending != b"OK":
        return Refused("greeting", said)
    if not re.search(rb'^"STARTTLS"', said, re.IGNORECASE | re.MULTILINE):
        return Refused("greeting (no STARTTLS offered)", said)
    yield Send(b"STARTTLS\r\n")
    ending, said = yield from _response()
    return Ready() if ending == b"OK" else Refused("STARTTLS", said)


def _response() -> Generator[Exactly | Line | Some, bytes, tuple[bytes, bytes]]:
    """Lines up to OK, NO or BYE, and which of them it was; empty when this is no response."""
    said = b""
    for _ in range(MAX_LINES):
        line = (yield Line()) if said else (yield from opening(b'"{OoNnBb'))
        line = yield from _with_literals(line)
        said += line
        ending = re.match(rb"(OK|NO|BYE)\b", line, re.IGNORECASE)
        if ending:
            return ending[1].upper(), said
        if not line.startswith((b'"', b"{")):
            break
    return b"", said


def _with_literals(line: bytes) -> Generator[Exactly | Line, bytes, bytes]:
    """A line and what its literals bring: `{5}` at its end means five bytes and a further line."""
    said = line
    while literal := re.search(rb"\{(\d{1,5})\+?\}\r?\n\Z", line):
        size = int(literal[1])
        if len(said) + size > _MAX_LITERAL:
            break
        said += yield Exactly(size)
        line = yield Line()
        said += line
    return said
