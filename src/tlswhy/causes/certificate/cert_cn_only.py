"""The certificate has the name in its common name only.

## What happens
Browsers, Go, Java and rustls refuse the certificate although the name in it is the right one; old
clients and OpenSSL still take it.
## Why
It has no subjectAltName. Usually it was in the request, and the CA's command did not copy it.
## How we tell
The certificate lists no DNS name, and its subject's CN is the name asked for. A client spoken as
(`--as`) that still reads the CN has no trouble.
## Fix
Reissue it with the name as a subjectAltName: `openssl x509 -req -copy_extensions copy`, or
`openssl req -addext subjectAltName=DNS:…`.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.certificate import CertificateProblem, LeafSeen
from tlswhy.model.facts.context import ClientProfile


def look(case: Case) -> Iterator[Clue]:
    hop = case.target_hop
    leaf = case.last(LeafSeen, hop=hop)
    found = [p for p in case.all(CertificateProblem, hop=hop) if p.kind == "no-san"]
    profile = case.last(ClientProfile)
    minds = profile is None or profile.policy.san
    if leaf is not None and found and minds:
        yield Clue(verdict=Verdict.CERTAIN, because=found[0].says, evidence=(found[0], leaf))


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.CERTIFICATE,
    look=look,
    remedies=(Remedy.REISSUE_WITH_NAME,),
    references=("RFC 9525 section 2", "RFC 2818 section 3.1"),
    after_handshake=True,
    told=Told(
        says={"verify no-san": 3.2, "verify name": 0.2},
        beside={"host ip": -0.8, "place cn-only": 2},
        test="The certificate has no subjectAltName, and its CN is the host.",
    ),
)
