"""Hellos of more than one segment are answered with a reset.

A middlebox resets those of more than 1400 bytes and lets smaller ones pass. A user should see
`hello-too-large`, because the hello without the post-quantum share works.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.middleboxes import screen
from tlswhy.lab.peers import abort, context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    return direct(lab.serve(screen(server, lambda hello: len(hello) > 1400, abort)), *lab.trust)


SCENARIO = Scenario(expect="hello-too-large", up=up)
