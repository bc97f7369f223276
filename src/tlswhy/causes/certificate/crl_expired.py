"""A revocation list that the verifier uses is out of date or missing.

## What happens
From one minute on every certificate of a CA is refused, though none is revoked: verify error 12
(`CRL has expired`) or 3 (`unable to get certificate CRL`), 400 from nginx, alert 45 or 48 from
servers that end the handshake themselves.
## Why
A file of revocation lists is configured, its nextUpdate has passed, and nothing fetched a new
one. Or it has the list of one CA of the chain and not of the others.
## How we tell
The verifier names the list, not the certificate. nextUpdate in the file lies before now.
## Fix
Fetch the list anew and reload, for every CA of the chain; do it on a timer, days before
nextUpdate.
"""

from __future__ import annotations

from tlswhy.model.diagnosis import Cause, Party, Remedy, Step, Told, look_at_nothing

CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.CLIENT_CERTIFICATE,
    look=look_at_nothing,
    remedies=(Remedy.REFRESH_CRL,),
    references=(
        "RFC 5280 section 5.1.2.5",
        "nginx, ssl_crl",
        "OpenSSL, X509_V_ERR_CRL_HAS_EXPIRED",
    ),
    told=Told(
        says={
            "verify crl-expired": 3.6,
            "client-verify crl-expired": 3.8,
            "client-verify crl-missing": 3.2,
            "verify crl-missing": 2.4,
        },
        test="The list's nextUpdate against now; with a fresh list, or none, it passes.",
    ),
)
