"""The name does not exist.

`.invalid` never does (RFC 6761 section 6.4). A user should see `dns-wrong-answer`. It rests on the
resolver of this machine: one that cannot be reached is another failure.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.scenario import Scenario, Up


def up(_: Lab) -> Up:
    return Up(("nonexistent.invalid", "--no-proxy", "--timeout", "1"))


SCENARIO = Scenario(expect="dns-wrong-answer", up=up)
