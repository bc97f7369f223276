"""An nginx that ends TLS and goes on in plain HTTP, to an nginx that wants TLS.

Every request is answered 400 with the page of the second one. A user should see
`upstream-expects-tls`.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.programs import certificate, nginx
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    origin = nginx(lab, f"{certificate(lab.leaf('origin.test'))} return 200;")
    passing = f"location / {{ proxy_pass http://{HERE}:{origin}; }}"
    return direct(nginx(lab, f"{certificate(lab.leaf('a.test'))} {passing}"), *lab.trust)


SCENARIO = Scenario(expect="upstream-expects-tls", verdict="certain", needs=("nginx",), up=up)
