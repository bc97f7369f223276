"""Without the proxy a filter's page comes back instead of TLS.

A user should see `proxy-not-used` before `block-page-injected`.
"""

from __future__ import annotations

from msgspec import structs

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.middleboxes import relay
from tlswhy.lab.peers import block_page, context, http, tls
from tlswhy.lab.proxies import http_proxy
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    proxy = f"http://{HERE}:{lab.serve(http_proxy(relay(server)))}"
    up = direct(lab.serve(http(block_page(), otherwise=block_page())), *lab.trust)
    return structs.replace(up, variables=(("https_proxy", proxy),))


SCENARIO = Scenario(expect="proxy-not-used", verdict="certain", up=up)
