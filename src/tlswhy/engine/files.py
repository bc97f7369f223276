"""A chain that stands in files: the same causes, without a handshake.

Experiments that change only the judgement (another clock, another anchor) are made; the others
stay unanswered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from tlswhy.causes import Entry
from tlswhy.engine import investigate
from tlswhy.evidence.certificates import Trust
from tlswhy.model.case import Case, Change, Trial, What
from tlswhy.model.diagnosis import Diagnosis
from tlswhy.model.facts import Fact
from tlswhy.model.facts.certificate import ChainGiven
from tlswhy.model.facts.context import ClientProfile, Clock, Route


class Filed(Struct, frozen=True):
    """A chain from files and what it is judged by.

    chain: the leaf first, each in DER. name: the host name it is for, "" for any.
    given: facts beside it, such as the store. looked_up: what was asked about it. at: the time.
    """

    shown: ChainGiven
    chain: tuple[bytes, ...]
    name: str
    given: tuple[Fact, ...]
    trust: Trust
    at: datetime
    looked_up: tuple[Fact, ...] = ()


def diagnose(filed: Filed, causes: Mapping[str, Entry]) -> Diagnosis:
    """What a client that gets this chain from a server says, and why."""
    work = investigate(Case(tuple(_facts(filed))), causes)
    try:
        asked = next(work)
        while True:
            asked = work.send(tuple(_trials(filed, [one.change for one in asked])))
    except StopIteration as end:
        diagnosis: Diagnosis = end.value
        return diagnosis


def _facts(filed: Filed, at: datetime | None = None, *, trust_top: bool = False) -> Iterator[Fact]:
    clock = Clock(now=at or filed.at)
    profiles = [fact for fact in filed.given if isinstance(fact, ClientProfile)]
    policy = profiles[-1].policy if profiles else None
    yield from filed.given
    yield Route(hops=("files",), target_tls=0)
    yield clock
    yield filed.shown
    yield from filed.trust.judged_file(
        filed.chain, filed.name, clock.now, policy, trust_top=trust_top
    )
    yield from filed.looked_up


def _trials(filed: Filed, changes: Sequence[Change]) -> Iterator[Trial]:
    for change in changes:
        if change.what is What.CLOCK:
            at = datetime.fromisoformat(change.value)
            yield Trial(change, tuple(_facts(filed, at)), 0)
        elif change.what is What.TRUST_ISSUER:
            yield Trial(change, tuple(_facts(filed, trust_top=True)), 0)
