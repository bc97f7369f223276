"""An FTP server that begins TLS with AUTH TLS."""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, ftp
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    port = lab.serve(ftp(context(lab.leaf("a.test"))))
    return direct(port, *lab.trust, "--starttls", "ftp")


SCENARIO = Scenario(expect=None, up=up)
