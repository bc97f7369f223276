"""Whether the certificate was revoked cannot be found out.

## What happens
The client insists on a revocation check, and neither the CA's list (CRL) nor its OCSP responder
can be reached: Schannel says CRYPT_E_NO_REVOCATION_CHECK or CRYPT_E_REVOCATION_OFFLINE, Java
`Unable to determine revocation status`. Browsers go on without the answer, so they work.
## Why
A firewall or a missing proxy setting keeps this account from the CA's port 80: services on
Windows use the WinHTTP proxy, not the user's. Or the certificate names no address to ask at, as
those that an inspecting proxy makes. Or the CA has shut its responder down.
## How we tell
The program says so in its own words; from the handshake it does not show. Fetched from that very
account, the address in the certificate does not answer.
## Fix
Let the account reach the addresses that the certificate names for CRL and OCSP, through the proxy
where there is one.
"""

from __future__ import annotations

from tlswhy.model.diagnosis import Cause, Party, Remedy, Step, Told, look_at_nothing

CAUSE = Cause(
    acts=Party.NETWORK,
    step=Step.CERTIFICATE,
    look=look_at_nothing,
    remedies=(Remedy.OPEN_REVOCATION,),
    references=(
        "RFC 5280 section 4.2.1.13",
        "RFC 6960",
        "Microsoft, CRYPT_E_REVOCATION_OFFLINE",
    ),
    told=Told(
        says={
            "verify revocation-unknown": 3.5,
            "client-verify revocation-unknown": 3.2,
            "verify crl-missing": 0.5,
        },
        test=(
            "Fetch the CRL or OCSP address from that very account; without the check it "
            "passes (curl --ssl-revoke-best-effort)."
        ),
    ),
)
