"""A mitmproxy whose CA nobody trusts, told to leave this host alone."""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.programs import mitmproxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    proxy, _ = mitmproxy(lab, "--ignore-hosts", ".*")
    to = ("--connect-to", f"{HERE}:{server}")
    return through(f"http://{HERE}:{proxy}", *to, *lab.trust)


SCENARIO = Scenario(expect=None, needs=("mitmdump",), up=up)
