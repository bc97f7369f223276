"""Something on the way does not let this server name through.

## What happens
A ClientHello with this one name is reset, closed or left unanswered; the same address answers a
hello with any other name.
## Why
A firewall, a filter of the provider or of a country, or a proxy's policy reads the server name in
the ClientHello and cuts the connection.
## How we tell
Only the name was changed, and the hello was answered.
## Fix
Have the name put on the allow-list of whoever filters, or take another route.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import NOBODY, Case, Trial, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.tls import AlertSeen, HelloSent


def look(case: Case) -> Iterator[Clue]:
    hello, refusal = case.last(HelloSent, hop=case.target_hop), case.refusal
    if hello is None or hello.sni is None or refusal is None:
        return
    alert = refusal if isinstance(refusal, AlertSeen) else None
    other = case.trial(What.SNI_OTHER)
    because = f"a hello for {hello.sni}: {refusal.says}"
    if other is None:
        verdict = Verdict.POSSIBLE
    elif not _came_through(other, alert):
        verdict = Verdict.EXCLUDED
        because += f"; one for {other.change.value} fares no better"
    else:
        # Filters reset, close or say nothing; an alert is rather a server's.
        verdict = Verdict.CERTAIN if alert is None else Verdict.POSSIBLE
        because += f"; one for {other.change.value} is answered at the same address"
    yield Clue(
        verdict=verdict,
        because=because,
        evidence=(hello, refusal),
        confirmed_by=other if verdict > Verdict.POSSIBLE else None,
    )


def ask(_: Case) -> Iterator[Experiment]:
    yield Experiment.of(What.SNI_OTHER, "whether it is this name or every unknown one", NOBODY)


def _came_through(other: Trial, refused: AlertSeen | None) -> bool:
    """A server answered: with its hello, or with an alert where ours met silence or a reset."""
    if other.answered is not None:
        return True
    return refused is None and isinstance(other.case.refusal, AlertSeen)


CAUSE = Cause(
    acts=Party.NETWORK,
    step=Step.CLIENT_HELLO,
    look=look,
    ask=ask,
    remedies=(Remedy.ALLOW_NAME,),
    references=("RFC 6066 section 3", "RFC 8404 section 2.2"),
    narrows=("reset-on-hello", "peer-closed-early", "handshake-timeout", "sni-unrecognized"),
    told=Told(
        says={"reset": 0.9, "handshake-timeout": 0.6, "eof": 0.5, "connect-timeout": 0.2},
        beside={
            "works other-name": 3.2,
            "works without-sni": 3,
            "place censor": 2.5,
            "works other-network": 0.6,
            "works other-hosts": 0.4,
        },
        needs=(
            "works other-name",
            "works without-sni",
            "place censor",
            "works other-network",
        ),
        test="At the same address only this name is cut off; another name passes.",
    ),
)
