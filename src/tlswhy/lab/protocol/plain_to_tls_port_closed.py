"""A server with TLS that has no word for plain HTTP, and a URL that begins with http://.

It ends the connection, as a library does. A user should see `plain-to-tls-port` all the same: TLS
is answered.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up


def up(lab: Lab) -> Up:
    port = lab.serve(tls(context(lab.leaf("a.test"))))
    return Up((f"http://a.test:{port}/", "--connect-to", f"{HERE}:{port}", *lab.trust))


SCENARIO = Scenario(expect="plain-to-tls-port", verdict="certain", up=up)
