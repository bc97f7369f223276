"""Client and server have no key exchange group in common.

## What happens
The server answers the ClientHello with `handshake_failure` (40): "no suitable key share", "no
shared group".
## Why
A list of groups on one side that is too narrow: P-521 or finite-field groups only, X25519 only.
## How we tell
With the usual groups in the offer the server picks one that was not in it before.
## Fix
Give both sides X25519 and P-256.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.context import ClientLimits, ClientProfile
from tlswhy.model.facts.tls import AlertSeen, HelloSent
from tlswhy.wire.codes import NamedGroup

REFUSALS = (40, 47, 71)


def look(case: Case) -> Iterator[Clue]:
    hello, refusal = case.last(HelloSent, hop=case.target_hop), case.refusal
    if hello is None or not isinstance(refusal, AlertSeen):
        return
    own, profile = _own_list(case), case.last(ClientProfile)
    if refusal.description not in REFUSALS or not (own or profile):
        return
    trial = case.trial(What.GROUPS_ALL)
    offered = ", ".join(str(NamedGroup(group)) for group in hello.groups)
    because = f"the client offers {offered} and {refusal.says}"
    if trial is None:
        verdict = Verdict.LIKELY if own else Verdict.POSSIBLE
        yield Clue(verdict=verdict, because=because, evidence=(hello, refusal))
        return
    chosen = trial.answered
    cured = chosen is not None and chosen.group not in hello.groups
    if cured and chosen is not None and chosen.group is not None:
        because += f"; offered more, the server picks {NamedGroup(chosen.group)}"
    yield Clue(
        verdict=Verdict.CERTAIN if cured else Verdict.EXCLUDED,
        because=because,
        evidence=(hello, refusal),
        confirmed_by=trial if cured else None,
    )


def ask(_: Case) -> Iterator[Experiment]:
    yield Experiment.of(What.GROUPS_ALL, "whether the usual groups are answered")


def _own_list(case: Case) -> bool:
    limits = case.last(ClientLimits)
    return limits is not None and any(o.startswith("--groups") for o in limits.options)


CAUSE = Cause(
    acts=Party.CLIENT,
    step=Step.CLIENT_HELLO,
    look=look,
    ask=ask,
    remedies=(Remedy.WIDEN_GROUPS,),
    references=("RFC 8446 section 4.2.7", "RFC 8422 section 4"),
    narrows=("cipher-no-overlap",),
    told=Told(
        says={"no-shared-group": 3.5, "server-alert 40": 0.4, "no-shared-cipher": 0.4},
        beside={"place curve": 2, "works group": 2},
        test="Repeat with each of X25519, P-256, P-384 and P-521 alone: some pass.",
    ),
)
