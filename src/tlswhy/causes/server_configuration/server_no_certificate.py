"""The server speaks TLS and has no certificate for anything.

## What happens
Every client is refused in the same way: `handshake_failure` (40) from OpenSSL and Java,
`internal_error` (80) from Go and Caddy.
## Why
The listener was given no certificate, it could not be loaded, or it has not been issued yet.
## How we tell
No change of the hello helps: not every suite there is, not another name, and not none.
## Fix
Give the listener a certificate and key, and read its log for why it has none.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import NOBODY, Case, What, alike
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.tls import AlertSeen, HelloSent

HANDSHAKE_FAILURE = 40
REFUSALS = (HANDSHAKE_FAILURE, 80)
DECIDES = (What.SUITES_ALL, What.SNI_ABSENT, What.SNI_OTHER)


def look(case: Case) -> Iterator[Clue]:
    hello, refusal = case.last(HelloSent, hop=case.target_hop), case.refusal
    if hello is None or not isinstance(refusal, AlertSeen):
        return
    if refusal.description not in REFUSALS:
        return
    tried = [trial for what in DECIDES if (trial := case.trial(what)) is not None]
    if not all(alike(trial.case.refusal, refusal) for trial in tried):
        return
    if any(trial.answered is not None for trial in case.trials):
        return
    everything = len(tried) == len(DECIDES)
    # Go and Caddy send internal_error for any name they have no certificate for: that is likelier.
    likely = everything and refusal.description == HANDSHAKE_FAILURE
    yield Clue(
        verdict=Verdict.LIKELY if likely else Verdict.POSSIBLE,
        because=refusal.says + ("; every suite and any name are refused as well" * everything),
        evidence=(hello, refusal),
    )


def ask(_: Case) -> Iterator[Experiment]:
    yield Experiment.of(What.SUITES_ALL, "whether any suite at all is answered")
    yield Experiment.of(What.SNI_ABSENT, "whether it is the name that is refused")
    yield Experiment.of(What.SNI_OTHER, "whether it is this name or every unknown one", NOBODY)


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.CLIENT_HELLO,
    look=look,
    ask=ask,
    remedies=(Remedy.GIVE_CERTIFICATE, Remedy.READ_SERVER_LOG),
    references=("RFC 8446 section 4.4.2.2", "RFC 5246 section 7.2.2"),
    told=Told(
        says={
            "no-certificate": 2.8,
            "server-alert 80": 0.9,
            "no-shared-cipher": 0.8,
            "sni-unknown": 0.3,
            "server-alert 40": 0.5,
            "no-parameters": 0.3,
        },
        beside={
            "fails all-clients": 1,
            "place edge-certificate": 2,
            "no-shared-cipher": 0.5,
            "place psk": -2,
        },
        test="Every client fails in the same way, with a full list of suites too.",
    ),
)
