"""The same for a client without a certificate.

A user should see `client-auth-late`: the certificate alone would not help.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.client_authentication.client_auth_late import private
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    port = private(lab)
    return Up((f"https://a.test:{port}/private", *direct(port, *lab.trust).argv[1:]))


SCENARIO = Scenario(expect="client-auth-late", needs=("apache2",), verdict="certain", up=up)
