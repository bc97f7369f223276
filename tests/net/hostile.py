"""Peers that mean no good: floods, drips, silence and half answers at every step of a route."""

from __future__ import annotations

import itertools
import socket
import time
import zlib
from collections.abc import Callable, Iterator

from msgspec import Struct

from handshake.peer import certificate, key
from net.servers import Handler, connect_proxy, hear, reset, tls, until_closed
from tlswhy.handshake.exchange import share
from tlswhy.handshake.keys import Schedule, digest, finished_data, next_secret
from tlswhy.handshake.protection import Protection, protection13
from tlswhy.handshake.signatures import sign
from tlswhy.handshake.suites import SUITES
from tlswhy.wire.extensions.key_share import KeyShareClient
from tlswhy.wire.messages import (
    RETRY_RANDOM,
    Certificate12,
    Certificate13,
    CertificateEntry,
    CertificateRequest13,
    CertificateVerify,
    ClientHello,
    CompressedCertificate,
    EncryptedExtensions,
    Extension,
    HandshakeType,
    ServerHello,
    frames,
    wrap,
)
from tlswhy.wire.reader import Malformed, Reader
from tlswhy.wire.records import records_of, split

SUITE = 0x1301
BYTE = 0.1  # seconds between two bytes of a peer that drips: far more than a deadline for all

DIRECT = ("a.test:{port}", "--connect-to", "127.0.0.1:{port}", "--no-proxy")


def by(scheme: str) -> tuple[str, ...]:
    return ("a.test:443", "--proxy", scheme + "://127.0.0.1:{port}")


def asking(protocol: str) -> tuple[str, ...]:
    return (*DIRECT, "--starttls", protocol)


class Hostile(Struct, frozen=True):
    """One of them. options: the command line that meets it. certain: what may be said for sure."""

    name: str
    act: Handler
    options: tuple[str, ...] = DIRECT
    certain: tuple[str, ...] = ()


def record(type_: int, fragment: bytes) -> bytes:
    return records_of(type_, 0x0303, fragment)


def flood(chunk: bytes, after: bytes = b"", *, hears: bool = True) -> Handler:
    """The same again and again until the other side has gone."""

    def act(connection: socket.socket) -> None:
        if hears:
            connection.recv(65536)
        connection.sendall(after)
        many = chunk * max(1, 16384 // len(chunk))
        while True:
            connection.sendall(many)

    return act


def says(answer: bytes, then: Handler = until_closed, *, hears: bool = True) -> Handler:
    """An answer, and then what `then` does: by default, silence."""

    def act(connection: socket.socket) -> None:
        if hears:
            connection.recv(65536)
        connection.sendall(answer)
        then(connection)

    return act


def closes(connection: socket.socket) -> None:
    """Politely, so that no reset overtakes what was said."""
    connection.shutdown(socket.SHUT_WR)
    until_closed(connection)


def drip(answer: bytes, *, hears: bool = True) -> Handler:
    def act(connection: socket.socket) -> None:
        if hears:
            connection.recv(65536)
        for byte in itertools.chain(answer, itertools.repeat(0x20)):
            connection.sendall(bytes((byte,)))
            time.sleep(BYTE)

    return act


# -- TLS


def read_hello(connection: socket.socket) -> tuple[ClientHello, bytes]:
    """The next hello, and the message.

    Raises:
        OSError: it is none, or nothing more comes.
    """
    data = b""
    while True:
        more = connection.recv(65536)
        data += more
        try:
            records, _ = split(data)
        except Malformed as bad:
            raise OSError("no TLS") from bad
        found, _ = frames(b"".join(each.fragment for each in records if each.type == 22))
        if found:
            return ClientHello.read(Reader(found[0].body, "client_hello")), found[0].write()
        if not more:
            raise OSError("no ClientHello")


def answer_to(hello: ClientHello, random: bytes, *extensions: Extension) -> bytes:
    chosen = (Extension(43, b"\x03\x04"), *extensions)
    body = ServerHello(0x0303, random, hello.legacy_session_id, SUITE, 0, chosen).write()
    return wrap(HandshakeType.SERVER_HELLO, body)


def hello_12(*, suite: int = 0xC02B) -> bytes:
    body = ServerHello(0x0303, bytes(32), b"", suite, 0, (Extension(0xFF01, b"\0"),)).write()
    return record(22, wrap(HandshakeType.SERVER_HELLO, body))


def retries(connection: socket.socket) -> None:
    """HelloRetryRequest upon HelloRetryRequest, each with a cookie of its own."""
    for count in itertools.count():
        hello, _ = read_hello(connection)
        cookie = Extension(44, b"\0\4" + count.to_bytes(4, "big"))
        connection.sendall(record(22, answer_to(hello, RETRY_RANDOM, cookie)))


class Server13:
    """A TLS 1.3 server up to the place at which it turns bad."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        hello, message = read_hello(connection)
        asked = hello.extension(51)
        if asked is None:
            raise OSError("no TLS 1.3")
        entries = KeyShareClient.read(Reader(asked.body, "key_share")).entries
        theirs = next((entry.key_exchange for entry in entries if entry.group == 29), None)
        if theirs is None:
            raise OSError("no share of X25519")
        ours = share(29)
        assert ours is not None
        reply = Extension(51, b"\0\x1d\0\x20" + ours.public)
        said = answer_to(hello, bytes(range(32)), reply)
        self.transcript = message + said
        connection.sendall(record(22, said))
        self.schedule = Schedule("sha256", ours.secret(theirs))
        _, self.secret = self.schedule.handshake(digest("sha256", self.transcript))
        self.writing: Protection = protection13(SUITES[SUITE], self.secret)

    def seal(self, type_: int, fragment: bytes) -> bytes:
        """In records of at most 16 KiB."""
        parts = range(0, max(1, len(fragment)), 16384)
        return b"".join(self.writing.seal(type_, fragment[at : at + 16384]) for at in parts)

    def say(self, type_: int, body: bytes) -> None:
        message = wrap(type_, body)
        self.transcript += message
        self.connection.sendall(self.seal(22, message))

    def extensions(self) -> None:
        self.say(HandshakeType.ENCRYPTED_EXTENSIONS, EncryptedExtensions(()).write())

    def finish(self, *, asks: bool = False) -> None:
        """The rest of the flight. asks: for a client certificate."""
        self.extensions()
        if asks:
            request = CertificateRequest13(b"", (Extension(13, b"\0\2\4\3"),)).write()
            self.say(HandshakeType.CERTIFICATE_REQUEST, request)
        self.chain(certificate("SECP256R1"))
        before = digest("sha256", self.transcript)
        signed = b" " * 64 + b"TLS 1.3, server CertificateVerify\0" + before
        proof = CertificateVerify(0x0403, sign(key("SECP256R1"), 0x0403, signed))
        self.say(HandshakeType.CERTIFICATE_VERIFY, proof.write())
        before = digest("sha256", self.transcript)
        self.say(HandshakeType.FINISHED, finished_data("sha256", self.secret, before))
        _, self.secret = self.schedule.application(digest("sha256", self.transcript))
        self.writing = protection13(SUITES[SUITE], self.secret)

    def chain(self, *certificates: bytes) -> None:
        entries = tuple(CertificateEntry(der, ()) for der in certificates)
        self.say(HandshakeType.CERTIFICATE, Certificate13(b"", entries).write())

    def flood(self, type_: int, fragment: bytes) -> None:
        while True:
            self.connection.sendall(b"".join(self.seal(type_, fragment) for _ in range(64)))


def in_13(act: Callable[[Server13], None]) -> Handler:
    return lambda connection: act(Server13(connection))


def after_finished(act: Callable[[Server13], None], *, asks: bool = False) -> Handler:
    def turn(server: Server13) -> None:
        server.finish(asks=asks)
        act(server)
        until_closed(server.connection)

    return in_13(turn)


def bomb(server: Server13) -> None:
    """A megabyte of nothing in a kilobyte, and the claim that it is a certificate."""
    server.extensions()
    packed = CompressedCertificate(1, 1 << 20, zlib.compress(bytes(1 << 20))).write()
    server.say(HandshakeType.COMPRESSED_CERTIFICATE, packed)
    until_closed(server.connection)


def chain_of_many(server: Server13) -> None:
    """The same self-issued certificate as often as a message may hold it."""
    der = certificate("SECP256R1")
    server.extensions()
    server.chain(*[der] * (200_000 // len(der)))
    until_closed(server.connection)


def message_of_16_megabytes(server: Server13) -> None:
    server.extensions()
    server.connection.sendall(server.seal(22, b"\x0b\xff\xff\xff"))
    server.flood(22, bytes(16384))


def message_in_crumbs(server: Server13) -> None:
    """A Certificate of half a megabyte, one byte in each record."""
    server.extensions()
    server.connection.sendall(server.seal(22, b"\x0b\x08\0\0"))
    server.flood(22, b"\0")


def new_keys(server: Server13) -> None:
    """New keys without end, and ours asked for each time."""
    while True:
        server.connection.sendall(server.seal(22, wrap(24, b"\1")))
        server.secret = next_secret("sha256", server.secret)
        server.writing = protection13(SUITES[SUITE], server.secret)


def late_requests(server: Server13) -> None:
    """Each wants a signature of us."""
    request = CertificateRequest13(b"late", (Extension(13, b"\0\2\4\3"),)).write()
    server.flood(22, wrap(HandshakeType.CERTIFICATE_REQUEST, request))


def shut(server: Server13) -> None:
    closes(server.connection)


def long_chain_12() -> bytes:
    body = Certificate12((certificate("SECP256R1"),) * 400).write()
    return hello_12() + record(22, wrap(HandshakeType.CERTIFICATE, body))


HELLO_REQUEST = bytes.fromhex("16030300 0400000000")
ALERT = bytes.fromhex("15030300 02015a")
CHANGE = bytes.fromhex("14030300 0101")
EMPTY = bytes.fromhex("16030300 00")
DATA = record(23, bytes(100))
BIG = bytes.fromhex("1603034000 0bffffff") + bytes(16380)
OF_NOBODY = ("trust-self-signed", "cert-cn-only")  # what can be said of the test's certificate
CRUMB = bytes.fromhex("1603030001 00")
NOISE = b"".join(digest("sha256", bytes((count,))) for count in range(256))
HTTP = ("plaintext-server", "wrong-port-service")

TARGETS = (
    Hostile("hello-requests", flood(HELLO_REQUEST)),
    Hostile("empty-records", flood(EMPTY)),
    Hostile("warning-alerts", flood(ALERT)),
    Hostile("five-thousand-alerts", says(ALERT * 5000, closes)),
    Hostile("change-cipher-specs", flood(CHANGE)),
    Hostile("application-data", flood(DATA)),
    Hostile("noise", flood(NOISE)),
    Hostile("zeros", flood(bytes(4096))),
    Hostile("letters", flood(b"A" * 4096)),
    Hostile("lines", flood(b"\r\n")),
    Hostile("http-head", flood(b"X-Pad: y\r\n", b"HTTP/1.1 200 OK\r\n"), certain=HTTP),
    Hostile("big-message", flood(record(22, bytes(16384)), BIG)),
    Hostile("message-in-crumbs", flood(CRUMB, bytes.fromhex("1603030004 020fffff"))),
    Hostile("server-hellos", flood(hello_12())),
    Hostile("hello-then-noise", says(hello_12(), flood(NOISE, hears=False))),
    Hostile("hello-then-silence", says(hello_12())),
    Hostile("hello-then-end", says(hello_12(), closes)),
    Hostile("hello-then-reset", says(hello_12(), reset)),
    Hostile("half-a-hello", says(hello_12()[:20])),
    Hostile("half-a-hello-then-end", says(hello_12()[:20], closes)),
    Hostile("hello-drips", drip(hello_12())),
    Hostile("long-chain", says(long_chain_12()), certain=OF_NOBODY),
    Hostile("retries", retries),
    Hostile("the-hello-back", lambda connection: connection.sendall(connection.recv(65536))),
    Hostile("end", closes),
    Hostile("reset", reset),
    Hostile("silence", until_closed),
)

ENCRYPTED = (
    Hostile("13-noise", in_13(lambda server: flood(NOISE, hears=False)(server.connection))),
    Hostile("13-end", in_13(shut)),
    Hostile("13-alerts", in_13(lambda server: server.flood(21, b"\1\x5a"))),
    Hostile("13-changes", in_13(lambda server: flood(CHANGE, hears=False)(server.connection))),
    Hostile("13-empty", in_13(lambda server: server.flood(22, b""))),
    Hostile("13-extensions", in_13(lambda server: server.flood(22, b"\x08\0\0\2\0\0"))),
    Hostile("13-bomb", in_13(bomb)),
    Hostile("13-chain-of-many", in_13(chain_of_many), certain=OF_NOBODY),
    Hostile("13-16-megabytes", in_13(message_of_16_megabytes)),
    Hostile("13-crumbs", in_13(message_in_crumbs)),
    Hostile(
        "13-tickets-while-we-wait",
        after_finished(lambda s: s.flood(22, wrap(4, bytes(9) + b"\0\1\0\0\0")), asks=True),
        certain=OF_NOBODY,
    ),
    Hostile(
        "13-key-updates",
        after_finished(new_keys, asks=True),
        certain=OF_NOBODY,
    ),
    Hostile(
        "13-late-requests",
        after_finished(late_requests),
        (*DIRECT, "--post-handshake-auth"),
        certain=OF_NOBODY,
    ),
    Hostile(
        "13-late-requests-while-we-wait",
        after_finished(late_requests, asks=True),
        (*DIRECT, "--post-handshake-auth"),
        certain=OF_NOBODY,
    ),
    Hostile(
        "13-key-updates-after-the-request",
        after_finished(new_keys),
        certain=OF_NOBODY,
    ),
    Hostile(
        "13-data",
        after_finished(lambda server: server.flood(23, bytes(16384)), asks=True),
        certain=OF_NOBODY,
    ),
)


# -- before TLS


def inside_tls(act: Handler) -> Handler:
    """A proxy with TLS of its own that grants the tunnel; the target in it is the hostile one."""
    return tls(connect_proxy(act))


def socks(answer: bytes, then: Handler = until_closed) -> Handler:
    """A SOCKS 5 proxy that takes the greeting and answers the request so."""

    def act(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(b"\5\0")
        connection.recv(65536)
        connection.sendall(answer)
        then(connection)

    return act


def smtp(capabilities: bytes, then: Handler = until_closed) -> Handler:
    def act(connection: socket.socket) -> None:
        connection.sendall(b"220 mail.test ESMTP\r\n")
        hear(connection, b"\r\n")
        connection.sendall(capabilities)
        then(connection)

    return act


STALE = b'HTTP/1.1 407 No\r\nProxy-Authenticate: Digest realm="r", nonce="n", stale=true\r\n'
STALE += b"Content-Length: 0\r\n\r\n"
GRANTED = b"HTTP/1.1 200 OK\r\n\r\n"
UNFRIENDLY = ("proxy-connect-refused",)


def stale(connection: socket.socket) -> None:
    """Every nonce is too old."""
    while connection.recv(65536):
        connection.sendall(STALE)


def _proxies() -> Iterator[Hostile]:
    http = by("http")
    quiet: dict[str, Handler] = {"silence": until_closed, "end": closes, "reset": reset}
    answers = {"at-once": b"", "in-status": b"HTTP/1.", "in-head": b"HTTP/1.1 200 OK\r\nVia: x\r\n"}
    for place, answer in {**answers, "after-grant": GRANTED}.items():
        for name, then in quiet.items():
            yield Hostile(f"connect-{place}-{name}", says(answer, then), http)
    yield Hostile("connect-drips", drip(b"HTTP/1.1 200 Connection established"), http)
    yield Hostile("connect-head", flood(b"X-Pad: y\r\n", b"HTTP/1.1 200 OK\r\n"), http)
    yield Hostile("connect-line", flood(b"y", b"HTTP/1.1 200 "), http)
    yield Hostile(
        "connect-body",
        says(b"HTTP/1.1 403 No\r\nContent-Length: 10485760\r\n\r\n", flood(b"y", hears=False)),
        http,
        certain=UNFRIENDLY,
    )
    yield Hostile("connect-interim", flood(b"HTTP/1.1 100 Continue\r\n\r\n"), http)
    yield Hostile(
        "connect-chunks",
        flood(b"1\r\ny\r\n", b"HTTP/1.1 403 No\r\nTransfer-Encoding: chunked\r\n\r\n"),
        http,
        certain=UNFRIENDLY,
    )
    yield Hostile("connect-noise", flood(NOISE), http)
    yield Hostile(
        "connect-stale",
        stale,
        ("a.test:443", "--proxy", "http://me:you@127.0.0.1:{port}"),
        certain=("proxy-auth-required",),
    )
    for place, answer in {"at-once": b"", "in-reply": b"\5\0\0\3\xff"}.items():
        for name, then in quiet.items():
            yield Hostile(f"socks5-{place}-{name}", socks(answer, then), by("socks5h"))
    yield Hostile("socks5-drips", socks(b"\5\0\0\3\xff", drip(b"a", hears=False)), by("socks5h"))
    yield Hostile("socks5-noise", flood(NOISE), by("socks5h"))
    yield Hostile("socks4-half", says(b"\0\x5a"), by("socks4a"))
    yield Hostile("socks4-noise", flood(NOISE), by("socks4a"))
    for hostile in TARGETS:
        if hostile.name in ("noise", "hello-requests", "big-message", "silence", "end"):
            # Nobody knows the certificate of that proxy, which is told as well.
            name, certain = f"in-tls-{hostile.name}", ("proxy-cert-invalid",)
            yield Hostile(name, inside_tls(hostile.act), by("https"), certain)


def _before_tls() -> Iterator[Hostile]:
    yield Hostile("smtp-greetings", flood(b"220-mail.test\r\n", hears=False), asking("smtp"))
    yield Hostile("smtp-line", flood(b"220", hears=False), asking("smtp"))
    yield Hostile("smtp-ten-thousand", smtp(b"250-X\r\n" * 10_000), asking("smtp"))
    yield Hostile("smtp-half", smtp(b"250-mail"), asking("smtp"))
    yield Hostile("smtp-half-then-end", smtp(b"250-mail", closes), asking("smtp"))
    yield Hostile("smtp-drips", drip(b"220 mail.test ESMTP", hears=False), asking("smtp"))
    for protocol in ("imap", "pop3", "xmpp", "ldap", "mysql", "postgres", "ftp", "sieve", "nntp"):
        yield Hostile(f"{protocol}-noise", flood(NOISE, hears=False), asking(protocol))
    yield Hostile("xmpp-open", flood(b"<stream:stream a='b' ", hears=False), asking("xmpp"))
    yield Hostile("imap-lines", flood(b"* OK hello\r\n", hears=False), asking("imap"))


ALL = (*TARGETS, *ENCRYPTED, *_proxies(), *_before_tls())
