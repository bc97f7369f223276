"""The client names no host and the server serves nobody without a name.

With `--no-sni` it sends the alert `unrecognized_name` (112). A user should see `sni-missing`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import strict, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    return direct(lab.serve(tls(strict(lab, "a.test", refuse=112))), *lab.trust, "--no-sni")


SCENARIO = Scenario(expect="sni-missing", up=up)
