"""The checks of one path, each from a certificate on its place, or the path, to its problems.

A check yields a problem for every certificate it applies to; it never stops at the first. Who
refuses a chain for it stands in `pki.clients`.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from tlswhy.pki import constraints, oids
from tlswhy.pki.certificate import Certificate
from tlswhy.pki.checks import authority, dates, encoding, end, keys, policies, subject, usage
from tlswhy.pki.checks.problem import ANCHOR, BETWEEN, LEAF, Problem, Scene, Spot
from tlswhy.pki.paths import Path

__all__ = ["ANCHOR", "BETWEEN", "LEAF", "Problem", "Scene", "of_leaf", "of_one", "of_path"]


def of_leaf(leaf: Certificate, host: str) -> Iterator[Problem]:
    """What is wrong with the leaf's names on any path. host: "" for any."""
    yield from subject.leaf(leaf, host)


def of_one(one: Certificate, index: int) -> Iterator[Problem]:
    """What a client may find when it reads a certificate, on a path or not.

    index: in the flight.
    """
    spot = Spot(one, index, BETWEEN)
    yield from encoding.check(spot)
    yield from keys.check(spot)
    yield from subject.check(spot)
    if one.constraints is not None:
        yield from _faults(spot, one)


def of_path(path: Path, scene: Scene) -> Iterator[Problem]:
    """Everything else that is wrong with a path."""
    last = len(path.certificates) - 1
    for index, one in enumerate(path.certificates):
        place = LEAF if not index else ANCHOR if index == last and path.anchored else BETWEEN
        spot = Spot(one, index, place)
        top = index == last
        yield from encoding.check(spot, top=top, alone=top and place == LEAF)
        yield from dates.check(spot, scene.at)
        yield from keys.check(spot)
        yield from usage.check(spot, alone=top)
        yield from authority.check(spot)
        if last:
            # A certificate that stands alone is no matter of RFC 5280 (RFC 6818 section 2).
            yield from subject.check(spot)
            yield from authority.by_the_book(spot, above=index < last)
        else:
            yield from authority.alone(spot)
            yield from _alone(spot)
    yield from end.check(path, scene)
    yield from keys.signatures(path)
    yield from authority.key_ids(path)
    yield from authority.path_lengths(path)
    yield from authority.staples(path)
    yield from policies.check(path)
    yield from dates.outlived(path)
    yield from _name_constraints(path, scene)
    yield from dates.life(path.certificates[0], public=_is_public(path, scene))


def _alone(spot: Spot) -> Iterator[Problem]:
    """The same of a certificate that stands alone, of a kind that most clients do not mind.

    `cryptography` judges it like any other; Java reads its names before it looks for a path.
    """
    for one in (*subject.check(spot), *authority.by_the_book(spot, above=True)):
        if one.code in _EVEN_ALONE:
            yield structs.replace(one, code=f"alone:{one.kind}")


_EVEN_ALONE = frozenset(
    {
        "no-authority-key-id",
        "empty-issuer",
        "empty-subject",
        "san-not-critical",
        "signs-without-ca",
    }
)


def _is_public(path: Path, scene: Scene) -> bool:
    top = path.certificates[-1]
    return path.anchored and scene.public is not None and scene.public.contains(top)


def _faults(spot: Spot, leaf: Certificate) -> Iterator[Problem]:
    """What is wrong with the name constraints that a certificate imposes."""
    limits = spot.one.constraints
    if limits is None:
        return
    for fault in constraints.faults(limits, leaf):
        code, says = f"name-constraint:{fault.variant}", f"has odd name constraints: {fault.says}"
        yield spot.problem(code, says)
    kinds = {subtree.kind for subtree in (*limits.permitted, *limits.excluded)}
    if kinds & {"dirname", "other"} and oids.NAME_CONSTRAINTS in spot.one.critical:
        says = "has critical name constraints of a kind that Go does not evaluate"
        variant = "unhandled-dn" if "dirname" in kinds else "unhandled"
        yield spot.problem(f"name-constraint:{variant}", says)


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
    yield from _faults(imposing, path.certificates[0])
    for index, one in enumerate(path.certificates[:by]):
        # RFC 5280 section 6.1.3 (b): a CA that is its own issuer is not judged, except by Go
        # and rustls.
        if index and one.self_issued:
            for broken in constraints.violations(one, limits, leaf=False):
                if broken.variant.removesuffix("-wild") in {"dns", "ip", "email", "uri"}:
                    says = f"is held by some to the name constraints of {ca.name}: {broken.says}"
                    yield Spot(one, index, BETWEEN).problem("name-constraint:self-issued", says, by)
            continue
        cost = constraints.cost(one, limits)
        if cost > scene.comparisons:
            says = f"has name constraints that ask for {cost} comparisons, which are too many"
            # GnuTLS counts the alternative names alone (name_constraints.c, MAX_NC_CHECKS).
            subtrees = len(limits.permitted) + len(limits.excluded)
            few = len(one.alternatives) * subtrees <= constraints.MOST_COMPARISONS
            variant = "too-many-subjects" if few else "too-many"
            yield imposing.problem(f"name-constraint:{variant}", says)
            return
        scene.comparisons -= cost
        place = BETWEEN if index else LEAF
        for unread in constraints.unread(one, limits):
            says = f"cannot be held to the name constraints of {ca.name}: {unread.says}"
            yield Spot(one, index, place).problem(f"name-constraint:{unread.variant}", says, by)
        broken_rules = (
            *constraints.violations(one, limits, leaf=index == 0),
            *constraints.incomparable(one, limits),
        )
        for broken in broken_rules:
            code = f"name-constraint:{'root-' if root else ''}{broken.variant}"
            says = f"breaks the name constraints of {ca.name}: {broken.says}"
            yield Spot(one, index, BETWEEN if index else LEAF).problem(code, says, by)
