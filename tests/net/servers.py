"""Small servers on loopback, each in a thread of its own, and attempts at them."""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from typing import TypeVar

import msgspec

from handshake.peer import certificate, server_context
from tlswhy.model.attempt import Attempt
from tlswhy.model.transcript import Mark, Transcript, Way
from tlswhy.net.drive import run
from tlswhy.net.names import Names, Resolver
from tlswhy.probes.offers import modern

A = TypeVar("A")
Handler = Callable[[socket.socket], None]
PATIENT = 20.0  # seconds: never over in a test that passes
SHORT = 0.3  # for tests about silence


@contextlib.contextmanager
def serve(handler: Handler, host: str = "127.0.0.1", port: int = 0) -> Iterator[int]:
    """Handle every connection at once until the test is over; gives the port, `port` if not 0."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(16)
        threads: list[threading.Thread] = []

        def handle(connection: socket.socket) -> None:
            with connection, contextlib.suppress(OSError, ssl.SSLError):
                connection.settimeout(PATIENT)
                handler(connection)

        def accept() -> None:
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = listener.accept()
                    threads.append(threading.Thread(target=handle, args=(connection,)))
                    threads[-1].start()

        accepting = threading.Thread(target=accept)
        accepting.start()
        try:
            yield listener.getsockname()[1]
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            accepting.join()
            for thread in threads:
                thread.join()


@contextlib.contextmanager
def full(host: str = "127.0.0.1", port: int = 0) -> Iterator[int]:
    """A port whose queue is full, so that the kernel drops every further SYN."""
    with socket.socket() as listener, contextlib.ExitStack() as stack:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(0)
        for _ in range(4):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(listener.getsockname())
        yield listener.getsockname()[1]


def unused_port(host: str = "127.0.0.1") -> int:
    with socket.socket() as probe:
        probe.bind((host, 0))
        port: int = probe.getsockname()[1]
        return port


def reset(connection: socket.socket) -> None:
    """Close so that the peer gets a reset."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def until_closed(connection: socket.socket) -> None:
    while connection.recv(65536):
        pass


def hear(connection: socket.socket, end: bytes) -> bytes:
    """Bytes up to and with `end`."""
    said = b""
    while not said.endswith(end):
        more = connection.recv(1)
        if not more:
            break
        said += more
    return said


def tls(inside: Handler = until_closed, kind: str = "SECP256R1") -> Handler:
    """Finish a handshake, then go on inside."""
    context = server_context(kind)

    def handle(connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) as wrapped:
            inside(wrapped)

    return handle


def connect_proxy(inside: Handler, answer: bytes = b"HTTP/1.1 200 OK\r\n\r\n") -> Handler:
    """Hear a CONNECT, answer it, then go on as the target itself."""

    def handle(connection: socket.socket) -> None:
        hear(connection, b"\r\n\r\n")
        connection.sendall(answer)
        inside(connection)

    return handle


class InTls:
    """TLS within TLS: `wrap_socket` cannot wrap a wrapped socket."""

    def __init__(self, outer: socket.socket) -> None:
        self._outer = outer
        self._in, self._out = ssl.MemoryBIO(), ssl.MemoryBIO()
        context = server_context()
        # In TLS 1.3 it asks for no certificate until it is told to.
        context.post_handshake_auth, context.verify_mode = True, ssl.CERT_REQUIRED
        context.load_verify_locations(cadata=certificate("SECP256R1"))
        self._tls = context.wrap_bio(self._in, self._out, server_side=True)

    def recv(self, size: int) -> bytes:
        return self._do(lambda: self._tls.read(size))

    def sendall(self, data: bytes) -> None:
        self._do(lambda: self._tls.write(data))

    def handshake(self) -> None:
        self._do(self._tls.do_handshake)

    def ask_for_a_certificate(self) -> bytes:
        """Ask now, after the handshake, and say nothing more until it is there."""
        self._tls.verify_client_post_handshake()
        self._do(self._tls.do_handshake)
        while not (shown := self._tls.getpeercert(binary_form=True)):
            self._in.write(self._outer.recv(65536))
            with contextlib.suppress(ssl.SSLWantReadError):
                self._tls.read(1)
        return shown

    def _do(self, act: Callable[[], A]) -> A:
        while True:
            try:
                result = act()
            except ssl.SSLWantReadError:
                self._outer.sendall(self._out.read())
                data = self._outer.recv(65536)
                self._in.write(data) if data else self._in.write_eof()
            else:
                self._outer.sendall(self._out.read())
                return result


class Fixed(Resolver):
    """Answers every name with the same addresses."""

    def __init__(self, *addresses: str, how: str = "", detail: str = "") -> None:
        super().__init__()
        self.asked: list[tuple[str, int]] = []
        self._answer = Names(addresses, how, detail)

    def resolve(self, host: str, *, family: int, **_: object) -> Names:
        self.asked.append((host, family))
        return self._answer


def attempt(port: int, **fields: object) -> Attempt:
    plain = Attempt("127.0.0.1", port, "a.test", modern("a.test"), timeout=PATIENT)
    return msgspec.structs.replace(plain, **fields)


def made(wanted: Attempt, resolver: Resolver | None = None) -> Transcript:
    [transcript] = run([wanted], resolver or Resolver())
    return transcript


def marks(transcript: Transcript) -> list[tuple[int, Mark, str]]:
    """Hop, mark and text of everything that was marked, opened records left out."""
    return [
        (e.hop, e.mark, e.text)
        for e in transcript.events
        if e.mark is not None and e.mark is not Mark.OPENED
    ]


def heard(transcript: Transcript, hop: int) -> bytes:
    return transcript.stream(hop, Way.THEIRS)
