"""RDP with Enhanced Security (MS-RDPBCGR sections 2.2.1.1 and 2.2.1.2, X.224 over RFC 1006).

client  Connection Request with RDP_NEG_REQ (SSL, HYBRID)
server  Connection Confirm with RDP_NEG_RSP        and the TLS handshake starts here
"""

from __future__ import annotations

from collections.abc import Generator

from tlswhy.hops.hear import hear
from tlswhy.hops.talk import Exactly, Ready, Refused, Send, Some, Talk

PORTS = (3389,)
IMPLICIT: tuple[int, ...] = ()

PROTOCOL_SSL = 1
PROTOCOL_HYBRID = 2  # CredSSP inside TLS

FAILURES = {
    1: "SSL_REQUIRED_BY_SERVER",
    2: "SSL_NOT_ALLOWED_BY_SERVER",
    3: "SSL_CERT_NOT_ON_SERVER",
    4: "INCONSISTENT_FLAGS",
    5: "HYBRID_REQUIRED_BY_SERVER",
    6: "SSL_WITH_USER_AUTH_REQUIRED_BY_SERVER",
}
NO_TLS = (2, 3)

_NEG_REQ, _NEG_RSP, _NEG_FAILURE = 1, 2, 3
_REQUEST, _CONFIRM = 0xE0, 0xD0
_LEAST, _MAX_ANSWER = 11, 512


def talk(_host: str) -> Talk:
    """Ask for TLS and hear what the server chose."""
    # RDP_NEG_REQ: type, flags, length 8, requestedProtocols; numbers are little-endian.
    asked = bytes([_NEG_REQ, 0, 8, 0]) + (PROTOCOL_SSL | PROTOCOL_HYBRID).to_bytes(4, "little")
    request = bytes([6 + len(asked), _REQUEST, 0, 0, 0, 0, 0]) + asked
    yield Send(bytes([3, 0, 0, 4 + len(request)]) + request)
    said = yield from _answer()
    if len(said) < _LEAST or len(said) != int.from_bytes(said[2:4], "big") or said[5] != _CONFIRM:
        return Refused("RDP_NEG_REQ (not RDP)", said)
    kind, number = said[11:12], int.from_bytes(said[15:19], "little")
    if kind == bytes([_NEG_FAILURE]):
        named = FAILURES.get(number, f"failureCode {number}")
        more = ": TLS not offered" if number in NO_TLS else ""
        return Refused(f"RDP_NEG_REQ ({named}{more})", said)
    # Without a word about protocols, or with protocol 0, it means RDP's own encryption.
    if kind != bytes([_NEG_RSP]) or number == 0:
        return Refused("RDP_NEG_REQ (TLS not offered)", said)
    return Ready()


def _answer() -> Generator[Exactly | Some, bytes, bytes]:
    """One TPKT packet (RFC 1006 section 6), or what is heard instead."""
    said = yield from hear((yield Exactly(1)), limit=4)
    size = int.from_bytes(said[2:4], "big")
    if said[0] != 3 or len(said) < 4 or not _LEAST <= size <= _MAX_ANSWER:
        return (yield from hear(said))
    return said + (yield Exactly(size - 4))
