"""The checks of one path, each from a certificate on its place, or the path, to its problems.

A check yields a problem for every certificate it applies to; it never stops at the first. Who
refuses a chain for it stands in `pki.clients`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import structs

from tlswhy.pki.certificate import Certificate
from tlswhy.pki.checks import (
    authority,
    dates,
    encoding,
    end,
    keys,
    limits,
    policies,
    subject,
    usage,
)
from tlswhy.pki.checks.problem import ANCHOR, BETWEEN, LEAF, Problem, Scene, Spot
from tlswhy.pki.paths import Path
from tlswhy.pki.stores import Store

__all__ = ["ANCHOR", "BETWEEN", "LEAF", "MOST_ALIKE", "Checks", "Problem", "Scene", "of_leaf"]

MOST_ALIKE = 32
"""Problems of one code with one certificate; a certificate may have thousands of odd names."""


class Checks:
    """All checks of the paths of one chain.

    The paths have certificates in common, and the clients paths, so what was found is kept: for a
    certificate on its place, and for a path whichever store is in question.
    """

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._limits = limits.Held()
        self._spots: dict[tuple[bytes, int, str, bool, bool], tuple[Problem, ...]] = {}
        self._paths: dict[tuple[tuple[bytes, ...], bool], _Halves] = {}
        self._ones: dict[tuple[bytes, int], tuple[Problem, ...]] = {}
        self._leaves: dict[bytes, tuple[Problem, ...]] = {}

    def of_path(self, path: Path, trust: Store) -> tuple[Problem, ...]:
        """All that is wrong with a path that should end in `trust`."""
        key = (tuple(one.der for one in path.certificates), path.anchored)
        if key not in self._paths:
            self._paths[key] = (tuple(self._each(path)), _few(self._whole(path)))
        each, whole = self._paths[key]
        leaf = path.certificates[0]
        if leaf.der not in self._leaves:
            self._leaves[leaf.der] = _few(of_leaf(leaf, self.scene.host))
        return (*each, *end.check(path, self.scene, trust), *whole, *self._leaves[leaf.der])

    def of_one(self, one: Certificate, index: int) -> tuple[Problem, ...]:
        """What a client may find when it reads a certificate, on a path or not.

        index: in the flight.
        """
        key = (one.der, index)
        if key not in self._ones:
            self._ones[key] = _few(self._read(Spot(one, index, BETWEEN)))
        return self._ones[key]

    def _read(self, spot: Spot) -> Iterator[Problem]:
        yield from encoding.check(spot)
        yield from keys.check(spot)
        yield from subject.check(spot)
        yield from self._limits.faults(spot, spot.one)

    def _each(self, path: Path) -> Iterator[Problem]:
        """What is wrong with each certificate for itself."""
        last = len(path.certificates) - 1
        for index, one in enumerate(path.certificates):
            place = LEAF if not index else ANCHOR if index == last and path.anchored else BETWEEN
            key = (one.der, index, place, index == last, last > 0)
            if key not in self._spots:
                found = self._on(Spot(one, index, place), top=index == last, alone=not last)
                self._spots[key] = _few(found)
            yield from self._spots[key]

    def _on(self, spot: Spot, *, top: bool, alone: bool) -> Iterator[Problem]:
        yield from encoding.check(spot, top=top, alone=top and spot.place == LEAF)
        yield from dates.check(spot, self.scene.at)
        yield from keys.check(spot)
        yield from usage.check(spot, alone=top)
        yield from authority.check(spot)
        if alone:
            yield from authority.alone(spot)
            yield from _alone(spot)
        else:
            # A certificate that stands alone is no matter of RFC 5280 (RFC 6818 section 2).
            yield from subject.check(spot)
            yield from authority.by_the_book(spot, above=not top)

    def _whole(self, path: Path) -> Iterator[Problem]:
        """What is wrong between the certificates, but for its end."""
        yield from keys.signatures(path)
        yield from authority.key_ids(path)
        yield from authority.path_lengths(path)
        yield from authority.staples(path)
        yield from policies.check(path)
        yield from dates.outlived(path)
        yield from self._limits.check(path)
        top, public = path.certificates[-1], self.scene.public
        is_public = path.anchored and public is not None and public.contains(top)
        yield from dates.life(path.certificates[0], public=is_public)


_Halves = tuple[tuple[Problem, ...], tuple[Problem, ...]]


def of_leaf(leaf: Certificate, host: str) -> Iterator[Problem]:
    """What is wrong with the leaf's names on any path. host: "" for any."""
    yield from subject.leaf(leaf, host)


def _few(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """At most `MOST_ALIKE` of a code for each certificate."""
    every = tuple(problems)
    if len(every) <= MOST_ALIKE:
        return every
    alike: Counter[tuple[str, int]] = Counter()
    kept: list[Problem] = []
    for problem in every:
        key = (problem.code, problem.index)
        alike[key] += 1
        if alike[key] <= MOST_ALIKE:
            kept.append(problem)
    return tuple(kept)


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
