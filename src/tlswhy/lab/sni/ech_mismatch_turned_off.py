"""The server was set back to one without encrypted hellos, and DNS still has a key for them.

It has a certificate for the public name, so a client may believe that there is no ECH. A user
should see `ech-mismatch`.
"""

from __future__ import annotations

import ssl

from tlswhy.lab import ech
from tlswhy.lab.bench import Lab
from tlswhy.lab.dns import https_record, name_server
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up


def up(lab: Lab) -> Up:
    records = {"a.test": [https_record(ech.ech_key("public.test", 1).listed)]}
    leaf = lab.leaf("a.test", "public.test")
    server = lab.serve(tls(context(leaf, newest=ssl.TLSVersion.TLSv1_2)))
    return ech.by_dns(server, *name_server(lab, records), *lab.trust)


SCENARIO = Scenario(expect="ech-mismatch", up=up, verdict="certain")
