"""A client whose clock is a year behind.

The clock of the machine is not touched: the server is dated a year ahead, and its certificate was
issued eleven months from now, so both look to the client as they do to one that is late. A user
should see `clock-wrong` with both times.
"""

from __future__ import annotations

from datetime import timedelta
from email.utils import format_datetime

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, http, tls
from tlswhy.lab.scenario import Scenario, Up, direct
from tlswhy.net import clock

YEAR = timedelta(days=365)


def up(lab: Lab) -> Up:
    leaf = certificates.issue("a.test", lab.intermediate, names=("a.test",), days=(340, 430))
    date = format_datetime(clock.now() + YEAR, usegmt=True)
    answer = f"HTTP/1.1 200 OK\r\nDate: {date}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    server = tls(context(lab.write(leaf)), http(answer.encode()))
    return direct(lab.serve(server), *lab.trust)


SCENARIO = Scenario(expect="clock-wrong", up=up)
