"""The server has changed its key, and has no valid certificate for the public name.

So no client may believe the new configuration that it sends. A user should see `ech-mismatch`, and
that the server has to change.
"""

from __future__ import annotations

from tlswhy.lab import certificates, ech
from tlswhy.lab.bench import Lab
from tlswhy.lab.dns import https_record, name_server
from tlswhy.lab.scenario import Scenario, Up


def up(lab: Lab) -> Up:
    old, new = ech.ech_key("public.test", 1), ech.ech_key("public.test", 2)
    names = ech.identities(lab, "a.test")
    self_made = certificates.issue("public.test", names=("public.test",))
    server = lab.serve(ech.server(ech.Settings({**names, "public.test": self_made}, (new,))))
    return ech.by_dns(server, *name_server(lab, {"a.test": [https_record(old.listed)]}), *lab.trust)


SCENARIO = Scenario(expect="ech-mismatch", up=up, verdict="certain")
