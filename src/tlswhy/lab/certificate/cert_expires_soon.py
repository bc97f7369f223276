"""The server's certificate ends in five days, and nobody has renewed it.

It was issued for 90 days; who renews by machine does so when a third is left. Everything works
today. A user should see `cert-expired` as what is at risk, with the day and the hour.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import certificate, nginx
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    leaf = lab.leaf("a.test", days=(-85, 5))
    return direct(nginx(lab, f"{certificate(leaf)} return 200;"), *lab.trust)


SCENARIO = Scenario(expect="cert-expired", outcome="at-risk", needs=("nginx",), up=up)
