"""NNTP STARTTLS (RFC 4642), found with CAPABILITIES (RFC 3977 section 5.2).

server  200 ready
client  CAPABILITIES
server  101 list / STARTTLS / .
client  STARTTLS
server  382 continue       and the TLS handshake starts here
"""

from __future__ import annotations

from tlswhy.hops.reply import first_words, listed, reply
from tlswhy.hops.talk import Ready, Refused, Send, Talk

PORTS = (119, 433)
IMPLICIT = (563,)


def talk(_host: str) -> Talk:
    """From the greeting to the answer to STARTTLS. CAPABILITIES may be unknown to an old server."""
    code, said = yield from reply()
    if code in (400, 502):
        return Refused("greeting", said)
    if code not in (200, 201):
        return Refused("greeting (not NNTP)", said)
    yield Send(b"CAPABILITIES\r\n")
    code, said = yield from reply()
    if code == 101:
        said = yield from listed(said)
        if b"STARTTLS" not in first_words(said):
            return Refused("CAPABILITIES (no STARTTLS offered)", said)
    yield Send(b"STARTTLS\r\n")
    code, said = yield from reply()
    return Ready() if code == 382 else Refused("STARTTLS", said)
