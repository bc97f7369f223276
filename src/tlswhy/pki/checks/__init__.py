"""The checks of one path, each from a certificate on its place, or the path, to its problems.

A check yields a problem for every certificate it applies to; it never stops at the first. Who
refuses a chain for it stands in `pki.clients`.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.pki import constraints
from tlswhy.pki.certificate import Certificate
from tlswhy.pki.checks import authority, dates, encoding, end, keys, subject, usage
from tlswhy.pki.checks.problem import ANCHOR, BETWEEN, LEAF, Problem, Scene, Spot
from tlswhy.pki.paths import Path

__all__ = ["ANCHOR", "BETWEEN", "LEAF", "Problem", "Scene", "of_leaf", "of_path"]


def of_leaf(leaf: Certificate, host: str) -> Iterator[Problem]:
    """What is wrong with the leaf's names on any path. host: "" for any."""
    yield from subject.leaf(leaf, host)


def of_path(path: Path, scene: Scene) -> Iterator[Problem]:
    """Everything else that is wrong with a path."""
    last = len(path.certificates) - 1
    for index, one in enumerate(path.certificates):
        place = LEAF if not index else ANCHOR if index == last and path.anchored else BETWEEN
        spot = Spot(one, index, place)
        yield from encoding.check(spot)
        yield from dates.check(spot, scene.at)
        yield from keys.check(spot)
        yield from usage.check(spot)
        yield from authority.check(spot)
        if last:
            # A certificate that stands alone is no matter of RFC 5280 (RFC 6818 section 2).
            yield from subject.check(spot)
            yield from authority.by_the_book(spot, above=index < last)
    yield from end.check(path, scene)
    yield from keys.signatures(path)
    yield from authority.key_ids(path)
    yield from authority.path_lengths(path)
    yield from _name_constraints(path, scene)
    yield from dates.life(path.certificates[0], public=_is_public(path, scene))


def _is_public(path: Path, scene: Scene) -> bool:
    top = path.certificates[-1]
    return path.anchored and scene.public is not None and scene.public.contains(top)


def _name_constraints(path: Path, scene: Scene) -> Iterator[Problem]:
    for by, ca in enumerate(path.certificates):
        if by and ca.constraints is not None:
            yield from _constrained_by(path, by, scene)


def _constrained_by(path: Path, by: int, scene: Scene) -> Iterator[Problem]:
    """What the constraints of one CA hold against those below it, its own faults first."""
    ca = path.certificates[by]
    limits = ca.constraints
    if limits is None:
        return
    root = by == len(path.certificates) - 1 and path.anchored
    imposing = Spot(ca, by, ANCHOR if root else BETWEEN)
    for fault in constraints.faults(limits, path.certificates[0]):
        yield imposing.problem(
            f"name-constraint:{fault.variant}", f"has odd name constraints: {fault.says}"
        )
    for index, one in enumerate(path.certificates[:by]):
        # RFC 5280 section 6.1.4 (b): a CA that is its own issuer is not judged.
        if index and one.self_issued:
            continue
        cost = constraints.cost(one, limits)
        if cost > scene.comparisons:
            says = f"has name constraints that ask for {cost} comparisons, which are too many"
            yield imposing.problem("name-constraint:too-many", says)
            return
        scene.comparisons -= cost
        for broken in constraints.violations(one, limits, leaf=index == 0):
            code = f"name-constraint:{'root-' if root else ''}{broken.variant}"
            says = f"breaks the name constraints of {ca.name}: {broken.says}"
            yield Spot(one, index, BETWEEN if index else LEAF).problem(code, says, by)
