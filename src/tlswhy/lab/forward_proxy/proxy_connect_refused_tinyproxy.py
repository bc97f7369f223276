"""tinyproxy lets CONNECT go to port 443 only, and the server has another one.

It answers 403 "Access violation". A user should see `proxy-connect-refused` and the port.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.programs import tinyproxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    return through(f"http://{HERE}:{tinyproxy(lab, 'ConnectPort 443')}", port=8443)


SCENARIO = Scenario(expect="proxy-connect-refused", verdict="certain", needs=("tinyproxy",), up=up)
