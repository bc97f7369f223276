"""What both flows share: the record layer, the transcript of messages and what was chosen.

A flow is a generator. It yields when it needs the next handshake message and gets it as a
`Frame`, or `None` for a ChangeCipherSpec; so TLS 1.2 and 1.3 read from top to bottom as their
RFCs draw them. It writes through its `Session`, and ends by raising `Halt` when the peer does
what it may not do.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, TypeAlias

from tlswhy.handshake import outs
from tlswhy.handshake.exchange import Share
from tlswhy.handshake.keys import digest
from tlswhy.handshake.outs import Established, Halt, Opened, Out, Write
from tlswhy.handshake.protection import Protection, Undecryptable
from tlswhy.handshake.signatures import is_for_pss, leaf_key, load_key, schemes_of, verifies
from tlswhy.model.attempt import ClientCertificate, Offer
from tlswhy.model.transcript import Way
from tlswhy.wire.extensions import alpn
from tlswhy.wire.messages import ClientHello, Extension, Frame, HandshakeType, wrap
from tlswhy.wire.messages.frame import HEADER
from tlswhy.wire.reader import Reader
from tlswhy.wire.records import ContentType, Record, records_of

if TYPE_CHECKING:
    from tlswhy.handshake.signatures import PublicKey

Flow: TypeAlias = Generator[None, Frame | None, None]
Heard: TypeAlias = Generator[None, Frame | None, Frame]

LARGEST = 2**14
"""The most that one record may hold, in bytes (RFC 8446 section 5.1)."""


class Session:
    """One connection's state.

    key: that of `certificate`. hello: the last ClientHello sent.
    shares: our halves of the key exchange, by group.
    established, version, suite, group, alpn, certificate_requested: what a `Client` shows of them.
    negotiating: a handshake is under way, the first one or a renegotiation.
    bound: the verify_data of both last Finished messages, ours first (RFC 5746 section 3.1).
    again: how many renegotiations there were.
    ech: whether the server goes on with the encrypted hello; None where there is none (RFC 9849).
    outs: what is to be reported, in order.
    reading, writing: the protection of the records to come; None while they are in clear.
    more: whether bytes follow the message just heard, in its record or before it is whole.
    transcript: the handshake messages so far, as RFC 8446 section 4.4.1 counts them.
    """

    def __init__(self, offer: Offer, certificate: ClientCertificate | None) -> None:
        self.offer = offer
        self.certificate = certificate
        self.key = load_key(certificate) if certificate else None
        self.hello: ClientHello
        self.shares: dict[int, Share] = {}
        self.established = False
        self.negotiating = True
        self.bound = (b"", b"")
        self.again = 0
        self.version: int | None = None
        self.suite: int | None = None
        self.group: int | None = None
        self.alpn: bytes | None = None
        self.certificate_requested = False
        self.ech: bool | None = None
        self.outs: list[Out] = []
        self.reading: Protection | None = None
        self.writing: Protection | None = None
        self.more = False
        self.transcript = b""
        self._before = b""
        self._record_version = min(max(offer.versions), 0x0301)
        self._switched = False
        self._pending: list[tuple[bytes, tuple[Opened, ...]]] = []

    @property
    def is_13(self) -> bool:
        """Whether the version is settled and TLS 1.3, a draft of it, or later."""
        return self.version is not None and self.version >= 0x0304

    def say(self, type_: int, body: bytes) -> None:
        """Send a handshake message, and let it count in the transcript."""
        message = wrap(type_, body)
        self.transcript += message
        self.send(ContentType.HANDSHAKE, message)

    def send(self, type_: int, payload: bytes) -> None:
        """Send records; they become one `Write` with whatever is sent before the next `emit`."""
        if self.writing is None:
            self._pending.append((records_of(type_, self._record_version, payload), ()))
            return
        for at in range(0, max(len(payload), 1), LARGEST):
            part = payload[at : at + LARGEST]
            opened = () if type_ == ContentType.APPLICATION_DATA else (part,)
            self._pending.append(
                (
                    self.writing.seal(type_, part),
                    tuple(Opened(Way.OURS, int(type_), plain) for plain in opened),
                )
            )

    def schemes(self, version: int) -> frozenset[int]:
        """What our own key can sign with; nothing without one."""
        if self.certificate is None or self.key is None:
            return frozenset()
        return schemes_of(self.key, version, pss=is_for_pss(self.certificate.chain[0]))

    def change_cipher_spec(self) -> None:
        """Send our one ChangeCipherSpec, if it has not been sent; it is never encrypted."""
        if not self._switched:
            record = Record(ContentType.CHANGE_CIPHER_SPEC, self._record_version, b"\1")
            self._pending.append((record.write(), ()))
            self._switched = True

    def flush(self) -> None:
        """Turn what was sent into a `Write`, and into what our encrypted records hold."""
        if self._pending:
            self.outs.append(Write(b"".join(data for data, _ in self._pending)))
            self.outs.extend(opened for _, some in self._pending for opened in some)
            self._pending.clear()

    def emit(self, out: Out) -> None:
        """Report something, after all that was sent before it."""
        self.flush()
        self.outs.append(out)

    def open(self, record: Record) -> tuple[int, bytes]:
        """Content type and plaintext of a record.

        Raises:
            Halt: it does not decrypt, or holds too much.
        """
        if self.reading is None:
            type_, plaintext = record.type, record.fragment
        else:
            try:
                type_, plaintext = self.reading.open(record)
            except Undecryptable as bad:
                says = f"a record of {len(record.fragment)} bytes does not decrypt: {bad}"
                raise Halt("decrypt-failed", says, outs.BAD_RECORD_MAC) from None
            if type_ != ContentType.APPLICATION_DATA:
                self.emit(Opened(Way.THEIRS, type_, plaintext))
        if len(plaintext) > LARGEST:
            says = f"a record holds {len(plaintext)} bytes, at most {LARGEST} are allowed"
            raise Halt("malformed", says, outs.RECORD_OVERFLOW)
        return type_, plaintext

    def read_with(self, protection: Protection) -> None:
        """Decrypt what comes from now on.

        Raises:
            Halt: a message goes on over the change of keys (RFC 8446 section 5.1).
        """
        if self.more:
            says = "a handshake message spans a change of keys"
            raise Halt("unexpected-message", says, outs.UNEXPECTED_MESSAGE)
        self.reading = protection

    def chose(self, version: int) -> None:
        """The version is settled: our next records say so, as far as they ever do."""
        self.version = version
        self._record_version = min(version, 0x0303)

    def hear(self, *types: HandshakeType) -> Heard:
        """Wait for a message of one of these types, and let it count in the transcript.

        Raises:
            Halt: another message came.
        """
        frame = yield
        if frame is None or frame.type not in types:
            raise unexpected(frame, *(kind.name.lower() for kind in types))
        self._before = self.transcript
        self.transcript += frame.write()
        return frame

    @property
    def before(self) -> bytes:
        """The transcript up to the message heard last, without it."""
        return self._before

    def rewrite(self, before: bytes) -> None:
        """Let these messages stand for all that were said before the one heard last."""
        heard = self.transcript[len(self._before) :]
        self._before = before
        self.transcript = before + heard

    def hash(self, hash_: str) -> bytes:
        """The transcript hash up to now."""
        return digest(hash_, self.transcript)

    def hash_before(self, hash_: str) -> bytes:
        """The transcript hash up to the message heard last, without it."""
        return digest(hash_, self._before)

    def renegotiate(self) -> None:
        """Begin a new handshake under the keys of now; it has a transcript of its own."""
        self.negotiating = True
        self.again += 1
        self.transcript = b""

    def finished(self, ours: bytes, theirs: bytes) -> None:
        """Both Finished messages are through; `ours` and `theirs` are their verify_data.

        Raises:
            Halt: it was finished with the hello around our encrypted one (RFC 9849 section 6.1.6).
        """
        self.bound = (ours, theirs)
        self.negotiating = False
        if self.ech is False:
            says = "the server went on with the outer hello, not with the encrypted one"
            raise Halt("ech-rejected", says, outs.ECH_REQUIRED)
        self.established = True
        self.emit(Established())

    def restart(self, hash_: str) -> None:
        """Let a hash stand for the first ClientHello (RFC 8446 section 4.4.1)."""
        retry = self.transcript[len(self._before) :]
        self.transcript = wrap(HandshakeType.MESSAGE_HASH, self.hash_before(hash_)) + retry

    def check_extensions(
        self, extensions: tuple[Extension, ...] | None, unasked: int | None = None
    ) -> None:
        """Check that each answers one of ours (RFC 8446 section 4.2, RFC 5246 section 7.4.1.4).

        unasked: a type that may come all the same.

        Raises:
            Halt: one does not.
        """
        offered = {extension.type for extension in self.hello.extensions or ()}
        # The signalling suite stands for an empty renegotiation_info (RFC 5746 section 3.4).
        offered.add(0xFF01)
        for extension in extensions or ():
            if extension.type not in offered and extension.type != unasked:
                says = f"the server answers extension {extension.type}, which was not offered"
                raise Halt("extension-not-offered", says, outs.UNSUPPORTED_EXTENSION)

    def leaf(self, chain: tuple[bytes, ...]) -> PublicKey | None:
        """The key of the first certificate; None when it is of a kind we cannot load.

        Raises:
            Halt: there is no certificate.
            Malformed: it is none.
        """
        if not chain:
            says = "the server's Certificate message holds no certificate"
            raise Halt("no-certificate", says, outs.DECODE_ERROR)
        return leaf_key(chain[0])

    def check_signature(
        self, key: PublicKey | None, scheme: int | None, signature: bytes, signed: bytes
    ) -> None:
        """Check what the server signed; a key that cannot be loaded passes.

        Raises:
            Halt: the scheme was not offered, or the signature is not that of the key.
        """
        if scheme is not None and self.offer.schemes and scheme not in self.offer.schemes:
            says = f"the server signs with scheme {scheme:#06x}, which was not offered"
            raise Halt("scheme-not-offered", says, outs.ILLEGAL_PARAMETER)
        if key is not None and not verifies(key, scheme, signature, signed):
            named = "" if scheme is None else f" (scheme {scheme:#06x})"
            says = f"the server's signature{named} is not that of the key in its certificate"
            raise Halt("signature-invalid", says, outs.DECRYPT_ERROR)

    def check_finished(self, expected: bytes, got: bytes) -> None:
        """Compare the server's verify_data.

        Raises:
            Halt: it is another.
        """
        if expected != got:
            says = "the server's Finished does not fit the messages we saw"
            raise Halt("finished-invalid", says, outs.DECRYPT_ERROR)

    def shared_secret(self, share: Share, peer: bytes) -> bytes:
        """What our share and the peer's make.

        Raises:
            Halt: the peer's is no public key of the group.
        """
        try:
            return share.secret(peer)
        except ValueError:
            says = f"{len(peer)} bytes that are no public key of group {share.group:#06x}"
            raise Halt("share-invalid", says, outs.ILLEGAL_PARAMETER) from None


def body(frame: Frame) -> Reader:
    """A reader for the body of a message whose type is known."""
    return Reader(frame.body, HandshakeType(frame.type).name.lower(), start=HEADER)


def read_alpn(chosen: bytes) -> bytes:
    """The one name in a server's answer (RFC 7301 section 3.1).

    Raises:
        Malformed: there is not exactly one.
    """
    reader = Reader(chosen, "alpn")
    names = alpn.Alpn.read(reader).names
    if len(names) != 1:
        raise reader.malformed(f"{len(names)} names, a server answers one", "names")
    return names[0]


def unexpected(frame: Frame | None, *due: str) -> Halt:
    """The fault for a message, or with None a ChangeCipherSpec, where one of `due` was due."""
    came = "change_cipher_spec" if frame is None else _name(frame.type)
    says = f"{came} came where {' or '.join(due)} was due"
    return Halt("unexpected-message", says, outs.UNEXPECTED_MESSAGE)


def _name(type_: int) -> str:
    try:
        return HandshakeType(type_).name.lower()
    except ValueError:
        return f"handshake message {type_}"
