"""The server is asked for by address, and an address cannot stand in server_name.

RFC 6066 section 3: "Literal IPv4 and IPv6 addresses are not permitted". The server refuses hellos
without a name with alert 112. A user should see `sni-missing`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import strict, tls
from tlswhy.lab.scenario import Scenario, Up


def up(lab: Lab) -> Up:
    port = lab.serve(tls(strict(lab, "a.test", refuse=112)))
    return Up((f"127.0.0.1:{port}", "--no-proxy", *lab.trust))


SCENARIO = Scenario(expect="sni-missing", up=up)
