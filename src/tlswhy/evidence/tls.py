"""Facts of one TLS hop: hellos, choices, requests, alerts, faults, the end of the handshake."""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.evidence.application import spoken
from tlswhy.evidence.messages import Said, said
from tlswhy.model.facts import Anchor, Fact
from tlswhy.model.facts.tls import (
    AlertSeen,
    BadMessage,
    CertificateRequested,
    Established,
    HelloSent,
    KeyExchangeSeen,
    OurFault,
    ServerHelloSeen,
)
from tlswhy.model.transcript import Mark, Transcript, Way
from tlswhy.pki import dn
from tlswhy.wire.codes import suite_parts
from tlswhy.wire.extensions.alpn import Alpn
from tlswhy.wire.extensions.key_share import KeyShareClient, KeyShareRetry, KeyShareServer
from tlswhy.wire.extensions.server_name import ServerNames
from tlswhy.wire.extensions.supported_groups import SupportedGroups
from tlswhy.wire.extensions.supported_versions import SupportedVersions
from tlswhy.wire.messages import (
    Certificate12,
    Certificate13,
    CertificateRequest12,
    CertificateRequest13,
    ClientHello,
    EncryptedExtensions,
    Finished,
    Frame,
    ServerHello,
    ServerKeyExchangeDh,
    ServerKeyExchangeEc,
    parse_message,
)
from tlswhy.wire.reader import Malformed
from tlswhy.wire.records import Alert

SNI, GROUPS, ALPN, VERSIONS, KEY_SHARE = 0, 10, 16, 43, 51
EXTENDED_MASTER_SECRET, RENEGOTIATION_INFO = 23, 65281
TLS13 = 0x0304


class Dialogue:
    """The state of one handshake as somebody sees who reads along."""

    def __init__(self, transcript: Transcript, hop: int) -> None:
        self._transcript = transcript
        self._hop = hop
        self._version = 0
        self._suite = 0
        self._alpn = ""
        self._reached = "client-hello"
        self._finished: set[Way] = set()
        self._requested: CertificateRequested | None = None
        self._answered: int | None = None

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
        if self._requested is not None:
            yield CertificateRequested(
                seen=self._requested.seen,
                authorities=self._requested.authorities,
                answered=self._answered,
            )

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
                yield self._hello(hello, seen)
            case ServerHello() as hello:
                yield self._choice(hello, seen)
            case EncryptedExtensions() as more:
                self._note_alpn(more.meaning(ALPN))
            case Certificate12() | Certificate13() as sent:
                self._certificate(sent, theirs=theirs)
            case ServerKeyExchangeEc(group=group):
                self._reached = "key-exchange"
                yield KeyExchangeSeen(seen=seen, group=group or 0, bits=0)
            case ServerKeyExchangeDh(p=prime):
                self._reached = "key-exchange"
                bits = int.from_bytes(prime, "big").bit_length()
                yield KeyExchangeSeen(seen=seen, group=0, bits=bits)
            case CertificateRequest12() | CertificateRequest13() as request:
                names = tuple(dn.text(name) for name in request.authorities)
                self._requested = CertificateRequested(seen=seen, authorities=names, answered=None)
            case Finished():
                yield from self._finish(item.way, seen)
            case Malformed() as bad:
                yield from self._bad(bad, item.way, seen)
            case _:
                pass

    def _hello(self, hello: ClientHello, seen: Anchor) -> HelloSent:
        versions, groups = hello.meaning(VERSIONS), hello.meaning(GROUPS)
        shares, names, alpn = hello.meaning(KEY_SHARE), hello.meaning(SNI), hello.meaning(ALPN)
        sni = None
        if isinstance(names, ServerNames) and names.names:
            sni = names.names[0].name.decode("ascii", "replace")
        return HelloSent(
            seen=seen,
            size=len(hello.write()) + 9,
            versions=versions.versions
            if isinstance(versions, SupportedVersions)
            else (hello.legacy_version,),
            suites=hello.cipher_suites,
            groups=groups.groups if isinstance(groups, SupportedGroups) else (),
            shares=tuple(e.group for e in shares.entries)
            if isinstance(shares, KeyShareClient)
            else (),
            alpn=tuple(n.decode("ascii", "replace") for n in alpn.names)
            if isinstance(alpn, Alpn)
            else (),
            sni=sni,
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

    def _certificate(self, sent: Certificate12 | Certificate13, *, theirs: bool) -> None:
        if theirs:
            self._reached = "certificate"
            return
        self._answered = len(certificates(sent))
        self._reached = "client-certificate"

    def _finish(self, way: Way, seen: Anchor) -> Iterator[Established]:
        self._finished.add(way)
        if len(self._finished) == len((Way.OURS, Way.THEIRS)):
            self._reached = "finished"
            yield Established(seen=seen, version=self._version, suite=self._suite, alpn=self._alpn)


def facts(transcript: Transcript, hop: int) -> Iterator[Fact]:
    """Every fact of one TLS hop but those of its certificates."""
    yield from Dialogue(transcript, hop).facts()
    for index, event in transcript.marks(Mark.FAULT):
        if event.hop != hop:
            continue
        code, _, text = event.text.partition(" ")
        seen = Anchor(hop=hop, event=index)
        if code == "not-tls":
            chunks = transcript.chunks(hop, Way.THEIRS)
            first = Anchor(hop=hop, event=chunks[0][0] if chunks else index)
            yield spoken(transcript.stream(hop, Way.THEIRS), first)
        yield OurFault(seen=seen, code=code, text=text)


def certificates(sent: Certificate12 | Certificate13) -> tuple[bytes, ...]:
    """The DER of each certificate of either message."""
    if isinstance(sent, Certificate12):
        return sent.certificates
    return tuple(entry.data for entry in sent.entries)


def server_chain(transcript: Transcript, hop: int) -> tuple[int, tuple[bytes, ...]] | None:
    """The last chain a server sent, and the event it was complete with."""
    found: tuple[int, tuple[bytes, ...]] | None = None
    version = 0x0303
    for item in said(transcript, hop):
        if item.way is not Way.THEIRS or not isinstance(item.what, Frame):
            continue
        message = parse_message(item.what, version=version, from_server=True)
        if isinstance(message, ServerHello):
            version = message.version
        elif isinstance(message, Certificate12 | Certificate13):
            found = (item.event, certificates(message))
    return found
