"""The server cannot use the file of its certificate or key.

## What happens
The server does not start, or starts with an old or self-made certificate, or without any. Its log
names the file: missing, unreadable, empty, in the wrong format, or locked by a passphrase.
## Why
The path is wrong; the user that the service runs as may not read it; it is DER where PEM is
expected; it has Windows line ends or a byte order mark; the secret lies in another namespace or
has other keys.
## How we tell
The program says which file and what is wrong with it.
## Fix
Make the file readable for the service's user, in PEM, the leaf first, and reload.
"""

from __future__ import annotations

from tlswhy.model.diagnosis import Cause, Party, Remedy, Step, Told, look_at_nothing

CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.START,
    look=look_at_nothing,
    remedies=(Remedy.REPLACE_CERT_FILE,),
    references=(
        "RFC 7468",
        "nginx, ssl_certificate",
        "Kubernetes, TLS secrets",
    ),
    told=Told(
        says={"cert-file": 3.2, "no-certificate": 0.4},
        beside={"verify weak": -2.5, "side client": -2, "client-key": -1.5},
        test="Read the file as the user that the service runs as.",
    ),
)
