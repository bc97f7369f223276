"""A PostgreSQL with `ssl_ca_file`, and a client certificate from a CA that it does not know.

A user should see `client-cert-untrusted`, behind the dialogue of PostgreSQL.
"""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.scenario import Scenario, Up, direct, showing
from tlswhy.lab.services import postgres


def up(lab: Lab) -> Up:
    settings = ("ssl=on", "ssl_cert_file=server.crt", "ssl_key_file=server.key")
    port = postgres(lab, lab.leaf("a.test"), *settings)
    stranger = certificates.issue("Another Root", ca=True)
    client = lab.write(certificates.issue("client", stranger, usage=(certificates.CLIENT,)))
    return direct(port, "--starttls", "postgres", *lab.trust, *showing(client))


SCENARIO = Scenario(expect="client-cert-untrusted", verdict="likely", needs=("initdb",), up=up)
