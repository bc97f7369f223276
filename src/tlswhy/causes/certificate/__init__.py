"""What stands in the certificate that was presented, and what these causes ask of a case."""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Clue, Experiment, Party, Verdict
from tlswhy.model.facts.certificate import CertificateProblem, LeafSeen, MakerSeen
from tlswhy.model.facts.context import ClientProfile


def refused_for(case: Case, *codes: str) -> Iterator[Clue]:
    """A certain clue for each problem of these codes that a client refuses the chain for."""
    hop = case.target_hop
    leaf = case.last(LeafSeen, hop=hop)
    for problem in case.all(CertificateProblem, hop=hop):
        if leaf is not None and problem.fatal and problem.kind in codes:
            yield Clue(verdict=Verdict.CERTAIN, because=problem.says, evidence=(problem, leaf))


def wrong_name(case: Case, *kinds: str, verdict: Verdict = Verdict.CERTAIN) -> Iterator[Clue]:
    """The leaf is not valid for the name asked for; proved by a name that it lists."""
    hop = case.target_hop
    leaf = case.last(LeafSeen, hop=hop)
    problems = case.all(CertificateProblem, hop=hop)
    found = [problem for problem in problems if problem.kind in kinds and problem.fatal]
    trial = case.trial(What.SNI_FROM_CERTIFICATE)
    if leaf is not None and found:
        yield Clue(
            verdict=verdict,
            because=found[0].says,
            evidence=(found[0], leaf),
            confirmed_by=trial if trial is not None and trial.works else None,
        )


def ask_listed_name(case: Case) -> Iterator[Experiment]:
    """The same server by the first name in its certificate that is no wildcard."""
    leaf = case.last(LeafSeen, hop=case.target_hop)
    listed = [name for name in leaf.names if "*" not in name] if leaf is not None else []
    for name in listed[:1]:
        settles = "whether the name is all that is wrong"
        yield Experiment.of(What.SNI_FROM_CERTIFICATE, settles, name)


def refused_elsewhere(case: Case, *codes: str) -> Iterator[Clue]:
    """One clue for the problems of these codes: certain where this client refuses the chain for
    one of them, and a risk where it works here and others refuse it."""
    hop = case.target_hop
    leaf, makers = case.last(LeafSeen, hop=hop), case.all(MakerSeen, hop=hop)
    found = [p for p in case.all(CertificateProblem, hop=hop) if p.kind in codes]
    fatal = [problem for problem in found if problem.fatal]
    if leaf is None or not (fatal or (found and case.works)):
        return
    who = tuple(dict.fromkeys(name for problem in found for name in problem.refused_by))
    told = [problem.says for problem in fatal] or [*_by_who_refuses(found)]
    profile = case.last(ClientProfile)
    if fatal and profile is not None:
        told.append(f"{profile.name} refuses that")
    forged = any(maker.role == "interceptor" for maker in makers)
    yield Clue(
        verdict=Verdict.CERTAIN,
        because="; ".join(told),
        evidence=(*(fatal or found), leaf),
        acts=Party.MIDDLEBOX if forged else None,
        risk=not fatal,
        refused_by=() if fatal else who,
    )


def _by_who_refuses(problems: list[CertificateProblem]) -> Iterator[str]:
    for who in dict.fromkeys(problem.refused_by for problem in problems):
        said = "; ".join(problem.says for problem in problems if problem.refused_by == who)
        yield f"{said} (refused by {', '.join(who)})"
