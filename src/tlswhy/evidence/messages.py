"""The messages of one TLS hop, in the order they were seen, clear and opened ones alike."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from tlswhy.model.transcript import Event, Mark, Transcript, Way
from tlswhy.wire.messages import Frame, Gathering, HandshakeType, ServerHello, parse_message
from tlswhy.wire.reader import Malformed, Reader
from tlswhy.wire.records import Alert, Record, split

CHANGE_CIPHER_SPEC, ALERT, HANDSHAKE = 20, 21, 22
ALERT_SIZE = 2
TLS13 = 0x0304
MOST_SAID = 256  # messages and alerts of one side that are looked at: a handshake has ten


class Said(Struct, frozen=True):
    """One handshake message, alert or unreadable piece, and where it was.

    event: index in the transcript of the event that completed it.
    """

    event: int
    way: Way
    what: Frame | Alert | Malformed


class _Side:
    """What one side has said so far that is not a whole record or message yet."""

    def __init__(self) -> None:
        self.records = b""
        self.messages = Gathering()
        self.said = 0
        self.tls13 = False
        self.encrypted = False
        self.lost = False


def said(transcript: Transcript, hop: int) -> Iterator[Said]:
    """Everything readable. What follows an unreadable piece of the same side is left out.

    So is what follows the first `MOST_SAID` of a side: such a peer has told what it is.
    """
    sides = {Way.OURS: _Side(), Way.THEIRS: _Side()}
    for index, event in enumerate(transcript.events):
        if event.hop != hop or event.way is Way.NONE or sides[event.way].lost:
            continue
        side = sides[event.way]
        for item in _said(event, side, index):
            if _chooses_tls13(item):
                for each in sides.values():
                    each.tls13 = True
            yield item
            side.said += 1
            if side.said == MOST_SAID:
                side.lost = True
                break


def _said(event: Event, side: _Side, index: int) -> Iterator[Said]:
    if event.mark is Mark.OPENED:
        opened = Record(event.data[0], 0x0303, event.data[1:])
        yield from _record(opened, side, index, event.way)
    elif event.mark is None:
        yield from _clear(event, side, index)


def _chooses_tls13(item: Said) -> bool:
    if not isinstance(item.what, Frame) or item.what.type != HandshakeType.SERVER_HELLO:
        return False
    hello = parse_message(item.what, version=0x0303, from_server=item.way is Way.THEIRS)
    return isinstance(hello, ServerHello) and hello.version >= TLS13  # drafts are 0x7f00 and up


def _clear(event: Event, side: _Side, index: int) -> Iterator[Said]:
    try:
        records, side.records = split(side.records + event.data)
    except Malformed as bad:
        side.lost = True
        yield Said(index, event.way, bad)
        return
    for record in records:
        if record.type == CHANGE_CIPHER_SPEC:
            # TLS 1.3 sends it for middleboxes only, also between two hellos, and encrypts
            # nothing under the types looked at here (RFC 8446 appendix D.4).
            side.encrypted = not side.tls13
        elif not side.encrypted or _is_clear_alert(record):
            yield from _record(record, side, index, event.way)


def _is_clear_alert(record: Record) -> bool:
    """Encrypted it would be longer: a middlebox, or a server without its keys, sends it so."""
    return record.type == ALERT and len(record.fragment) == ALERT_SIZE


def _record(record: Record, side: _Side, index: int, way: Way) -> Iterator[Said]:
    try:
        if record.type == ALERT:
            yield Said(index, way, Alert.read(Reader(record.fragment, "alert")))
        elif record.type == HANDSHAKE:
            for frame in side.messages.add(record.fragment):
                yield Said(index, way, frame)
    except Malformed as bad:
        side.lost = True
        yield Said(index, way, bad)
