"""Encrypted hellos are wanted, and DNS has no key for them.

The hello goes out as usual. A user should see that all is well, and why it was not encrypted.
"""

from __future__ import annotations

from tlswhy.lab import ech
from tlswhy.lab.bench import Lab
from tlswhy.lab.dns import name_server
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    return ech.by_dns(server, *name_server(lab, {"a.test": []}), *lab.trust)


SCENARIO = Scenario(expect=None, up=up)
