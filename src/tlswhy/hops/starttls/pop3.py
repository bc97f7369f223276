"""POP3 STLS (RFC 2595 section 4), found with CAPA (RFC 2449 section 5).

server  +OK ready
client  CAPA
server  +OK / STLS / .
client  STLS
server  +OK begin          and the TLS handshake starts here
"""

from __future__ import annotations

from tlswhy.hops.reply import first_words, listed, opening
from tlswhy.hops.talk import Line, Ready, Refused, Send, Talk

PORTS = (110,)
IMPLICIT = (995,)


def talk(_host: str) -> Talk:
    """From the greeting to the answer to STLS. A server without CAPA is asked all the same."""
    said = yield from opening(b"+-")
    if said.startswith(b"-ERR"):
        return Refused("greeting", said)
    if not said.startswith(b"+OK"):
        return Refused("greeting (not POP3)", said)
    yield Send(b"CAPA\r\n")
    said = yield Line()
    if said.startswith(b"+OK"):
        said = yield from listed(said)
        if b"STLS" not in first_words(said):
            return Refused("CAPA (no STLS offered)", said)
    yield Send(b"STLS\r\n")
    said = yield Line()
    return Ready() if said.startswith(b"+OK") else Refused("STLS", said)
