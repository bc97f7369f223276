"""Name constraints on a path: their own faults, and what they hold against those below.

RFC 5280 section 4.2.1.10; how names are compared is in `pki.constraints`.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.pki import constraints, oids
from tlswhy.pki.certificate import Certificate
from tlswhy.pki.checks.problem import ANCHOR, BETWEEN, LEAF, Problem, Spot
from tlswhy.pki.constraints import MOST_COMPARISONS, Limits, Violation
from tlswhy.pki.paths import Path

_Found = list[tuple[str, Violation]]
"""With the words that say what kind of finding it is."""


class Held:
    """The constraints of the CAs of one chain, each held once against each certificate.

    All paths together may ask for `MOST_COMPARISONS`.
    """

    def __init__(self) -> None:
        self._limits: dict[bytes, Limits | None] = {}
        self._faults: dict[tuple[bytes, bytes], list[Violation]] = {}
        self._found: dict[tuple[bytes, bytes, bool], _Found] = {}
        self._self_issued: dict[tuple[bytes, bytes], list[Violation]] = {}
        self._left = MOST_COMPARISONS

    def check(self, path: Path) -> Iterator[Problem]:
        """What all CAs of a path hold against what is below them."""
        last = len(path.certificates) - 1
        for by, ca in enumerate(path.certificates):
            limits = self._of(ca) if by else None
            if limits is not None:
                place = ANCHOR if by == last and path.anchored else BETWEEN
                yield from self._imposed(path, Spot(ca, by, place), limits)

    def faults(self, spot: Spot, leaf: Certificate) -> Iterator[Problem]:
        """What is wrong with the constraints of one CA themselves. leaf: whose names matter."""
        limits = self._of(spot.one)
        if limits is None:
            return
        key = (spot.one.der, leaf.der)
        if key not in self._faults:
            self._faults[key] = list(constraints.faults(limits, leaf))
        for fault in self._faults[key]:
            says = f"has odd name constraints: {fault.says}"
            yield spot.problem(f"name-constraint:{fault.variant}", says)
        if limits.kinds & {"dirname", "other"} and oids.NAME_CONSTRAINTS in spot.one.critical:
            variant = "unhandled-dn" if "dirname" in limits.kinds else "unhandled"
            what = "directory names" if variant == "unhandled-dn" else "names of rare kinds"
            says = f"has critical name constraints on {what} (RFC 5280, 4.2.1.10)"
            yield spot.problem(f"name-constraint:{variant}", says)

    def _of(self, ca: Certificate) -> Limits | None:
        if ca.constraints is None:
            return None
        found = self._limits.get(ca.der)
        if found is None:
            found = self._limits[ca.der] = Limits(ca.constraints)
        return found

    def _imposed(self, path: Path, spot: Spot, limits: Limits) -> Iterator[Problem]:
        """What one CA imposes, the faults of its constraints first."""
        yield from self.faults(spot, path.certificates[0])
        for index, one in enumerate(path.certificates[: spot.index]):
            below = Spot(one, index, BETWEEN if index else LEAF)
            # RFC 5280 section 6.1.3 (b): a CA that is its own issuer is not judged, except by Go
            # and rustls.
            if index and one.self_issued:
                yield from self._against_self_issued(below, spot, limits)
                continue
            found = self._against(one, spot.one, limits, leaf=index == 0)
            if found is None:
                yield _too_many(spot, one, limits)
                return
            for words, violation in found:
                is_root = spot.place == ANCHOR and words == _BREAKS
                code = f"name-constraint:{'root-' if is_root else ''}{violation.variant}"
                says = f"{words} the name constraints of {spot.one.name}: {violation.says}"
                yield below.problem(code, says, spot.index)

    def _against(
        self, one: Certificate, ca: Certificate, limits: Limits, *, leaf: bool
    ) -> _Found | None:
        """What they hold against a certificate; None if that is too much to find out."""
        key = (one.der, ca.der, leaf)
        if key not in self._found:
            cost = constraints.cost(one, limits)
            if cost > self._left:
                return None
            self._left -= cost
            unread = ((_UNREAD, each) for each in constraints.unread(one, limits))
            broken = (
                *constraints.violations(one, limits, leaf=leaf),
                *constraints.incomparable(one, limits),
            )
            self._found[key] = [*unread, *((_BREAKS, each) for each in broken)]
        return self._found[key]

    def _against_self_issued(self, below: Spot, spot: Spot, limits: Limits) -> Iterator[Problem]:
        key = (below.one.der, spot.one.der)
        if key not in self._self_issued:
            broken = constraints.violations(below.one, limits, leaf=False)
            self._self_issued[key] = [
                one for one in broken if one.variant.removesuffix("-wild") in _COMPARED
            ]
        for each in self._self_issued[key]:
            says = f"is held by some to the name constraints of {spot.one.name}: {each.says}"
            yield below.problem("name-constraint:self-issued", says, spot.index)


_COMPARED = frozenset({"dns", "ip", "email", "uri"})
_BREAKS = "breaks"
_UNREAD = "cannot be held to"


def _too_many(spot: Spot, one: Certificate, limits: Limits) -> Problem:
    cost = constraints.cost(one, limits)
    # GnuTLS counts the alternative names alone (name_constraints.c, MAX_NC_CHECKS).
    few = len(one.alternatives) * len(limits.every) <= MOST_COMPARISONS
    says = f"has name constraints that ask for {cost} comparisons, which are too many"
    return spot.problem(f"name-constraint:{'too-many-subjects' if few else 'too-many'}", says)
