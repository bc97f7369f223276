"""A Caddy that ends TLS and goes on in plain HTTP, to a Caddy that wants TLS.

Go's server says "Client sent an HTTP request to an HTTPS server." A user should see
`upstream-expects-tls`.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.programs import caddy
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    origin, front = lab.leaf("origin.test"), lab.leaf("a.test")
    port = caddy(lab, f"https://origin.test:PORT {{\n tls {origin.chain} {origin.key}\n}}")
    passing = f"reverse_proxy http://{HERE}:{port}"
    site = f"https://a.test:PORT {{\n tls {front.chain} {front.key}\n {passing}\n}}"
    return direct(caddy(lab, site), *lab.trust)


SCENARIO = Scenario(expect="upstream-expects-tls", verdict="certain", needs=("caddy",), up=up)
