"""The name has a server of its own in this network, and the HTTPS record of a content network.

The server knows nothing of encrypted hellos: it meets the public name, and shows the certificate of
`a.test`. Without ECH it works. A user should see `ech-mismatch`.
"""

from __future__ import annotations

from tlswhy.lab import ech
from tlswhy.lab.bench import Lab
from tlswhy.lab.dns import https_record, name_server
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up


def up(lab: Lab) -> Up:
    records = {"a.test": [https_record(ech.ech_key("cdn.test", 1).listed)]}
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    return ech.by_dns(server, *name_server(lab, records), *lab.trust)


SCENARIO = Scenario(expect="ech-mismatch", up=up, verdict="certain")
