"""An HAProxy that passes TLS through and sends a PROXY header, to an nginx that expects none.

The client sends none itself: what it meets is the nginx's 400 in clear text, which looks like a
port without TLS. A user should see `proxy-protocol-mismatch`.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.programs import certificate, haproxy_tcp, nginx
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    origin = nginx(lab, f"{certificate(lab.leaf('a.test'))} return 200;")
    return direct(haproxy_tcp(lab, f"server origin {HERE}:{origin} send-proxy"), *lab.trust)


SCENARIO = Scenario(
    expect="proxy-protocol-mismatch",
    verdict="certain",
    needs=("haproxy", "nginx"),
    up=up,
)
