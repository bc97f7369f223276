"""The chain has more links than the verifier counts.

## What happens
Chain and root are right, and the certificate is refused all the same: verify error 22
(`certificate chain too long`), Apache's AH02040, or alert 80.
## Why
The verifier is held to a depth. nginx allows one intermediate at ssl_verify_depth 1, its default;
Apache counts one fewer. A CA has since put another intermediate in between.
## How we tell
The verifier says that the chain is too long. Verified with a larger depth, it passes.
## Fix
Raise the depth to the number of intermediates there are, with one to spare.
"""

from __future__ import annotations

from tlswhy.model.diagnosis import Cause, Party, Remedy, Step, Told, look_at_nothing

CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.CLIENT_CERTIFICATE,
    look=look_at_nothing,
    remedies=(Remedy.RAISE_VERIFY_DEPTH,),
    references=(
        "OpenSSL, X509_V_ERR_CERT_CHAIN_TOO_LONG",
        "nginx, ssl_verify_depth",
        "Apache httpd, SSLVerifyDepth",
    ),
    told=Told(
        says={"verify depth": 3.6, "client-verify depth": 3.6},
        test="With a larger depth the chain verifies against the same CA.",
    ),
)
