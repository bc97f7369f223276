"""The server has no extended master secret, which clients in FIPS mode insist on.

## What happens
Clients in FIPS mode (RHEL, Rocky, Alma 9 and their kind) end the handshake in TLS 1.2: "ems not
enabled". All other clients connect.
## Why
The server's TLS library is older than RFC 7627, or a load balancer or inspector before it is. FIPS
140-3 allows the key derivation of TLS 1.2 with the extended master secret only.
## How we tell
Its ServerHello of TLS 1.2 lacks `extended_master_secret`, although the hello offered it. A client
that then ends the handshake itself with `internal_error` (80) is one that minds, and so is a client
in FIPS mode that is spoken as (`--as rhel-fips`). For all others it is a note.
## Fix
Let the server speak TLS 1.3, or update its TLS library. As a stop-gap, the client's policy may do
without: `update-crypto-policies --set FIPS:NO-ENFORCE-EMS`.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.context import ClientProfile
from tlswhy.model.facts.tls import AlertSeen, ServerHelloSeen

TLS12 = 0x0303
INTERNAL_ERROR = 80


def look(case: Case) -> Iterator[Clue]:
    chosen = _without(case)
    if chosen is None:
        return
    because = f"{chosen.says}, without extended_master_secret (RFC 7627)"
    profile = case.last(ClientProfile)
    if profile is not None and profile.policy.extended_master_secret:
        yield Clue(
            verdict=Verdict.CERTAIN,
            because=f"{because}; {profile.name} ({profile.policy.name}) insists on it",
            evidence=(chosen, profile),
        )
        return
    ended = [
        alert
        for alert in case.all(AlertSeen, hop=case.target_hop)
        if alert.ours and alert.description == INTERNAL_ERROR
    ]
    if ended:
        yield Clue(
            verdict=Verdict.LIKELY,
            because=f"{because}; {ended[0].says}, as OpenSSL does in FIPS mode",
            evidence=(chosen, ended[0]),
        )


def note(case: Case) -> Iterator[str]:
    if _without(case) is not None and not any(look(case)):
        yield (
            "TLS 1.2 without the extended master secret (RFC 7627): clients in FIPS mode, as of "
            "RHEL 9, refuse this server"
        )


def _without(case: Case) -> ServerHelloSeen | None:
    """The ServerHello of TLS 1.2 that lacks it."""
    chosen = case.last(ServerHelloSeen, hop=case.target_hop)
    if chosen is None or chosen.version != TLS12:
        return None
    return chosen if chosen.extended_master_secret is False else None


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.KEY_EXCHANGE,
    look=look,
    note=note,
    remedies=(Remedy.RAISE_SERVER_VERSION, Remedy.UPDATE_TLS_LIBRARY),
    references=("RFC 7627", "RFC 9325 section 3.5", "FIPS 140-3 implementation guidance D.Q"),
    after_handshake=True,
    told=Told(
        says={"ems-required": 4},
        beside={"place fips": 0.5},
        test="TLS 1.3, or a client that is not in FIPS mode, passes.",
    ),
)
