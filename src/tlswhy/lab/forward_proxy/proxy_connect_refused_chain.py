"""The second of two proxies does not allow the tunnel.

The first one opens its tunnel; the second answers 403. A user should see `proxy-connect-refused`
with the address of the second, between proxy and proxy.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.middleboxes import relay
from tlswhy.lab.proxies import http_proxy, refusal, refusing_proxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    second = lab.serve(refusing_proxy(refusal("403 Forbidden", "Via: 1.1 gate")))
    first = lab.serve(http_proxy(relay(second)))
    return through(f"http://127.0.0.1:{first}", "--proxy", f"http://127.0.0.1:{second}")


SCENARIO = Scenario(expect="proxy-connect-refused", verdict="certain", up=up)
