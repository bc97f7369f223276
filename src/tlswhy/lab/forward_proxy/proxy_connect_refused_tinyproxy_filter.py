"""tinyproxy with a filter list on which the target stands.

It answers 403 "Filtered". A user should see `proxy-connect-refused`.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.programs import tinyproxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    listed = lab.file("filter", "a.test\n")
    proxy = tinyproxy(lab, f'Filter "{listed}"')
    return through(f"http://{HERE}:{proxy}")


SCENARIO = Scenario(expect="proxy-connect-refused", verdict="certain", needs=("tinyproxy",), up=up)
