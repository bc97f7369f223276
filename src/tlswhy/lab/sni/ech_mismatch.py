"""The server has changed its key for encrypted hellos, and DNS still has the old one.

It answers for the public name and sends its new configuration, with which it works. A user should
see `ech-mismatch`.
"""

from __future__ import annotations

from tlswhy.lab import ech
from tlswhy.lab.bench import Lab
from tlswhy.lab.dns import https_record, name_server
from tlswhy.lab.scenario import Scenario, Up


def up(lab: Lab) -> Up:
    old, new = ech.ech_key("public.test", 1), ech.ech_key("public.test", 2)
    names = ech.identities(lab, "a.test", "public.test")
    server = lab.serve(ech.server(ech.Settings(names, (new,))))
    return ech.by_dns(server, *name_server(lab, {"a.test": [https_record(old.listed)]}), *lab.trust)


SCENARIO = Scenario(expect="ech-mismatch", up=up, verdict="certain")
