"""The application has pinned another key or certificate.

## What happens
One application refuses the server (`Certificate pinning failure!`, alert 46 or 42), while all
others on the device accept the same chain.
## Why
It was built with the fingerprint of a key, and the server's chain has another one: after a change
of key or CA without a backup pin, or because an inspecting proxy shows a certificate of its own.
Trusting that proxy's CA does not help.
## How we tell
The application says so, or it alone fails where the chain is trusted. Where nothing intercepts,
it passes.
## Fix
Exempt the host from inspection; where the server's key was changed, ship the new pin, and a
backup pin with it.
"""

from __future__ import annotations

from tlswhy.model.diagnosis import Cause, Party, Remedy, Step, Told, look_at_nothing

CAUSE = Cause(
    acts=Party.CLIENT,
    step=Step.CERTIFICATE,
    look=look_at_nothing,
    remedies=(
        Remedy.UPDATE_PINS,
        Remedy.EXEMPT_FROM_INSPECTION,
    ),
    references=(
        "RFC 7469",
        "OkHttp, CertificatePinner",
        "Android, network security configuration",
    ),
    told=Told(
        says={"verify pin": 3.6, "client-alert 46": 0.3, "client-alert 42": 0.2},
        beside={"place pinned": 2.5, "works other-hosts": 0.3},
        test=("Another app on the same device passes; so does this one where nothing intercepts."),
    ),
)
