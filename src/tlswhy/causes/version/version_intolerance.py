"""Something breaks at the newest TLS version instead of choosing an older one.

## What happens
A hello that offers TLS 1.3 is reset, closed, left unanswered or refused; the same hello with TLS
1.2 at most is answered. A client that then tries lower versions may see `inappropriate_fallback`.
## Why
An old server or a middlebox that chokes on the new version's extensions instead of passing over
them, as every version of TLS demands.
## How we tell
Capped at TLS 1.2 it works, every time; without the post-quantum share alone it does not.
## Fix
Update the server or the middlebox. Until then cap the client at TLS 1.2 for this one peer.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case, Change, Trial, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.tls import HelloSent

TLS12, TLS13 = 0x0303, 0x0304
CAP = Change(What.VERSION_CAP, "1.2")


def look(case: Case) -> Iterator[Clue]:
    hello, refusal = case.last(HelloSent, hop=case.target_hop), case.refusal
    if hello is None or refusal is None or TLS13 not in hello.versions:
        return
    capped = next((t for t in case.trials if t.change == CAP), None)
    if capped is None:
        yield Clue(verdict=Verdict.POSSIBLE, because=refusal.says, evidence=(hello, refusal))
        return
    if capped.answered is None or capped.answered.version < TLS12:
        return
    short = case.trial(What.WITHOUT_PQ_SHARE)
    if _answered_with_13_offered(short):
        return
    yield Clue(
        verdict=Verdict.CERTAIN if short is not None else Verdict.LIKELY,
        because=(
            f"a hello that offers TLS 1.3: {refusal.says}; one with TLS 1.2 at most is answered"
        ),
        evidence=(hello, refusal),
        confirmed_by=capped,
    )


def ask(_: Case) -> Iterator[Experiment]:
    yield Experiment.of(What.WITHOUT_PQ_SHARE, "whether a hello in one segment is answered")
    yield Experiment(CAP, "whether TLS 1.2 is answered")


def _answered_with_13_offered(short: Trial | None) -> bool:
    return short is not None and short.answered is not None


CAUSE = Cause(
    acts=Party.MIDDLEBOX,
    step=Step.CLIENT_HELLO,
    look=look,
    ask=ask,
    remedies=(Remedy.UPDATE_MIDDLEBOX, Remedy.LOWER_CLIENT_VERSION),
    references=("RFC 8446 section 4.2.1", "RFC 7507"),
    narrows=("reset-on-hello", "peer-closed-early", "handshake-timeout"),
    told=Told(
        says={
            "fallback": 2,
            "server-alert 47": 1,
            "server-alert 50": 0.8,
            "server-alert 10": 0.5,
            "server-alert 86": 2.5,
            "server-alert 109": 0.6,
            "reset": 0.5,
            "eof": 0.4,
            "server-alert 40": 0.2,
            "handshake-timeout": 0.2,
            "server-alert 110": 0.9,
            "server-alert 22": 0.4,
            "server-alert 20": 0.3,
            "client-alert 10": 0.4,
            "client-alert 50": 0.3,
            "client-alert 86": 2,
            "client-alert 109": 0.6,
            "client-alert 110": 0.6,
            "bad-record": 0.4,
            "handshake-failed": 0.2,
        },
        beside={"works tls12": 2.5, "works without-pq": -1},
        test=(
            "The same hello with TLS 1.2 at most is answered, the full one is not, whatever "
            "the name."
        ),
    ),
)
