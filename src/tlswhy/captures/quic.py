"""QUIC as far as anybody on the way can read it: the packets, and what is in the Initial ones.

Versions 1 (RFC 9000, RFC 9001) and 2 (RFC 9369), and the drafts 23 to 34 and relatives of them that
speak TLS. Theory of operation: the keys of Initial packets follow from the Destination Connection
ID of the client's first one (RFC 9001 section 5.2), which the client keeps to in its keys when the
server has told it another; only a Retry changes it. So a conversation keeps the IDs that opened
something, the newest first, and tries the ID of a client's packet itself after them: then it is a
new connection between the same ports, or the first one in the capture.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import product
from typing import Protocol

from msgspec import Struct

from tlswhy.handshake.keys import hkdf_expand_label, hkdf_extract

VERSION_1, VERSION_2 = 0x00000001, 0x6B3343CF
T050, T051 = 0x54303530, 0x54303531
"""Google's QUIC with TLS, of 2020: Initial packets as in the drafts, with other frames."""

_SALT = bytes.fromhex("38762cf7f55934b34d179ae6a4c80cadccbb7f0a")
_SALT_2 = bytes.fromhex("0dede3def700a6db819381be6e269dcbf9bd2ed9")
_SALT_29 = bytes.fromhex("afbfec289993d24c9e9786f19c6111e04390a899")
_SALT_23 = bytes.fromhex("c3eef712c72ebb5a11a7d2432bb46365bef9f502")
_SALT_22 = bytes.fromhex("7fbcdb0e7c66bbe9193a96cd21519ebd7a02644a")
_SALT_T050 = bytes.fromhex("7ff579e5acd072915580304c43a2367c60488310")
_SALT_T051 = bytes.fromhex("7a4edef4e7ccee5fa4506c19124fc8ccda6e033d")
_SALTS = {
    VERSION_1: _SALT,
    VERSION_2: _SALT_2,
    **{0xFF000000 + draft: _SALT_23 for draft in range(23, 29)},
    **{0xFF000000 + draft: _SALT_29 for draft in range(29, 33)},
    **{0xFF000000 + draft: _SALT for draft in (33, 34)},
    **{0xFF000000 + draft: _SALT_22 for draft in (21, 22)},
    0xFACEB001: _SALT_22,
    0xFACEB002: _SALT_23,
    T050: _SALT_T050,
    T051: _SALT_T051,
}
"""RFC 9001 section 5.2, RFC 9369 section 3.3.1 and the same section of the drafts."""

LONGEST_ID = 20
MOST_PACKETS = 16
"""In one datagram."""

MOST_IDS = 4
MOST_KEYS = 16
MOST_STREAM = 64 * 1024
MOST_WAITING = 64
"""Pieces of a CRYPTO stream that wait for what comes before them."""

_TAG = 16
_PADDING, _PING, _ACK, _ACK_ECN, _CRYPTO, _CLOSE, _CLOSE_APPLICATION = 0, 1, 2, 3, 6, 0x1C, 0x1D
_CRYPTO_GOOGLE, _ACK_GOOGLE = 8, 0x40
_CRYPTO_ERROR = 0x0100


class Kind(StrEnum):
    """What a packet is. `OTHER` has a version that is not read."""

    INITIAL = "initial"
    EARLY = "0-rtt"
    HANDSHAKE = "handshake"
    RETRY = "retry"
    NEGOTIATION = "version-negotiation"
    SHORT = "1-rtt"
    OTHER = "other"


_KINDS = (Kind.INITIAL, Kind.EARLY, Kind.HANDSHAKE, Kind.RETRY)


class Close(Struct, frozen=True):
    """A CONNECTION_CLOSE (RFC 9000 section 19.19). application: of the application, not of QUIC."""

    code: int
    reason: bytes
    application: bool

    @property
    def alert(self) -> int | None:
        """The TLS alert that it stands for (RFC 9001 section 4.8); None for any other reason."""
        if self.application or not _CRYPTO_ERROR <= self.code < _CRYPTO_ERROR + 256:
            return None
        return self.code - _CRYPTO_ERROR


class Seen(Struct, frozen=True):
    """One packet.

    size: of what is protected in it, with packet number and tag. opened: its frames were read.
    messages: handshake messages that it made whole. acks: it acknowledges something.
    versions: what a Version Negotiation packet offers.
    """

    kind: Kind
    version: int = 0
    size: int = 0
    opened: bool = False
    messages: tuple[bytes, ...] = ()
    acks: bool = False
    close: Close | None = None
    versions: tuple[int, ...] = ()


class Conversation:
    """Everything that two ends say to each other; to be fed in the order of the capture."""

    def __init__(self) -> None:
        self._ids: list[bytes] = []
        self._keys: dict[tuple[int, bytes, bytes], _Keys] = {}
        self._streams = {True: _Stream(), False: _Stream()}
        self._largest = {True: -1, False: -1}
        self._retried = b""
        self._version = 0

    def read(self, datagram: bytes, *, ours: bool) -> tuple[Seen, ...]:
        """The packets of one datagram. ours: the client's. Whatever is no packet is left out."""
        found: list[Seen] = []
        at = 0
        while at < len(datagram) and len(found) < MOST_PACKETS:
            if not datagram[at] & 0x80:
                if datagram[at] & 0x40:
                    found.append(Seen(Kind.SHORT, size=len(datagram) - at))
                break
            header = _header(datagram, at)
            if header is None:
                break
            found.append(self._packet(header, ours=ours))
            at = header.end
        return tuple(found)

    def _packet(self, header: _Header, *, ours: bool) -> Seen:
        kind, version = header.kind, header.version
        if kind is Kind.NEGOTIATION:
            offered = header.data[header.start : header.end]
            numbers = (int.from_bytes(offered[i : i + 4], "big") for i in range(0, len(offered), 4))
            if not ours:
                self._version = 0
            return Seen(kind, versions=tuple(numbers))
        if kind is Kind.RETRY and not ours:
            self._retried = header.source
            self._remember(header.source)
        size = header.end - header.start
        if kind is not Kind.INITIAL:
            return Seen(kind, version, size)
        return self._initial(header, ours=ours)

    def _initial(self, header: _Header, *, ours: bool) -> Seen:
        size = header.end - header.start
        payload = self._opened(header, ours=ours)
        if payload is None:
            return Seen(Kind.INITIAL, header.version, size)
        frames = _frames(payload, google=header.version in (T050, T051))
        messages: list[bytes] = []
        for offset, data in frames.crypto:
            messages += self._streams[ours].add(offset, data)
        return Seen(
            Kind.INITIAL,
            header.version,
            size,
            opened=True,
            messages=tuple(messages),
            acks=frames.acks,
            close=frames.close,
        )

    def _opened(self, header: _Header, *, ours: bool) -> bytes | None:
        own = header.destination
        tried = [*reversed(self._ids)]
        if ours and own not in tried:
            tried.append(own)
        for one, salt in product(tried, _salts(header.version)):
            keys = self._made(header.version, salt, one)
            opened = keys.open(header, self._largest[ours], ours=ours)
            if opened is None:
                continue
            if ours and (one not in self._ids or not self._version):
                self._begin(one, header.version)
            self._largest[ours] = max(self._largest[ours], opened[0])
            return opened[1]
        return None

    def _begin(self, one: bytes, version: int) -> None:
        """A connection, unless it is the one that a Retry sends on."""
        self._version = version
        self._remember(one)
        if one != self._retried:
            self._streams = {True: _Stream(), False: _Stream()}
            self._largest = {True: -1, False: -1}

    def _remember(self, one: bytes) -> None:
        if one not in self._ids:
            self._ids = [*self._ids[1 - MOST_IDS :], one]

    def _made(self, version: int, salt: bytes, one: bytes) -> _Keys:
        key = (version, salt, one)
        if key not in self._keys:
            if len(self._keys) >= MOST_KEYS:
                self._keys.pop(next(iter(self._keys)))
            self._keys[key] = _Keys(*key)
        return self._keys[key]


def is_quic(datagram: bytes) -> bool:
    """Whether a datagram begins with a long header of a version that is read, or negotiates one."""
    header = _header(datagram, 0)
    return header is not None and header.kind is not Kind.OTHER


def is_greased(version: int) -> bool:
    """A version that only forces a negotiation (RFC 9000 section 15)."""
    return version & 0x0F0F0F0F == 0x0A0A0A0A


def _salts(version: int) -> tuple[bytes, ...]:
    """Those that the keys of a version may be made with; none for one that is not read."""
    if version in _SALTS:
        return (_SALTS[version],)
    return (_SALT, _SALT_29) if is_greased(version) else ()


class _Header(Struct, frozen=True):
    """A long header. data: the datagram. begin, start, end: in it, of the packet, of what follows
    the header, and of the next packet."""

    kind: Kind
    version: int
    destination: bytes
    source: bytes
    data: bytes
    begin: int
    start: int
    end: int


def _header(data: bytes, begin: int) -> _Header | None:
    """The long header there (RFC 9000 section 17.2); None where none can be."""
    if len(data) < begin + 7 or not data[begin] & 0x80:
        return None
    version = int.from_bytes(data[begin + 1 : begin + 5], "big")
    at = begin + 6 + data[begin + 5]
    destination = data[begin + 6 : at]
    if at >= len(data) or at + 1 + data[at] > len(data):
        return None
    start = at + 1 + data[at]
    source = data[at + 1 : start]
    end = len(data)
    if version == 0:
        end -= (end - start) % 4
        kind = Kind.NEGOTIATION
    elif not _salts(version):
        kind = Kind.OTHER
    else:
        if max(len(destination), len(source)) > LONGEST_ID:
            return None
        kind = _KINDS[((data[begin] >> 4) - (version == VERSION_2)) & 3]
    if kind is Kind.INITIAL:
        token = _number(data, start)
        if token is None:
            return None
        start = token[1] + token[0]
    if kind in (Kind.INITIAL, Kind.EARLY, Kind.HANDSHAKE):
        size = _number(data, start)
        if size is None:
            return None
        start = size[1]
        end = min(start + size[0], len(data))
    return _Header(kind, version, destination, source, data, begin, start, end)


def _number(data: bytes, at: int) -> tuple[int, int] | None:
    """A variable-length integer and where it ends (RFC 9000 section 16)."""
    if at >= len(data):
        return None
    end = at + (1 << (data[at] >> 6))
    if end > len(data):
        return None
    value = int.from_bytes(data[at:end], "big")
    return value & ((1 << (8 * (end - at) - 2)) - 1), end


class _Aead(Protocol):
    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes) -> bytes: ...


class _Block(Protocol):
    def update(self, data: bytes) -> bytes: ...


class _Keys:
    """The keys of both ends for Initial packets, made when they are used."""

    def __init__(self, version: int, salt: bytes, destination: bytes) -> None:
        self._version = version
        self._initial = hkdf_extract("sha256", salt, destination)
        self._sides: dict[bool, tuple[_Aead, int, _Block]] = {}

    def _side(self, *, ours: bool) -> tuple[_Aead, int, _Block]:
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        if ours not in self._sides:
            label = "client in" if ours else "server in"
            secret = hkdf_expand_label("sha256", self._initial, label, b"", 32)
            name = "quicv2" if self._version == VERSION_2 else "quic"
            key, iv, hp = (
                hkdf_expand_label("sha256", secret, f"{name} {part}", b"", size)
                for part, size in (("key", 16), ("iv", 12), ("hp", 16))
            )
            # One block at a time, as header protection wants it (RFC 9001 section 5.4.3).
            mask = Cipher(algorithms.AES(hp), modes.ECB()).encryptor()  # noqa: S305
            self._sides[ours] = (AESGCM(key), int.from_bytes(iv, "big"), mask)
        return self._sides[ours]

    def open(self, header: _Header, largest: int, *, ours: bool) -> tuple[int, bytes] | None:
        """Packet number and frames; None if the keys do not fit (RFC 9001 section 5)."""
        from cryptography.exceptions import InvalidTag

        data, start = header.data, header.start
        if header.end < start + 4 + _TAG:
            return None
        aead, iv, block = self._side(ours=ours)
        mask = block.update(data[start + 4 : start + 4 + _TAG])
        first = data[header.begin] ^ (mask[0] & 0x0F)
        size = (first & 3) + 1
        number = bytes(a ^ b for a, b in zip(data[start : start + size], mask[1:], strict=False))
        whole = _whole_number(int.from_bytes(number, "big"), 8 * size, largest)
        clear = bytes((first,)) + data[header.begin + 1 : start] + number
        nonce = (iv ^ whole).to_bytes(12, "big")
        try:
            return whole, aead.decrypt(nonce, data[start + size : header.end], clear)
        except InvalidTag:
            return None


def _whole_number(cut: int, bits: int, largest: int) -> int:
    """The packet number of which the lower bits were sent (RFC 9000 appendix A.3)."""
    window = 1 << bits
    near = ((largest + 1) & ~(window - 1)) | cut
    if near <= largest + 1 - window // 2:
        return near + window
    return near - window if largest + 1 + window // 2 < near >= window else near


class _Frames(Struct):
    """What the frames of a packet say. crypto: offset and data of each piece."""

    crypto: list[tuple[int, bytes]]
    acks: bool = False
    close: Close | None = None


def _frames(payload: bytes, *, google: bool) -> _Frames:
    """The frames that Initial packets may have (RFC 9000 section 12.4), up to the first other."""
    crypto = _CRYPTO_GOOGLE if google else _CRYPTO
    found = _Frames([])
    at = 0
    while at < len(payload):
        kind = payload[at]
        at += 1
        if kind in (_PADDING, _PING):
            continue
        if kind in (_ACK, _ACK_ECN):
            end = _behind_ack(payload, at, counts=kind == _ACK_ECN)
            found.acks = True
        elif kind == crypto:
            end = _crypto(payload, at, found)
        elif google and kind == _ACK_GOOGLE:
            end = at + 5  # one range, its numbers in a byte each
        elif kind in (_CLOSE, _CLOSE_APPLICATION):
            end = _close(payload, at, found, application=kind == _CLOSE_APPLICATION)
        else:
            break
        if end is None:
            break
        at = end
    return found


def _numbers(data: bytes, at: int, count: int) -> tuple[list[int], int] | None:
    made: list[int] = []
    for _ in range(count):
        one = _number(data, at)
        if one is None:
            return None
        made.append(one[0])
        at = one[1]
    return made, at


def _behind_ack(payload: bytes, at: int, *, counts: bool) -> int | None:
    """RFC 9000 section 19.3: largest, delay, ranges beyond the first; then the ranges."""
    head = _numbers(payload, at, 4)
    if head is None or head[0][2] > len(payload):
        return None
    rest = _numbers(payload, head[1], 2 * head[0][2] + 3 * counts)
    return None if rest is None else rest[1]


def _crypto(payload: bytes, at: int, found: _Frames) -> int | None:
    head = _numbers(payload, at, 2)
    if head is None:
        return None
    (offset, size), at = head
    if at + size > len(payload):
        return None
    found.crypto.append((offset, payload[at : at + size]))
    return at + size


def _close(payload: bytes, at: int, found: _Frames, *, application: bool) -> int | None:
    """RFC 9000 section 19.19: the code, of a transport error the frame's type, the reason."""
    head = _numbers(payload, at, 2 if application else 3)
    if head is None:
        return None
    numbers, at = head
    end = at + numbers[-1]
    found.close = found.close or Close(numbers[0], payload[at:end], application)
    return end


class _Stream:
    """The CRYPTO stream of one side, put together from pieces in any order."""

    def __init__(self) -> None:
        self._whole = bytearray()
        self._read = 0
        self._waiting: list[tuple[int, bytes]] = []

    def add(self, offset: int, data: bytes) -> list[bytes]:
        """One more piece; back come the messages that are whole with it."""
        if offset + len(data) > MOST_STREAM:
            return []
        if offset > len(self._whole):
            if len(self._waiting) < MOST_WAITING:
                self._waiting.append((offset, data))
            return []
        self._join(offset, data)
        while True:
            fits = [one for one in self._waiting if one[0] <= len(self._whole)]
            if not fits:
                return self._messages()
            self._waiting = [one for one in self._waiting if one[0] > len(self._whole)]
            for one in fits:
                self._join(*one)

    def _join(self, offset: int, data: bytes) -> None:
        self._whole += data[len(self._whole) - offset :]

    def _messages(self) -> list[bytes]:
        found: list[bytes] = []
        while self._read + 4 <= len(self._whole):
            size = int.from_bytes(self._whole[self._read + 1 : self._read + 4], "big")
            end = self._read + 4 + size
            if end > len(self._whole):
                break
            found.append(bytes(self._whole[self._read : end]))
            self._read = end
        return found
