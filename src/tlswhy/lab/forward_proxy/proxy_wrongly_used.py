"""A proxy is asked for a name that exists inside only.

It cannot resolve `a.internal` and answers 503, as Squid does; without the proxy it works. A user
should see `proxy-wrongly-used`, and `NO_PROXY` as what to change.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.proxies import refusal, refusing_proxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.internal"))))
    answer = refusal("503 Service Unavailable", "Server: squid", "X-Squid-Error: ERR_DNS_FAIL 0")
    proxy = f"http://{HERE}:{lab.serve(refusing_proxy(answer))}"
    to = ("--connect-to", f"{HERE}:{server}")
    return through(proxy, *to, *lab.trust, name="a.internal")


SCENARIO = Scenario(expect="proxy-wrongly-used", verdict="certain", up=up)
