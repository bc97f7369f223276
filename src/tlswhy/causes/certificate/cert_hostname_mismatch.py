"""The certificate is for another name than the one asked for.

## What happens
The client reads a certificate that does not list the name it connects to, and ends the handshake.
## Why
The name is missing from the certificate, the server has another one for it and sent the wrong one,
the client connects by an alias, or DNS leads to somebody else's server.
## How we tell
No name in the certificate covers the one asked for. Asked for by a name that it lists, the same
server passes.
## Fix
Reissue the certificate with the name, or connect by a name that it lists.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.causes.certificate import ask_listed_name, wrong_name
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.certificate import MakerSeen


def look(case: Case) -> Iterator[Clue]:
    # A filter's or an inspector's certificate has a reason of its own to be for another name.
    makers = case.all(MakerSeen, hop=case.target_hop)
    made = [maker for maker in makers if maker.role in ("filter", "interceptor")]
    verdict = Verdict.LIKELY if made else Verdict.CERTAIN
    yield from wrong_name(case, "hostname-mismatch", "odd-host", verdict=verdict)


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.CERTIFICATE,
    look=look,
    ask=ask_listed_name,
    remedies=(Remedy.REISSUE_WITH_NAME, Remedy.CONNECT_BY_LISTED_NAME),
    references=("RFC 9525 section 6.3", "RFC 6125"),
    told=Told(
        says={
            "client-alert 80": 0.4,
            "verify name": 2.6,
            "verify no-san": 0.4,
            "verify ip-name": 0.7,
            "client-alert 42": 0.3,
            "client-alert 46": 0.2,
            "verify failed": 0.15,
        },
        beside={
            "leg upstream": -1,
            "role reverse-proxy": -0.6,
            "default-cert": -1.5,
            "issuer interceptor": -0.7,
            "place wildcard": -1.2,
            "host ip": -0.3,
            "place dns-filter": -1,
            "place captive": -1.5,
        },
        test=(
            "Compare the names on the certificate with the one asked for; asking by a listed "
            "name passes."
        ),
    ),
)
