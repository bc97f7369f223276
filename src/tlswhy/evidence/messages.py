"""The messages of one TLS hop, in the order they were seen, clear and opened ones alike."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from tlswhy.model.transcript import Event, Mark, Transcript, Way
from tlswhy.wire.messages import Frame, frames
from tlswhy.wire.reader import Malformed, Reader
from tlswhy.wire.records import Alert, Record, split

CHANGE_CIPHER_SPEC, ALERT, HANDSHAKE = 20, 21, 22


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
        self.messages = b""
        self.encrypted = False
        self.lost = False


def said(transcript: Transcript, hop: int) -> Iterator[Said]:
    """Everything readable. What follows an unreadable piece of the same side is left out."""
    sides = {Way.OURS: _Side(), Way.THEIRS: _Side()}
    for index, event in enumerate(transcript.events):
        if event.hop != hop or event.way is Way.NONE or sides[event.way].lost:
            continue
        if event.mark is Mark.OPENED:
            opened = Record(event.data[0], 0x0303, event.data[1:])
            yield from _record(opened, sides[event.way], index, event.way)
        elif event.mark is None:
            yield from _clear(event, sides[event.way], index)


def _clear(event: Event, side: _Side, index: int) -> Iterator[Said]:
    try:
        records, side.records = split(side.records + event.data)
    except Malformed as bad:
        side.lost = True
        yield Said(index, event.way, bad)
        return
    for record in records:
        if record.type == CHANGE_CIPHER_SPEC:
            side.encrypted = True
        elif not side.encrypted:
            yield from _record(record, side, index, event.way)


def _record(record: Record, side: _Side, index: int, way: Way) -> Iterator[Said]:
    try:
        if record.type == ALERT:
            yield Said(index, way, Alert.read(Reader(record.fragment, "alert")))
        elif record.type == HANDSHAKE:
            whole, side.messages = frames(side.messages + record.fragment)
            for frame in whole:
                yield Said(index, way, frame)
    except Malformed as bad:
        side.lost = True
        yield Said(index, way, bad)
