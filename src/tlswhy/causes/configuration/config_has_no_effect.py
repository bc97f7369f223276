"""A TLS setting is there and does nothing.

## What happens
The configuration loads, and a hello gets something else than it says: other versions, no request
for a client certificate, no stapled response.
## Why
The setting stands where it is not read (nginx's ssl_protocols in a server that is not the default
of its port, before 1.29.2), is switched off by another one, or lacks what it depends on
(SSLProxyEngine, a responder, a CA to verify by).
## How we tell
The program warns that it ignores the setting; or what a hello gets is the same with the line
removed.
## Fix
Move the setting to where it is read, or add what it depends on.
"""

from __future__ import annotations

from tlswhy.model.diagnosis import Cause, Party, Remedy, Step, Told, look_at_nothing

CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.START,
    look=look_at_nothing,
    remedies=(Remedy.CORRECT_CONFIG,),
    references=(
        "nginx, ssl_protocols",
        "Apache httpd, SSLProxyEngine",
        "Squid, ssl_bump",
    ),
    told=Told(
        says={"config-ignored": 3.4},
        beside={
            "no-certificate": -2,
            "cert-file": -1.5,
            "key-mismatch": -2,
            "verify staple": -1.5,
            "verify failed": -0.5,
        },
        test="What a hello gets is the same with the line removed.",
    ),
)
