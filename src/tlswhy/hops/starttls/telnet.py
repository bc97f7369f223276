"""Telnet START_TLS, option 46 (draft-altman-telnet-starttls, options as in RFC 854 and 855).

client  IAC WILL START_TLS
server  IAC DO START_TLS
client  IAC SB START_TLS FOLLOWS IAC SE
server  IAC SB START_TLS FOLLOWS IAC SE        and the TLS handshake starts here

Servers ask with DO, of their own accord; our WILL is then the answer to it. TN3270 has the same.
"""

from __future__ import annotations

from collections.abc import Generator

from tlswhy.hops.talk import Ready, Refused, Send, Some, Talk

PORTS = (23,)
IMPLICIT = (992,)

START_TLS, FOLLOWS = 46, 1

_SE, _SB, _WILL, _WONT, _DO, _DONT, _IAC = 240, 250, 251, 252, 253, 254, 255
_NO = {_DO: _WONT, _WILL: _DONT}
_ASKS = _NO.keys() | {_WONT, _DONT}

_LIMIT = 4096
_PATIENCE = 2.0  # seconds of quiet after a prompt: who has one is waiting for a user


def talk(_host: str) -> Talk:
    """From our offer to the FOLLOWS of the server. Every other option is declined."""
    follows = bytes([_IAC, _SB, START_TLS, FOLLOWS, _IAC, _SE])
    yield Send(bytes([_IAC, _WILL, START_TLS]))
    said, agreed = b"", False
    while len(said) < _LIMIT:
        heard = yield from _next(None if not said else _PATIENCE)
        said += heard
        if not heard or heard == bytes([_IAC, _DONT, START_TLS]):
            break
        if heard == bytes([_IAC, _DO, START_TLS]) and not agreed:
            agreed = True
            yield Send(follows)
        elif heard == follows and agreed:
            return Ready()
        elif len(heard) == 3 and heard[2] != START_TLS and heard[1] in _NO:
            yield Send(bytes([_IAC, _NO[heard[1]], heard[2]]))
    if agreed:
        return Refused("START_TLS (no FOLLOWS came)", said)
    is_telnet = any(bytes([_IAC, command]) in said for command in _ASKS)
    return Refused("START_TLS (not offered)" if is_telnet else "greeting (not Telnet)", said)


def _next(patience: float | None) -> Generator[Some, bytes, bytes]:
    """One byte of text or one whole command; as far as it came when the server falls quiet."""
    said = more = yield Some(1, patience)
    if said != bytes([_IAC]):
        return said
    while more and len(said) < _LIMIT and not _is_whole(said):
        more = yield Some(1, _PATIENCE)
        said += more
    return said


def _is_whole(command: bytes) -> bool:
    """Whether a command is complete: IAC and one byte, an option more, or all up to IAC SE."""
    if len(command) < 2:
        return False
    if command[1] == _SB:
        # IAC IAC inside is the byte 255 (RFC 855).
        return command[2:].replace(b"\xff\xff", b"").endswith(bytes([_IAC, _SE]))
    return len(command) == (3 if command[1] in _ASKS else 2)
