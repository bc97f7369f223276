"""A server that takes encrypted hellos, and a hello that only looks like one.

A user should see that all is well, and that the server knows ECH.
"""

from __future__ import annotations

from tlswhy.lab import ech
from tlswhy.lab.bench import Lab
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    key = ech.ech_key("public.test", 1)
    names = ech.identities(lab, "a.test", "public.test")
    server = lab.serve(ech.server(ech.Settings(names, (key,))))
    return direct(server, "--ech", "grease", *lab.trust)


SCENARIO = Scenario(expect=None, up=up)
