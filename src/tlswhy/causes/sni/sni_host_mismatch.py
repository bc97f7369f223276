"""The name in the hello and the host of the request are two, and the server minds.

## What happens
The handshake finishes, and the request is answered 421 Misdirected Request.
## Why
A client or proxy sends the request over a connection that was opened for another name: a fixed SNI,
a connection kept for several hosts, a Host header that was rewritten.
## How we tell
The request was answered 421; with the name of the request in the hello it is not.
## Fix
Let both be the same name, and open a connection of its own for each host.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.context import Asked
from tlswhy.model.facts.network import HttpAnswered
from tlswhy.model.facts.tls import HelloSent

MISDIRECTED = 421


def look(case: Case) -> Iterator[Clue]:
    hello, asked = case.last(HelloSent, hop=case.target_hop), case.last(Asked)
    answer = case.last(HttpAnswered, hop=case.target_hop + 1)
    if hello is None or asked is None or answer is None or answer.status != MISDIRECTED:
        return
    trial = case.trial(What.SNI_SENT)
    after = trial.case.last(HttpAnswered) if trial is not None else None
    cured = after is not None and after.status != MISDIRECTED
    yield Clue(
        verdict=Verdict.CERTAIN,
        because=(
            f"the hello was for {hello.sni or 'no name'}, the request for {asked.host}, "
            f"and {answer.says}"
        ),
        evidence=(hello, answer),
        confirmed_by=trial if cured else None,
    )


def ask(case: Case) -> Iterator[Experiment]:
    hello, asked = case.last(HelloSent, hop=case.target_hop), case.last(Asked)
    if hello is not None and asked is not None and not asked.is_ip and hello.sni != asked.host:
        yield Experiment.of(What.SNI_SENT, "whether one name for both is answered", asked.host)


CAUSE = Cause(
    acts=Party.CLIENT,
    step=Step.APPLICATION,
    look=look,
    ask=ask,
    remedies=(Remedy.SAME_NAME,),
    references=("RFC 9110 section 15.5.20",),
    after_handshake=True,
    told=Told(
        says={"misdirected": 2.6, "http-status 421": 2.8},
        beside={"leg upstream": -0.3, "place coalescing": 1.2},
        test="The same request with the server name in Host, on a new connection, passes.",
    ),
)
