"""The server's certificate has been revoked.

## What happens
Firefox says SEC_ERROR_REVOKED_CERTIFICATE, Chrome ERR_CERT_REVOKED, Windows 0x80092010; GnuTLS and
`curl --cert-status` end the handshake, some with the alert `certificate_revoked` (44). OpenSSL,
Python, Go, Node and plain curl ask nobody and go on.
## Why
The key leaked, or the CA had to take back what it issued wrongly, or somebody revoked the old
certificate before the new one was on every server.
## How we tell
The server itself brings the proof: the OCSP response it staples says revoked, and the issuer
signed it. A revocation that is only in a CRL, or only known to the CA's responder, is not looked
for.
## Fix
Have a new certificate issued, with a new key when the old one leaked, and reload every server.
Waiting does not help: only a certificate on hold can come back.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts import Fact
from tlswhy.model.facts.certificate import LeafSeen, RevocationSeen, StapleSeen

# A revocation stays one, however old the response is that says so.
SIGNED = ("", "out-of-date", "not-yet")


def look(case: Case) -> Iterator[Clue]:
    staple = case.last(StapleSeen, hop=case.target_hop)
    leaf = case.last(LeafSeen, hop=case.target_hop)
    for asked in case.all(RevocationSeen):
        if asked.status == "revoked":
            # Most clients do not ask; those that do refuse it.
            yield Clue(
                verdict=Verdict.CERTAIN,
                because=asked.says,
                evidence=(asked,),
                refused_by=("whoever asks for the revocation",),
            )
    if staple is None or leaf is None or staple.status != "revoked":
        return
    evidence: tuple[Fact, ...] = (staple, leaf)
    if staple.problem in SIGNED:
        yield Clue(verdict=Verdict.CERTAIN, because=_because(staple, leaf), evidence=evidence)
    elif staple.problem == "unchecked":
        because = f"{_because(staple, leaf)}; {staple.text}"
        yield Clue(verdict=Verdict.LIKELY, because=because, evidence=evidence)


def _because(staple: StapleSeen, leaf: LeafSeen) -> str:
    when = f" on {staple.revoked_at:%Y-%m-%d}" if staple.revoked_at is not None else ""
    why = f" ({staple.reason})" if staple.reason else ""
    return f"{leaf.subject} was revoked{when}{why}, says the OCSP response that the server staples"


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.CERTIFICATE,
    look=look,
    remedies=(Remedy.REPLACE_CERTIFICATE,),
    references=("RFC 6960 section 2.2", "RFC 6066 section 8", "RFC 8446 section 6.2"),
    after_handshake=True,
    told=Told(
        says={"verify revoked": 3.5, "server-alert 44": 2, "client-alert 44": 3},
        test="CRL or OCSP says revoked; a newly issued certificate passes.",
    ),
)
