"""The client was given a configuration for encrypted hellos that is out of date.

DNS has the one of now, with which it works. A user should see `ech-mismatch`, and that the client
has to change.
"""

from __future__ import annotations

from base64 import b64encode

from tlswhy.lab import ech
from tlswhy.lab.bench import Lab
from tlswhy.lab.dns import https_record, name_server
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    old, new = ech.ech_key("public.test", 1), ech.ech_key("public.test", 2)
    names = ech.identities(lab, "a.test", "public.test")
    # It insists on a group for which the first hello has no share, so this is refused twice.
    port = lab.serve(ech.server(ech.Settings(names, (new,), group=23)))
    given = b64encode(old.listed).decode()
    records = {f"_{port}._https.a.test": [https_record(new.listed)]}
    return direct(port, "--ech", given, *name_server(lab, records), *lab.trust)


SCENARIO = Scenario(expect="ech-mismatch", up=up, verdict="certain")
