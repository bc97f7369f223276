"""A server that takes encrypted hellos, with its key in DNS.

The name `a.test` is hidden in a hello for `public.test`. A user should see that all is well, and a
note that ECH was accepted.
"""

from __future__ import annotations

from tlswhy.lab import ech
from tlswhy.lab.bench import Lab
from tlswhy.lab.dns import https_record, name_server
from tlswhy.lab.scenario import Scenario, Up


def up(lab: Lab) -> Up:
    key = ech.ech_key("public.test", 1)
    names = ech.identities(lab, "a.test", "public.test")
    server = lab.serve(ech.server(ech.Settings(names, (key,))))
    return ech.by_dns(server, *name_server(lab, {"a.test": [https_record(key.listed)]}), *lab.trust)


SCENARIO = Scenario(expect=None, up=up)
