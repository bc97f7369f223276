"""The CA is installed, and this program reads another trust store.

## What happens
Browser, curl and the system accept the certificate; one program still says that its issuer is
unknown.
## Why
Many programs bring a store of their own and never look at the system's: Python's requests and pip
(certifi), Node, Java (cacerts), programs with rustls's webpki-roots, Firefox, snaps, conda and
containers.
## How we tell
The program refuses an issuer that others on the same machine accept. Pointed at the CA's file it
accepts it.
## Fix
Give the CA to the store that this very program reads, or let the program read the system's.
"""

from __future__ import annotations

from tlswhy.model.diagnosis import Cause, Party, Remedy, Step, Told, look_at_nothing

CAUSE = Cause(
    acts=Party.CLIENT,
    step=Step.CERTIFICATE,
    look=look_at_nothing,
    remedies=(Remedy.TRUST_CA,),
    references=(
        "Node, NODE_EXTRA_CA_CERTS and --use-system-ca",
        "Requests, REQUESTS_CA_BUNDLE",
        "rustls, platform verifier",
    ),
    told=Told(
        says={
            "verify issuer-unknown": 0.8,
            "verify issuer-missing": 0.8,
            "verify self-signed-in-chain": 0.9,
            "verify failed": 0.5,
        },
        beside={
            "works os-store": 3,
            "works other-tool": 1,
            "works browser": 0.6,
            "place corporate": 0.5,
            "issuer interceptor": 0.6,
            "program rustls": 0.9,
            "program node": 0.3,
            "program python": 0.4,
            "program java": 0.3,
            "chain 1": -0.5,
        },
        test=(
            "The tool's own store lacks the CA; pointed at it (REQUESTS_CA_BUNDLE, "
            "NODE_EXTRA_CA_CERTS, cacerts …) it passes."
        ),
    ),
)
