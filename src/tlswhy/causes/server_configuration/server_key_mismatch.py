"""The server signs with another key than its certificate has.

## What happens
Every client ends the handshake after the server's certificate: "bad signature", `decrypt_error`
(51), in OpenSSL's words also "wrong signature type" or "invalid signature".
## Why
The certificate was renewed and the old key kept, or the reverse: the key belongs to an earlier
request. Most servers notice when they start ("key values mismatch") and some do not: a key in a
token or key server that is named only, a key file with another key's public half, a program that
never checks.
## How we tell
The signature in the server's key exchange or CertificateVerify does not verify with the public key
of the certificate that it sent. In files that we read: the public half of the key is not that of
the server's certificate.
## Fix
Give the server the key that belongs to its certificate, or have a certificate issued for the key,
and reload it. The public halves of both must be the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.certificate import ChainGiven, LeafSeen
from tlswhy.model.facts.tls import OurFault

INVALID = "signature-invalid"


def look(case: Case) -> Iterator[Clue]:
    hop = case.target_hop
    leaf = case.last(LeafSeen, hop=hop)
    found = [fault for fault in case.all(OurFault, hop=hop) if fault.code == INVALID]
    if leaf is not None and found:
        yield Clue(
            verdict=Verdict.CERTAIN,
            because=f"{found[0].text}: {leaf.subject}",
            evidence=(found[0], leaf),
        )
    given = case.last(ChainGiven)
    key_of = given.key_of if given is not None else None
    if leaf is not None and given is not None and key_of is not None and key_of != given.leaf_at:
        other = f", but to certificate {key_of + 1}" if key_of >= 0 else ""
        yield Clue(
            verdict=Verdict.CERTAIN,
            because=f"the private key does not belong to {leaf.subject}{other}",
            evidence=(given, leaf),
            step=Step.START,
        )


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.KEY_EXCHANGE,
    look=look,
    remedies=(Remedy.MATCH_KEY,),
    references=("RFC 8446 section 4.4.3", "RFC 5246 section 7.4.3"),
    after_handshake=True,
    told=Told(
        says={
            "key-mismatch": 3.5,
            "client-alert 51": 1.2,
            "client-alert 20": 0.3,
            "bad-signature": 1.5,
        },
        test="Compare the public key of the first certificate in the file with the key's.",
    ),
)
