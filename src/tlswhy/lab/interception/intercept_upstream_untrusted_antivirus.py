"""An antivirus that decrypts and does not trust the server.

It makes the certificate with its second CA, called untrusted, which it installs nowhere: so the
browser shows the warning in its place. A user should see `intercept-upstream-untrusted`.
"""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.middleboxes import intercept
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    ca = certificates.issue("Avast Web/Mail Shield Untrusted Root", ca=True, days=(-30, 3650))
    return direct(lab.serve(intercept(lab, ca)), *lab.trust)


SCENARIO = Scenario(expect="intercept-upstream-untrusted", verdict="certain", up=up)
