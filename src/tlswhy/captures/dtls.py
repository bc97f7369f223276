"""DTLS as the TLS that it stands for: 1.0 (RFC 4347), 1.2 (RFC 6347), 1.3 (RFC 9147).

What is delivered are the records that the same conversation would have over TCP: handshake
messages whole and in their order, each once; hellos without the cookie, and with the numbers of
TLS versions; alerts; encrypted records by their size. Theory of operation: messages of a side are
put together from fragments and wait for the ones before them. A hello waits for nothing, since
what a HelloVerifyRequest or the beginning of the capture took away never comes. When a side begins
to encrypt, whatever it still had in waiting is as complete as it will be.
"""

from __future__ import annotations

from msgspec import Struct

from tlswhy.captures.flow import joined
from tlswhy.wire.reader import Malformed, Reader, uints, vector

CHANGE_CIPHER_SPEC, ALERT, HANDSHAKE, APPLICATION, HEARTBEAT, WITH_ID, ACK = range(20, 27)
CLIENT_HELLO, SERVER_HELLO, VERIFY_REQUEST = 1, 2, 3
VERSIONS = {0xFEFF: 0x0302, 0xFEFD: 0x0303, 0xFEFC: 0x0304, 0x0100: 0x0302}
"""Of DTLS and of the TLS that it is made from. 0x0100 is that of OpenSSL before 0.9.8f, which
Cisco's VPN clients kept to."""

HEADER = 13
HANDSHAKE_HEADER = 12
LONGEST = 1 << 18
"""Bytes of a message that is put together."""

MOST_WAITING = 32
MOST_PIECES = 256
MOST_RECORDS = 64
"""Messages of a side that wait, fragments of one, records in a datagram."""

SUPPORTED_VERSIONS = 43
TLS12 = 0x0303
_UNIFIED, _HAS_ID, _LONG_NUMBER, _HAS_LENGTH = 0x20, 0x10, 0x08, 0x04
_ACK_13 = 35


class Item(Struct, frozen=True):
    """A record of the TLS that is meant. type, fragment: its. hidden: it is encrypted."""

    type: int
    fragment: bytes
    hidden: bool = False


class Conversation:
    """Everything that two ends say to each other; to be fed in the order of the capture.

    version: of the last record in the clear, 0 before it. cookie: the server asked the client to
    come back with one (HelloVerifyRequest). returned: the client did. over: another handshake
    began behind an answered or refused one, and is not read.
    """

    def __init__(self) -> None:
        self.version = 0
        self.cookie = self.returned = self.over = False
        self._sides = {True: _Side(), False: _Side()}
        self._hello = b""
        self._refused = False

    def read(self, datagram: bytes, *, ours: bool) -> tuple[Item, ...]:
        """What one datagram makes whole. ours: the client's. Whatever is no record is left out."""
        found: list[Item] = []
        for record in _records(datagram):
            side = self._sides[ours]
            if self.over:
                break
            if record.epoch:
                found += side.encrypted(record)
            elif record.type == HANDSHAKE:
                self.version = record.version
                for fragment in _fragments(record.fragment):
                    found += self._fragment(fragment, ours=ours)
            elif record.type == ALERT:
                self.version = record.version
                found.append(Item(ALERT, record.fragment))
                side.spoke = self._refused = True
        return tuple(found)

    def _fragment(self, fragment: _Fragment, *, ours: bool) -> list[Item]:
        known = fragment.sequence < self._sides[ours].next
        if fragment.type == CLIENT_HELLO and ours and known:
            self._anew(fragment)
        messages = self._sides[ours].add(fragment)
        return [item for message in messages for item in self._message(message, ours=ours)]

    def _anew(self, fragment: _Fragment) -> None:
        """The same message number again: sent again, or another handshake."""
        if fragment.offset or not self._hello or fragment.data[2:34] == self._hello[2:34]:
            return
        if self._refused or self._sides[False].answered:
            self.over = True
        else:
            self._sides = {True: _Side(), False: _Side()}

    def _message(self, message: tuple[int, bytes], *, ours: bool) -> list[Item]:
        kind, body = message
        if kind == VERIFY_REQUEST:
            self.cookie = True
            return []
        if kind == SERVER_HELLO:
            self._sides[ours].answered = True
        if kind == CLIENT_HELLO:
            plain, cookie = client_hello(body)
            self.returned |= bool(cookie)
            if plain == self._hello:
                return []
            self._hello = plain
            body = plain
        elif kind == SERVER_HELLO:
            body = server_hello(body)
        return [Item(HANDSHAKE, bytes((kind,)) + vector(3, body))]


class _Record(Struct, frozen=True):
    """One record. epoch: of RFC 9147's unified header its two lower bits."""

    type: int
    version: int
    epoch: int
    fragment: bytes


class _Fragment(Struct, frozen=True):
    """A part of a handshake message (RFC 6347 section 4.2.2). size: of the whole message."""

    type: int
    size: int
    sequence: int
    offset: int
    data: bytes


class _Side:
    """What one side has said. next: number of the message that is due. spoke: it has said anything
    in the clear. answered: it has sent a ServerHello."""

    def __init__(self) -> None:
        self.next = 0
        self.spoke = self.answered = False
        self._waiting: dict[int, list[_Fragment]] = {}
        self._encrypts = False
        self._named = False

    def add(self, fragment: _Fragment) -> list[tuple[int, bytes]]:
        """The messages, type and body, that are due and whole with it."""
        if fragment.sequence < self.next or fragment.size > LONGEST:
            return []
        pieces = self._waiting.get(fragment.sequence)
        if pieces is None:
            if len(self._waiting) >= MOST_WAITING:
                return []
            pieces = self._waiting[fragment.sequence] = []
        if len(pieces) < MOST_PIECES:
            pieces.append(fragment)
        if fragment.type in (CLIENT_HELLO, SERVER_HELLO, VERIFY_REQUEST) and _whole(pieces):
            self.next = fragment.sequence
            self._waiting = {n: one for n, one in self._waiting.items() if n >= self.next}
        return self._due()

    def _due(self) -> list[tuple[int, bytes]]:
        found: list[tuple[int, bytes]] = []
        while (body := _whole(self._waiting.get(self.next, []))) is not None:
            found.append((self._waiting.pop(self.next)[0].type, body))
            self.next += 1
        self.spoke |= bool(found)
        return found

    def encrypted(self, record: _Record) -> list[Item]:
        """An encrypted record, behind what the side had said before; nothing where it had said
        nothing that is in the capture."""
        found: list[Item] = []
        for sequence in sorted(self._waiting):
            pieces = self._waiting.pop(sequence)
            body = _whole(pieces)
            if body is not None:
                self.next, self.spoke = sequence + 1, True
                found.append(Item(HANDSHAKE, bytes((pieces[0].type,)) + vector(3, body)))
        if not self.spoke:
            return []
        if not self._encrypts and record.version:
            found.append(Item(CHANGE_CIPHER_SPEC, b"\x01"))
        self._encrypts = True
        kind = record.type
        if kind == WITH_ID:  # whose type is hidden; the first one is Finished
            kind = APPLICATION if self._named else HANDSHAKE
            self._named = True
        return [*found, Item(kind, record.fragment, hidden=True)]


def _whole(pieces: list[_Fragment]) -> bytes | None:
    """The body of a message, once all of it is there."""
    if not pieces or sum(len(one.data) for one in pieces) < pieces[0].size:
        return None
    body = joined([(one.offset, one.data) for one in pieces])
    return body[: pieces[0].size] if len(body) >= pieces[0].size else None


def begins(datagram: bytes) -> bool | None:
    """Whether who sent it is the client, as a hello in it tells; None without one."""
    for record in _records(datagram):
        if record.type == HANDSHAKE and not record.epoch:
            for fragment in _fragments(record.fragment):
                if fragment.type in (CLIENT_HELLO, SERVER_HELLO, VERIFY_REQUEST):
                    return fragment.type == CLIENT_HELLO
    return None


def is_dtls(datagram: bytes) -> bool:
    """Whether it begins with a record that has a version."""
    first = next(iter(_records(datagram)), None)
    return first is not None and first.version != 0


def _records(datagram: bytes) -> list[_Record]:
    """The records of a datagram, up to what cannot be one."""
    found: list[_Record] = []
    at = 0
    while at < len(datagram) and len(found) < MOST_RECORDS:
        first = datagram[at]
        read = _unified if first & 0xE0 == _UNIFIED else _record
        made = read(datagram, at)
        if made is None:
            break
        record, at = made
        found.append(record)
    return [one for one in found if one.fragment]


def _record(data: bytes, at: int) -> tuple[_Record, int] | None:
    """A record with a header of RFC 6347 section 4.1, of RFC 9146 where it names a connection."""
    if len(data) < at + HEADER or not CHANGE_CIPHER_SPEC <= data[at] <= ACK:
        return None
    version = int.from_bytes(data[at + 1 : at + 3], "big")
    if version not in VERSIONS:
        return None
    epoch = int.from_bytes(data[at + 3 : at + 5], "big")
    if data[at] == WITH_ID:  # how long the connection's ID is was agreed on
        return _Record(WITH_ID, version, max(epoch, 1), data[at + HEADER :]), len(data)
    start = at + HEADER
    end = start + int.from_bytes(data[start - 2 : start], "big")
    return _Record(data[at], version, epoch, data[start:end]), end


def _unified(data: bytes, at: int) -> tuple[_Record, int] | None:
    """An encrypted record of DTLS 1.3 (RFC 9147 section 4)."""
    first = data[at]
    start = at + 1 + (2 if first & _LONG_NUMBER else 1)
    end = len(data)
    if first & _HAS_LENGTH and not first & _HAS_ID:
        end = start + 2 + int.from_bytes(data[start : start + 2], "big")
        start += 2
    if start >= len(data):
        return None
    fragment = data[start:end]
    if len(fragment) == _ACK_13:  # as long as a padded alert; it tells nothing of the handshake
        fragment = b""
    return _Record(APPLICATION, 0, 2 | first & 1, fragment), end


def _fragments(data: bytes) -> list[_Fragment]:
    """The parts of messages in a record, up to what cannot be one."""
    found: list[_Fragment] = []
    at = 0
    while at + HANDSHAKE_HEADER <= len(data):
        size, sequence, offset, length = (
            int.from_bytes(data[at + begin : at + end], "big")
            for begin, end in ((1, 4), (4, 6), (6, 9), (9, 12))
        )
        start = at + HANDSHAKE_HEADER
        part = data[start : start + length]
        if offset + length > size or len(part) < length:
            break
        found.append(_Fragment(data[at], size, sequence, offset, part))
        at = start + length
    return found


def client_hello(body: bytes) -> tuple[bytes, bytes]:
    """The ClientHello of TLS that says the same, and the cookie (RFC 6347 section 4.2.1).

    One that cannot be read stays as it is.
    """
    reader = Reader(body, "client_hello")
    try:
        version = reader.uint(2, "legacy_version")
        random = reader.take(32, "random")
        session = reader.vector(1, "legacy_session_id").rest()
        cookie = reader.vector(1, "cookie").rest()
        suites = reader.vector(2, "cipher_suites").rest()
        methods = reader.vector(1, "legacy_compression_methods").rest()
        extensions = _extensions(reader)
    except Malformed:
        return body, b""
    head = uints(2, (VERSIONS.get(version, version),)) + random + vector(1, session)
    return head + vector(2, suites) + vector(1, methods) + extensions, cookie


def server_hello(body: bytes) -> bytes:
    """The ServerHello of TLS that says the same; one that cannot be read stays as it is."""
    reader = Reader(body, "server_hello")
    try:
        version = reader.uint(2, "legacy_version")
        random = reader.take(32, "random")
        session = reader.vector(1, "legacy_session_id").rest()
        choice = reader.take(3, "cipher_suite")
        extensions = _extensions(reader)
    except Malformed:
        return body
    head = uints(2, (VERSIONS.get(version, version),)) + random
    return head + vector(1, session) + choice + extensions


def _extensions(reader: Reader) -> bytes:
    """The extensions, with the numbers of TLS in supported_versions; nothing where there are none.

    Raises:
        Malformed: they are none.
    """
    if not reader:
        return b""
    inner = reader.vector(2, "extensions")
    made: list[bytes] = []
    while inner:
        kind = inner.uint(2, "type")
        data = inner.vector(2, "data").rest()
        if kind == SUPPORTED_VERSIONS:
            data = _versions(data)
        made.append(uints(2, (kind,)) + vector(2, data))
    return vector(2, b"".join(made)) + reader.rest()


def _versions(data: bytes) -> bytes:
    """A list behind its length, or the single one that a server chose (RFC 8446 section 4.2.1)."""
    start = len(data) % 2
    numbers = (int.from_bytes(data[at : at + 2], "big") for at in range(start, len(data), 2))
    return data[:start] + uints(2, tuple(VERSIONS.get(number, number) for number in numbers))
