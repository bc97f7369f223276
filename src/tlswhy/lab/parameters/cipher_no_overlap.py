"""A server of TLS 1.2 with one suite that modern clients no longer offer.

It has Camellia and nothing else, and answers with the alert `handshake_failure` (40). A user
should see `cipher-no-overlap`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import s_server
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    options = ("-tls1_2", "-cipher", "ECDHE-ECDSA-CAMELLIA128-SHA256")
    return direct(s_server(lab, lab.leaf("a.test"), *options), *lab.trust)


SCENARIO = Scenario(expect="cipher-no-overlap", needs=("openssl",), up=up)
