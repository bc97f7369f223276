"""A TLS port of nginx is addressed as an `http://` proxy.

It answers the CONNECT line with 400 and "The plain HTTP request was sent to HTTPS port". A user
should see `proxy-scheme-http`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import certificate, nginx
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    proxy = nginx(lab, f"{certificate(lab.leaf('127.0.0.1'))} return 200;")
    return through(f"http://127.0.0.1:{proxy}", "--proxy-ca", lab.trust[1])


SCENARIO = Scenario(expect="proxy-scheme-http", needs=("nginx",), up=up)
