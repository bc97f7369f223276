"""A server that wants a client certificate, and mitmproxy in between, which has none to show.

The client has the right one and trusts mitmproxy: what it shows ends there. A user should see
`intercept-feature-stripped`.
"""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.peers import mutual, tls
from tlswhy.lab.programs import mitmproxy
from tlswhy.lab.scenario import Scenario, Up, showing, through


def up(lab: Lab) -> Up:
    server = lab.serve(tls(mutual(lab)))
    proxy, ca = mitmproxy(lab)
    client = lab.write(certificates.issue("client", lab.root, usage=(certificates.CLIENT,)))
    options = ("--connect-to", f"{HERE}:{server}", "--ca-file", str(ca), *showing(client))
    return through(f"http://{HERE}:{proxy}", *options, *lab.trust)


SCENARIO = Scenario(expect="intercept-feature-stripped", needs=("mitmdump",), up=up)
