"""A client whose clock is ahead, behind a proxy that knows the time.

The certificate ended five days ago by the clock here. The server is asked nothing, the proxy dates
its answer to CONNECT twelve days back, when it was valid. A user should see `clock-wrong`.
"""

from __future__ import annotations

import socket
from datetime import timedelta
from email.utils import format_datetime

from tlswhy.lab.bench import Handler, Lab
from tlswhy.lab.middleboxes import relay
from tlswhy.lab.peers import context, head, tls
from tlswhy.lab.scenario import Scenario, Up, through
from tlswhy.net import clock

AHEAD = timedelta(days=12)


def up(lab: Lab) -> Up:
    leaf = lab.leaf("a.test", days=(-20, -5))
    proxy = lab.serve(_dated(relay(lab.serve(tls(context(leaf))))))
    return through(f"http://127.0.0.1:{proxy}", *lab.trust, "--no-request")


def _dated(then: Handler) -> Handler:
    """A proxy that grants every CONNECT and says when."""
    date = format_datetime(clock.now() - AHEAD, usegmt=True)

    def talk(conn: socket.socket) -> None:
        head(conn)
        conn.sendall(f"HTTP/1.1 200 OK\r\nDate: {date}\r\n\r\n".encode())
        then(conn)

    return talk


SCENARIO = Scenario(expect="clock-wrong", up=up)
