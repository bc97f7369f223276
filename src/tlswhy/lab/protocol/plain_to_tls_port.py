"""An nginx with TLS, and a URL that begins with http://.

It answers 400 with a page that says so. A user should see `plain-to-tls-port`.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.programs import certificate, nginx
from tlswhy.lab.scenario import Scenario, Up


def up(lab: Lab) -> Up:
    port = nginx(lab, f"{certificate(lab.leaf('a.test'))} return 200;")
    return Up((f"http://a.test:{port}/", "--connect-to", f"{HERE}:{port}", *lab.trust))


SCENARIO = Scenario(expect="plain-to-tls-port", verdict="certain", needs=("nginx",), up=up)
