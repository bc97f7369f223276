"""tinyproxy wants a password, and the client has a wrong one.

tinyproxy answers 401 then, where others say 407 again. A user should see `proxy-auth-required`.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.programs import tinyproxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    proxy = tinyproxy(lab, "BasicAuth ann secret")
    return through(f"http://ann:wrong@{HERE}:{proxy}")


SCENARIO = Scenario(expect="proxy-auth-required", verdict="likely", needs=("tinyproxy",), up=up)
