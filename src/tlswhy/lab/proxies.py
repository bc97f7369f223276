"""Forward proxies for `Lab.serve`: HTTP CONNECT and SOCKS, and the ways in which they say no.

What follows a granted tunnel is a peer or a middlebox: `relay(port)` for an honest proxy, which
takes every name for the lab's own server.
"""

from __future__ import annotations

import base64
import socket
import struct

from tlswhy.lab.bench import Handler
from tlswhy.lab.peers import HTTP_BAD_REQUEST, head

ESTABLISHED = b"HTTP/1.1 200 Connection established\r\n\r\n"


def refusal(status: str, *headers: str, body: str = "") -> bytes:
    """An answer to CONNECT: `refusal("403 Forbidden", "Via: 1.1 gate")`."""
    lines = (f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "Connection: close")
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


def http_proxy(then: Handler, *, user: str = "", password: str = "") -> Handler:
    """Grant every CONNECT, to those who can name themselves if `user` is set (Basic, RFC 7617)."""
    token = base64.b64encode(f"{user}:{password}".encode())
    denied = refusal(
        "407 Proxy Authentication Required", 'Proxy-Authenticate: Basic realm="lab"', "Via: 1.1 lab"
    )

    def talk(conn: socket.socket) -> None:
        asked = head(conn)
        if not asked.startswith(b"CONNECT "):
            conn.sendall(HTTP_BAD_REQUEST)
        elif user and b"basic " + token not in asked.replace(b"Basic ", b"basic "):
            conn.sendall(denied)
        else:
            conn.sendall(ESTABLISHED)
            then(conn)

    return talk


def refusing_proxy(answer: bytes) -> Handler:
    """Give every CONNECT the same answer."""

    def talk(conn: socket.socket) -> None:
        asked = head(conn)
        conn.sendall(answer if asked.startswith(b"CONNECT ") else HTTP_BAD_REQUEST)

    return talk


def socks5_proxy(then: Handler, *, reply: int = 0, user: str = "", password: str = "") -> Handler:
    """SOCKS5 (RFC 1928), with RFC 1929's password if `user` is set.

    reply: 0 grants the tunnel, 5 says that the target refused. A client that speaks something
    else is cut off without a word, as sshd and Dante do.
    """
    method = 2 if user else 0

    def talk(conn: socket.socket) -> None:
        if conn.recv(1) != b"\x05":
            return
        methods = _exactly(conn, _exactly(conn, 1)[0])
        if method not in methods:
            conn.sendall(b"\x05\xff")
            return
        conn.sendall(bytes((5, method)))
        if user and not _known(conn, user, password):
            return
        _, _, _, kind = _exactly(conn, 4)
        size = {1: 4, 4: 16}.get(kind) or _exactly(conn, 1)[0]
        _exactly(conn, size + 2)
        conn.sendall(struct.pack("!BBBB4sH", 5, reply, 0, 1, b"\0\0\0\0", 0))
        if not reply:
            then(conn)

    return talk


def socks4_proxy(then: Handler, *, reply: int = 0x5A, user: str = "") -> Handler:
    """SOCKS4 and SOCKS4A. If `user` is set, every other user id is refused as by identd.

    reply: 0x5A grants the tunnel, 0x5B says that it did not come about. A client that speaks
    something else is cut off without a word.
    """

    def talk(conn: socket.socket) -> None:
        if conn.recv(1) != b"\x04":
            return
        _, _, address = struct.unpack("!BH4s", _exactly(conn, 7))
        said = _text(conn)
        if address[:3] == b"\0\0\0" and address[3]:
            _text(conn)
        code = 0x5D if user and said != user.encode() else reply
        conn.sendall(struct.pack("!BBH4s", 0, code, 0, b"\0\0\0\0"))
        if code == 0x5A:
            then(conn)

    return talk


def _text(conn: socket.socket) -> bytes:
    said = b""
    while not said.endswith(b"\0"):
        said += _exactly(conn, 1)
    return said[:-1]


def _known(conn: socket.socket, user: str, password: str) -> bool:
    _exactly(conn, 1)
    said = [_exactly(conn, _exactly(conn, 1)[0]) for _ in range(2)]
    known = said == [user.encode(), password.encode()]
    conn.sendall(bytes((1, not known)))
    return known


def _exactly(conn: socket.socket, size: int) -> bytes:
    """So many bytes.

    Raises:
        ConnectionError: the client stopped before.
    """
    got = b""
    while len(got) < size:
        more = conn.recv(size - len(got))
        if not more:
            raise ConnectionError("the client stopped in the middle of a message")
        got += more
    return got
