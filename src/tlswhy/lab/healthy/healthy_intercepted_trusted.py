"""A proxy that decrypts, with a CA that this client was told to trust."""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.middleboxes import intercept
from tlswhy.lab.proxies import http_proxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    gateway = certificates.issue("Example Web Gateway CA", ca=True, days=(-30, 3650))
    proxy = lab.serve(http_proxy(intercept(lab, gateway)))
    return through(f"http://127.0.0.1:{proxy}", *lab.trusting(gateway))


SCENARIO = Scenario(expect=None, up=up)
