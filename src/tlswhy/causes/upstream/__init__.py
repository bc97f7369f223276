"""The leg from a reverse proxy or balancer to what stands behind it."""

from __future__ import annotations

from tlswhy.model.case import Case, What
from tlswhy.model.facts.certificate import MakerSeen
from tlswhy.model.facts.network import HttpAnswered

FAILED = "upstream-handshake-failed"  # of `products`: the page does not say why


def intercepted(case: Case) -> bool:
    """Whether what answers is no reverse proxy but something that decrypts on the way."""
    return any(m.role == "interceptor" for m in case.all(MakerSeen, hop=case.target_hop))


def pages(case: Case) -> tuple[str, ...]:
    """What the answer to our request means, and what its words mean once they were asked for."""
    answer, trial = case.last(HttpAnswered, hop=case.target_hop + 1), case.trial(What.READ_REFUSAL)
    words = trial.case.last(HttpAnswered) if trial is not None else None
    return tuple(known.page for known in (answer, words) if known is not None)
