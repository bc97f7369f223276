"""A Caddy that requires client certificates, and one from a CA that it does not know.

It says `bad_certificate` (42) where others say `unknown_ca`. A user should see
`client-cert-untrusted`.
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
    stranger = certificates.issue("Another Root", ca=True)
    client = lab.write(certificates.issue("client", stranger, usage=(certificates.CLIENT,)))
    return direct(port, *lab.trust, *showing(client))


SCENARIO = Scenario(expect="client-cert-untrusted", needs=("caddy",), up=up)
