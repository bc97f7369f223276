"""Opens the encrypted records of a recorded flow with the secrets of a key log.

Both streams are followed record by record, as their ends followed them. Up to TLS 1.2 a
ChangeCipherSpec starts the new keys, so it is known which record is the first; one that does not
open then shows that the secret is another connection's. In TLS 1.3 the server's keys begin behind
its ServerHello and change behind its Finished, and so do the client's, but early data may stand
before them, under keys of its own: until a secret has opened a record of a side, each is tried.

What comes out are handshake messages and alerts. Application data is opened only because its
records count, and is dropped at once.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, structs

from tlswhy.captures.flow import TCP
from tlswhy.captures.keylog import KeyLog, Secrets
from tlswhy.evidence.certificates import target_tls
from tlswhy.handshake.keys import next_secret, prf
from tlswhy.handshake.protection import Protection, Undecryptable, protection13, protections
from tlswhy.handshake.suites import SUITES, Suite
from tlswhy.model.transcript import Event, Mark, Way
from tlswhy.passive.transcripts import Recording
from tlswhy.wire.codes import CipherSuite, ProtocolVersion
from tlswhy.wire.messages import (
    ClientHello,
    Frame,
    Gathering,
    HandshakeType,
    ServerHello,
    parse_message,
)
from tlswhy.wire.reader import Malformed
from tlswhy.wire.records import ContentType, Record, split

TLS10, TLS12, TLS13 = 0x0301, 0x0303, 0x0304
ENCRYPT_THEN_MAC = 22
MASTER = "CLIENT_RANDOM"
"""The label of the master secret."""

KEPT = (ContentType.ALERT, ContentType.HANDSHAKE)
MOST_TRIED = 100
"""Records of one side that are tried in vain: early data has a few."""


def opened(recording: Recording, keys: KeyLog) -> Recording:
    """The recording, with what each encrypted record of TLS with the target holds behind it.

    Where the secrets are lacking or wrong, nothing is added but a note.
    """
    hop = target_tls(recording.attempt)
    if hop < 0 or recording.flow.protocol != TCP:
        return recording
    events: list[Event] = []
    frames: list[int] = []
    reading = _Reading(keys)
    transcript = recording.transcript
    for event, frame in zip(transcript.events, transcript.frames, strict=True):
        events.append(event)
        frames.append(frame)
        if event.hop == hop and event.mark is None and event.way is not Way.NONE:
            for type_, plain in reading.feed(event.data, ours=event.way is Way.OURS):
                held = bytes((type_,)) + plain
                events.append(Event(event.at, hop, event.way, held, Mark.OPENED))
                frames.append(frame)
    theirs, ours = (tuple(reading.sides[side].types) for side in (False, True))
    return structs.replace(
        recording,
        transcript=structs.replace(transcript, events=tuple(events), frames=tuple(frames)),
        # The end stands behind all that was said.
        left=None if recording.left is None else len(events),
        inside=(theirs, ours),
        notes=(*recording.notes, *reading.notes),
    )


def _lacking(label: str) -> str:
    return f"the key log has no {label} of this connection"


def _closed(label: str, who: str) -> str:
    return f"{label} of the key log does not open what {who} sent"


class _Secret(Struct, frozen=True):
    """One that a side uses. label: as in a key log. secret: empty where the log lacks it."""

    label: str
    secret: bytes


class _Side:
    """What one end has sent.

    types: of what is in each record, 0 where it was not opened. problems: what hinders it, by the
    label of the secret. lost: nothing that follows can be read. hidden: up to TLS 1.2, its records
    are encrypted. pending: the keys that its next ChangeCipherSpec starts. changing: in TLS 1.3,
    its Finished ends the keys of now.
    """

    def __init__(self, who: str) -> None:
        self.who = who
        self.types: list[int] = []
        self.problems: dict[str, str] = {}
        self.records = b""
        self.messages = Gathering()
        self.lost = self.hidden = self.changing = False
        self.protection: Protection | None = None
        self.pending: Protection | None = None
        self._suite: Suite | None = None
        self._using: _Secret | None = None
        self._due: list[_Secret] = []
        self._tried = 0

    def expect(self, suite: Suite, handshake: _Secret, traffic: _Secret) -> None:
        """TLS 1.3: these secrets come one after the other."""
        self._suite = suite
        self._due = [handshake, traffic]

    def open13(self, record: Record) -> tuple[int, bytes] | None:
        """Type and bytes of what a record of TLS 1.3 holds; None when no secret opens it."""
        if self.protection is not None and self._using is not None:
            return self.open(record, self._using.label)
        if self._suite is None or self._tried == MOST_TRIED:
            return None
        for at, due in enumerate(self._due):
            if not due.secret:
                continue
            protection = protection13(self._suite, due.secret)
            try:
                found = protection.open(record)
            except Undecryptable:
                continue
            self.protection, self._using = protection, due
            self.problems.pop(due.label, None)
            self.changing = len(self._due) - at > 1
            del self._due[: at + 1]
            return found
        self._tried += 1
        for due in self._due[:1]:
            self.problems[due.label] = (
                _closed(due.label, self.who) if due.secret else _lacking(due.label)
            )
        return None

    def open(self, record: Record, label: str) -> tuple[int, bytes] | None:
        """The same with the keys of now; once they fail, nothing that follows can be opened."""
        if self.protection is None:
            return None
        try:
            return self.protection.open(record)
        except Undecryptable:
            self.lost = True
            self.problems[label] = _closed(label, self.who)
            return None

    def finish(self) -> None:
        """TLS 1.3: the Finished of the handshake was opened."""
        if self.changing:
            self.protection = self._using = None
            self.changing = False

    def update(self) -> None:
        """TLS 1.3: a KeyUpdate was opened (RFC 8446 section 4.6.3)."""
        if self._suite is None or self._using is None:
            return
        new = next_secret(self._suite.hash, self._using.secret)
        self._using = _Secret(self._using.label, new)
        self.protection = protection13(self._suite, new)


class _Reading:
    """One connection, as somebody sees who has the secrets."""

    def __init__(self, keys: KeyLog) -> None:
        self._keys = keys
        self.sides = {True: _Side("the client"), False: _Side("the server")}
        self._hello: ClientHello | None = None
        self._is_13 = False
        self._hidden = False
        self._problem = ""

    @property
    def notes(self) -> tuple[str, ...]:
        """Why something stayed closed."""
        found = [text for side in self.sides.values() for text in side.problems.values()]
        if self._problem and self._hidden:
            found.append(self._problem)
        return tuple(dict.fromkeys(found))

    def feed(self, data: bytes, *, ours: bool) -> Iterator[tuple[int, bytes]]:
        """Type and bytes of the messages and alerts in the records that this completes."""
        side = self.sides[ours]
        if side.lost:
            return
        try:
            records, side.records = split(side.records + data)
        except Malformed:
            side.lost = True
            return
        for record in records:
            held = self._record(record, side, ours=ours)
            side.types.append(held[0] if held is not None else 0)
            if held is not None and held[0] in KEPT:
                yield held
            if side.lost:
                return

    def _record(self, record: Record, side: _Side, *, ours: bool) -> tuple[int, bytes] | None:
        held = None
        if self._is_13:
            if record.type == ContentType.APPLICATION_DATA:
                self._hidden = True
                held = side.open13(record)
        elif record.type == ContentType.CHANGE_CIPHER_SPEC:
            side.hidden = True
            side.protection, side.pending = side.pending, None
            return None
        elif side.hidden:
            self._hidden = True
            held = side.open(record, MASTER)
        if held is not None and held[0] == ContentType.HANDSHAKE:
            self._messages(held[1], side, ours=ours)
        elif record.type == ContentType.HANDSHAKE and not side.hidden and not self._is_13:
            self._messages(record.fragment, side, ours=ours)
        return held

    def _messages(self, fragment: bytes, side: _Side, *, ours: bool) -> None:
        try:
            frames = side.messages.add(fragment)
        except Malformed:
            side.lost = True
            return
        for frame in frames:
            if self._is_13:
                if frame.type == HandshakeType.FINISHED:
                    side.finish()
                elif frame.type == HandshakeType.KEY_UPDATE:
                    side.update()
            elif frame.type in (HandshakeType.CLIENT_HELLO, HandshakeType.SERVER_HELLO):
                self._greet(frame, ours=ours)

    def _greet(self, frame: Frame, *, ours: bool) -> None:
        hello = parse_message(frame, version=TLS12, from_server=not ours)
        if isinstance(hello, ClientHello):
            self._hello = hello
        elif isinstance(hello, ServerHello) and self._hello is not None:
            # A HelloRetryRequest will do: both hellos behind it have the same random and suite (RFC
            # 8446 sections 4.1.2 and 4.1.4).
            self._is_13 = hello.version >= TLS13
            self._problem = self._agree(self._hello, hello)

    def _agree(self, hello: ClientHello, chosen: ServerHello) -> str:
        """Make the keys that follow from both hellos, or say why there are none."""
        secrets = self._keys.of(hello.random)
        suite, version = SUITES.get(chosen.cipher_suite), chosen.version
        if secrets is None:
            return "the key log has no secret of this connection"
        if suite is None or not TLS10 <= version <= TLS13 or not suite.fits(version):
            name = CipherSuite(chosen.cipher_suite)
            return f"{name} of {ProtocolVersion(version)} cannot be opened here"
        if chosen.legacy_compression_method:
            return "compressed records cannot be opened here"
        if version == TLS13:
            self._keys13(suite, secrets)
        elif secrets.master:
            self._keys12(suite, secrets.master, hello, chosen)
        else:
            return _lacking(MASTER)
        return ""

    def _keys13(self, suite: Suite, secrets: Secrets) -> None:
        self.sides[True].expect(
            suite,
            _Secret("CLIENT_HANDSHAKE_TRAFFIC_SECRET", secrets.client_handshake),
            _Secret("CLIENT_TRAFFIC_SECRET_0", secrets.client_traffic),
        )
        self.sides[False].expect(
            suite,
            _Secret("SERVER_HANDSHAKE_TRAFFIC_SECRET", secrets.server_handshake),
            _Secret("SERVER_TRAFFIC_SECRET_0", secrets.server_traffic),
        )

    def _keys12(self, suite: Suite, master: bytes, hello: ClientHello, chosen: ServerHello) -> None:
        hash_ = suite.prf_hash(chosen.version)
        randoms = chosen.random + hello.random
        self.sides[True].pending, self.sides[False].pending = protections(
            suite,
            chosen.version,
            lambda size: prf(hash_, master, b"key expansion", randoms, size),
            encrypt_then_mac=chosen.extension(ENCRYPT_THEN_MAC) is not None,
        )
