"""Servers that say what no library would: scripted, on the client's own primitives."""

from __future__ import annotations

from collections.abc import Iterable

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15

from handshake.peer import certificate, key, offer
from tlswhy.handshake.client import Client, Fault, Opened, Out, Write
from tlswhy.handshake.exchange import share
from tlswhy.handshake.keys import Schedule, digest, finished_data, prf
from tlswhy.handshake.protection import Protection, protection13, protections
from tlswhy.handshake.signatures import sign
from tlswhy.handshake.suites import SUITES
from tlswhy.model.attempt import ClientCertificate, Offer
from tlswhy.wire.extensions import key_share, supported_versions
from tlswhy.wire.messages import (
    Certificate12,
    Certificate13,
    CertificateEntry,
    CertificateVerify,
    ClientHello,
    EncryptedExtensions,
    Extension,
    HandshakeType,
    ServerHello,
    wrap,
)
from tlswhy.wire.reader import Reader
from tlswhy.wire.records import Record, records_of, split

SUITE_13 = 0x1301


class Script:
    """A client, and a hand that writes the server's records.

    reading, writing: the server's protection, once there is one.
    """

    def __init__(self, said: Offer, certificate: ClientCertificate | None = None) -> None:
        self.client = Client(said, certificate=certificate)
        self.transcript = b""
        self.outs: list[Out] = []
        self.writing: Protection | None = None
        self.reading: Protection | None = None
        self.hello = self.heard(self.client.start())

    def heard(self, flight: bytes) -> ClientHello:
        records, _ = split(flight)
        message = b"".join(record.fragment for record in records if record.type == 22)
        self.transcript += message
        return ClientHello.read(Reader(message[4:], "client_hello"))

    def record(self, type_: int, payload: bytes) -> list[Out]:
        """Send one record; what the client makes of it."""
        if self.writing is None:
            return self.raw(records_of(type_, 0x0303, payload))
        return self.raw(self.writing.seal(type_, payload))

    def raw(self, data: bytes) -> list[Out]:
        outs = list(self.client.feed(data))
        self.outs += outs
        return outs

    def say(self, type_: int, body: bytes) -> list[Out]:
        """Send one handshake message."""
        message = wrap(type_, body)
        self.transcript += message
        return self.record(22, message)

    @property
    def fault(self) -> Fault | None:
        return next((out for out in self.outs if isinstance(out, Fault)), None)

    @property
    def code(self) -> str | None:
        return self.fault.code if self.fault else None

    def our_alert(self) -> int | None:
        """The description of the alert that the client wrote last, however it was protected."""
        written = [out.data for out in self.outs if isinstance(out, Write)]
        if not written:
            return None
        records, _ = split(written[-1])
        last = records[-1]
        if last.type == 21 and len(last.fragment) == 2:
            return last.fragment[1]
        if self.reading is None:
            return None
        type_, plain = self.reading.open(Record(last.type, last.version, last.fragment))
        return plain[1] if type_ == 21 else None


def server_hello(  # one that is right for the script's hello, but for what a test changes
    script: Script,
    *,
    version: int = 0x0303,
    suite: int = 0xC02B,
    extensions: Iterable[Extension] | None = (),
    session_id: bytes = b"",
    compression: int = 0,
    random: bytes = bytes(range(32)),
) -> list[Out]:
    listed = None if extensions is None else tuple(extensions)
    made = ServerHello(version, random, session_id, suite, compression, listed)
    return script.say(HandshakeType.SERVER_HELLO, made.write())


def chooses_13(*more: Extension, version: int = 0x0304) -> tuple[Extension, ...]:
    chosen = supported_versions.SelectedVersion(version).write()
    return (Extension(supported_versions.TYPE, chosen), *more)


def server_share(group: int, public: bytes) -> Extension:
    entry = key_share.KeyShareEntry(group, public)
    return Extension(key_share.TYPE, key_share.KeyShareServer(entry).write())


class Script13(Script):
    """A TLS 1.3 server that has sent its ServerHello."""

    def __init__(
        self, said: Offer | None = None, certificate: ClientCertificate | None = None
    ) -> None:
        super().__init__(said or offer(versions=(0x0304,), suites=(SUITE_13,)), certificate)
        entries = key_share.KeyShareClient.read(
            Reader(self.hello.extension(key_share.TYPE).body, "key_share")  # type: ignore[union-attr]
        ).entries
        ours = share(29)
        assert ours is not None
        server_hello(
            self,
            suite=SUITE_13,
            extensions=chooses_13(server_share(29, ours.public)),
            session_id=self.hello.legacy_session_id,
        )
        self.schedule = Schedule("sha256", ours.secret(entries[0].key_exchange))
        client, self.secret = self.schedule.handshake(self.hash())
        self.writing = protection13(SUITES[SUITE_13], self.secret)
        self.reading = protection13(SUITES[SUITE_13], client)

    def hash(self) -> bytes:
        return digest("sha256", self.transcript)

    def encrypted_extensions(self, *extensions: Extension) -> list[Out]:
        body = EncryptedExtensions(extensions).write()
        return self.say(HandshakeType.ENCRYPTED_EXTENSIONS, body)

    def certificate(self, *chain: bytes) -> list[Out]:
        entries = tuple(CertificateEntry(der, ()) for der in chain or (certificate("SECP256R1"),))
        return self.say(HandshakeType.CERTIFICATE, Certificate13(b"", entries).write())

    def verify(self, scheme: int = 0x0403, signature: bytes | None = None) -> list[Out]:
        signed = b" " * 64 + b"TLS 1.3, server CertificateVerify\0" + self.hash()
        made = sign(key("SECP256R1"), 0x0403, signed) if signature is None else signature
        proof = CertificateVerify(scheme, made)
        return self.say(HandshakeType.CERTIFICATE_VERIFY, proof.write())

    def finished(self, flip: int = 0, more: bytes = b"") -> list[Out]:
        """flip: bits to turn in the first byte. more: what follows in the same record."""
        data = bytearray(finished_data("sha256", self.secret, self.hash()))
        data[0] ^= flip
        message = wrap(HandshakeType.FINISHED, bytes(data))
        self.transcript += message
        outs = self.record(22, message + more)
        client, server = self.schedule.application(self.hash())
        self.writing = protection13(SUITES[SUITE_13], server)
        self.reading = protection13(SUITES[SUITE_13], client)
        return outs

    def to_finished(self) -> list[Out]:
        """The whole flight, as it should be."""
        self.encrypted_extensions()
        self.certificate()
        self.verify()
        return self.finished()


class Script12(Script):
    """A TLS 1.2 server with RSA key exchange that has heard our Finished."""

    def __init__(
        self,
        certificate_: ClientCertificate | None = None,
        extensions: Iterable[Extension] | None = (),
        suites: tuple[int, ...] = (0x009C,),
    ) -> None:
        super().__init__(offer(versions=(0x0303,), suites=suites, shares=()), certificate_)
        server_hello(self, suite=0x009C, extensions=extensions)
        chain = Certificate12((certificate("rsa"),))
        self.say(HandshakeType.CERTIFICATE, chain.write())
        self.say(HandshakeType.SERVER_HELLO_DONE, b"")
        (write, opened) = self.outs
        assert isinstance(write, Write)
        assert isinstance(opened, Opened)
        records, _ = split(write.data)
        ours = key("rsa")
        assert isinstance(ours, rsa.RSAPrivateKey)
        premaster = ours.decrypt(records[0].fragment[6:], PKCS1v15())
        randoms = (self.hello.random, bytes(range(32)))
        self.master = prf("sha256", premaster, b"master secret", b"".join(randoms), 48)
        client, server = protections(
            SUITES[0x009C],
            0x0303,
            lambda size: prf(
                "sha256", self.master, b"key expansion", b"".join(randoms[::-1]), size
            ),
            encrypt_then_mac=False,
        )
        assert client.open(records[2]) == (22, opened.plaintext)
        self.reading = client
        self.server = server
        self.transcript += records[0].fragment + opened.plaintext
        self.outs.clear()

    def finish(self, flip: int = 0) -> list[Out]:
        """flip: bits to turn in the first byte of verify_data."""
        self.record(20, b"\1")
        self.writing = self.server
        seed = digest("sha256", self.transcript)
        data = bytearray(prf("sha256", self.master, b"server finished", seed, 12))
        data[0] ^= flip
        return self.say(HandshakeType.FINISHED, bytes(data))
