"""A SQL Server that puts the handshake into its own packets.

TDS 7.x has no TLS 1.3.
"""

from __future__ import annotations

import ssl

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, mssql
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    port = lab.serve(mssql(context(lab.leaf("a.test"), newest=ssl.TLSVersion.TLSv1_2)))
    return direct(port, *lab.trust, "--starttls", "mssql")


SCENARIO = Scenario(expect=None, up=up)
