"""A Dante without `socks_v4` is addressed as SOCKS 4.

It answers 00 5B, which may mean anything. A user should see `socks-http-mismatch`; with
`socks5h://` it works.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.programs import dante
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    to = ("--connect-to", f"127.0.0.1:{server}")
    return through(f"socks4a://127.0.0.1:{dante(lab, 'socks_v5')}", *to, *lab.trust)


SCENARIO = Scenario(expect="socks-http-mismatch", verdict="certain", needs=("danted",), up=up)
