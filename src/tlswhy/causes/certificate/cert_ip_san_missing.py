"""The server was asked for by its address, and the certificate lists names only.

## What happens
The client connects to an IP address and finds no such address in the certificate.
## Why
Certificates are made for names. An address counts only if it stands in the subjectAltName as an
address; as a DNS name or in the common name it does not.
## How we tell
The target is an IP address and none of the certificate's addresses is that one. Asked for by a name
that the certificate lists, the same server passes.
## Fix
Connect by a name that is listed, or reissue the certificate with `IP:` in its subjectAltName.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.causes.certificate import ask_listed_name, wrong_name
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Told


def look(case: Case) -> Iterator[Clue]:
    yield from wrong_name(case, "ip-not-in-san")


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.CERTIFICATE,
    look=look,
    ask=ask_listed_name,
    remedies=(Remedy.CONNECT_BY_LISTED_NAME, Remedy.REISSUE_WITH_NAME),
    references=("RFC 9525 section 6.5", "RFC 5280 section 4.2.1.6"),
    told=Told(
        says={"verify ip-name": 3, "verify no-san": 0.6, "verify name": 0.5},
        beside={"host ip": 1.2, "leg upstream": -1, "role reverse-proxy": -0.6},
        test="Connect by a DNS name that the certificate lists: it passes.",
    ),
)
