"""The certificate is not for TLS servers.

## What happens
The client reads a certificate whose extensions do not allow it here: "unsuitable certificate
purpose", alert 43.
## Why
It was issued for clients, mail or code; or it is a CA certificate; or a CA on the path is not one.
## How we tell
The extended key usage lacks serverAuth, the key usage allows no TLS, or a certificate that signs
another says that it is no CA.
## Fix
Reissue it with extended key usage serverAuth, and `CA:FALSE` for the server's own certificate.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.causes.certificate import refused_for
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Told

CODES = ("wrong-eku", "wrong-key-usage", "not-a-ca")


def look(case: Case) -> Iterator[Clue]:
    yield from refused_for(case, *CODES)


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.CERTIFICATE,
    look=look,
    remedies=(Remedy.REISSUE_FOR_SERVERS,),
    references=("RFC 5280 section 4.2.1.12", "RFC 5280 section 4.2.1.3"),
    told=Told(
        says={"verify purpose": 2.4, "verify ca-as-leaf": 3, "client-alert 43": 1.5},
        beside={"verify strict": 0.8, "place mtls": -0.8, "side server": -0.5},
        test="List the EKU, the key usage and the CA flag of the certificate.",
    ),
)
