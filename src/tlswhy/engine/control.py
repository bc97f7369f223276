"""Whether a cure is one, or chance.

A peer that answers only now and then makes any change look good. So before a change is believed
to have cured a refused hello, the same hello is sent again without it, and once more with it: a
cure fails every time without the change and works every time with it.
"""

from __future__ import annotations

from msgspec import structs

from tlswhy.model.case import Case, Change, Trial, What
from tlswhy.model.diagnosis import Experiment, Finding, Verdict

AGAIN = (Change(What.AGAIN), Change(What.AGAIN, run=2))


def controls(case: Case, standing: list[Finding]) -> tuple[Experiment, ...]:
    """The attempts that tell whether the best answer so far rests on chance."""
    cure = standing[0].clue.confirmed_by if standing else None
    if cure is None or not _may_be_chance(case, cure) or case.unstable:
        return ()
    second = structs.replace(cure.change, run=2)
    return (
        # One after the other: a balancer that deals in turn gives these two to two servers.
        Experiment(AGAIN[0], "whether it happens every time"),
        Experiment(AGAIN[1], "whether it happens every time"),
        Experiment(second, "whether the cure works every time"),
    )


def unchecked(finding: Finding, case: Case) -> Finding:
    """A finding whose cure was seen once, when there was no time or no budget for its checks."""
    wanted = finding.clue.verdict is Verdict.CERTAIN and bool(controls(case, [finding]))
    if not wanted or case.trial(What.AGAIN) is not None:
        return finding
    because = f"{finding.clue.because}; this was not repeated"
    clue = structs.replace(finding.clue, verdict=Verdict.LIKELY, because=because)
    return structs.replace(finding, clue=clue)


def doubted(finding: Finding, case: Case) -> Finding:
    """A finding whose cure, or whose exclusion, may be chance, at what it then is worth."""
    cure = finding.clue.confirmed_by
    excluded = finding.clue.verdict is Verdict.EXCLUDED
    if not excluded and (cure is None or not _may_be_chance(case, cure)):
        return finding
    clue = structs.replace(
        finding.clue,
        verdict=Verdict.POSSIBLE,
        because=f"{finding.clue.because}; but the same hello is not answered alike every time",
        confirmed_by=None,
    )
    return structs.replace(finding, clue=clue)


def _may_be_chance(case: Case, cure: Trial) -> bool:
    """Only the refusal of a hello comes and goes; a certificate is what it is."""
    return case.refusal is not None and cure.connections > 0
