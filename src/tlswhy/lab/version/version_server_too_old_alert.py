"""A server of TLS 1.0 that refuses newer hellos with the alert `protocol_version`.

An OpenSSL held at TLS 1.1 does so when the hello lists only 1.2 and 1.3 in supported_versions. A
hello of TLS 1.0 gets its ServerHello. A user should see `version-server-too-old`.
"""

from __future__ import annotations

import socket

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import alert, record, server_hello
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    return direct(lab.serve(_old))


def _old(conn: socket.socket) -> None:
    client_version = record(conn)[9:11]
    too_new = client_version > b"\x03\x02"
    conn.sendall(alert(70, 0x0301) if too_new else server_hello(version=0x0301))


SCENARIO = Scenario(expect="version-server-too-old", up=up)
