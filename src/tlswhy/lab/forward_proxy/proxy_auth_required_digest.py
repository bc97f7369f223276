"""Squid takes a password by Digest, and it is a wrong one.

It answers 407 to Basic, and 407 again to Digest on the same connection. A user should see
`proxy-auth-required`, and that the credentials were not accepted.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import DIGEST_HELPER, digest, squid
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    proxy = squid(lab, "a.test", rules=digest(lab, "ann", "secret"))
    return through(f"http://ann:guess@127.0.0.1:{proxy}")


SCENARIO = Scenario(
    expect="proxy-auth-required", verdict="certain", needs=("squid", DIGEST_HELPER), up=up
)
