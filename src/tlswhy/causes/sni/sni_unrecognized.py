"""The server does not serve the name that was asked for.

## What happens
The server answers the ClientHello with `unrecognized_name` (112); Go, Caddy and some networks use
`internal_error` (80), some content networks `handshake_failure` (40), others reset or close.
## Why
No virtual host or certificate for this name there, a name that moved to another server while DNS
still leads here, a host name not yet added at the content network.
## How we tell
The alert says so itself; or the same hello without a name, or with another one, is answered.
## Fix
Add the name and its certificate on the server, or lead the name to the server that has it.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import NOBODY, Case, What, alike
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.tls import AlertSeen, HelloSent

UNRECOGNIZED_NAME, INTERNAL_ERROR = 112, 80
LIKE = (40, 47, 49, 80, 112)  # alerts that servers send for a name they do not know


def look(case: Case) -> Iterator[Clue]:
    hello, refusal = case.last(HelloSent, hop=case.target_hop), case.refusal
    if hello is None or hello.sni is None or refusal is None:
        return
    alert = refusal.description if isinstance(refusal, AlertSeen) else None
    if alert is not None and alert not in LIKE:
        return
    without, other = case.trial(What.SNI_ABSENT), case.trial(What.SNI_OTHER)
    because = f"asked for {hello.sni}: {refusal.says}"
    told = alert == UNRECOGNIZED_NAME
    proof = without if without is not None and without.answered is not None else None
    if other is not None and other.answered is not None:
        # A name nobody has is answered: the server is not strict, this one name is refused.
        verdict, because = Verdict.POSSIBLE, f"{because}; any other name is answered"
    elif told or proof is not None:
        # An alert is the server's own word; a reset or an end may be somebody else's.
        sure = told or (other is not None and alert is not None)
        verdict = Verdict.CERTAIN if sure else Verdict.LIKELY
        because += "; without a name it is answered" if proof is not None else ""
    elif without is not None and other is not None:
        # Nothing is answered at all: only Go's and Caddy's alert still speaks of the name.
        same = alike(without.case.refusal, refusal) and alike(other.case.refusal, refusal)
        verdict = Verdict.LIKELY if alert == INTERNAL_ERROR and same else Verdict.EXCLUDED
        because += "; without a name and with another one as well"
    else:
        verdict = Verdict.POSSIBLE
    yield Clue(verdict=verdict, because=because, evidence=(hello, refusal), confirmed_by=proof)


def ask(_: Case) -> Iterator[Experiment]:
    yield Experiment.of(What.SNI_ABSENT, "whether it is the name that is refused")
    yield Experiment.of(What.SNI_OTHER, "whether it is this name or every unknown one", NOBODY)


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.CLIENT_HELLO,
    look=look,
    ask=ask,
    remedies=(Remedy.SERVE_NAME, Remedy.FIX_DNS),
    references=("RFC 6066 section 3",),
    narrows=("reset-on-hello", "peer-closed-early", "handshake-timeout"),
    told=Told(
        says={
            "server-alert 112": 2.4,
            "sni-unknown": 2.8,
            "server-alert 80": 0.8,
            "server-alert 40": 0.3,
            "client-alert 112": 1.6,
        },
        beside={
            "leg upstream": -1.6,
            "host ip": -1.2,
            "place dns-filter": -1.2,
            "sni-absent": -1,
            "side server": 0.2,
            "works without-sni": 0.5,
        },
        test="A name that is known to be served passes at the same address.",
    ),
)
