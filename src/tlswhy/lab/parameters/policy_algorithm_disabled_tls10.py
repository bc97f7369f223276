"""A server held at TLS 1.0, and OpenSSL 3.0 as Debian 12 has it.

It still offers TLS 1.0, and then takes no signature of it: "legacy sigalg disallowed or
unsupported". A user should see `policy-algorithm-disabled`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import s_server
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    options = ("-tls1", "-cipher", "DEFAULT@SECLEVEL=0")
    port = s_server(lab, lab.leaf("a.test", key="rsa2048"), *options)
    return direct(port, *lab.trust, "--as", "openssl@3.0", "--no-request")


SCENARIO = Scenario(
    expect="policy-algorithm-disabled", verdict="certain", needs=("openssl",), up=up
)
