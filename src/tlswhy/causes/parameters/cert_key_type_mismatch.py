"""The suites on offer are for one kind of key, the server's certificate has another.

## What happens
The server answers the ClientHello with `handshake_failure` (40), in its log "no shared cipher",
although version and suites look right.
## Why
Up to TLS 1.2 a suite names the kind of certificate: `ECDHE-RSA-...` cannot be used with an ECDSA
certificate, nor the reverse. It begins on the day on which the certificate is renewed with another
kind of key (certbot makes ECDSA keys since 2.0), or a fixed suite list is copied from elsewhere.
## How we tell
Every suite in the offer is for one kind of key. Offered the same suites for the other kind, the
server picks one: there is no other reason. Offered more, it picks a suite for another kind.
## Fix
Drop the fixed suite list, or add the suites for the other kind of key to it. Or give the server a
second certificate with the old kind of key (`certbot --key-type rsa`): it chooses by the hello.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from tlswhy.model.case import Case, Trial, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.context import ClientLimits
from tlswhy.model.facts.tls import AlertSeen, HelloSent
from tlswhy.wire.codes import CipherSuite, suite_parts

REFUSALS = (40, 71)
WIDER = (What.SUITES_OTHER_KEY, What.SUITES_MODERN, What.SUITES_ALL)
KEYS = ("RSA", "ECDSA", "DSS")  # of certificates; other suites need none


def look(case: Case) -> Iterator[Clue]:
    hello, refusal = case.last(HelloSent, hop=case.target_hop), case.refusal
    if hello is None or not isinstance(refusal, AlertSeen) or refusal.description not in REFUSALS:
        return
    kind = _only_kind(hello)
    if not kind:
        return
    base = f"only suites for {kind} keys are offered, and {refusal.says}"
    picked = _picked(case, kind)
    if picked is None:
        if not case.tried(*WIDER):
            yield Clue(verdict=Verdict.POSSIBLE, because=base, evidence=(hello, refusal))
        return
    trial, suite, other = picked
    own_list = _own_list(case)
    swapped = trial.change.what is What.SUITES_OTHER_KEY
    how = "offered the same for the other kind" if swapped else "offered more"
    yield Clue(
        verdict=Verdict.CERTAIN if _has_twin(hello, suite, kind) else Verdict.LIKELY,
        because=f"{base}; {how}, it picks {CipherSuite(suite)}, for {other} keys",
        evidence=(hello, refusal),
        confirmed_by=trial,
        acts=Party.CLIENT if own_list else Party.SERVER,
    )


def ask(case: Case) -> Iterator[Experiment]:
    hello = case.last(HelloSent, hop=case.target_hop)
    if hello is not None and _only_kind(hello):
        yield Experiment.of(What.SUITES_OTHER_KEY, "whether the same suites for other keys help")
    if _own_list(case):
        yield Experiment.of(What.SUITES_MODERN, "whether suites for another kind of key help")
    yield Experiment.of(What.SUITES_ALL, "whether suites for another kind of key help")


def _own_list(case: Case) -> bool:
    limits = case.last(ClientLimits)
    return limits is not None and any(o.startswith("--ciphers") for o in limits.options)


def _only_kind(hello: HelloSent) -> str:
    """The one kind of key that every offered suite is for; empty when they are for several."""
    kinds = {parts.auth for parts in map(suite_parts, hello.suites) if parts is not None}
    return kinds.pop() if len(kinds) == 1 and kinds <= set(KEYS) else ""


def _picked(case: Case, kind: str) -> tuple[Trial, int, str] | None:
    """The first trial in which the server picked a suite for another kind of key."""
    made = (case.trial(what) for what in WIDER)
    for trial in (trial for trial in made if trial is not None):
        chosen = trial.answered
        parts = suite_parts(chosen.suite) if chosen is not None else None
        if chosen is not None and parts is not None and parts.auth in set(KEYS) - {kind}:
            return trial, chosen.suite, parts.auth
    return None


def _has_twin(hello: HelloSent, suite: int, kind: str) -> bool:
    """Whether the same suite for the other kind of key was offered, and refused."""
    parts = suite_parts(suite)
    return parts is not None and structs.replace(parts, auth=kind) in map(suite_parts, hello.suites)


CAUSE = Cause(
    acts=Party.CLIENT,
    step=Step.CLIENT_HELLO,
    look=look,
    ask=ask,
    remedies=(Remedy.WIDEN_CLIENT_CIPHERS, Remedy.SECOND_KEY_TYPE),
    references=("RFC 5246 section 7.4.2", "RFC 8422 section 2"),
    narrows=("cipher-no-overlap",),
    told=Told(
        says={
            "no-shared-cipher": 1.5,
            "server-alert 40": 0.8,
            "no-shared-sigalg": 0.8,
            "no-parameters": 0.5,
        },
        beside={"changed certificate": 1.8, "place ecdsa": 1.6, "place cipher-list": 0.6},
        test="Offer suites for RSA keys only, then for ECDSA keys only: one of the two passes.",
    ),
)
