"""SMTP STARTTLS (RFC 3207).

server  220 mail.example ESMTP
client  EHLO us
server  250-mail.example / 250 STARTTLS
client  STARTTLS
server  220 Ready          and the TLS handshake starts here
"""

from __future__ import annotations

from tlswhy.hops.reply import OUR_NAME, first_words, reply
from tlswhy.hops.talk import Ready, Refused, Send, Talk

PORTS = (25, 587)
IMPLICIT = (465,)


def talk(_host: str) -> Talk:
    """From the greeting to the answer to STARTTLS."""
    code, said = yield from reply()
    if code == 0:
        return Refused("greeting (not SMTP)", said)
    if code != 220:
        return Refused("greeting", said)
    yield Send(f"EHLO {OUR_NAME}\r\n".encode())
    code, said = yield from reply()
    if code != 250:
        return Refused("EHLO", said)
    # The first line holds the server's name (RFC 5321 section 4.1.1.1).
    if b"STARTTLS" not in first_words(said, 4):
        return Refused("EHLO (no STARTTLS offered)", said)
    yield Send(b"STARTTLS\r\n")
    code, said = yield from reply()
    return Ready() if code == 220 else Refused("STARTTLS", said)
