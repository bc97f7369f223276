"""LDAP StartTLS (RFC 4511 section 4.14).

client  ExtendedRequest 1.3.6.1.4.1.1466.20037
server  ExtendedResponse success           and the TLS handshake starts here
"""

from __future__ import annotations

from collections.abc import Generator

from tlswhy.hops.hear import hear
from tlswhy.hops.talk import Exactly, Ready, Refused, Send, Some, Talk

PORTS = (389, 3268)
IMPLICIT = (636, 3269)

OID = b"1.3.6.1.4.1.1466.20037"

# Those that a server gives instead of TLS (RFC 4511 appendix A.2).
RESULTS = {
    1: "operationsError",
    2: "protocolError",
    8: "strongerAuthRequired",
    10: "referral",
    12: "unavailableCriticalExtension",
    13: "confidentialityRequired",
    50: "insufficientAccessRights",
    51: "busy",
    52: "unavailable",
    53: "unwillingToPerform",
    80: "other",
}

_SEQUENCE, _INTEGER, _ENUMERATED = 0x30, 0x02, 0x0A
_EXTENDED_RESPONSE = 0x78  # [APPLICATION 24], constructed
_MAX_MESSAGE = 65536


def talk(_host: str) -> Talk:
    """Ask for TLS and hear the result code."""
    # LDAPMessage { messageID 1, extendedReq [APPLICATION 23] { requestName [0] } }
    name = b"\x80" + bytes([len(OID)]) + OID
    request = b"\x02\x01\x01" + b"\x77" + bytes([len(name)]) + name
    yield Send(bytes([_SEQUENCE, len(request)]) + request)
    said = yield from _message()
    message_id, code = _result(said)
    if code is None:
        return Refused("ExtendedRequest (not LDAP)", said)
    if code == 0:
        return Ready()
    named = RESULTS.get(code, f"resultCode {code}")
    if message_id == 0:
        # A Notice of Disconnection is not an answer to anything (section 4.4.1).
        return Refused(f"notice of disconnection ({named})", said)
    return Refused(f"STARTTLS ({named})", said)


def _message() -> Generator[Exactly | Some, bytes, bytes]:
    """One LDAPMessage, or what is heard instead. Active Directory writes lengths of four bytes."""
    said = yield Exactly(1)
    if said[0] != _SEQUENCE:
        return (yield from hear(said))
    said += yield Exactly(1)
    size = said[1]
    if size >= 0x80:
        if not 0x81 <= size <= 0x84:
            return (yield from hear(said))
        length = yield Exactly(size - 0x80)
        said += length
        size = int.from_bytes(length, "big")
    if not 0 < size <= _MAX_MESSAGE:
        return (yield from hear(said))
    return said + (yield Exactly(size))


def _result(said: bytes) -> tuple[int, int | None]:
    """messageID and resultCode of an ExtendedResponse; no code when it is none."""
    _, message, _ = _element(said, _SEQUENCE)
    found, number, rest = _element(message, _INTEGER)
    found_op, response, _ = _element(rest, _EXTENDED_RESPONSE)
    found_code, code, _ = _element(response, _ENUMERATED)
    if not (found and found_op and found_code):
        return 0, None
    return int.from_bytes(number, "big"), int.from_bytes(code, "big")


def _element(data: bytes, tag: int) -> tuple[bool, bytes, bytes]:
    """Whether `data` begins with an element of this tag; its contents and what follows it."""
    if len(data) < 2 or data[0] != tag:
        return False, b"", b""
    size, start = data[1], 2
    if size >= 0x80:
        start += size - 0x80
        size = int.from_bytes(data[2:start], "big")
    return len(data) >= start + size, data[start : start + size], data[start + size :]
