"""Client and server have no signature algorithm in common.

## What happens
The server answers the ClientHello with `handshake_failure` (40): "no suitable signature algorithm",
"no shared signature algorithms", "peer doesn't support any of the certificate's signature
algorithms".
## Why
The server must sign with the key of its certificate, by an algorithm that the client lists. Nothing
is left where the client's list is for another kind of key, or where the server's key, token or
policy can do SHA-1 or PKCS #1 only and the client no longer lists these.
## How we tell
With every usual algorithm in the offer, SHA-1 too, and nothing else changed, the server answers.
## Fix
Let both sides use ECDSA and RSA-PSS with SHA-256. A key in an old token that cannot do these needs
new firmware, or a certificate with a key elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.context import ClientLimits, ClientProfile
from tlswhy.model.facts.tls import AlertSeen, HelloSent

REFUSALS = (40, 43, 47, 71)


def look(case: Case) -> Iterator[Clue]:
    hello, refusal = case.last(HelloSent, hop=case.target_hop), case.refusal
    if hello is None or not isinstance(refusal, AlertSeen) or refusal.description not in REFUSALS:
        return
    own = _own_list(case)
    trial = case.trial(What.SCHEMES_ALL)
    every = case.trial(What.SUITES_ALL)
    cured = trial is not None and trial.answered is not None
    profile = case.last(ClientProfile)
    usual = f"those of {profile.name}" if profile is not None else "the usual algorithms"
    whose = f"the client is held to {own}" if own else f"{usual} were offered"
    because = f"{whose}, and {refusal.says}"
    if cured:
        verdict = Verdict.CERTAIN
        because += "; with every signature algorithm in the offer it is answered"
    elif trial is not None:
        chance = case.unstable
        verdict = Verdict.POSSIBLE if chance else Verdict.EXCLUDED
        more = "not answered alike every time" if chance else "refused as well"
        because += f"; with every signature algorithm in the offer it is {more}"
    elif own:
        verdict = Verdict.LIKELY
    elif every is not None and every.answered is None:
        verdict = Verdict.POSSIBLE
    else:
        return
    yield Clue(
        verdict=verdict,
        because=because,
        evidence=(hello, refusal),
        confirmed_by=trial if cured else None,
        acts=Party.CLIENT if own else Party.SERVER,
    )


def ask(_: Case) -> Iterator[Experiment]:
    yield Experiment.of(What.SCHEMES_ALL, "whether it is the signature algorithms")


def _own_list(case: Case) -> str:
    """The user's option for it; empty without one."""
    limits = case.last(ClientLimits)
    options = limits.options if limits is not None else ()
    return next((option for option in options if option.startswith("--sigalgs")), "")


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.CLIENT_HELLO,
    look=look,
    ask=ask,
    remedies=(Remedy.WIDEN_SIGALGS,),
    references=("RFC 8446 section 4.2.3", "RFC 5246 section 7.4.1.4.1", "RFC 9155"),
    narrows=("cipher-no-overlap",),
    told=Told(
        says={
            "no-shared-sigalg": 3.2,
            "server-alert 40": 0.2,
            "server-alert 47": 0.3,
            "server-alert 43": 0.3,
        },
        beside={"place hardware-key": 1, "works tls12": 0.5},
        test=(
            "The same key as a file, or TLS 1.2, or a longer list of signature algorithms, passes."
        ),
    ),
)
