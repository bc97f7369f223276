"""A server that takes encrypted hellos, after a HelloRetryRequest.

It insists on P-256, for which the first hello has no key share. A user should see that all is well.
"""

from __future__ import annotations

from tlswhy.lab import ech
from tlswhy.lab.bench import Lab
from tlswhy.lab.dns import https_record, name_server
from tlswhy.lab.scenario import Scenario, Up


def up(lab: Lab) -> Up:
    key = ech.ech_key("public.test", 1)
    names = ech.identities(lab, "a.test", "public.test")
    server = lab.serve(ech.server(ech.Settings(names, (key,), group=23)))
    return ech.by_dns(server, *name_server(lab, {"a.test": [https_record(key.listed)]}), *lab.trust)


SCENARIO = Scenario(expect=None, up=up)
