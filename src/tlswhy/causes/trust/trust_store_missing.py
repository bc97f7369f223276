"""The client has no trust anchors at all.

## What happens
Every host fails, the best known ones too: "unable to get local issuer certificate", curl's error
77, Go's `failed to load system roots and no roots provided`, Java's `the trustAnchors parameter
must be non-empty`.
## Why
The image of a container has no `ca-certificates`, `SSL_CERT_FILE` names an empty file or one of
another image, `SSL_CERT_DIR` a folder without the names that `openssl rehash` makes, Java's
`cacerts` was never made, or a program was given an empty store.
## How we tell
The store that certificates are judged by has not one certificate in it.
## Fix
Install the distribution's roots (`apt-get install ca-certificates`, `apk add ca-certificates`), or
correct the variable that leads elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.certificate import CertificateProblem, ChainJudged
from tlswhy.model.facts.context import TrustStore

UNTRUSTED = ("untrusted-root", "issuer-unknown", "intermediate-missing", "self-signed-leaf")


def look(case: Case) -> Iterator[Clue]:
    hop, store = case.target_hop, case.last(TrustStore)
    chain = case.last(ChainJudged, hop=hop)
    if store is None or store.anchors != 0 or chain is None or chain.anchor:
        return
    for problem in case.all(CertificateProblem, hop=hop):
        if problem.kind in UNTRUSTED:
            # No store of roots would have a certificate that somebody made by hand.
            alone = problem.kind == "self-signed-leaf"
            yield Clue(
                verdict=Verdict.LIKELY if alone else Verdict.CERTAIN,
                because=f"the trust store is empty ({store.name}); {problem.says}",
                evidence=(store, problem, chain),
            )


CAUSE = Cause(
    acts=Party.CLIENT,
    step=Step.CERTIFICATE,
    look=look,
    remedies=(Remedy.UPDATE_TRUST_STORE, Remedy.TRUST_CA),
    references=("RFC 5280 section 6.1.1", "OpenSSL, SSL_CTX_set_default_verify_paths"),
    narrows=(
        *("trust-private-ca", "trust-store-outdated", "trust-ca-distrusted"),
        "chain-intermediate-missing",
    ),
    told=Told(
        says={
            "no-trust-store": 3.6,
            "ca-file": 2.2,
            "verify issuer-unknown": 0.4,
            "verify issuer-missing": 0.3,
            "verify failed": 0.2,
        },
        beside={
            "program unbound": 1.5,  # it has no default
            "works after-browser": 1.5,
            "fails all-hosts": 1.2,
            "place container": 0.4,
            "place no-bundle": 3,
        },
        test=(
            "With an explicit bundle of CAs the same host verifies; the list of loaded roots "
            "is empty."
        ),
    ),
)
