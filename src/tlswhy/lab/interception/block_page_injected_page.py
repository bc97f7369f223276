"""A web filter answers in the server's place with a page that says so.

Whoever connects, with TLS or not, gets HTML with status 403. A user should see
`block-page-injected`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import block_page, http
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    return direct(lab.serve(http(block_page(), otherwise=block_page())))


SCENARIO = Scenario(expect="block-page-injected", up=up)
