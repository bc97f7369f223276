"""A Caddy that requires client certificates, and one that ended last week.

A user should see `client-cert-expired`, though the alert is `bad_certificate` (42).
"""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import caddy
from tlswhy.lab.scenario import Scenario, Up, direct, showing


def up(lab: Lab) -> Up:
    leaf = lab.leaf("a.test")
    clients = f"mode require_and_verify\n trusted_ca_cert_file {lab.trust[1]}"
    settings = f"tls {leaf.chain} {leaf.key} {{\n client_auth {{\n {clients}\n }}\n }}"
    port = caddy(lab, f"https://a.test:PORT {{\n {settings}\n respond 200\n}}")
    issued = certificates.issue("client", lab.root, days=(-90, -7), usage=(certificates.CLIENT,))
    return direct(port, *lab.trust, *showing(lab.write(issued)))


SCENARIO = Scenario(expect="client-cert-expired", needs=("caddy",), up=up)
