"""Hellos of more than one segment are lost.

A middlebox drops those of more than 1400 bytes and lets smaller ones pass. A user should see
`hello-too-large`, because the hello without the post-quantum share works.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.middleboxes import screen
from tlswhy.lab.peers import context, drain, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    box = lab.serve(screen(server, lambda hello: len(hello) > 1400, drain))
    return direct(box, *lab.trust, "--timeout", "1")


SCENARIO = Scenario(expect="hello-too-large", up=up)
