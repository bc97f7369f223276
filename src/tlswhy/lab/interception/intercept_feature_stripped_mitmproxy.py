"""A mitmproxy without HTTP/2, a server with it, and a client that speaks nothing else.

The client trusts mitmproxy's CA. A user should see `intercept-feature-stripped`.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.programs import mitmproxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    settings = context(lab.leaf("a.test"))
    settings.set_alpn_protocols(["h2"])
    server = lab.serve(tls(settings))
    proxy, ca = mitmproxy(lab, "--set", "http2=false")
    options = ("--connect-to", f"{HERE}:{server}", "--ca-file", str(ca), "--alpn", "h2")
    return through(f"http://{HERE}:{proxy}", *options, *lab.trust, "--no-request")


SCENARIO = Scenario(
    expect="intercept-feature-stripped", verdict="certain", needs=("mitmdump",), up=up
)
