"""An honest Dante that is asked by SOCKS 4, which carries an address and no name."""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.programs import dante
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    to = ("--connect-to", f"127.0.0.1:{server}")
    return through(f"socks4://127.0.0.1:{dante(lab, 'socks_v4')}", *to, *lab.trust)


SCENARIO = Scenario(expect=None, needs=("danted",), up=up)
