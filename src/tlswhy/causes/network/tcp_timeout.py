"""The server does not answer on TCP.

## What happens
The first packet of TCP is sent again and again, and nothing comes back until the time is over.
## Why
A firewall drops it, the address is not in use, there is no route, IPv6 is broken while IPv4
works, or this network lets connections out only through a proxy.
## How we tell
No address of the name answered the connection request, not even with a refusal. Where another
address works, the one that was slow is asked once more alone: clients that try only one address
fail there, the others lose time.
## Fix
Open the way in the firewall, correct the address, or use the proxy that the network demands.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.causes.network import bare, one_of_several
from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.context import ProxyChosen
from tlswhy.model.facts.network import Connected, NotConnected

SAYS = {
    "unanswered": "did not answer in {0:g} s",
    "unreachable": "cannot be reached from here",
}
ALONE = {**SAYS, "refused": "refuses connections"}


def look(case: Case) -> Iterator[Clue]:
    one = one_of_several(case, "unanswered")
    if one is not None:
        yield _slow(case, *one)
    failed = case.all(NotConnected)
    lost = [f for f in failed if f.how in SAYS]
    if case.last(Connected) is not None or case.last(ProxyChosen) is not None or not lost:
        return
    unanswered = [f for f in lost if f.how == "unanswered"]
    refused = [f for f in failed if f.how == "refused"]
    if refused and not unanswered:
        return
    yield Clue(
        verdict=Verdict.LIKELY if refused else Verdict.CERTAIN,
        because="; ".join(f"{f.address} {SAYS[f.how].format(f.after / 1000)}" for f in lost),
        evidence=tuple(failed),
    )


def ask(case: Case) -> Iterator[Experiment]:
    one = one_of_several(case, "unanswered")
    if one is not None:
        settles = "whether the address that was slow answers at all"
        yield Experiment.of(What.ANOTHER_ADDRESS, settles, bare(one[0].address))


def _slow(case: Case, slow: NotConnected, works: Connected) -> Clue:
    """While connecting, the first address was overtaken; that alone says little."""
    trial = case.trial(What.ANOTHER_ADDRESS)
    alone = trial.case.last(NotConnected) if trial is not None else None
    how = ALONE[alone.how].format(alone.after / 1000) if alone is not None else ""
    verdict = Verdict.POSSIBLE if trial is None else Verdict.EXCLUDED
    return Clue(
        verdict=Verdict.LIKELY if alone is not None else verdict,
        because=f"{slow.address} {how or 'is slow to answer'}, {works.address} works",
        evidence=(slow, works),
        risk=True,
    )


CAUSE = Cause(
    acts=Party.NETWORK,
    step=Step.TCP,
    look=look,
    ask=ask,
    remedies=(Remedy.OPEN_FIREWALL, Remedy.USE_RIGHT_PORT),
    references=("RFC 9293 section 3.8.3", "RFC 8305"),
    after_handshake=True,
    told=Told(
        says={"connect-timeout": 2.6, "unreachable": 2.2},
        beside={
            "handshake-timeout": -1.2,
            "place egress-by-proxy": -1,
            "place dns-filter": -0.5,
            "works through-proxy": -1.5,
        },
        test="Try -4 and -6, and TCP to another port of the host.",
    ),
)
