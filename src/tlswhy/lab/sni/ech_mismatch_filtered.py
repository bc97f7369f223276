"""A filter on the way resets hellos for the public name of a content network.

That is how networks keep encrypted hellos out. Without ECH it works. A user should see
`ech-mismatch`, and that the network has to change.
"""

from __future__ import annotations

from tlswhy.lab import ech
from tlswhy.lab.bench import Lab
from tlswhy.lab.dns import https_record, name_server
from tlswhy.lab.middleboxes import screen
from tlswhy.lab.peers import abort
from tlswhy.lab.scenario import Scenario, Up


def up(lab: Lab) -> Up:
    key = ech.ech_key("public.test", 1)
    names = ech.identities(lab, "a.test", "public.test")
    server = lab.serve(ech.server(ech.Settings(names, (key,))))
    filtered = lab.serve(screen(server, lambda hello: b"public.test" in hello, abort))
    records = {"a.test": [https_record(key.listed)]}
    return ech.by_dns(filtered, *name_server(lab, records), *lab.trust)


SCENARIO = Scenario(expect="ech-mismatch", up=up, verdict="certain")
