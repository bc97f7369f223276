"""An honest Dante."""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.programs import dante
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    to = ("--connect-to", f"{HERE}:{server}")
    return through(f"socks5h://{HERE}:{dante(lab, 'socks_v5')}", *to, *lab.trust)


SCENARIO = Scenario(expect=None, needs=("danted",), up=up)
