"""A server that knows its clients by a shared key, as a broker with `psk_file` does.

It speaks TLS 1.2, has no certificate, and answers `handshake_failure` (40) to clients without the
key. A user should see `psk-mismatch`; `openssl s_client -psk` with the same key gets in.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import s_server
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    key = ("-nocert", "-psk", "0123456789abcdef0123456789abcdef", "-tls1_2")
    return direct(s_server(lab, None, *key), *lab.trust, "--no-request")


SCENARIO = Scenario(expect="psk-mismatch", needs=("openssl",), up=up)
