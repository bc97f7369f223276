"""MySQL and MariaDB: CLIENT_SSL and SSLRequest (MySQL client/server protocol, connection phase).

server  Handshake V10 with its capabilities
client  SSLRequest         and the TLS handshake starts here
"""

from __future__ import annotations

from collections.abc import Generator

from tlswhy.hops.hear import hear
from tlswhy.hops.talk import Exactly, Ready, Refused, Send, Some, Talk

PORTS = (3306,)
IMPLICIT: tuple[int, ...] = ()

CLIENT_LONG_PASSWORD = 0x0001
CLIENT_PROTOCOL_41 = 0x0200
CLIENT_SSL = 0x0800
CLIENT_SECURE_CONNECTION = 0x8000

_VERSION_10, _ERR = 10, 0xFF
_MAX_PACKET = 4096  # bytes of a greeting or an error
_UTF8 = 33  # utf8_general_ci, which every version knows


def talk(_host: str) -> Talk:
    """From the greeting to our SSLRequest, which has no answer but TLS."""
    said = yield from _packet()
    payload = said[4:]
    if payload[:1] == bytes([_ERR]):
        return Refused("greeting", said)
    flags = _capabilities(payload)
    if flags is None:
        return Refused("greeting (not MySQL)", said)
    if not flags & CLIENT_SSL:
        return Refused("SSLRequest (TLS not offered)", said)
    ours = CLIENT_LONG_PASSWORD | CLIENT_PROTOCOL_41 | CLIENT_SSL | CLIENT_SECURE_CONNECTION
    request = ours.to_bytes(4, "little") + (1 << 24).to_bytes(4, "little") + bytes([_UTF8])
    request += bytes(23)
    yield Send(len(request).to_bytes(3, "little") + b"\x01" + request)
    return Ready()


def _packet() -> Generator[Exactly | Some, bytes, bytes]:
    """Three bytes of length, a sequence number that begins with 0, and the payload."""
    said = yield from hear((yield Exactly(1)), limit=4)
    size = int.from_bytes(said[:3], "little")
    if len(said) < 4 or said[3] != 0 or not 0 < size <= _MAX_PACKET:
        return (yield from hear(said))
    return said + (yield Exactly(size))


def _capabilities(payload: bytes) -> int | None:
    """The lower 16 capability flags of a Handshake V10, behind version text, thread id and salt."""
    version, _, rest = payload.partition(b"\0")
    at = 4 + 8 + 1
    if version[:1] != bytes([_VERSION_10]) or len(rest) < at + 2:
        return None
    return int.from_bytes(rest[at : at + 2], "little")
