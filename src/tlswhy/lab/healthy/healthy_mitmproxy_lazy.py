"""A trusted mitmproxy that does not look at the server's certificate before it makes its own."""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.programs import mitmproxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    lazy = ("--set", "upstream_cert=false", "--set", "connection_strategy=lazy")
    proxy, ca = mitmproxy(lab, *lazy)
    to = ("--connect-to", f"{HERE}:{server}")
    return through(f"http://{HERE}:{proxy}", *to, "--ca-file", str(ca))


SCENARIO = Scenario(expect=None, needs=("mitmdump",), up=up)
