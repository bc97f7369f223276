"""A server with Encrypted Client Hello, which no server of Debian 12 has in working order.

It speaks TLS 1.3 alone, with X25519 or P-256, and has keys of P-256 (RFC 9849, RFC 8446).
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from tlswhy.handshake import hpke
from tlswhy.handshake.ech import confirmation
from tlswhy.handshake.exchange import share
from tlswhy.handshake.keys import Schedule, digest, finished_data
from tlswhy.handshake.protection import Protection, Undecryptable, protection13
from tlswhy.handshake.signatures import sign
from tlswhy.handshake.suites import SUITES
from tlswhy.lab import certificates
from tlswhy.lab.bench import HERE, Handler, Lab
from tlswhy.lab.certificates import Identity
from tlswhy.lab.peers import HTTP_OK, alert
from tlswhy.lab.scenario import Up
from tlswhy.wire.extensions import ech_outer_extensions, key_share, server_name, supported_versions
from tlswhy.wire.extensions.encrypted_client_hello import (
    TYPE,
    VERSION,
    EchConfig,
    EchConfigList,
    EchContents,
    EchOuter,
    EncryptedClientHello,
)
from tlswhy.wire.messages import (
    RETRY_RANDOM,
    Certificate13,
    CertificateEntry,
    CertificateVerify,
    ClientHello,
    EncryptedExtensions,
    Extension,
    Finished,
    Gathering,
    HandshakeType,
    ServerHello,
    wrap,
)
from tlswhy.wire.messages.extension import read_extensions
from tlswhy.wire.reader import Reader
from tlswhy.wire.records import Alert, ContentType, records_of, split

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

_TLS12, _TLS13 = 0x0303, 0x0304
_GROUPS = (29, 23)
_ECDSA_P256_SHA256 = 0x0403
_CONFIRMATION = 8
_WARNING, _CLOSE_NOTIFY, _UNRECOGNIZED_NAME, _HANDSHAKE_FAILURE = 1, 0, 112, 40


class EchKey(Struct, frozen=True):
    """A key for hellos, and the configuration that tells clients of it."""

    private: X25519PrivateKey
    config: EchConfig

    @property
    def listed(self) -> bytes:
        """The configuration alone in an encoded ECHConfigList."""
        return EchConfigList((self.config,)).write()


def ech_key(public_name: str, config_id: int) -> EchKey:
    """A fresh key with the suites of AES-128-GCM and ChaCha20Poly1305."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    private = X25519PrivateKey.generate()
    contents = EchContents(
        config_id=config_id,
        kem_id=hpke.X25519_SHA256,
        public_key=private.public_key().public_bytes_raw(),
        cipher_suites=((1, 1), (1, 3)),
        maximum_name_length=32,
        public_name=public_name.encode(),
    )
    return EchKey(private, EchConfig(VERSION, contents))


def identities(lab: Lab, *names: str) -> dict[str, Identity]:
    """A certificate of the lab's own for each name."""
    return {name: certificates.issue(name, lab.intermediate, names=(name,)) for name in names}


def by_dns(port: int, *options: str) -> Up:
    """Ask this port of loopback for https://a.test, with a hello encrypted as DNS says."""
    route = ("a.test", "--connect-to", f"{HERE}:{port}", "--no-proxy")
    return Up((*route, "--ech", "auto", *options))


class Settings(Struct, frozen=True):
    """What the server has.

    names: its certificates by server name; any other name gets `unrecognized_name`.
    keys: for hellos; the configurations of all are sent to whoever uses another one.
    sends: a list to send instead, encoded. group: the one it insists on, by a HelloRetryRequest
    if need be.
    """

    names: Mapping[str, Identity]
    keys: tuple[EchKey, ...] = ()
    sends: bytes = b""
    group: int = 0


def server(settings: Settings) -> Handler:
    """Finish a handshake, answer one HTTP request and end."""

    def talk(conn: socket.socket) -> None:
        try:
            _Connection(conn, settings).serve()
        except (ValueError, Undecryptable) as bad:  # Malformed is a ValueError
            raise ConnectionAbortedError(str(bad)) from None

    return talk


class _Stop(OSError):
    """The handshake ends here."""


class _Connection:
    """One client. `transcript` counts what RFC 8446 section 4.4.1 counts."""

    def __init__(self, conn: socket.socket, settings: Settings) -> None:
        self._conn = conn
        self._settings = settings
        self._inbox = b""
        self._messages = Gathering()
        self._reading: Protection | None = None
        self._writing: Protection | None = None
        self._context: hpke.Context | None = None
        self._transcript = b""

    def serve(self) -> None:
        outer = self._client_hello()
        hello = self._opened(outer) or outer
        accepted = hello is not outer
        self._transcript = wrap(HandshakeType.CLIENT_HELLO, hello.write())
        # The client's own order decides.
        suite = next((s for s in hello.cipher_suites if s in (0x1301, 0x1302, 0x1303)), None)
        identity = self._settings.names.get(_name(hello))
        if suite is None or identity is None:
            self._conn.sendall(alert(_HANDSHAKE_FAILURE if suite is None else _UNRECOGNIZED_NAME))
            raise _Stop
        hash_ = SUITES[suite].hash
        group = self._group(hello)
        if group not in _shares(hello):
            self._ask_again(hello, suite, group, accepted=accepted)
            hello = self._client_hello()
            if accepted:
                hello = self._opened(hello) or hello
            self._transcript += wrap(HandshakeType.CLIENT_HELLO, hello.write())
        ours = share(group)
        assert ours is not None
        entry = key_share.KeyShareServer(key_share.KeyShareEntry(group, ours.public))
        self._server_hello(
            hello, suite, Extension(key_share.TYPE, entry.write()), accepted=accepted
        )
        schedule = Schedule(hash_, ours.secret(_shares(hello)[group]))
        client, secret = schedule.handshake(self._hash(hash_))
        self._send(ContentType.CHANGE_CIPHER_SPEC, b"\1")
        self._reading = protection13(SUITES[suite], client)
        self._writing = protection13(SUITES[suite], secret)
        self._say(HandshakeType.ENCRYPTED_EXTENSIONS, self._extensions(outer, accepted=accepted))
        self._show(identity, hash_)
        proof = finished_data(hash_, secret, self._hash(hash_))
        self._say(HandshakeType.FINISHED, Finished(proof).write())
        client_traffic, server_traffic = schedule.application(self._hash(hash_))
        expected = finished_data(hash_, client, self._hash(hash_))
        if self._message(HandshakeType.FINISHED) != expected:
            raise _Stop
        self._reading = protection13(SUITES[suite], client_traffic)
        self._writing = protection13(SUITES[suite], server_traffic)
        if self._request():
            self._send(ContentType.APPLICATION_DATA, HTTP_OK)
        self._send(ContentType.ALERT, Alert(_WARNING, _CLOSE_NOTIFY).write())

    # -- ECH

    def _opened(self, outer: ClientHello) -> ClientHello | None:
        """The hello inside; None where there is none for our keys (RFC 9849 section 7.1)."""
        offered = outer.meaning(TYPE)
        content = offered.content if isinstance(offered, EncryptedClientHello) else b""
        if not isinstance(content, EchOuter):
            return None
        blank = replace(content, payload=bytes(len(content.payload)))
        aad = replace(
            outer,
            extensions=tuple(
                Extension(TYPE, EncryptedClientHello(0, blank).write()) if e.type == TYPE else e
                for e in outer.extensions or ()
            ),
        ).write()
        for context in self._contexts(content):
            try:
                encoded = context.open(aad, content.payload)
            except ValueError:
                continue
            self._context = context
            return _decoded(encoded, outer)
        return None

    def _contexts(self, content: EchOuter) -> Iterator[hpke.Context]:
        """The one that is already in use, or one for each key it may be for."""
        if self._context is not None:
            yield self._context
            return
        for key in self._settings.keys:
            known = key.config.contents
            if isinstance(known, EchContents) and known.config_id == content.config_id:
                info = b"tls ech\0" + key.config.write()
                suite = (content.kdf_id, content.aead_id)
                yield hpke.receiver(content.enc, key.private, info, *suite)

    def _extensions(self, outer: ClientHello, *, accepted: bool) -> bytes:
        configs = EchConfigList(tuple(key.config for key in self._settings.keys)).write()
        listed = self._settings.sends or (configs if self._settings.keys else b"")
        wanted = bool(listed) and not accepted and outer.extension(TYPE) is not None
        return EncryptedExtensions((Extension(TYPE, listed),) if wanted else ()).write()

    def _ask_again(self, hello: ClientHello, suite: int, group: int, *, accepted: bool) -> None:
        """A HelloRetryRequest, which shows whether ECH was accepted (RFC 9849 section 7.2.1)."""
        wanted = Extension(key_share.TYPE, key_share.KeyShareRetry(group).write())
        made = _chosen(hello, suite, RETRY_RANDOM, (_version(), wanted))
        hash_ = SUITES[suite].hash
        if accepted:
            blank = Extension(TYPE, bytes(_CONFIRMATION))
            zeroed = replace(made, extensions=(_version(), wanted, blank))
            shown = confirmation(hash_, hello.random, self._transcript, zeroed)
            made = replace(made, extensions=(_version(), wanted, Extension(TYPE, shown)))
        hashed = digest(hash_, self._transcript)
        self._transcript = wrap(HandshakeType.MESSAGE_HASH, hashed)
        self._say(HandshakeType.SERVER_HELLO, made.write())

    def _server_hello(
        self, hello: ClientHello, suite: int, our_share: Extension, *, accepted: bool
    ) -> None:
        random = os.urandom(32)
        made = _chosen(hello, suite, random, (_version(), our_share))
        if accepted:
            start = random[:-_CONFIRMATION]
            zeroed = replace(made, random=start + bytes(_CONFIRMATION))
            shown = self._confirmation(hello, suite, zeroed)
            made = replace(made, random=start + shown)
        self._say(HandshakeType.SERVER_HELLO, made.write())

    def _confirmation(self, hello: ClientHello, suite: int, zeroed: ServerHello) -> bytes:
        return confirmation(SUITES[suite].hash, hello.random, self._transcript, zeroed)

    # -- messages

    def _group(self, hello: ClientHello) -> int:
        shared = [group for group in _shares(hello) if group in _GROUPS]
        return self._settings.group or (shared or _GROUPS)[0]

    def _show(self, identity: Identity, hash_: str) -> None:
        from cryptography.hazmat.primitives.serialization import Encoding

        chain = (identity.certificate, *identity.chain)
        entries = tuple(CertificateEntry(one.public_bytes(Encoding.DER), ()) for one in chain)
        self._say(HandshakeType.CERTIFICATE, Certificate13(b"", entries).write())
        signed = b" " * 64 + b"TLS 1.3, server CertificateVerify\0" + self._hash(hash_)
        signature = sign(identity.key, _ECDSA_P256_SHA256, signed)
        proof = CertificateVerify(_ECDSA_P256_SHA256, signature)
        self._say(HandshakeType.CERTIFICATE_VERIFY, proof.write())

    def _client_hello(self) -> ClientHello:
        body = self._message(HandshakeType.CLIENT_HELLO)
        return ClientHello.read(Reader(body, "client_hello"))

    def _message(self, wanted: HandshakeType) -> bytes:
        while True:
            type_, plain = self._record()
            if type_ != ContentType.HANDSHAKE:
                raise _Stop
            for frame in self._messages.add(plain):
                if frame.type != wanted:
                    raise _Stop
                return frame.body

    def _request(self) -> bool:
        said = b""
        while b"\r\n\r\n" not in said:
            type_, plain = self._record()
            if type_ != ContentType.APPLICATION_DATA:
                return False
            said += plain
        return True

    def _say(self, type_: HandshakeType, body: bytes) -> None:
        message = wrap(type_, body)
        self._transcript += message
        self._send(ContentType.HANDSHAKE, message)

    def _hash(self, hash_: str) -> bytes:
        return digest(hash_, self._transcript)

    # -- records

    def _send(self, type_: ContentType, payload: bytes) -> None:
        if self._writing is None or type_ == ContentType.CHANGE_CIPHER_SPEC:
            self._conn.sendall(records_of(type_, _TLS12, payload))
        else:
            self._conn.sendall(self._writing.seal(type_, payload))

    def _record(self) -> tuple[int, bytes]:
        """The next record that says something; ChangeCipherSpec does not in TLS 1.3."""
        while True:
            records, rest = split(self._inbox)
            if not records:
                more = self._conn.recv(65536)
                if not more:
                    raise _Stop
                self._inbox += more
                continue
            first = records[0]
            self._inbox = b"".join(record.write() for record in records[1:]) + rest
            if first.type == ContentType.CHANGE_CIPHER_SPEC:
                continue
            if self._reading is None:
                return first.type, first.fragment
            return self._reading.open(first)


def _decoded(encoded: bytes, outer: ClientHello) -> ClientHello:
    """ClientHelloInner from how it was encrypted (RFC 9849 section 5.1)."""
    body = Reader(encoded, "encoded_client_hello_inner")
    short = ClientHello(
        legacy_version=body.uint(2, "legacy_version"),
        random=body.take(32, "random"),
        legacy_session_id=body.vector(1, "legacy_session_id").rest() or outer.legacy_session_id,
        cipher_suites=body.vector(2, "cipher_suites").uints(2, ""),
        legacy_compression_methods=body.vector(1, "legacy_compression_methods").rest(),
        extensions=read_extensions(body),
    )
    extensions: list[Extension] = []
    for extension in short.extensions or ():
        if extension.type != ech_outer_extensions.TYPE:
            extensions.append(extension)
            continue
        listed = ech_outer_extensions.OuterExtensions.read(Reader(extension.body, "outer"))
        extensions += [e for e in outer.extensions or () if e.type in listed.types]
    return replace(short, extensions=tuple(extensions))


def _name(hello: ClientHello) -> str:
    names = hello.meaning(server_name.TYPE)
    if isinstance(names, server_name.ServerNames) and names.names:
        return names.names[0].name.decode("ascii", "replace")
    return ""


def _shares(hello: ClientHello) -> dict[int, bytes]:
    listed = hello.meaning(key_share.TYPE)
    if not isinstance(listed, key_share.KeyShareClient):
        return {}
    return {entry.group: entry.key_exchange for entry in listed.entries}


def _version() -> Extension:
    chosen = supported_versions.SelectedVersion(_TLS13).write()
    return Extension(supported_versions.TYPE, chosen)


def _chosen(
    hello: ClientHello, suite: int, random: bytes, extensions: tuple[Extension, ...]
) -> ServerHello:
    return ServerHello(_TLS12, random, hello.legacy_session_id, suite, 0, extensions)
