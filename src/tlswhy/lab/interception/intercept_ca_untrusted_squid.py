"""A Squid that decrypts, with a CA that this client does not know.

A user should see `intercept-ca-untrusted`; its CA looks like any private one.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.programs import CERTIFICATE_HELPER, decrypting_squid
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("localhost"))))
    proxy, _ = decrypting_squid(lab, "localhost")
    return through(f"http://{HERE}:{proxy}", *lab.trust, name="localhost", port=server)


SCENARIO = Scenario(expect="intercept-ca-untrusted", needs=("squid", CERTIFICATE_HELPER), up=up)
