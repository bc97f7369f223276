"""An honest tinyproxy with a password, which the client has."""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.programs import tinyproxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    proxy = tinyproxy(lab, "BasicAuth ann secret")
    to = ("--connect-to", f"{HERE}:{server}")
    return through(f"http://ann:secret@{HERE}:{proxy}", *to, *lab.trust)


SCENARIO = Scenario(expect=None, needs=("tinyproxy",), up=up)
