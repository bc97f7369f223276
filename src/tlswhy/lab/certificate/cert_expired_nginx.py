"""An nginx that was never reloaded shows the certificate of last year.

The leaf ended ten days ago. A user should see `cert-expired`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import certificate, nginx
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    leaf = lab.leaf("a.test", days=(-100, -10))
    return direct(nginx(lab, f"{certificate(leaf)} return 200;"), *lab.trust)


SCENARIO = Scenario(expect="cert-expired", needs=("nginx",), up=up)
