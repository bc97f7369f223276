"""A real Squid does not allow what is reached without it.

It answers 403 for a name without a dot. A user should see `proxy-wrongly-used`, not that the proxy
has to allow it.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.programs import squid
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("wiki"))))
    proxy = f"http://{HERE}:{squid(lab, rules='http_access deny all')}"
    return through(proxy, "--connect-to", f"{HERE}:{server}", *lab.trust, name="wiki")


SCENARIO = Scenario(expect="proxy-wrongly-used", verdict="certain", needs=("squid",), up=up)
