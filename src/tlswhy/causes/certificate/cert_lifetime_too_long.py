"""The certificate is valid for longer than some clients allow.

## What happens
Chrome says `ERR_CERT_VALIDITY_TOO_LONG`, or on a Mac that it was revoked; Safari, iOS and every
program on Apple's systems say "not standards compliant", or nothing. Other clients connect.
## Why
Below a public root a certificate may last 398 days, since 2026-03-15 only 200, from 2027-03-15 100
and from 2029-03-15 47. Chrome holds every root to it that it counts as public. Apple's systems take
no more than 825 days from anybody, from a company's own CA as well. Tools that make certificates
for ten years are older than that.
## How we tell
By notBefore and notAfter of the leaf, the limit on the day it was issued, and whether its root is a
public one. What works here is at risk only.
## Fix
Have it issued for fewer days: at most 825 by a CA of your own, and what the limit says by a public
one; and renew it by machine.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.causes.certificate import refused_elsewhere
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Told


def look(case: Case) -> Iterator[Clue]:
    return refused_elsewhere(case, "life-too-long")


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.CERTIFICATE,
    look=look,
    remedies=(Remedy.REISSUE_SHORTER,),
    references=(
        "CA/Browser Forum, Baseline Requirements section 6.3.2",
        "Apple, Requirements for trusted certificates in iOS 13 and macOS 10.15",
        "Chromium, ERR_CERT_VALIDITY_TOO_LONG",
    ),
    after_handshake=True,
    told=Told(
        says={
            "verify issuer-unknown": 0.2,
            "verify failed": 0.5,
            "verify lifetime": 4,
            "verify strict": 0.6,
            "verify revoked": 0.3,
        },
        beside={"program apple": 0.3, "place long-lifetime": 3, "place apple": 0.8},
        test=(
            "notAfter less notBefore: more than 398 days for public, 825 for private "
            "certificates on Apple's systems."
        ),
    ),
)
