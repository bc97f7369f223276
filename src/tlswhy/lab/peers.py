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
        # Raises for a client that has reset: `wrap_socket` would leave its own socket open then.
        conn.getpeername()
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


def imap(settings: ssl.SSLContext) -> Handler:
    """An IMAP server up to STARTTLS (RFC 9051 section 6.2.1)."""
    secured = tls(settings, drain)

    def talk(conn: socket.socket) -> None:
        conn.sendall(b"* OK IMAP4rev1 ready\r\n")
        while asked := conn.recv(1024):
            tag, _, command = asked.strip().partition(b" ")
            if command.upper() == b"CAPABILITY":
                conn.sendall(b"* CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED\r\n")
            conn.sendall(tag + b" OK done\r\n")
            if command.upper() == b"STARTTLS":
                secured(conn)
                break

    return talk


def pop3(settings: ssl.SSLContext) -> Handler:
    """A POP3 server up to STLS (RFC 2595 section 4)."""
    listed = b"+OK here it is\r\nTOP\r\nUIDL\r\nSTLS\r\n.\r\n"
    answers = {b"CAPA": listed, b"STLS": b"+OK begin\r\n"}
    return _commands(b"+OK POP3 ready\r\n", answers, b"-ERR what?\r\n", tls(settings, drain))


def ftp(settings: ssl.SSLContext) -> Handler:
    """An FTP server up to AUTH TLS (RFC 4217 section 4)."""
    answers = {b"AUTH TLS": b"234 begin\r\n"}
    greeting = b"220-FTP server\r\n220 ready\r\n"
    return _commands(greeting, answers, b"530 Please login\r\n", tls(settings, drain))


def _commands(
    greeting: bytes, answers: Mapping[bytes, bytes], otherwise: bytes, secured: Handler
) -> Handler:
    """A server that has an answer to each command, and goes over to TLS behind the last of them."""

    def talk(conn: socket.socket) -> None:
        conn.sendall(greeting)
        while asked := conn.recv(1024):
            command = asked.strip().upper()
            conn.sendall(answers.get(command, otherwise))
            if command == [*answers][-1]:
                secured(conn)
                break

    return talk


def ldap(settings: ssl.SSLContext) -> Handler:
    """An LDAP server up to StartTLS (RFC 4511 section 4.14); it knows no other request."""
    secured = tls(settings, drain)

    def talk(conn: socket.socket) -> None:
        asked = conn.recv(1024)
        message_id, known = asked[2:5], b"1.3.6.1.4.1.1466.20037" in asked
        # ExtendedResponse: resultCode success or protocolError, no matchedDN, no message.
        result = bytes([10, 1, 0 if known else 2, 4, 0, 4, 0])
        conn.sendall(b"\x30\x0c" + message_id + b"\x78\x07" + result)
        if known:
            secured(conn)

    return talk


def mysql(settings: ssl.SSLContext | None) -> Handler:
    """A MySQL up to SSLRequest; without settings its greeting lacks CLIENT_SSL.

    It is MySQL's client/server protocol, Protocol::HandshakeV10.
    """
    capabilities = 0xF7FF | (0x0800 if settings else 0)
    greeting = b"\x0a8.0.36\0" + struct.pack("<I8sxHBHH", 7, b"saltsalt", capabilities, 33, 2, 0)
    greeting += b"\x15" + bytes(10) + b"more-salt-12\0"
    secured = tls(settings, drain) if settings else drain

    def talk(conn: socket.socket) -> None:
        conn.sendall(struct.pack("<I", len(greeting)) + greeting)
        if len(_exactly(conn, 36)) == 36:
            secured(conn)

    return talk


def xmpp(settings: ssl.SSLContext) -> Handler:
    """An XMPP server up to `<proceed/>` (RFC 6120 section 5)."""
    secured = tls(settings, drain)
    features = (
        b"<?xml version='1.0'?><stream:stream xmlns='jabber:client' id='1' version='1.0'"
        b" xmlns:stream='http://etherx.jabber.org/streams' from='a.test'><stream:features>"
        b"<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls>"
        b"</stream:features>"
    )

    def talk(conn: socket.socket) -> None:
        conn.recv(4096)
        conn.sendall(features)
        if b"<starttls" in conn.recv(4096):
            conn.sendall(b"<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>")
            secured(conn)

    return talk


def mssql(settings: ssl.SSLContext | None) -> Handler:
    """A SQL Server up to the end of the handshake, of which each packet has a TDS header.

    Without settings its PRELOGIN says ENCRYPT_NOT_SUP (MS-TDS sections 2.2.6.5 and 3.3.5).
    """
    # VERSION at 11 and ENCRYPTION at 17, then their data: 16.0.1000 and whether there is some.
    options = bytes(
        [0, 0, 11, 0, 6, 1, 0, 17, 0, 1, 255, 16, 0, 3, 232, 0, 0, 1 if settings else 2]
    )

    def talk(conn: socket.socket) -> None:
        _unpacked(conn)
        conn.sendall(_packed(0x04, options))
        if settings:
            incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
            session = settings.wrap_bio(incoming, outgoing, server_side=True)
            over = False
            while not over:
                over = _shake(session)
                if outgoing.pending:
                    conn.sendall(_packed(0x12, outgoing.read()))
                if not over:
                    incoming.write(_unpacked(conn) or abort(conn))
        drain(conn)

    return talk


def _shake(session: ssl.SSLObject) -> bool:
    """Go on with a handshake as far as the bytes go: whether it has come to an end."""
    try:
        session.do_handshake()
    except ssl.SSLWantReadError:
        return False
    except ssl.SSLError:
        pass  # OpenSSL has written its alert
    return True


def _packed(kind: int, payload: bytes) -> bytes:
    return struct.pack("!BBHHBB", kind, 1, 8 + len(payload), 0, 1, 0) + payload


def _unpacked(conn: socket.socket) -> bytes:
    header = _exactly(conn, 8)
    return _exactly(conn, int.from_bytes(header[2:4], "big") - 8)


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
