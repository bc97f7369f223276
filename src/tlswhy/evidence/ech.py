"""Facts of Encrypted Client Hello on one TLS hop (RFC 9849), and of the HTTPS records for it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from ipaddress import ip_address

from tlswhy.evidence.messages import said
from tlswhy.evidence.network import printable
from tlswhy.handshake.ech import Usable, chosen, usable
from tlswhy.model.facts import Anchor, Fact
from tlswhy.model.facts.ech import (
    EchAccepted,
    EchOffered,
    EchRejected,
    EchRetryConfigs,
    HttpsRecordMissing,
    HttpsRecordSeen,
)
from tlswhy.model.transcript import Event, Mark, Transcript, Way
from tlswhy.wire import svcb
from tlswhy.wire.extensions import encrypted_client_hello as extension
from tlswhy.wire.extensions import server_name
from tlswhy.wire.extensions.encrypted_client_hello import EchConfigList, EchOuter
from tlswhy.wire.messages import ClientHello, EncryptedExtensions, Frame, frames, parse_message
from tlswhy.wire.reader import Malformed

TLS13 = 0x0304
LARGEST = 1024  # bytes of a configuration list: those in use have a tenth of it
MOST_NAMES = 8
ACCEPTED, REJECTED = "accepted", "rejected"


def marks(transcript: Transcript, hop: int) -> Iterator[Fact]:
    """What DNS said before the attempt, and what the server made of our encrypted hello."""
    kinds = (Mark.HTTPS_RECORD, Mark.NO_HTTPS_RECORD, Mark.ECH)
    for index, event in transcript.marks(*kinds):
        if event.hop != hop:
            continue
        seen = Anchor(hop=hop, event=index)
        if event.mark is Mark.HTTPS_RECORD:
            yield _record(event, seen)
        elif event.mark is Mark.NO_HTTPS_RECORD:
            how, _, detail = event.text.partition(" ")
            yield HttpsRecordMissing(seen=seen, how=how, detail=detail)
        else:
            yield EchAccepted(seen=seen) if event.text == ACCEPTED else EchRejected(seen=seen)


def offered(
    hello: ClientHello, transcript: Transcript, hop: int, seen: Anchor
) -> Iterator[EchOffered]:
    """Whether a hello of ours is encrypted, or looks so."""
    said_so = hello.meaning(extension.TYPE)
    outer = said_so.content if isinstance(said_so, extension.EncryptedClientHello) else b""
    if isinstance(outer, EchOuter):
        hidden = inner(transcript, hop)
        yield EchOffered(
            seen=seen,
            name=name_of(hidden[0] if hidden is not None else hello),
            public_name=name_of(hello) or "",
            config_id=outer.config_id,
            grease=hidden is None,
        )


def retry_configs(message: EncryptedExtensions, seen: Anchor) -> Iterator[EchRetryConfigs]:
    """The configurations that a server would have us use."""
    listed = message.meaning(extension.TYPE)
    if not isinstance(listed, EchConfigList):
        return  # what is malformed is a fault of its own
    names = [
        printable(config.contents.public_name)
        for config in listed.configs
        if not isinstance(config.contents, bytes)
    ]
    used = usable(listed)
    alone = EchConfigList((used.config,)).write() if used is not None else b""
    yield EchRetryConfigs(
        seen=seen,
        public_names=tuple(dict.fromkeys(names))[:MOST_NAMES],
        usable=b64encode(alone).decode() if len(alone) <= LARGEST else "",
    )


def inner(transcript: Transcript, hop: int) -> tuple[ClientHello, int] | None:
    """The hello that is encrypted in ours, and the event that has it."""
    for index, event in transcript.marks(Mark.INNER):
        hello = _hello(event.data) if event.hop == hop else None
        if hello is not None:
            return hello, index
    return None


def answer(transcript: Transcript, hop: int) -> str:
    """`accepted`, `rejected`, or empty where there was no encrypted hello or no answer to it."""
    return next((e.text for _, e in transcript.marks(Mark.ECH) if e.hop == hop), "")


def public_name(transcript: Transcript, hop: int) -> str | None:
    """The name its certificate has to be for where a server rejected ECH (section 6.1.7)."""
    if answer(transcript, hop) != REJECTED:
        return None
    ours = (item.what for item in said(transcript, hop) if item.way is Way.OURS)
    first = next(ours, None)
    hello = _read(first) if isinstance(first, Frame) else None
    return name_of(hello) if hello is not None else None


def name_of(hello: ClientHello) -> str | None:
    """The server name in a hello."""
    names = hello.meaning(server_name.TYPE)
    if isinstance(names, server_name.ServerNames) and names.names:
        return names.names[0].name.decode("ascii", "replace")
    return None


def _hello(message: bytes) -> ClientHello | None:
    try:
        found, _ = frames(message)
    except Malformed:
        return None
    return _read(found[0]) if found else None


def _read(frame: Frame) -> ClientHello | None:
    hello = parse_message(frame, version=TLS13, from_server=False)
    return hello if isinstance(hello, ClientHello) else None


def _record(event: Event, seen: Anchor) -> HttpsRecordSeen:
    record = svcb.read(event.data)
    if isinstance(record, Malformed):
        return HttpsRecordSeen(seen=seen, priority=0, problem=str(record))
    try:
        meaning = record.meaning()
    except Malformed as bad:
        return HttpsRecordSeen(seen=seen, priority=record.priority, problem=str(bad))
    used = chosen(meaning.ech) if meaning.ech is not None else None
    hints = meaning.ipv4hint + meaning.ipv6hint
    return HttpsRecordSeen(
        seen=seen,
        priority=record.priority,
        target=printable(b".".join(record.target)),
        alpn=tuple(printable(name) for name in meaning.alpn[:MOST_NAMES]),
        port=meaning.port,
        addresses=tuple(str(ip_address(raw)) for raw in hints[:MOST_NAMES]),
        public_name=used.public_name if isinstance(used, Usable) else "",
        problem=used if isinstance(used, str) else "",
    )
