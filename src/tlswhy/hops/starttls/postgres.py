"""PostgreSQL: SSLRequest (PostgreSQL protocol 3.0, message flow "SSL Session Encryption").

client  00 00 00 08 04 d2 16 2f
server  S          and the TLS handshake starts here
"""

from __future__ import annotations

from tlswhy.hops.hear import hear
from tlswhy.hops.talk import Exactly, Ready, Refused, Send, Talk

PORTS = (5432,)
IMPLICIT: tuple[int, ...] = ()

_SSL_REQUEST_CODE = 80877103  # 1234 in the upper 16 bits, 5679 in the lower
_MAX_ERROR = 16384


def talk(_host: str) -> Talk:
    """Ask for TLS and hear one byte."""
    yield Send((8).to_bytes(4, "big") + _SSL_REQUEST_CODE.to_bytes(4, "big"))
    said = yield Exactly(1)
    if said == b"S":
        return Ready()
    if said == b"N":
        return Refused("SSLRequest (server answered N)", said)
    if said != b"E":
        return Refused("SSLRequest (not PostgreSQL)", (yield from hear(said)))
    said = yield from hear(said, limit=5)
    said = yield from hear(said, limit=_error_size(said))
    return Refused("SSLRequest", said)


def _error_size(said: bytes) -> int:
    """A length follows the type, save in the bare text of protocol 2.0 and of a failed fork."""
    size = 1 + int.from_bytes(said[1:5], "big")
    return min(size, _MAX_ERROR)
