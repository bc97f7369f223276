"""Client and server share no application protocol.

## What happens
The server answers the ClientHello with `no_application_protocol` (120).
## Why
The client offers one protocol only, such as `h2`, and the server, or a proxy before it, does not
speak that one.
## How we tell
The alert says so itself; without the ALPN extension the same hello is answered.
## Fix
Turn the protocol on at the server (nginx `http2 on`), or let the client offer `http/1.1` as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Verdict
from tlswhy.model.facts.tls import AlertSeen, HelloSent

NO_APPLICATION_PROTOCOL = 120


def look(case: Case) -> Iterator[Clue]:
    hello, refusal = case.last(HelloSent, hop=case.target_hop), case.refusal
    if hello is None or not isinstance(refusal, AlertSeen):
        return
    if refusal.description != NO_APPLICATION_PROTOCOL:
        return
    trial = case.trial(What.ALPN_ABSENT)
    yield Clue(
        verdict=Verdict.CERTAIN,
        because=f"the client offers {', '.join(hello.alpn) or 'nothing'}, and {refusal.says}",
        evidence=(hello, refusal),
        confirmed_by=trial if trial is not None and trial.answered is not None else None,
    )


def ask(_: Case) -> Iterator[Experiment]:
    yield Experiment.of(What.ALPN_ABSENT, "whether the protocols are all that is refused")


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.SERVER_HELLO,
    look=look,
    ask=ask,
    remedies=(Remedy.ALIGN_ALPN,),
    references=("RFC 7301 section 3.2",),
)
