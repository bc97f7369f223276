"""The client names no host and the server says only `handshake_failure`.

With `--no-sni` it sends alert 40, which has many causes. A user should see `sni-missing`, because
the same hello with the name works.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import strict, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    return direct(lab.serve(tls(strict(lab, "a.test", refuse=40))), *lab.trust, "--no-sni")


SCENARIO = Scenario(expect="sni-missing", up=up)
