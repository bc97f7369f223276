"""A server that resets the connection when it gets no client certificate, as Schannel does.

It says no word about it, and in TLS 1.3 the client has finished by then. A second attempt with TLS
1.2 shows that the end comes with the empty certificate. A user should see `client-cert-missing`.
"""

from __future__ import annotations

import contextlib
import socket
import ssl

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import abort, context
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    asks = context(lab.leaf("a.test"), clients=ssl.CERT_OPTIONAL, client_ca=lab.write(lab.root))

    def talk(conn: socket.socket) -> None:
        to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
        session = asks.wrap_bio(to_server, to_client, server_side=True)
        for flight in range(2):
            to_server.write(conn.recv(65536))
            with contextlib.suppress(ssl.SSLWantReadError):
                session.do_handshake()
            if not flight:
                conn.sendall(to_client.read())
        abort(conn)

    return direct(lab.serve(talk), *lab.trust)


SCENARIO = Scenario(expect="client-cert-missing", verdict="likely", up=up)
