"""SMTP STARTTLS (RFC 3207).

server  220 mail.example ESMTP
client  EHLO us
server  250-mail.example / 250 STARTTLS
client  STARTTLS
server  220 Ready          and the TLS handshake starts here
"""

from __future__ import annotations

from collections.abc import Generator

from tlswhy.hops.talk import Line, Ready, Refused, Send, Talk

PORTS = (25, 587)
IMPLICIT = (465,)

# We have no name that resolves. A name in full passes the usual syntax checks, and `.invalid`
# (RFC 2606 section 2) does not claim to be anybody.
OUR_NAME = "tlswhy.invalid"

_MAX_LINES = 128


def talk(_host: str) -> Talk:
    """From the greeting to the answer to STARTTLS."""
    code, said = yield from _reply()
    if code == 0:
        return Refused("greeting (not SMTP)", said)
    if code != 220:
        return Refused("greeting", said)
    yield Send(f"EHLO {OUR_NAME}\r\n".encode())
    code, said = yield from _reply()
    if code != 250:
        return Refused("EHLO", said)
    if b"STARTTLS" not in _keywords(said):
        return Refused("EHLO (no STARTTLS offered)", said)
    yield Send(b"STARTTLS\r\n")
    code, said = yield from _reply()
    return Ready() if code == 220 else Refused("STARTTLS", said)


def _reply() -> Generator[Line, bytes, tuple[int, bytes]]:
    """One reply, which can be many lines: `250-first`, `250 last` (RFC 5321 section 4.2.1).

    The code is 0 when this is no reply: `SSH-2.0-...` has a hyphen in the same place.
    """
    said = b""
    for _ in range(_MAX_LINES):
        line = yield Line()
        said += line
        if not line[:3].isdigit():
            break
        if line[3:4] != b"-":
            return int(line[:3]), said
    return 0, said


def _keywords(said: bytes) -> set[bytes]:
    """The first word of each line but the first, which is the server's name (RFC 5321 4.1.1.1)."""
    return {line[4:].partition(b" ")[0].strip().upper() for line in said.splitlines()[1:]}
