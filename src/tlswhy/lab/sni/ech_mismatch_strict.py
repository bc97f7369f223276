"""The same split DNS before a server that refuses the public name.

It sends the alert `unrecognized_name` (112). Without ECH it works. A user should see
`ech-mismatch`.
"""

from __future__ import annotations

from tlswhy.lab import ech
from tlswhy.lab.bench import Lab
from tlswhy.lab.dns import https_record, name_server
from tlswhy.lab.peers import strict, tls
from tlswhy.lab.scenario import Scenario, Up


def up(lab: Lab) -> Up:
    records = {"a.test": [https_record(ech.ech_key("cdn.test", 1).listed)]}
    server = lab.serve(tls(strict(lab, "a.test", refuse=112)))
    return ech.by_dns(server, *name_server(lab, records), *lab.trust)


SCENARIO = Scenario(expect="ech-mismatch", up=up, verdict="certain")
