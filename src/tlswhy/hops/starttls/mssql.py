"""Microsoft SQL Server: PRELOGIN with ENCRYPTION (MS-TDS sections 2.2.6.5 and 3.3.5, TDS 7.x).

client  PRELOGIN, ENCRYPT_ON
server  PRELOGIN, ENCRYPT_ON       and the TLS handshake starts here, inside PRELOGIN packets

Theory of operation. In TDS 7.x each packet of the handshake has a TDS header of type 0x12 before
its bytes of TLS; once the handshake is over, TLS records travel bare and TDS goes inside them. So
this hop leaves a channel behind that adds and removes the headers, and has to know when to stop:

- What comes tells by itself: a TDS packet begins with 0x12 or 0x04, a TLS record with 20 to 24.
- What we send is bare after our Finished. That is the first encrypted record that is no alert: in
  TLS 1.3 and with it any record of type application_data, below it the handshake record behind our
  ChangeCipherSpec. The whole of the data given in that call is still wrapped, as it is one flight.

TDS 8.0 ("strict") begins with TLS and needs none of this.
"""

from __future__ import annotations

from collections.abc import Generator

from tlswhy.hops.hear import hear
from tlswhy.hops.talk import Exactly, Ready, Refused, Send, Some, Talk, Unwrapped

PORTS = (1433,)
IMPLICIT: tuple[int, ...] = ()

ENCRYPT_OFF, ENCRYPT_ON, ENCRYPT_NOT_SUP, ENCRYPT_REQ = range(4)

_TABULAR_RESULT, _PRELOGIN = 0x04, 0x12  # packet types
_END_OF_MESSAGE = 1
_HEADER = 8  # type, status, length with the header, SPID, packet id, window
_PACKET = 4096  # what a packet may hold before login has agreed on a size

_VERSION, _ENCRYPTION, _TERMINATOR = 0, 1, 0xFF

_CHANGE_CIPHER_SPEC, _HANDSHAKE, _APPLICATION_DATA = 20, 22, 23
_CLIENT_HELLO = 1


def talk(_host: str) -> Talk:
    """Ask for encryption and hear whether there is some."""
    yield Send(_packet(_prelogin()))
    said = yield from _answer()
    options = _options(said[_HEADER:])
    if said[0] != _TABULAR_RESULT:
        return Refused("PRELOGIN (not TDS)", said)
    if _VERSION not in options:  # an error, which is a tabular result like the answer
        return Refused("PRELOGIN", said)
    # Servers from before encryption leave the option out.
    if options.get(_ENCRYPTION, b"")[:1] in (b"", bytes([ENCRYPT_NOT_SUP])):
        return Refused("PRELOGIN (TLS not offered)", said)
    return Ready(Wrapper())


def _prelogin() -> bytes:
    """VERSION, which must be the first, and ENCRYPTION: token, offset, length; then their data."""
    version = bytes(6)
    start = 5 + 5 + 1
    tokens = bytes(
        [_VERSION, 0, start, 0, len(version), _ENCRYPTION, 0, start + len(version), 0, 1]
    )
    return tokens + bytes([_TERMINATOR]) + version + bytes([ENCRYPT_ON])


def _packet(payload: bytes, *, last: bool = True) -> bytes:
    size = (_HEADER + len(payload)).to_bytes(2, "big")
    return bytes([_PRELOGIN, _END_OF_MESSAGE if last else 0]) + size + bytes([0, 0, 1, 0]) + payload


def _answer() -> Generator[Exactly | Some, bytes, bytes]:
    """One TDS packet, or what is heard instead."""
    said = yield from hear((yield Exactly(1)), limit=_HEADER)
    size = int.from_bytes(said[2:4], "big")
    if said[0] != _TABULAR_RESULT or len(said) < _HEADER or not _HEADER < size <= _PACKET:
        return (yield from hear(said))
    return said + (yield Exactly(size - _HEADER))


def _options(payload: bytes) -> dict[int, bytes]:
    """What stands in a PRELOGIN; empty when this is none."""
    options: dict[int, bytes] = {}
    for at in range(0, len(payload), 5):
        if payload[at] == _TERMINATOR:
            return options
        start = int.from_bytes(payload[at + 1 : at + 3], "big")
        size = int.from_bytes(payload[at + 3 : at + 5], "big")
        options[payload[at]] = payload[start : start + size]
    return {}


class Wrapper:
    """TLS in TDS packets, until the handshake is over."""

    def __init__(self) -> None:
        self._out = b""  # of a record that we have sent in part
        self._encrypted = False
        self._finished = False
        self._in = b""  # of a TDS header that came in part
        self._left = 0  # bytes of payload that are still to come
        self._bare = False

    def wrap(self, data: bytes) -> bytes:
        if self._finished:
            return data
        self._follow(data)
        most = _PACKET - _HEADER
        return b"".join(
            _packet(data[at : at + most], last=at + most >= len(data))
            for at in range(0, len(data), most)
        )

    def unwrap(self, data: bytes) -> Unwrapped:
        inside = b""
        data = self._in + data
        while data and not self._bare:
            if self._left:
                inside += data[: self._left]
                self._left, data = max(0, self._left - len(data)), data[self._left :]
            elif data[0] not in (_PRELOGIN, _TABULAR_RESULT):
                self._bare = True
            elif len(data) < _HEADER:
                break
            else:
                self._left = max(0, int.from_bytes(data[2:4], "big") - _HEADER)
                data = data[_HEADER:]
        self._in = b"" if self._bare else data
        return Unwrapped(inside + (data if self._bare else b""))

    def farewell(self) -> bytes:
        return b""

    def _follow(self, data: bytes) -> None:
        """Look at the records that we send for our Finished."""
        self._out += data
        while len(self._out) >= 5:
            kind, size = self._out[0], int.from_bytes(self._out[3:5], "big")
            body = self._out[5 : 5 + size]
            if len(body) < size:
                return
            self._out = self._out[5 + size :]
            if kind == _CHANGE_CIPHER_SPEC:
                self._encrypted = True
            elif kind == _HANDSHAKE and not _is_client_hello(body):
                self._finished = self._finished or self._encrypted
            elif kind == _APPLICATION_DATA:
                self._finished = True


def _is_client_hello(body: bytes) -> bool:
    """A second ClientHello comes behind a ChangeCipherSpec as well (RFC 8446 appendix D.4)."""
    return body[:4] == bytes([_CLIENT_HELLO]) + (len(body) - 4).to_bytes(3, "big")
