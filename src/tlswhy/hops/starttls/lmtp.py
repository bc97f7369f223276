"""LMTP STARTTLS (RFC 2033 section 4.1, RFC 3207).

server  220 mail.example LMTP
client  LHLO us
server  250-mail.example / 250 STARTTLS
client  STARTTLS
server  220 Ready          and the TLS handshake starts here
"""

from __future__ import annotations

from tlswhy.hops.reply import OUR_NAME, first_words, reply
from tlswhy.hops.talk import Ready, Refused, Send, Talk

PORTS = (24,)
IMPLICIT: tuple[int, ...] = ()


def talk(_host: str) -> Talk:
    """From the greeting to the answer to STARTTLS."""
    code, said = yield from reply()
    if code == 0:
        return Refused("greeting (not LMTP)", said)
    if code != 220:
        return Refused("greeting", said)
    yield Send(f"LHLO {OUR_NAME}\r\n".encode())
    code, said = yield from reply()
    if code != 250:
        return Refused("LHLO", said)
    # The first line holds the server's name, as in ESMTP.
    if b"STARTTLS" not in first_words(said, 4):
        return Refused("LHLO (no STARTTLS offered)", said)
    yield Send(b"STARTTLS\r\n")
    code, said = yield from reply()
    return Ready() if code == 220 else Refused("STARTTLS", said)
