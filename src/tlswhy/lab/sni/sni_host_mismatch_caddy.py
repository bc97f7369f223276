"""A Caddy that requires client certificates and holds the request's host against the handshake's.

It does so by itself where clients are authenticated, and answers 421. A user should see
`sni-host-mismatch`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import caddy
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    leaf = lab.leaf("a.test", "b.test")
    clients = f"mode verify_if_given\n trusted_ca_cert_file {lab.trust[1]}"
    settings = f"tls {leaf.chain} {leaf.key} {{\n client_auth {{\n {clients}\n }}\n }}"
    sites = [
        f"https://{name}:PORT {{\n {settings}\n respond 200\n}}" for name in ("a.test", "b.test")
    ]
    return direct(caddy(lab, *sites), *lab.trust, "--sni", "b.test")


SCENARIO = Scenario(expect="sni-host-mismatch", needs=("caddy",), up=up)
