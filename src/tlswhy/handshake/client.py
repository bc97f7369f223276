"""A TLS client without I/O: bytes in, what follows from them out.

It is an instrument. It says whatever its `Offer` says, keeps to the RFCs from there on, finishes
the handshake and judges no certificate: that is done elsewhere, from the bytes. It carries no
user data. Nothing that a peer sends makes it raise.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tlswhy.handshake import outs
from tlswhy.handshake.exchange import share
from tlswhy.handshake.hello import SCSV, client_hello
from tlswhy.handshake.outs import (
    AlertGot,
    Application,
    EchAnswered,
    Established,
    Fault,
    Halt,
    Opened,
    Out,
    PeerDone,
    Write,
)
from tlswhy.handshake.session import Flow, Session, body
from tlswhy.handshake.suites import SUITES
from tlswhy.model.attempt import ClientCertificate, Offer
from tlswhy.wire.extensions import cookie, key_share, renegotiation_info, supported_versions
from tlswhy.wire.messages import ClientHello, Frame, Gathering, HandshakeType, ServerHello
from tlswhy.wire.reader import Malformed, Reader
from tlswhy.wire.records import Alert, ContentType, Record, split

if TYPE_CHECKING:
    from tlswhy.handshake.ech import Grease, Hidden

__all__ = [
    "AlertGot",
    "Application",
    "Client",
    "EchAnswered",
    "Established",
    "Fault",
    "Opened",
    "Out",
    "PeerDone",
    "Write",
]

_TLS12, _TLS13 = 0x0303, 0x0304
_WARNING, _FATAL = 1, 2
_CLOSE_NOTIFY, _USER_CANCELED = 0, 90
_WORSE_THAN_12 = b"DOWNGRD\0"
_WORSE_THAN_13 = b"DOWNGRD\1"
MOST_RECORDS = 2048  # of one handshake: a long one has twenty
MOST_IDLE = 16  # records or messages in a row that bring a handshake no further
_NAMES = {
    0x0300: "SSL 3.0",
    0x0301: "TLS 1.0",
    0x0302: "TLS 1.1",
    _TLS12: "TLS 1.2",
    _TLS13: "TLS 1.3",
}


class Client:
    """One handshake, and what comes after it on the same connection.

    Args:
        offer: what the ClientHello says.
        certificate: what a CertificateRequest is answered with; without one the answer is empty.

    Raises:
        ValueError: the certificate's key cannot be loaded, or no ECH configuration can be used.
    """

    def __init__(self, offer: Offer, *, certificate: ClientCertificate | None = None) -> None:
        self._session = Session(offer, certificate)
        self._random = os.urandom(32)
        # RFC 8446 appendix D.4: a session id makes it look like TLS 1.2 to what stands between.
        self._session_id = os.urandom(32) if max(offer.versions) >= _TLS13 else b""
        self._ech: Hidden | Grease | None = None
        if offer.ech is not None and max(offer.versions) >= _TLS13:
            from tlswhy.handshake.ech import offering

            self._ech = offering(offer.ech)
        self._flow = self._run()
        self._inbox = b""
        self._messages = Gathering()
        self._heard = False
        self._over = False
        self._records = 0
        self._idle = 0

    @property
    def established(self) -> bool:
        """Whether both Finished messages are through."""
        return self._session.established

    @property
    def version(self) -> int | None:
        """The version the server chose, as on the wire; it may be one that was not offered."""
        return self._session.version

    @property
    def suite(self) -> int | None:
        """The cipher suite the server chose."""
        return self._session.suite

    @property
    def group(self) -> int | None:
        """The group of the key exchange; None before it is known, and without a named group."""
        return self._session.group

    @property
    def alpn(self) -> bytes | None:
        """The protocol the server chose by ALPN."""
        return self._session.alpn

    @property
    def certificate_requested(self) -> bool:
        """Whether the server asked for a client certificate."""
        return self._session.certificate_requested

    @property
    def inner(self) -> bytes:
        """The ClientHello message that is encrypted in the one that was sent; empty without one."""
        return self._ech.inner if self._ech is not None else b""

    def start(self) -> bytes:
        """The first flight: one ClientHello, in one record unless it is too long for one.

        Raises:
            ValueError: the offer has a share for a group that this client cannot compute.
        """
        for group in self._session.offer.shares:
            made = share(group)
            if made is None:
                raise ValueError(f"this client cannot compute a share of group {group:#06x}")
            self._session.shares[group] = made
        self._say_hello(None)
        next(self._flow)
        self._session.flush()
        return b"".join(out.data for out in self._take() if isinstance(out, Write))

    def feed(self, data: bytes) -> tuple[Out, ...]:
        """Everything that follows from these bytes, in order; how they are cut does not matter."""
        if not self._over:
            try:
                self._read(data)
            except Malformed as bad:
                self._fail(Halt("malformed", str(bad), outs.DECODE_ERROR))
            except Halt as halt:
                self._fail(halt)
        return self._take()

    def protect(self, data: bytes) -> bytes:
        """Application data as records to send, after `Established`."""
        self._session.send(ContentType.APPLICATION_DATA, data)
        self._session.flush()
        return b"".join(out.data for out in self._take() if isinstance(out, Write))

    def farewell(self) -> bytes:
        """The close_notify that ends our side politely (RFC 8446 section 6.1); empty when over."""
        if not self.established or self._over:
            return b""
        self._session.send(ContentType.ALERT, Alert(_WARNING, _CLOSE_NOTIFY).write())
        self._session.flush()
        self._over = True
        return b"".join(out.data for out in self._take() if isinstance(out, Write))

    def _take(self) -> tuple[Out, ...]:
        taken = tuple(self._session.outs)
        self._session.outs.clear()
        return taken

    def _fail(self, halt: Halt) -> None:
        """Say goodbye as RFC 8446 section 6.2 wants it, but not to what does not speak TLS."""
        if halt.code != "not-tls":
            self._session.send(ContentType.ALERT, Alert(_FATAL, halt.alert).write())
        self._session.emit(Fault(halt.code, halt.says))
        self._over = True

    def _read(self, data: bytes) -> None:
        self._inbox += data
        while not self._over:
            try:
                records, self._inbox = split(self._inbox)
            except Malformed as bad:
                if self._heard:
                    raise
                raise Halt("not-tls", str(bad), 0) from None
            if not records:
                return
            self._heard = True
            for record in records:
                if self._over:
                    return
                self._count()
                self._record(record)
                self._session.flush()

    def _count(self) -> None:
        self._records += self._session.negotiating
        if self._records > MOST_RECORDS:
            says = f"the handshake is not over after {MOST_RECORDS} records"
            raise Halt("too-much", says, outs.UNEXPECTED_MESSAGE)

    def _idles(self, what: str) -> None:
        """A peer may keep a connection busy with nothing; OpenSSL has limits like this."""
        self._idle += 1
        if self._idle > MOST_IDLE:
            says = f"the peer sends nothing but {what}: {self._idle} in a row"
            raise Halt("too-much", says, outs.UNEXPECTED_MESSAGE)

    def _record(self, record: Record) -> None:
        if record.type == ContentType.CHANGE_CIPHER_SPEC and self._changes_nothing(record):
            self._idles("change_cipher_spec")
            return
        if record.type == ContentType.ALERT and len(record.fragment) == 2:
            # Never encrypted when it is as short as this: what stands between may send it.
            self._alert(record.fragment)
            return
        hidden = self._session.is_13 and self._session.reading is not None
        if hidden and record.type != ContentType.APPLICATION_DATA:
            raise _unexpected_record(record.type)
        type_, plaintext = self._session.open(record)
        if not plaintext:
            self._idles("empty records")
        if type_ == ContentType.HANDSHAKE:
            self._handshake(plaintext)
        elif type_ == ContentType.ALERT:
            self._alert(plaintext)
        elif type_ == ContentType.APPLICATION_DATA and self._session.established:
            if plaintext:
                self._idle = 0
                self._session.emit(Application(plaintext))
        elif type_ == ContentType.CHANGE_CIPHER_SPEC and plaintext == b"\1" and not self._messages:
            self._flow.send(None)
        else:
            raise _unexpected_record(type_)

    def _changes_nothing(self, record: Record) -> bool:
        """Whether it is the ChangeCipherSpec that RFC 8446 section 5 has a client drop."""
        session = self._session
        waits = not session.established and record.fragment == b"\1"
        return waits and session.is_13

    def _alert(self, fragment: bytes) -> None:
        alert = Alert.read(Reader(fragment, "alert"))
        if alert.description == _CLOSE_NOTIFY:
            self._session.emit(PeerDone())
            self._over = True
            return
        self._session.emit(AlertGot(alert.level, alert.description))
        self._idles("alerts")
        # In TLS 1.3 the level means nothing, and only this alert does not end the connection
        # (RFC 8446 sections 6.1 and 6.2).
        harmless = not self._session.is_13 or alert.description == _USER_CANCELED
        self._over = not (harmless and alert.level == _WARNING)

    def _handshake(self, fragment: bytes) -> None:
        found = self._messages.add(fragment)
        session = self._session
        for count, frame in enumerate(found, 1):
            session.more = count < len(found) or bool(self._messages)
            if frame.type == HandshakeType.HELLO_REQUEST and not session.is_13:
                self._idles("HelloRequests")
                if session.negotiating:
                    # "This message will be ignored by the client if the client is currently
                    # negotiating a session" (RFC 5246 section 7.4.1.1).
                    continue
            elif frame.type == HandshakeType.KEY_UPDATE:
                self._idles("KeyUpdates")
            else:
                self._idle = 0
            self._flow.send(frame)

    def _say_hello(self, retry_cookie: bytes | None) -> None:
        session = self._session

        def make(offer: Offer, random: bytes) -> ClientHello:
            return client_hello(
                offer,
                session.shares.values(),
                random=random,
                session_id=self._session_id,
                retry_cookie=retry_cookie,
                bound=session.bound[0],
            )

        if self._ech is not None and max(session.offer.versions) >= _TLS13:
            self._ech.say(session, make, self._random)
            return
        session.hello = make(session.offer, self._random)
        session.say(HandshakeType.CLIENT_HELLO, session.hello.write())

    def _run(self) -> Flow:
        session = self._session
        hello = yield from self._server_hello()
        if hello.is_retry and session.is_13:
            self._try_again(hello)
            first = (hello.cipher_suite, hello.version)
            hello = yield from self._server_hello()
            if hello.is_retry:
                says = "the server sent a second HelloRetryRequest"
                raise Halt("second-retry", says, outs.UNEXPECTED_MESSAGE)
            if (hello.cipher_suite, hello.version) != first:
                says = (
                    f"the HelloRetryRequest chose suite {first[0]:#06x} of {_named(first[1])}, "
                    f"the ServerHello suite {hello.cipher_suite:#06x} of {_named(hello.version)}"
                )
                raise Halt("suite-not-offered", says, outs.ILLEGAL_PARAMETER)
        # Imported only now: the first flight does without, and starting is what a user waits for.
        if session.is_13:
            from tlswhy.handshake import tls13

            yield from tls13.run(session, SUITES[hello.cipher_suite], hello)
        else:
            from tlswhy.handshake import tls12

            yield from tls12.run(session, hello.version, hello)
            while True:
                hello = yield from self._renegotiate(hello.version)
                yield from tls12.run(session, hello.version, hello)

    def _renegotiate(self, version: int) -> Generator[None, Frame | None, ServerHello]:
        """A new handshake inside the old one, with the version of now (RFC 5746 section 3.5)."""
        session = self._session
        suites = tuple(suite for suite in session.offer.suites if suite != SCSV)
        session.offer = replace(session.offer, versions=(version,), suites=suites, shares=())
        session.renegotiate()
        # Another session: resuming this one would show no certificate.
        self._random, self._session_id = os.urandom(32), b""
        self._say_hello(None)
        hello = yield from self._server_hello()
        answer = hello.extension(renegotiation_info.TYPE)
        bound = renegotiation_info.RenegotiationInfo(b"".join(session.bound))
        if answer is None or answer.body != bound.write():
            says = "the ServerHello of the renegotiation is not bound to the handshake before it"
            raise Halt("renegotiation-unbound", says, outs.HANDSHAKE_FAILURE)
        return hello

    def _server_hello(self) -> Generator[None, Frame | None, ServerHello]:
        session = self._session
        frame = yield from session.hear(HandshakeType.SERVER_HELLO)
        hello = ServerHello.read(body(frame))
        session.chose(hello.version)
        session.suite = hello.cipher_suite
        self._check_version(hello)
        self._check_suite(hello)
        if hello.legacy_compression_method:
            says = f"the server chose compression method {hello.legacy_compression_method}"
            raise Halt("compression", says, outs.ILLEGAL_PARAMETER)
        if hello.version >= _TLS13 and hello.legacy_session_id != self._session_id:
            says = "the ServerHello does not echo our legacy_session_id"
            raise Halt("session-id", says, outs.ILLEGAL_PARAMETER)
        session.check_extensions(hello.extensions, cookie.TYPE if hello.is_retry else None)
        if self._ech is not None:
            self._ech.answered(session, hello)
        return hello

    def _check_version(self, hello: ServerHello) -> None:
        offered = self._session.offer.versions
        version = hello.version
        chosen = hello.extension(supported_versions.TYPE)
        if chosen is not None:
            supported_versions.SelectedVersion.read(Reader(chosen.body, "supported_versions"))
        if version not in offered:
            names = " and ".join(_named(known) for known in offered)
            says = f"the server chose {_named(version)}; the client offers {names}"
            raise Halt("version-not-offered", says, outs.PROTOCOL_VERSION)
        if (chosen is not None) != (version >= _TLS13):
            place = "legacy_version" if chosen is None else "supported_versions"
            says = f"the server chose {_named(version)} in {place}, the wrong place for it"
            raise Halt("version-not-offered", says, outs.ILLEGAL_PARAMETER)
        # RFC 8446 section 4.1.3: what a server that could do better writes into its random.
        best = max(offered)
        end = hello.random[-8:]
        signs = (_WORSE_THAN_13, _WORSE_THAN_12) if best >= _TLS13 else (_WORSE_THAN_12,)
        if version < min(best, _TLS13) and end in signs:
            says = f"the server chose {_named(version)}, and its random says that it can do better"
            raise Halt("downgrade", says, outs.ILLEGAL_PARAMETER)

    def _check_suite(self, hello: ServerHello) -> None:
        number = hello.cipher_suite
        if number not in self._session.offer.suites:
            says = f"the server chose suite {number:#06x}, which was not offered"
            raise Halt("suite-not-offered", says, outs.ILLEGAL_PARAMETER)
        suite = SUITES.get(number)
        if suite is None and hello.version >= _TLS13:
            says = f"this client cannot compute suite {number:#06x}"
            raise Halt("key-exchange-unsupported", says, outs.HANDSHAKE_FAILURE)
        if suite is not None and not suite.fits(hello.version):
            says = f"the server chose suite {number:#06x}, which {_named(hello.version)} has not"
            raise Halt("suite-not-offered", says, outs.ILLEGAL_PARAMETER)

    def _try_again(self, hello: ServerHello) -> None:
        """Answer a HelloRetryRequest (RFC 8446 section 4.1.4)."""
        session = self._session
        group = hello.extension(key_share.TYPE)
        repeat = hello.extension(cookie.TYPE)
        if group is None and repeat is None:
            says = "the HelloRetryRequest asks for nothing"
            raise Halt("retry-without-change", says, outs.ILLEGAL_PARAMETER)
        if group is not None:
            self._change_share(key_share.KeyShareRetry.read(Reader(group.body, "key_share")).group)
        retry_cookie = None
        if repeat is not None:
            retry_cookie = cookie.Cookie.read(Reader(repeat.body, "cookie")).cookie
        session.restart(SUITES[hello.cipher_suite].hash)
        session.change_cipher_spec()
        self._say_hello(retry_cookie)

    def _change_share(self, group: int) -> None:
        session = self._session
        if group not in session.offer.groups:
            says = f"the HelloRetryRequest wants group {group:#06x}, which was not offered"
            raise Halt("group-not-offered", says, outs.ILLEGAL_PARAMETER)
        if group in session.shares:
            says = f"the HelloRetryRequest wants a share of {group:#06x}, which we had sent"
            raise Halt("retry-without-change", says, outs.ILLEGAL_PARAMETER)
        session.group = group
        made = share(group)
        if made is None:
            says = f"the server wants group {group:#06x}, which this client cannot compute"
            raise Halt("key-exchange-unsupported", says, outs.HANDSHAKE_FAILURE)
        session.shares = {group: made}


def _named(version: int) -> str:
    return _NAMES.get(version, f"version {version:#06x}")


def _unexpected_record(type_: int) -> Halt:
    says = f"a record of type {type_} came where none may come"
    return Halt("unexpected-message", says, outs.UNEXPECTED_MESSAGE)
