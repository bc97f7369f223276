"""How far a handshake came, from the records alone: what is encrypted shows its size and order.

Sizes of TLS 1.3 (RFC 8446): an alert is 2 bytes, with the content type and the tag of an AEAD 19
(`ALERT`), 35 from JSSE, which pads to 16. A Finished takes 4 bytes and a hash, so 53 at least; an
empty Certificate 25. So the first encrypted record of a client is an alert or it is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from tlswhy.model.facts import Anchor, Fact
from tlswhy.model.facts.passive import HiddenAlert
from tlswhy.model.facts.tls import Established, ServerHelloSeen
from tlswhy.wire.records import HEADER

CHANGE_CIPHER_SPEC, ALERT, HANDSHAKE, APPLICATION = 20, 21, 22, 23
ALERTS = (19, 35)
EMPTY_CERTIFICATE = 25
FINISHED = (53, 69)
"""With a hash of 32 and of 48 bytes, without padding."""

LEAST_FINISHED = FINISHED[0]
EMPTY_AND_FINISHED = (61, 77)
"""An empty Certificate and the Finished in one record."""

LEAST_CERTIFICATE = 200
"""A certificate with its signature takes more than this, a Finished less."""

TLS13 = 0x0304
MOST_RECORDS = 64
"""Of one direction that are looked at."""


class Shape(Struct, frozen=True, gc=False):
    """One record. index: of the event that its first byte is in. ours: the client's. inner: the
    content type that a key log showed to be within; 0 without one."""

    index: int
    ours: bool
    type: int
    size: int
    inner: int = 0

    @property
    def is_alert(self) -> bool:
        """Of one that is encrypted: whether it holds an alert, by its size where that is all."""
        return self.inner == ALERT if self.inner else self.size in ALERTS

    @property
    def is_data(self) -> bool:
        """The same for what is said after the handshake."""
        return self.inner == APPLICATION if self.inner else self.size not in ALERTS


def shapes(
    pieces: Iterable[tuple[int, bool, bytes]],
    inside: tuple[tuple[int, ...], tuple[int, ...]] = ((), ()),
) -> list[Shape]:
    """The records of a conversation in order. pieces: index, ours, bytes. inside: what is known to
    be in them, as in a recording."""
    found: list[Shape] = []
    rest = {True: b"", False: b""}
    skip = {True: 0, False: 0}
    count = {True: 0, False: 0}
    for index, ours, new in pieces:
        data = rest[ours] + new
        at = min(skip[ours], len(data))
        skip[ours] -= at
        while at + HEADER <= len(data) and count[ours] < MOST_RECORDS and not skip[ours]:
            kind, major, size = data[at], data[at + 1], int.from_bytes(data[at + 3 : at + 5], "big")
            if not 20 <= kind <= 24 or major != 3:
                count[ours] = MOST_RECORDS
                break
            inner = inside[ours][count[ours]] if count[ours] < len(inside[ours]) else 0
            found.append(Shape(index, ours, kind, size, inner))
            count[ours] += 1
            at += HEADER + size
            if at > len(data):
                skip[ours], at = at - len(data), len(data)
        rest[ours] = data[at:]
    return found


class Progress(Struct, frozen=True):
    """How far a handshake came, as far as the encrypted records show it.

    established: both ends finished, and neither took it back. finished: the event of the client's
    Finished, None without one. alert: the hidden one that ended it. client_data, server_data:
    somebody said something after the handshake.
    """

    established: bool
    finished: int | None
    alert: HiddenAlert | None
    client_data: bool
    server_data: bool


def progress(
    found: list[Shape], chosen: ServerHelloSeen | None, hop: int, left: int | None
) -> Progress:
    """Judge the records of one hop. left: the event at which the client ended the connection."""
    if chosen is None or chosen.seen.event is None:
        return Progress(
            established=False, finished=None, alert=None, client_data=False, server_data=False
        )
    if chosen.version >= TLS13:
        return _progress13(found, chosen.seen.event, hop, left)
    return _progress12(found, hop)


def _progress13(found: list[Shape], answered: int, hop: int, left: int | None) -> Progress:
    start = next((i for i, one in enumerate(found) if one.index >= answered and not one.ours), 0)
    hidden = [one for one in found[start:] if one.type == APPLICATION]
    ours = [one for one in hidden if one.ours]
    early = any(one.ours and one.type == APPLICATION for one in found[:start])
    if ours and ours[0].is_alert and not early:
        refusal = _alert(ours[0], hop, "server-flight")
        return Progress(
            established=False, finished=None, alert=refusal, client_data=False, server_data=False
        )
    done = _finished(hidden, early=early)
    if done is None:
        return Progress(
            established=False, finished=None, alert=None, client_data=False, server_data=False
        )
    behind = hidden[done + 1 :]
    theirs = [one for one in behind if not one.ours]
    spoken = [one for one in behind if one.ours]
    # An alert is the last that one says: what is as short and goes before others was data.
    data = len(spoken) > 1 or any(one.is_data for one in spoken)
    bye: Shape | None = spoken[-1] if spoken and spoken[-1].is_alert else None
    alert: HiddenAlert | None = None
    # Without a client certificate in play there is nothing left to refuse: it only says goodbye.
    certificates = None if early else _certificates(ours)
    refused = bool(theirs) and theirs[0].is_alert and not _is_answer(theirs[0], bye, left)
    refused = refused and certificates is not None
    if refused:
        alert = _alert(theirs[0], hop, "finished", certificates=certificates)
    return Progress(
        established=not refused,
        finished=hidden[done].index,
        alert=alert,
        client_data=data,
        server_data=any(one.is_data for one in theirs),
    )


def _finished(hidden: list[Shape], *, early: bool) -> int | None:
    """Which record has the client's Finished. early: data of any size may come before it."""
    ours = [(i, one.size) for i, one in enumerate(hidden) if one.ours]
    if early:
        return next((i for i, size in ours if size in FINISHED), None)
    return next((i for i, size in ours if size >= LEAST_FINISHED), None)


def _is_answer(alert: Shape, bye: Shape | None, left: int | None) -> bool:
    """The server only answers that the client takes its leave."""
    return (bye is not None and bye.index <= alert.index) or (
        left is not None and left < alert.index
    )


def _certificates(ours: list[Shape]) -> bool | None:
    """Whether a client certificate was in what the client sent up to its Finished."""
    if ours[0].size in (EMPTY_CERTIFICATE, *EMPTY_AND_FINISHED):
        return False
    return True if ours[0].size > LEAST_CERTIFICATE else None


def _alert(
    shape: Shape, hop: int, after: str, certificates: bool | None = None
) -> HiddenAlert | None:
    """None for one that a key log opened: then it is seen like any other."""
    if shape.inner:
        return None
    seen = Anchor(hop=hop, event=shape.index)
    return HiddenAlert(
        seen=seen, ours=shape.ours, size=shape.size, after=after, certificates=certificates
    )


def _progress12(found: list[Shape], hop: int) -> Progress:
    """Up to TLS 1.2 the content types stay in the clear."""
    hidden: list[Shape] = []
    changed = {True: False, False: False}
    for one in found:
        if one.type == CHANGE_CIPHER_SPEC:
            changed[one.ours] = True
        elif changed[one.ours]:
            hidden.append(one)
    finished = {one.ours: one.index for one in reversed(hidden) if one.type == HANDSHAKE}
    done = len(finished) == len(changed)
    alert: HiddenAlert | None = None
    first = next((one for one in hidden if not one.ours), None)
    if not done and first is not None and first.type == ALERT:
        alert = _alert(first, hop, "finished")
    return Progress(
        established=done,
        finished=finished.get(True),
        alert=alert,
        client_data=any(one.ours and one.type == APPLICATION for one in hidden),
        server_data=any(not one.ours and one.type == APPLICATION for one in hidden),
    )


def concluded(found: Progress, chosen: ServerHelloSeen | None, alpn: str) -> Iterator[Fact]:
    """The facts of it."""
    if found.established and chosen is not None:
        seen = Anchor(hop=chosen.hop, event=found.finished)
        yield Established(seen=seen, version=chosen.version, suite=chosen.suite, alpn=alpn)
    if found.alert is not None:
        yield found.alert
