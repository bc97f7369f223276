"""Facts of one TLS hop: hellos, choices, requests, alerts, faults, the end of the handshake."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from tlswhy.evidence import ech
from tlswhy.evidence.application import spoken
from tlswhy.evidence.messages import Said, said
from tlswhy.evidence.network import stopped
from tlswhy.model.facts import Anchor, Fact
from tlswhy.model.facts.tls import (
    AlertSeen,
    BadMessage,
    CertificateRequested,
    Established,
    HelloSent,
    KeyExchangeSeen,
    RenegotiationAsked,
    ServerHelloSeen,
)
from tlswhy.model.transcript import Mark, Transcript, Way
from tlswhy.pki import dn
from tlswhy.wire.codes import suite_parts
from tlswhy.wire.extensions import status_request
from tlswhy.wire.extensions.alpn import Alpn
from tlswhy.wire.extensions.key_share import KeyShareClient, KeyShareRetry, KeyShareServer
from tlswhy.wire.extensions.server_name import ServerNames
from tlswhy.wire.extensions.supported_groups import SupportedGroups
from tlswhy.wire.extensions.supported_versions import SupportedVersions
from tlswhy.wire.grease import is_grease
from tlswhy.wire.messages import (
    Certificate12,
    Certificate13,
    CertificateRequest12,
    CertificateRequest13,
    CertificateStatus,
    ClientHello,
    CompressedCertificate,
    EncryptedExtensions,
    Finished,
    Frame,
    HandshakeType,
    ServerHello,
    ServerKeyExchangeDh,
    ServerKeyExchangeEc,
    parse_message,
)
from tlswhy.wire.reader import Malformed
from tlswhy.wire.records import Alert

SNI, STATUS_REQUEST, GROUPS, ALPN, VERSIONS, KEY_SHARE = 0, 5, 10, 16, 43, 51
EXTENDED_MASTER_SECRET, POST_HANDSHAKE_AUTH, RENEGOTIATION_INFO = 23, 49, 65281
TLS13 = 0x0304
ONCE_MORE = (
    *(HandshakeType.HELLO_REQUEST, HandshakeType.CLIENT_HELLO, HandshakeType.SERVER_HELLO),
    HandshakeType.SERVER_KEY_EXCHANGE,
)


class Dialogue:
    """The state of one handshake as somebody sees who reads along."""

    def __init__(self, transcript: Transcript, hop: int) -> None:
        self._transcript = transcript
        self._hop = hop
        self._version = 0
        self._suite = 0
        self._alpn = ""
        self._reached = "client-hello"
        self._size = 0
        self._finished: set[Way] = set()
        self._requested: CertificateRequested | None = None
        self._answered: int | None = None
        self._again: RenegotiationAsked | None = None

    def facts(self) -> Iterator[Fact]:
        """Everything, in the order it was seen."""
        for item in said(self._transcript, self._hop):
            seen = Anchor(hop=self._hop, event=item.event)
            if isinstance(item.what, Alert):
                yield self._alert(item.what, item.way, seen)
            elif isinstance(item.what, Malformed):
                yield from self._bad(item.what, item.way, seen)
            else:
                yield from self._message(item, item.what, seen)
        if self._again is not None:
            yield self._again
        if self._requested is not None:
            yield CertificateRequested(
                seen=self._requested.seen,
                authorities=self._requested.authorities,
                answered=self._answered,
                post_handshake=self._requested.post_handshake,
            )

    def hidden(self) -> Iterator[HelloSent]:
        """The hello that the server went on with, where that is the one encrypted in ours."""
        found = ech.inner(self._transcript, self._hop)
        if found is not None and ech.answer(self._transcript, self._hop) == ech.ACCEPTED:
            hello = self._hello(found[0], Anchor(hop=self._hop, event=found[1]))
            yield replace(hello, size=self._size, hidden=True)

    def _alert(self, alert: Alert, way: Way, seen: Anchor) -> AlertSeen:
        return AlertSeen(
            seen=seen,
            level=alert.level,
            description=alert.description,
            ours=way is Way.OURS,
            after=self._reached,
        )

    def _bad(self, bad: Malformed, way: Way, seen: Anchor) -> Iterator[BadMessage]:
        if way is Way.THEIRS and not self._is_not_tls():
            yield BadMessage(seen=seen, field=bad.field, offset=bad.offset, problem=bad.problem)

    def _is_not_tls(self) -> bool:
        """The very first bytes were no record: then what they are is the fact, see `facts`."""
        faults = self._transcript.marks(Mark.FAULT)
        return any(e.hop == self._hop and e.text.startswith("not-tls") for _, e in faults)

    def _message(self, item: Said, frame: Frame, seen: Anchor) -> Iterator[Fact]:
        if self._is_over and self._begins_anew(frame, item.way, seen):
            return
        theirs = item.way is Way.THEIRS
        parts = suite_parts(self._suite)
        classic = parts is not None and parts.kx.startswith("D")
        match parse_message(
            frame,
            version=self._version or 0x0303,
            from_server=theirs,
            kx="dh" if classic else "ec",
            anonymous=parts is not None and parts.auth == "anon",
        ):
            case ClientHello() as hello:
                sent = self._hello(hello, seen)
                self._size = sent.size
                yield sent
                yield from ech.offered(hello, self._transcript, self._hop, seen)
            case ServerHello() as hello:
                yield self._choice(hello, seen)
            case EncryptedExtensions() as more:
                self._note_alpn(more.meaning(ALPN))
                yield from ech.retry_configs(more, seen)
            case Certificate12() | Certificate13() | CompressedCertificate() as sent:
                yield from self._certificate(sent, item.way, seen)
            case ServerKeyExchangeEc(group=group):
                self._reached = "key-exchange"
                yield KeyExchangeSeen(seen=seen, group=group or 0, bits=0)
            case ServerKeyExchangeDh(p=prime):
                self._reached = "key-exchange"
                bits = int.from_bytes(prime, "big").bit_length()
                yield KeyExchangeSeen(seen=seen, group=0, bits=bits)
            case CertificateRequest12() | CertificateRequest13() as request:
                names = tuple(dn.text(name) for name in request.authorities)
                self._answered = None
                self._requested = CertificateRequested(
                    seen=seen, authorities=names, answered=None, post_handshake=self._is_over
                )
            case Finished():
                yield from self._finish(item.way, seen)
            case Malformed() as bad:
                yield from self._bad(bad, item.way, seen)
            case _:
                pass

    def _begins_anew(self, frame: Frame, way: Way, seen: Anchor) -> bool:
        """Whether it belongs to a renegotiation and says again what was said before."""
        asks = frame.type == HandshakeType.HELLO_REQUEST and way is Way.THEIRS
        if asks and self._again is None:
            self._again = RenegotiationAsked(seen=seen, begun=False)
        if self._again is not None and way is Way.OURS and frame.type == HandshakeType.CLIENT_HELLO:
            self._again = replace(self._again, begun=True)
        return frame.type in ONCE_MORE

    def _hello(self, hello: ClientHello, seen: Anchor) -> HelloSent:
        versions, groups = hello.meaning(VERSIONS), hello.meaning(GROUPS)
        shares, names, alpn = hello.meaning(KEY_SHARE), hello.meaning(SNI), hello.meaning(ALPN)
        sni = None
        if isinstance(names, ServerNames) and names.names:
            sni = names.names[0].name.decode("ascii", "replace")
        return HelloSent(
            seen=seen,
            size=len(hello.write()) + 9,
            versions=_meant(
                versions.versions
                if isinstance(versions, SupportedVersions)
                else (hello.legacy_version,)
            ),
            suites=_meant(hello.cipher_suites),
            groups=_meant(groups.groups) if isinstance(groups, SupportedGroups) else (),
            shares=_meant(tuple(e.group for e in shares.entries))
            if isinstance(shares, KeyShareClient)
            else (),
            alpn=tuple(n.decode("ascii", "replace") for n in alpn.names)
            if isinstance(alpn, Alpn)
            else (),
            sni=sni,
            post_handshake=hello.extension(POST_HANDSHAKE_AUTH) is not None,
        )

    def _choice(self, hello: ServerHello, seen: Anchor) -> ServerHelloSeen:
        self._version, self._suite = hello.version, hello.cipher_suite
        share = hello.meaning(KEY_SHARE)
        group = None
        if isinstance(share, KeyShareServer):
            group = share.entry.group
        elif isinstance(share, KeyShareRetry):
            group = share.group
        self._note_alpn(hello.meaning(ALPN))
        if not hello.is_retry:
            self._reached = "server-hello"
        return ServerHelloSeen(
            seen=seen,
            version=hello.version,
            suite=hello.cipher_suite,
            group=group,
            retry=hello.is_retry,
            secure_renegotiation=self._has(hello, RENEGOTIATION_INFO),
            extended_master_secret=self._has(hello, EXTENDED_MASTER_SECRET),
        )

    def _has(self, hello: ServerHello, extension: int) -> bool | None:
        """Whether a ServerHello before TLS 1.3 has an extension that later versions do without."""
        return None if hello.version >= TLS13 else hello.extension(extension) is not None

    def _note_alpn(self, meaning: object) -> None:
        if isinstance(meaning, Alpn) and meaning.names:
            self._alpn = meaning.names[0].decode("ascii", "replace")

    def _certificate(
        self, sent: Certificate12 | Certificate13 | CompressedCertificate, way: Way, seen: Anchor
    ) -> Iterator[BadMessage]:
        plain = unpacked(sent)
        if isinstance(plain, Malformed):
            yield from self._bad(plain, way, seen)
            return
        if way is Way.OURS:
            self._answered = len(certificates(plain))
        if not self._is_over:
            self._reached = "certificate" if way is Way.THEIRS else "client-certificate"

    @property
    def _is_over(self) -> bool:
        """Both Finished messages were seen: what is shown from now on is shown late."""
        return len(self._finished) == len((Way.OURS, Way.THEIRS))

    def _finish(self, way: Way, seen: Anchor) -> Iterator[Established]:
        if self._is_over:
            return
        self._finished.add(way)
        if self._is_over:
            self._reached = "finished"
            yield Established(seen=seen, version=self._version, suite=self._suite, alpn=self._alpn)


def _meant(values: tuple[int, ...]) -> tuple[int, ...]:
    """Without GREASE, which a client does not mean."""
    return tuple(value for value in values if not is_grease(value))


def facts(transcript: Transcript, hop: int) -> Iterator[Fact]:
    """Every fact of one TLS hop but those of its certificates."""
    dialogue = Dialogue(transcript, hop)
    yield from dialogue.facts()
    yield from ech.marks(transcript, hop)
    yield from dialogue.hidden()
    for fault in stopped(transcript, hop):
        if fault.code == "not-tls":
            chunks = transcript.chunks(hop, Way.THEIRS)
            first = Anchor(hop=hop, event=chunks[0][0]) if chunks else fault.seen
            yield spoken(transcript.stream(hop, Way.THEIRS), first)
        yield fault


def certificates(sent: Certificate12 | Certificate13) -> tuple[bytes, ...]:
    """The DER of each certificate of either message."""
    if isinstance(sent, Certificate12):
        return sent.certificates
    return tuple(entry.data for entry in sent.entries)


class Presented(Struct, frozen=True):
    """What a server showed of itself.

    event: the one its chain was complete with. chain: DER, as sent.
    staple: the OCSP response that came with it; None without one. stapled: its event.
    wanted: the client had asked for one. whole: a staple would have come by now.
    """

    event: int
    chain: tuple[bytes, ...]
    staple: bytes | Malformed | None = None
    stapled: int = 0
    wanted: bool = False
    whole: bool = False


def presented(transcript: Transcript, hop: int) -> Presented | None:
    """The last chain a server sent on a hop, and its staple."""
    found: Presented | None = None
    version, wanted = 0x0303, False
    for item in said(transcript, hop):
        if not isinstance(item.what, Frame):
            continue
        theirs = item.way is Way.THEIRS
        match parse_message(item.what, version=version, from_server=theirs):
            case ClientHello() as hello:
                wanted = hello.extension(STATUS_REQUEST) is not None
            case ServerHello() as hello:
                version = hello.version
            case Certificate12() | Certificate13() | CompressedCertificate() as message if theirs:
                found = _presented(message, item.event, wanted=wanted) or found
            case CertificateStatus(response=response) if found:
                found = replace(found, staple=response, stapled=item.event)
            case Malformed() as bad if (
                theirs and found and item.what.type == CertificateStatus.TYPE
            ):
                found = replace(found, staple=bad, stapled=item.event)
            case _ if theirs and found:
                found = replace(found, whole=True)
        if theirs and item.what.type == HandshakeType.FINISHED:
            break  # a renegotiation shows the same again
    return found


def _presented(
    message: Certificate12 | Certificate13 | CompressedCertificate, event: int, *, wanted: bool
) -> Presented | None:
    sent = unpacked(message)
    if isinstance(sent, Malformed):
        return None
    staple: bytes | Malformed | None = None
    if isinstance(sent, Certificate13) and sent.entries:
        beside = sent.entries[0].meaning(STATUS_REQUEST)
        if isinstance(beside, Malformed):
            staple = beside
        elif isinstance(beside, status_request.CertificateStatus):
            staple = beside.response
    return Presented(
        event=event,
        chain=certificates(sent),
        staple=staple,
        stapled=event,
        wanted=wanted,
        # Up to TLS 1.2 the staple is a message of its own.
        whole=isinstance(sent, Certificate13),
    )


def unpacked(
    message: Certificate12 | Certificate13 | CompressedCertificate,
) -> Certificate12 | Certificate13 | Malformed:
    """The message itself, or the one that is compressed in it."""
    if not isinstance(message, CompressedCertificate):
        return message
    try:
        return message.decompress()
    except Malformed as bad:
        return bad
