"""The server cannot use the file of its certificate or key.

## What happens
The server does not start, or starts with an old or self-made certificate, or without any. Its log
names the file: missing, unreadable, empty, in the wrong format, or locked by a passphrase.
## Why
The path is wrong; the user that the service runs as may not read it; it is DER where PEM is
expected; it has Windows line ends or a byte order mark; the secret lies in another namespace or
has other keys.
## How we tell
The program says which file and what is wrong with it. In a file that we read: the certificate of
the server is not the first one, which is the one that programs show as their own.
## Fix
Make the file readable for the service's user, in PEM, the leaf first, and reload.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.certificate import ChainGiven, LeafSeen


def look(case: Case) -> Iterator[Clue]:
    given, leaf = case.last(ChainGiven), case.last(LeafSeen)
    if given is None or leaf is None or not given.misplaced:
        return
    yield Clue(
        verdict=Verdict.CERTAIN,
        because=(
            f"{leaf.subject} is certificate {given.leaf_at + 1} of the file, and programs show the "
            "first one as their own"
        ),
        evidence=(given, leaf),
    )


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.START,
    look=look,
    remedies=(Remedy.REPLACE_CERT_FILE,),
    references=(
        "RFC 7468",
        "nginx, ssl_certificate",
        "Kubernetes, TLS secrets",
    ),
    after_handshake=True,
    told=Told(
        says={"cert-file": 3.2, "no-certificate": 0.4},
        beside={"verify weak": -2.5, "side client": -2, "client-key": -1.5, "ca-file": -1.6},
        test="Read the file as the user that the service runs as.",
    ),
)
