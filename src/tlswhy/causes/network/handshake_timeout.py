"""The handshake begins and is not answered in time.

## What happens
TCP connects, the ClientHello is sent, and nothing comes back before the time is over.
## Why
The server is overloaded or hangs (threads, entropy, a slow signer), something accepts TCP for it
without being able to serve, or packets are lost on the way.
## How we tell
Nothing came within the stage's deadline, and no single change of the hello was answered either.
## Fix
Try the handshake on the server itself: if it is slow there as well, look at its load and log; if
not, capture on both ends and compare what arrives.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.causes.network import ask_umbrella, umbrella
from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy
from tlswhy.model.facts.network import Ended
from tlswhy.model.facts.tls import HelloSent


def look(case: Case) -> Iterator[Clue]:
    hop = case.target_hop
    hello, end = case.last(HelloSent, hop=hop), case.last(Ended, hop=hop)
    if hello is None or end is None or end.how != "silence":
        return
    yield umbrella(case, hello, end)


def ask(case: Case) -> Iterator[Experiment]:
    yield Experiment.of(What.SMALL_ANSWER, "whether a few bytes of answer come through")
    yield from ask_umbrella(case)


CAUSE = Cause(
    acts=Party.SERVER,
    look=look,
    ask=ask,
    remedies=(Remedy.ADD_CAPACITY, Remedy.READ_SERVER_LOG),
    references=("RFC 8446 section 4.1.2",),
)
