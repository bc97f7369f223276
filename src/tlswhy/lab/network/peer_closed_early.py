"""The peer reads every hello and closes without a word.

A proper close, no reset and no alert. A user should see `peer-closed-early`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import close
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    return direct(lab.serve(close))


SCENARIO = Scenario(expect="peer-closed-early", up=up)
