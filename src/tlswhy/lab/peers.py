"""Peers for `Lab.serve`: what one of them says, or does not say, to a client."""

from __future__ import annotations

import contextlib
import re
import socket
import ssl
import struct
from collections.abc import Mapping
from typing import NoReturn

from tlswhy.lab.bench import Handler, Lab
from tlswhy.lab.certificates import Pem

HTTP_OK = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
HTTP_BAD_REQUEST = (
    b"HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\n"
    b"Content-Length: 11\r\nConnection: close\r\n\r\nBad Request"
)

_HTTP_REQUEST = re.compile(rb"[A-Z]+ \S+ HTTP/1\.[01]\r\n")


def alert(number: int, version: int = 0x0303) -> bytes:
    """A fatal alert in a record of its own (RFC 8446 section 6)."""
    return struct.pack("!BHHBB", 21, version, 2, 2, number)


def server_hello(version: int) -> bytes:
    """A ServerHello as servers before TLS 1.2 send it (RFC 4346 section 7.4.1.3).

    It chooses TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA (0xC013); its one extension is an empty
    renegotiation_info (RFC 5746), so that nobody complains about that instead.
    """
    body = struct.pack("!H32sBHB", version, b"\x5a" * 32, 0, 0xC013, 0)
    body += b"\x00\x05\xff\x01\x00\x01\x00"
    return struct.pack("!BHHBxH", 22, version, len(body) + 4, 2, len(body)) + body


def block_page() -> bytes:
    """What a web filter says instead of the server."""
    page = (
        b"<html><head><title>Web Page Blocked</title></head><body><h1>Access denied</h1>"
        b"<p>This site is blocked by your organization's web filter policy.</p></body></html>"
    )
    return (
        b"HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\n"
        b"Content-Length: %d\r\nConnection: close\r\n\r\n%b" % (len(page), page)
    )


def record(conn: socket.socket) -> bytes:
    """The first TLS record a client sends, or what came instead of one."""
    start = _exactly(conn, 5)
    if start[:1] != b"\x16":
        return start
    return start + _exactly(conn, int.from_bytes(start[3:], "big"))


def head(conn: socket.socket) -> bytes:
    """Everything up to the empty line that ends the head of an HTTP message.

    Stops early when it cannot become one: at the close, or at a first byte that is no letter.
    """
    said = b""
    while b"\r\n\r\n" not in said and len(said) < 65536:
        more = conn.recv(4096)
        said += more
        if not more or not said[:1].isalpha():
            break
    return said


def drain(conn: socket.socket) -> None:
    """Say nothing and read until the client has gone."""
    while conn.recv(4096):
        pass


def close(conn: socket.socket) -> None:
    """Read the client's first record, say nothing and close: FIN and no reset."""
    record(conn)


def reset(conn: socket.socket) -> None:
    """Read the client's first bytes and abort."""
    conn.recv(4096)
    abort(conn)


def abort(conn: socket.socket) -> NoReturn:
    """Close with a reset.

    Raises:
        ConnectionAbortedError: always, so that nobody says anything more.
    """
    conn.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    raise ConnectionAbortedError


def greets(banner: bytes) -> Handler:
    """Speak first, as SMTP, SSH and MySQL do, and then only listen."""

    def talk(conn: socket.socket) -> None:
        conn.sendall(banner)
        drain(conn)

    return talk


def answers(reply: bytes, *, stay: bool = False) -> Handler:
    """Give one answer to the first record and close, or `stay` until the client does."""

    def talk(conn: socket.socket) -> None:
        record(conn)
        conn.sendall(reply)
        if stay:
            drain(conn)

    return talk


def http(reply: bytes = HTTP_OK, *, otherwise: bytes = HTTP_BAD_REQUEST) -> Handler:
    """An HTTP server: one answer for a request, another for what is none."""

    def talk(conn: socket.socket) -> None:
        if asked := head(conn):
            conn.sendall(reply if _HTTP_REQUEST.match(asked) else otherwise)

    return talk


def tls(settings: ssl.SSLContext, inside: Handler | None = None) -> Handler:
    """A TLS server of the interpreter's OpenSSL; `inside` speaks in the session, else HTTP does."""
    within = inside or http()

    def talk(conn: socket.socket) -> None:
        # When the handshake fails, OpenSSL has sent its alert: all that is left is a proper close.
        with (
            contextlib.suppress(ssl.SSLError),
            settings.wrap_socket(conn, server_side=True) as session,
        ):
            within(session)
            farewell(session)

    return talk


def smtp(settings: ssl.SSLContext) -> Handler:
    """A mail server that insists on STARTTLS (RFC 3207) and then takes every command."""
    secured = tls(settings, _agree)

    def talk(conn: socket.socket) -> None:
        conn.sendall(b"220 mail.test ESMTP ready\r\n")
        conn.recv(1024)
        conn.sendall(b"250-mail.test\r\n250-SIZE 1000000\r\n250 STARTTLS\r\n")
        if conn.recv(1024).upper().startswith(b"STARTTLS"):
            conn.sendall(b"220 go ahead\r\n")
            secured(conn)
        else:
            conn.sendall(b"530 5.7.0 Must issue a STARTTLS command first\r\n")

    return talk


def _agree(session: socket.socket) -> None:
    while command := session.recv(1024):
        session.sendall(b"221 bye\r\n" if command.upper().startswith(b"QUIT") else b"250 ok\r\n")


def postgres(settings: ssl.SSLContext | None) -> Handler:
    """A PostgreSQL up to SSLRequest: `S` and TLS with settings, `N` without.

    It is PostgreSQL's frontend/backend protocol, "SSL Session Encryption".
    """
    secured = tls(settings, drain) if settings else drain

    def talk(conn: socket.socket) -> None:
        if _exactly(conn, 8) == struct.pack("!II", 8, 80877103):
            conn.sendall(b"S" if settings else b"N")
            secured(conn)

    return talk


def farewell(session: ssl.SSLSocket) -> None:
    """Send close_notify, unless that was done, without waiting for the client's."""
    if session.version() is None:
        return
    patience = session.gettimeout()
    session.setblocking(False)
    with contextlib.suppress(ssl.SSLWantReadError):
        session.unwrap()
    session.settimeout(patience)


def context(  # noqa: PLR0913  each argument is one setting of a server
    pem: Pem,
    *,
    oldest: ssl.TLSVersion = ssl.TLSVersion.TLSv1_2,
    newest: ssl.TLSVersion = ssl.TLSVersion.MAXIMUM_SUPPORTED,
    ciphers: str = "",
    clients: ssl.VerifyMode = ssl.CERT_NONE,
    client_ca: Pem | None = None,
    names: Mapping[str, ssl.SSLContext] | None = None,
    refuse: int | None = None,
) -> ssl.SSLContext:
    """A server's settings.

    ciphers: OpenSSL's list, for TLS 1.2 and below. clients: whether a client certificate is asked
    for, or required. names: these server names have settings of their own. refuse: end the
    handshake with this alert when another name, or none, is asked for.
    """
    settings = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    settings.minimum_version = oldest
    settings.maximum_version = newest
    settings.load_cert_chain(pem.chain, pem.key)
    if ciphers:
        settings.set_ciphers(ciphers)
    settings.verify_mode = clients
    if client_ca:
        settings.load_verify_locations(client_ca.chain)
    served = names or {}

    def choose(session: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> int | None:
        if name is not None and name in served:
            session.context = served[name]
            return None
        return refuse

    if served or refuse is not None:
        settings.sni_callback = choose
    return settings


def strict(lab: Lab, name: str, *, refuse: int) -> ssl.SSLContext:
    """Settings of a server that serves one name and refuses the others, and none, with an alert."""
    leaf = lab.leaf(name)
    return context(leaf, names={name: context(leaf)}, refuse=refuse)


def mutual(
    lab: Lab, *, newest: ssl.TLSVersion = ssl.TLSVersion.MAXIMUM_SUPPORTED
) -> ssl.SSLContext:
    """Settings of a server for a.test that requires certificates from below the lab's root."""
    ca = lab.write(lab.root)
    return context(lab.leaf("a.test"), newest=newest, clients=ssl.CERT_REQUIRED, client_ca=ca)


def _exactly(conn: socket.socket, size: int) -> bytes:
    got = b""
    while len(got) < size:
        more = conn.recv(size - len(got))
        if not more:
            break
        got += more
    return got
