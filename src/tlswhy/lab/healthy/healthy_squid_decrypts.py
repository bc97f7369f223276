"""A Squid that decrypts, for a client that trusts its CA, a server that it trusts."""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.programs import CERTIFICATE_HELPER, decrypting_squid
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    proxy, ca = decrypting_squid(lab, "a.test")
    return through(f"http://{HERE}:{proxy}", "--ca-file", str(ca), port=server)


SCENARIO = Scenario(expect=None, needs=("squid", CERTIFICATE_HELPER), up=up)
