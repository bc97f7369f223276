"""An nginx whose default server rejects handshakes for unknown names.

With `ssl_reject_handshake on` it sends alert 112 for everything but `b.test`. A user should see
`sni-unrecognized`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import certificate, nginx
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    served = f"server_name b.test; {certificate(lab.leaf('b.test'))} return 200;"
    return direct(nginx(lab, "ssl_reject_handshake on;", served), *lab.trust)


SCENARIO = Scenario(expect="sni-unrecognized", needs=("nginx",), up=up)
