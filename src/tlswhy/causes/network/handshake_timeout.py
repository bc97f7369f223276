"""The handshake begins and does not come to an end in time.

## What happens
TCP connects, and nothing that brings the handshake further comes back before the time is over:
nothing after the ClientHello, half a dialogue before it, or bytes without end.
## Why
The server is overloaded or hangs (threads, entropy, a slow signer), something accepts TCP for it
without being able to serve, or packets are lost on the way.
## How we tell
Nothing came within the stage's deadline, and no single change of the hello was answered either.
Or the peer sent far more than any handshake takes, and nothing that belongs to one.
## Fix
Try the handshake on the server itself: if it is slow there as well, look at its load and log; if
not, capture on both ends and compare what arrives.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from tlswhy.causes.network import ask_umbrella, before_hello, early, endless, umbrella
from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Told
from tlswhy.model.facts.network import Ended
from tlswhy.model.facts.tls import HelloSent


def look(case: Case) -> Iterator[Clue]:
    hop = case.target_hop
    hello, end = case.last(HelloSent, hop=hop), case.last(Ended, hop=hop)
    flood, before = endless(case, hop), before_hello(case)
    if before is not None:
        if not isinstance(before, Ended) or before.how == "silence":
            yield early(case, before)
    elif hello is not None and flood is not None:
        yield structs.replace(umbrella(case, hello, flood), remedies=(Remedy.READ_SERVER_LOG,))
    elif hello is not None and end is not None and end.how == "silence":
        yield umbrella(case, hello, end)


def ask(case: Case) -> Iterator[Experiment]:
    if before_hello(case) is None and endless(case, case.target_hop) is None:
        yield Experiment.of(What.SMALL_ANSWER, "whether a few bytes of answer come through")
    yield from ask_umbrella(case)


CAUSE = Cause(
    acts=Party.SERVER,
    look=look,
    ask=ask,
    remedies=(Remedy.ADD_CAPACITY, Remedy.READ_SERVER_LOG),
    references=("RFC 8446 section 4.1.2",),
    told=Told(
        says={"handshake-timeout": 1.8, "eof": 0.1},
        beside={"place load": 2, "fails sometimes": 0.4, "place mtu": -0.5},
        test="Measure the handshake's time under load, and on the server itself.",
    ),
)
