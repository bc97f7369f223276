"""HAProxy waits for a PROXY header and gets a ClientHello.

It is `accept-proxy` on its `bind` line, and nobody sends the header. HAProxy closes without a word
and leaves the hello unread, which makes a reset of it. A user should see
`proxy-protocol-mismatch`; with `--proxy-protocol v1` it works.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import haproxy
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    return direct(haproxy(lab, lab.leaf("a.test"), "accept-proxy"), *lab.trust)


SCENARIO = Scenario(expect="proxy-protocol-mismatch", verdict="certain", needs=("haproxy",), up=up)
