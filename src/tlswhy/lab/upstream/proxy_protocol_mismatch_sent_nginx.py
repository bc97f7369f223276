"""nginx gets a PROXY header that it does not expect.

Its port takes the `P` for the beginning of a plain request and answers 400. A user should see
`proxy-protocol-mismatch` and not that the port speaks plain HTTP.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import certificate, nginx
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    port = nginx(lab, f"{certificate(lab.leaf('a.test'))} return 200;")
    return direct(port, "--proxy-protocol", "v1", *lab.trust)


SCENARIO = Scenario(expect="proxy-protocol-mismatch", verdict="certain", needs=("nginx",), up=up)
