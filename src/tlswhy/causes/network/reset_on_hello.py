"""The connection is reset when the ClientHello arrives.

## What happens
TCP connects, the ClientHello is sent, and a reset comes instead of an answer.
## Why
A firewall that does not like the name, the size or the version; a server that resets what it
will not serve; a port that is no TLS port. This is the name for it while nothing further is known.
## How we tell
A reset came before any byte of TLS, and no single change of the hello cured it.
## Fix
Look at the server's log for this connection. If it has none, the reset comes from the way there:
compare from another network and ask the owner of the firewall.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Verdict
from tlswhy.model.facts.network import Ended
from tlswhy.model.facts.tls import HelloSent


def look(case: Case) -> Iterator[Clue]:
    hop = case.target_hop
    hello, end = case.last(HelloSent, hop=hop), case.refusal
    if hello is None or not isinstance(end, Ended) or end.how != "reset":
        return
    cured = [t for t in case.trials if t.answered is not None]
    tried = sorted({str(t.change.what) for t in case.trials})
    yield Clue(
        verdict=Verdict.POSSIBLE if cured or not tried else Verdict.LIKELY,
        because=end.says + (f"; the same with {', '.join(tried)}" if tried and not cured else ""),
        evidence=(hello, end),
    )


def ask(_: Case) -> Iterator[Experiment]:
    yield Experiment.of(What.VERSION_CAP, "whether an older hello is answered", "1.2")
    yield Experiment.of(What.AGAIN, "whether it happens every time")


CAUSE = Cause(
    acts=Party.NETWORK,
    step=Step.CLIENT_HELLO,
    look=look,
    ask=ask,
    remedies=(Remedy.READ_SERVER_LOG, Remedy.OPEN_FIREWALL),
    references=("RFC 9293 section 3.5.2",),
)
