"""FTP AUTH TLS (RFC 4217 section 4).

server  220 ready
client  AUTH TLS
server  234 go on          and the TLS handshake starts here

FEAT is not asked first: many servers keep it for those who have logged in.
"""

from __future__ import annotations

from tlswhy.hops.reply import reply
from tlswhy.hops.talk import Ready, Refused, Send, Talk

PORTS = (21,)
IMPLICIT = (990,)


def talk(_host: str) -> Talk:
    """From the greeting to the answer to AUTH TLS."""
    code, said = yield from reply()
    if code == 120:  # "Service ready in nnn minutes": the greeting is still to come
        code, said = yield from reply()
    if code == 0:
        return Refused("greeting (not FTP)", said)
    if code != 220:
        return Refused("greeting", said)
    yield Send(b"AUTH TLS\r\n")
    code, said = yield from reply()
    return Ready() if code == 234 else Refused("AUTH TLS", said)
