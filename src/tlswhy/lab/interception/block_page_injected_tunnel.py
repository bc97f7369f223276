"""A proxy grants the tunnel and puts a block page into it.

CONNECT is answered with 200; what comes out of the tunnel is HTML and no TLS. A user should see
`block-page-injected`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import answers, block_page
from tlswhy.lab.proxies import http_proxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    proxy = lab.serve(http_proxy(answers(block_page())))
    return through(f"http://127.0.0.1:{proxy}")


SCENARIO = Scenario(expect="block-page-injected", up=up)
