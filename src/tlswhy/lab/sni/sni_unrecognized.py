"""The server does not serve the name and says so.

It serves `b.test`; asked for `a.test` it sends the alert `unrecognized_name` (112). A user should
see `sni-unrecognized`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import strict, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    return direct(lab.serve(tls(strict(lab, "b.test", refuse=112))), *lab.trust)


SCENARIO = Scenario(expect="sni-unrecognized", up=up)
