"""The server does not know secure renegotiation, which clients of today insist on.

## What happens
OpenSSL 3 and what is linked with it (curl, Python, Node, Ruby) end the handshake: "unsafe legacy
renegotiation disabled". Older programs and browsers on the same machine still connect.
## Why
The server, or more often an old inspector or load balancer before it, has no RFC 5746. Without it
somebody in between can put his own words before the client's, so OpenSSL 3 refuses by default.
## How we tell
Its ServerHello of TLS 1.2 or older lacks `renegotiation_info`, although the hello asked for it.
A client spoken as (`--as`) that takes such servers has no trouble.
## Fix
Update the server or the box before it; TLS 1.3 does not need the extension. As a stop-gap let this
one client connect all the same: `Options = UnsafeLegacyServerConnect`.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.context import ClientProfile
from tlswhy.model.facts.tls import ServerHelloSeen

TLS12 = 0x0303


def look(case: Case) -> Iterator[Clue]:
    chosen = case.last(ServerHelloSeen, hop=case.target_hop)
    if chosen is None or chosen.secure_renegotiation is not False:
        return
    profile = case.last(ClientProfile)
    if profile is not None and not profile.policy.secure_renegotiation:
        return
    who = profile.name if profile is not None else "OpenSSL 3"
    yield Clue(
        # Where the version is too old as well, that is what every client stumbles over first.
        verdict=Verdict.CERTAIN if chosen.version >= TLS12 else Verdict.LIKELY,
        because=f"{chosen.says}, without renegotiation_info (RFC 5746); {who} refuses such servers",
        evidence=(chosen,),
    )


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.SERVER_HELLO,
    look=look,
    remedies=(Remedy.UPDATE_TLS_LIBRARY, Remedy.ALLOW_LEGACY_RENEGOTIATION),
    references=("RFC 5746 sections 3.4 and 4.1", "OpenSSL 3.0 migration guide"),
    after_handshake=True,
    told=Told(
        says={"legacy-renegotiation": 4, "server-alert 100": 0.6, "client-alert 100": 0.6},
        test=(
            "With UnsafeLegacyServerConnect allowed, or from a network without the box in "
            "between, it passes."
        ),
    ),
)
