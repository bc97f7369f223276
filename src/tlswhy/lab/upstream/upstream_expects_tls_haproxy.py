"""An HAProxy that ends TLS, and whose `server` line lacks the word `ssl`.

The Apache behind it wants TLS and answers every request 400. A user should see
`upstream-expects-tls`.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.programs import apache, apache_certificate, haproxy
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    origin = apache(lab, apache_certificate(lab.leaf("origin.test")))
    behind = ("backend origin", f"server origin {HERE}:{origin}")
    port = haproxy(lab, lab.leaf("a.test"), answer="default_backend origin", sections=behind)
    return direct(port, *lab.trust)


SCENARIO = Scenario(
    expect="upstream-expects-tls", verdict="certain", needs=("haproxy", "apache2"), up=up
)
