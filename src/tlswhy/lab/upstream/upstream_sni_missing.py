"""An nginx that sends its origin no server name, and an origin that refuses hellos without one.

It answers 525 then, as Cloudflare and Cloud Foundry do; nginx itself would say 502, which tells
nothing. A user should see `upstream-sni-missing`.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.programs import certificate, nginx
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    served = f"server_name origin.test; {certificate(lab.leaf('origin.test'))} return 200;"
    origin = nginx(lab, "ssl_reject_handshake on;", served)
    passing = f"location / {{ proxy_pass https://{HERE}:{origin}; }}"
    said = "error_page 502 =525 @refused; location @refused { return 525; }"
    front = f"{certificate(lab.leaf('a.test'))} {said} {passing}"
    return direct(nginx(lab, front), *lab.trust)


SCENARIO = Scenario(expect="upstream-sni-missing", verdict="likely", needs=("nginx",), up=up)
