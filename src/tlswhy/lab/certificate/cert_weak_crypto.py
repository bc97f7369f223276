"""The certificate's RSA key has 1024 bits.

OpenSSL serves it at security level 0 only, and clients refuse it from level 1 on. A user should
see `cert-weak-crypto`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import s_server
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    leaf = lab.leaf("a.test", key="rsa1024")
    port = s_server(lab, leaf, "-cipher", "DEFAULT@SECLEVEL=0")
    return direct(port, *lab.trust, "--no-request")


SCENARIO = Scenario(expect="cert-weak-crypto", needs=("openssl",), up=up)
