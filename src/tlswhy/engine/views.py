"""Whether it is the proxy: what fails through one is tried without it.

Three views then stand side by side: through the proxy, directly, and the proxy itself. The last
costs nothing, for what the proxy said stands in the first attempt.
"""

from __future__ import annotations

from tlswhy.engine.place import opens_last
from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Experiment, Finding, Verdict


def around(case: Case, standing: list[Finding]) -> tuple[Experiment, ...]:
    """The attempt without the proxies, unless the last word is surely one of theirs.

    What is refused at its door is refused there whatever the target does.
    """
    last = opens_last(case)
    if last is None:
        return ()
    top = standing[0] if standing else None
    if top is not None and top.clue.verdict is Verdict.CERTAIN and _hop(top) <= last:
        return ()
    return (Experiment.of(What.DIRECT, "whether it is the same without the proxy"),)


def _hop(finding: Finding) -> int:
    clue = finding.clue
    seen = clue.evidence[0].hop if clue.evidence else 0
    return clue.hop if clue.hop is not None else seen
