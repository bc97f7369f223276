"""A key or a signature of the chain is too weak for the client.

## What happens
The client refuses the certificate: "ee key too small", "ca md too weak". Often it begins with an
upgrade of the operating system.
## Why
RSA below 2048 bits, an old curve, or a signature with SHA-1 or MD5.
## How we tell
The size of the key or the digest of the signature, for each certificate of the path; OpenSSL's
security level 2 is the measure.
## Fix
Reissue with RSA of 2048 bits or P-256, signed with SHA-256; the CA included, if it is the weak one.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.causes.certificate import refused_for
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Told

CODES = ("weak-key", "weak-signature")


def look(case: Case) -> Iterator[Clue]:
    yield from refused_for(case, *CODES)


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.CERTIFICATE,
    look=look,
    remedies=(Remedy.REISSUE_STRONGER,),
    references=("NIST SP 800-57 part 1", "RFC 9155"),
    told=Told(
        says={
            "verify weak": 3.2,
            "client-verify weak": 2.6,
            "algorithm-disabled": 0.6,
            "verify signature": 0.5,
        },
        beside={"client-key": 0.8, "cert-file": 0.8},
        test="With security level 0 it is accepted.",
    ),
)
