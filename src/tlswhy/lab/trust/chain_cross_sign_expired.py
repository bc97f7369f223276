"""A young root, vouched for by an old one that has expired, and a client that knows only the old.

The server sends leaf, intermediate and the cross-signed young root, all within their dates; the old
root ended ten days ago, as DST Root CA X3 did on 2021-09-30. A user should see
`chain-cross-sign-expired`; with the young root in the store it works.
"""

from __future__ import annotations

from msgspec import structs

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import certificate, nginx
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    old = certificates.issue("Lab Root X3", ca=True, days=(-3650, -10))
    cross = certificates.issue("Lab Root X1", old, ca=True, days=(-1000, 1000))
    between = certificates.issue("Lab R3", cross, ca=True, days=(-500, 500))
    leaf = lab.write(certificates.issue("a.test", between, names=("a.test",)))
    young = structs.replace(cross, chain=())
    note = f"the young root, as the old one signed it: {lab.write(young).chain}"
    up = direct(nginx(lab, f"{certificate(leaf)} return 200;"), *lab.trusting(old))
    return structs.replace(up, note=note)


SCENARIO = Scenario(expect="chain-cross-sign-expired", needs=("nginx",), up=up)
