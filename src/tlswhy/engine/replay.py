"""Make a diagnosis again from a recorded case, without the network."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import structs

from tlswhy.causes import Entry
from tlswhy.engine import Budget, investigate
from tlswhy.evidence import Setting, observe
from tlswhy.evidence.certificates import Trust
from tlswhy.model.case import Case, Trial
from tlswhy.model.casefile import CaseFile
from tlswhy.model.diagnosis import Diagnosis, Experiment
from tlswhy.model.facts.context import Clock, TrustStore
from tlswhy.pki.stores import Store, mozilla
from tlswhy.probes.changes import OFFLINE, changed


def replay(
    recorded: CaseFile, causes: Mapping[str, Entry], budget: Budget | None = None
) -> Diagnosis:
    """The diagnosis of a recording: an experiment that was not recorded stays unanswered."""
    setting = _setting(recorded)
    case = Case(observe(recorded.transcript, recorded.attempt, setting))
    work = investigate(case, causes, budget)
    try:
        asked = next(work)
        while True:
            asked = work.send(tuple(_trials(recorded, setting, asked)))
    except StopIteration as end:
        diagnosis: Diagnosis = end.value
        return diagnosis


def _trials(recorded: CaseFile, setting: Setting, asked: tuple[Experiment, ...]) -> list[Trial]:
    made = dict(recorded.trials)
    found: list[Trial] = []
    for experiment in asked:
        change = experiment.change
        new = changed(recorded.attempt, change)
        if new is not None and change.what in OFFLINE:
            found.append(Trial(change, observe(recorded.transcript, new, setting), 0))
        elif change in made:
            # A request is only repeated where the first attempt came so far: the route tells.
            asked_again = any(hop.startswith("http ") for hop in made[change].route)
            new = structs.replace(
                new or recorded.attempt, request=recorded.attempt.request if asked_again else ""
            )
            new = changed(new, change) or new
            found.append(Trial(change, observe(made[change], new, setting), 1))
    return found


def _setting(recorded: CaseFile) -> Setting:
    own = Store("the case's own CAs", "case", recorded.cas)
    given = [fact.name for fact in recorded.given if isinstance(fact, TrustStore)]
    base = Store("none", "") if given[-1:] == ["none"] else mozilla()
    proxies = Store("the case's own CAs of proxies", "case", recorded.proxy_cas)
    return Setting(
        given=recorded.given,
        clock=Clock(now=recorded.clock),
        trust=Trust(store=base + own, proxy=base + proxies, public=mozilla()),
    )
