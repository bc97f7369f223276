"""IMAP STARTTLS (RFC 9051 section 6.2.1).

server  * OK ready
client  a1 CAPABILITY
server  * CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED / a1 OK done
client  a2 STARTTLS
server  a2 OK begin        and the TLS handshake starts here
"""

from __future__ import annotations

import re
from collections.abc import Generator

from tlswhy.hops.reply import MAX_LINES, opening
from tlswhy.hops.talk import Line, Ready, Refused, Send, Talk

PORTS = (143,)
IMPLICIT = (993,)


def talk(_host: str) -> Talk:
    """From the greeting to the answer to STARTTLS."""
    said = yield from opening(b"*")
    greeting = re.match(rb"\* (OK|PREAUTH|BYE)\b", said, re.IGNORECASE)
    if greeting is None:
        return Refused("greeting (not IMAP)", said)
    kind = greeting[1].upper()
    if kind == b"PREAUTH":
        # STARTTLS is valid "only in not authenticated state" (section 6.2).
        return Refused("greeting (PREAUTH, STARTTLS not offered)", said)
    if kind == b"BYE":
        return Refused("greeting", said)
    yield Send(b"a1 CAPABILITY\r\n")
    agreed, said = yield from _answer(b"a1")
    if not agreed:
        return Refused("CAPABILITY", said)
    if b"STARTTLS" not in _capabilities(said):
        return Refused("CAPABILITY (no STARTTLS offered)", said)
    yield Send(b"a2 STARTTLS\r\n")
    agreed, said = yield from _answer(b"a2")
    return Ready() if agreed else Refused("STARTTLS", said)


def _answer(tag: bytes) -> Generator[Line, bytes, tuple[bool, bytes]]:
    """Lines up to the tagged one, and whether that one says OK. After BYE there is none."""
    said = b""
    for _ in range(MAX_LINES):
        line = yield Line()
        said += line
        first, status, *_ = [*line.upper().split(), b"", b""]
        if first == tag.upper():
            return status == b"OK", said
        if status == b"BYE":
            break
    return False, said


def _capabilities(said: bytes) -> set[bytes]:
    found = re.findall(rb"^\* CAPABILITY ([^\r\n]*)", said.upper(), re.MULTILINE)
    return set(b" ".join(found).split())
