"""The same with a server that knows TLS 1.2 alone: its handshake with mitmproxy fails.

A user should see `intercept-feature-stripped`.
"""

from __future__ import annotations

import ssl

from tlswhy.lab import certificates
from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.peers import mutual, tls
from tlswhy.lab.programs import mitmproxy
from tlswhy.lab.scenario import Scenario, Up, showing, through


def up(lab: Lab) -> Up:
    server = lab.serve(tls(mutual(lab, newest=ssl.TLSVersion.TLSv1_2)))
    proxy, ca = mitmproxy(lab)
    client = lab.write(certificates.issue("client", lab.root, usage=(certificates.CLIENT,)))
    options = ("--connect-to", f"{HERE}:{server}", "--ca-file", str(ca), *showing(client))
    return through(f"http://{HERE}:{proxy}", *options, *lab.trust)


SCENARIO = Scenario(expect="intercept-feature-stripped", needs=("mitmdump",), up=up)
