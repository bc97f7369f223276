"""A Caddy that requires client certificates, and a client without one.

Go of that age says `bad_certificate` (42) after the handshake. A user should see
`client-cert-missing`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import caddy
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    leaf = lab.leaf("a.test")
    clients = f"mode require_and_verify\n trusted_ca_cert_file {lab.trust[1]}"
    settings = f"tls {leaf.chain} {leaf.key} {{\n client_auth {{\n {clients}\n }}\n }}"
    port = caddy(lab, f"https://a.test:PORT {{\n {settings}\n respond 200\n}}")
    return direct(port, *lab.trust)


SCENARIO = Scenario(expect="client-cert-missing", verdict="certain", needs=("caddy",), up=up)
