"""A captive portal answers in the server's place and sends to its log-in page.

Whoever connects, with TLS or not, gets an HTTP redirect to the portal. A user should see
`block-page-injected`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import http
from tlswhy.lab.scenario import Scenario, Up, direct

_REDIRECT = (
    b"HTTP/1.1 302 Found\r\nLocation: http://portal.wifi.test/login?continue=https://a.test/\r\n"
    b"Content-Length: 0\r\nConnection: close\r\n\r\n"
)


def up(lab: Lab) -> Up:
    return direct(lab.serve(http(_REDIRECT, otherwise=_REDIRECT)))


SCENARIO = Scenario(expect="block-page-injected", up=up)
