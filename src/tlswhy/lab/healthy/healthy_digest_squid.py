"""An honest Squid that takes a password by Digest alone."""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.programs import DIGEST_HELPER, digest, squid
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    proxy = squid(lab, "a.test", rules=digest(lab, "ann", "secret"))
    return through(f"http://ann:secret@127.0.0.1:{proxy}", *lab.trust, port=server)


SCENARIO = Scenario(expect=None, needs=("squid", DIGEST_HELPER), up=up)
