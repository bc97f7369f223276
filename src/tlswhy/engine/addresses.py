"""Whether a failure is that of one address: names often have several, and one node may be bad.

The first attempt and every change of it use the same address. So when the answer is there, the
others that DNS gave are tried with nothing else changed, and the answer says what came of it.
"""

from __future__ import annotations

from msgspec import structs

from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Experiment, Finding
from tlswhy.model.facts.network import Connected, NotConnected, Resolved

MOST = 2  # other addresses that are tried: they are a sample


def others(case: Case) -> tuple[Experiment, ...]:
    """The attempts at other addresses of a name that is reached and fails."""
    here = _here(case)
    if not here or case.works:
        return ()
    names = case.first(Resolved, hop=0)
    failed = {_bare(fact.address) for fact in case.all(NotConnected)}
    left = [one for one in names.addresses if one not in (here, *failed)] if names else []
    settles = "whether it is this address alone"
    return tuple(Experiment.of(What.ANOTHER_ADDRESS, settles, one) for one in left[:MOST])


def placed(finding: Finding, case: Case) -> Finding:
    """A finding that says at which addresses it holds, where that was tried."""
    here = _here(case)
    tried = [t for t in case.tried(What.ANOTHER_ADDRESS) if t.case.last(Connected) is not None]
    if not here or not tried or case.works:
        return finding
    works = [trial.change.value for trial in tried if trial.works]
    fails = [here, *(trial.change.value for trial in tried if not trial.works)]
    says = [f"{_listed(fails)} {'fails' if len(fails) == 1 else 'fail'}"]
    if works:
        says.append(f"{_listed(works)} {'works' if len(works) == 1 else 'work'}")
    because = f"{finding.clue.because}; {', '.join(says)}"
    return structs.replace(finding, clue=structs.replace(finding.clue, because=because))


def _here(case: Case) -> str:
    """The address of the first attempt, if it was opened."""
    opened = case.last(Connected)
    return _bare(opened.address) if opened is not None else ""


def _bare(address: str) -> str:
    return address.rpartition(":")[0].strip("[]")


def _listed(addresses: list[str]) -> str:
    return ", ".join(addresses)
