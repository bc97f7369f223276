"""What stands between client and server: relays, filters and interceptors.

All are peers for `Lab.serve`; `port` is where the real server listens.
"""

from __future__ import annotations

import selectors
import socket
import ssl
from collections.abc import Callable
from functools import cache

from tlswhy.lab import certificates
from tlswhy.lab.bench import HERE, PATIENCE, Handler, Lab
from tlswhy.lab.certificates import Identity
from tlswhy.lab.peers import abort, context, farewell, http, record, tls

_CHUNK = 65536

Passes = Callable[[bytes], bool]
"""Whether a piece of the stream, as it came from the network, is let through."""


def relay(port: int) -> Handler:
    """Pass everything through, closes and resets too."""

    def talk(conn: socket.socket) -> None:
        with socket.create_connection((HERE, port), PATIENCE) as server:
            pump(conn, server)

    return talk


def screen(port: int, stopped: Callable[[bytes], bool], then: Handler) -> Handler:
    """Read the client's first record; whoever is `stopped` for it meets `then`, not the server."""

    def talk(conn: socket.socket) -> None:
        hello = record(conn)
        if stopped(hello):
            then(conn)
            return
        with socket.create_connection((HERE, port), PATIENCE) as server:
            server.sendall(hello)
            pump(conn, server)

    return talk


def narrow(port: int, limit: int) -> Handler:
    """A path that loses the server's packets of more than `limit` bytes and does not say so.

    On loopback a flight arrives in one piece, whatever its size, so the piece is what is lost. A
    client that announced a small maximum segment size has its flights cut by the sender and all
    of it arrives, as in a real black hole.
    """

    def talk(conn: socket.socket) -> None:
        small = conn.getsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG) <= limit
        with socket.create_connection((HERE, port), PATIENCE) as server:
            pump(conn, server, passes=lambda piece: small or len(piece) <= limit)

    return talk


def intercept(lab: Lab, authority: Identity, inside: Handler | None = None) -> Handler:
    """Decrypt in between: show a certificate of `authority` for whatever name is asked for."""

    @cache
    def forged(name: str) -> ssl.SSLContext:
        identity = certificates.issue(name, authority, names=(name,), days=(-1, 30))
        return context(lab.write(identity))

    def choose(session: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
        if name:
            session.context = forged(name)

    front = context(lab.write(certificates.issue("gateway.test", authority)))
    front.sni_callback = choose
    return tls(front, inside or http())


def pump(client: socket.socket, server: socket.socket, passes: Passes = lambda _: True) -> None:
    """Carry bytes both ways until both sides are done; `passes` judges what the server sends.

    Raises:
        OSError: one side was reset, and then the other is as well.
    """
    other = {client: server, server: client}
    with selectors.DefaultSelector() as ready:
        for side in other:
            ready.register(side, selectors.EVENT_READ)
        while ready.get_map():
            # A TLS socket may hold bytes that no selector sees.
            readable: list[socket.socket] = [
                s for s in other if isinstance(s, ssl.SSLSocket) and s.pending()
            ]
            if not readable:
                woken = [key.fileobj for key, _ in ready.select(PATIENCE)]
                readable = [side for side in other if side in woken]
            if not readable:
                return
            for side in readable:
                try:
                    piece = side.recv(_CHUNK)
                except ConnectionResetError:
                    abort(other[side])
                if not piece:
                    ready.unregister(side)
                    _finish(other[side])
                elif side is client or passes(piece):
                    other[side].sendall(piece)


def _finish(side: socket.socket) -> None:
    """Say that nothing more follows."""
    if isinstance(side, ssl.SSLSocket):
        farewell(side)
    else:
        side.shutdown(socket.SHUT_WR)
