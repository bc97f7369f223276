"""The server's Diffie-Hellman group is too small.

## What happens
The client ends the handshake when it reads the server's key exchange: "dh key too small".
## Why
The server's DH parameters have 1024 bits or fewer, often the built-in ones of an old program, and
clients of today want 2048.
## How we tell
The size of the prime in the ServerKeyExchange; OpenSSL's security level 2 is the measure, or what
the client spoken as (`--as`) takes, if that is less.
## Fix
Give the server DH parameters of 2048 bits, or ECDHE suites, which need none.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.context import ClientProfile
from tlswhy.model.facts.tls import KeyExchangeSeen, ServerHelloSeen

LEAST = 2048  # bits: security level 2 of OpenSSL, the default of Debian and Ubuntu


def look(case: Case) -> Iterator[Clue]:
    hop = case.target_hop
    exchange, chosen = case.last(KeyExchangeSeen, hop=hop), case.last(ServerHelloSeen, hop=hop)
    profile = case.last(ClientProfile)
    least, who = LEAST, "clients of today want"
    if profile is not None and profile.policy.dh_bits < LEAST:
        least, who = profile.policy.dh_bits, f"{profile.name} wants"
    if exchange is None or chosen is None or not 0 < exchange.bits < least:
        return
    yield Clue(
        verdict=Verdict.CERTAIN,
        because=f"the server's DH prime has {exchange.bits} bits; {who} {least}",
        evidence=(exchange, chosen),
    )


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.KEY_EXCHANGE,
    look=look,
    remedies=(Remedy.STRONGER_DH,),
    references=("RFC 7919", "NIST SP 800-57 part 1"),
    after_handshake=True,
    told=Told(
        says={"dh-too-small": 4, "client-alert 71": 0.8, "client-alert 40": 0.5},
        test="Without DHE suites (DEFAULT:!DHE) it passes.",
    ),
)
