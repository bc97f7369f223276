"""The server sends its leaf without the intermediate.

The root is trusted, the certificate between is nowhere: one certificate in the flight. A user
should see `chain-intermediate-missing` and the name of what is missing.
"""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    leaf = certificates.issue("a.test", lab.intermediate, names=("a.test",))
    alone = lab.write(leaf, intermediates=False)
    return direct(lab.serve(tls(context(alone))), *lab.trust)


SCENARIO = Scenario(expect="chain-intermediate-missing", up=up)
