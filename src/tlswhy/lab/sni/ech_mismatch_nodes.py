"""The server sends a configuration that it does not accept itself.

So do servers whose nodes have different keys. Without ECH it works. A user should see
`ech-mismatch`, and that the server has to change.
"""

from __future__ import annotations

from tlswhy.lab import ech
from tlswhy.lab.bench import Lab
from tlswhy.lab.dns import https_record, name_server
from tlswhy.lab.scenario import Scenario, Up


def up(lab: Lab) -> Up:
    one, two, three = (ech.ech_key("public.test", number) for number in (1, 2, 3))
    names = ech.identities(lab, "a.test", "public.test")
    server = lab.serve(ech.server(ech.Settings(names, (three,), sends=two.listed)))
    return ech.by_dns(server, *name_server(lab, {"a.test": [https_record(one.listed)]}), *lab.trust)


SCENARIO = Scenario(expect="ech-mismatch", up=up, verdict="certain")
