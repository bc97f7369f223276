"""An HAProxy that verifies its origin by name, and checks it in TLS, all in order."""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.programs import certificate, haproxy, nginx
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    origin = nginx(lab, f"server_name a.test; {certificate(lab.leaf('a.test'))} return 200;")
    verified = f"ssl verify required ca-file {lab.trust[1]} sni str(a.test)"
    server = f"server origin {HERE}:{origin} {verified} check check-sni a.test"
    behind = ("backend origin", server)
    port = haproxy(lab, lab.leaf("a.test"), answer="default_backend origin", sections=behind)
    return direct(port, *lab.trust)


SCENARIO = Scenario(expect=None, needs=("haproxy", "nginx"), up=up)
