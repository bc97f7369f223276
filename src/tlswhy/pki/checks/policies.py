"""Certificate policies: does a CA ask for one that the chain below it does not have.

RFC 5280 section 6.1 with RFC 9618: the tree of policies is never built, as all that matters is
which policies are still expected at each depth. Any policy will do for the user.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from tlswhy.pki.certificate import Certificate
from tlswhy.pki.checks import raw
from tlswhy.pki.checks.problem import BETWEEN, LEAF, Problem, Spot
from tlswhy.pki.der import OBJECT_IDENTIFIER, SEQUENCE, BadDer, Element, element
from tlswhy.pki.paths import Path

ANY = "2.5.29.32.0"
_POLICIES = "2.5.29.32"
_MAPPINGS = "2.5.29.33"
_CONSTRAINTS = "2.5.29.36"
_INHIBIT_ANY = "2.5.29.54"
_NEVER = 1 << 30


class Policies(Struct, frozen=True):
    """What a certificate says of policies (RFC 5280 sections 4.2.1.4, .5, .11 and .14).

    mappings: from a policy of the issuer to those of the subject. explicit, no_mapping, no_any:
    how many certificates below may do without; `_NEVER` if nothing is said.
    """

    policies: tuple[str, ...] = ()
    mappings: Mapping[str, frozenset[str]] = {}
    explicit: int = _NEVER
    no_mapping: int = _NEVER
    no_any: int = _NEVER


def malformed(spot: Spot) -> Iterator[Problem]:
    """Policies that cannot be read, or stand there twice."""
    try:
        said = _read(spot.one.der)
    except BadDer as bad:
        yield spot.problem("malformed:policies", f"has malformed certificate policies: {bad}")
        return
    if len(set(said.policies)) < len(said.policies):
        yield spot.problem("malformed:policies", "has the same certificate policy twice")


def unreadable(der: bytes) -> bool:
    """Whether one of the extensions about policies cannot be read."""
    try:
        _read(der)
    except BadDer:
        return True
    return False


def check(path: Path) -> Iterator[Problem]:
    """The first certificate without a valid policy, if a CA above it asks for one."""
    certificates = path.certificates
    end = len(certificates) - path.anchored
    if all(_said(one).explicit == _NEVER for one in certificates[:end]):
        return
    explicit = mapping = any_policy = end + 1
    expected = {ANY: frozenset({ANY})}
    asked = without = -1
    for index in range(end - 1, -1, -1):
        one, said = certificates[index], _said(certificates[index])
        expected = _below(expected, said, may_any=any_policy > 0 or (index > 0 and one.self_issued))
        if not expected and without < 0:
            without = index
        if index == 0:
            explicit = min(max(explicit - 1, 0), said.explicit)
        if explicit == 0 and without >= 0:
            place = BETWEEN if without else LEAF
            says = f"has none of the certificate policies that {certificates[asked].name} asks for"
            spot = Spot(certificates[without], without, place)
            yield spot.problem("no-policy", f"{says} (RFC 5280, 4.2.1.11)", asked)
            return
        expected = _mapped(expected, said, allowed=mapping > 0)
        down = 0 if one.self_issued else 1
        asked = index if said.explicit < explicit - down else asked
        explicit = min(max(explicit - down, 0), said.explicit)
        mapping = min(max(mapping - down, 0), said.no_mapping)
        any_policy = min(max(any_policy - down, 0), said.no_any)


Expected = dict[str, frozenset[str]]
"""From each valid policy at a depth to what may stand for it one below."""


def _below(expected: Expected, said: Policies, *, may_any: bool) -> Expected:
    """RFC 9618 section 5.3, steps (d) and (e)."""
    wanted = frozenset().union(*expected.values()) if expected else frozenset()
    found = {p: frozenset({p}) for p in said.policies if p in wanted or ANY in expected}
    found = {p: what for p, what in found.items() if p != ANY}
    if ANY in said.policies and may_any:
        found.update({p: frozenset({p}) for p in wanted if p not in found})
    return found


def _mapped(expected: Expected, said: Policies, *, allowed: bool) -> Expected:
    """RFC 9618 section 5.4, step (b)."""
    result = dict(expected)
    for policy, stands in said.mappings.items():
        if not allowed:
            result.pop(policy, None)
        elif policy in result or ANY in result:
            result[policy] = stands
    return result


def _said(one: Certificate) -> Policies:
    try:
        return _read(one.der)
    except BadDer:
        return Policies()


@lru_cache(256)
def _read(der: bytes) -> Policies:
    values = raw.extensions(der)
    policies = _rows(values, _POLICIES)
    mappings: dict[str, frozenset[str]] = {}
    for row in _rows(values, _MAPPINGS):
        if len(row) > 1:
            mappings[row[0].oid()] = mappings.get(row[0].oid(), frozenset()) | {row[1].oid()}
    limits = {}
    if _CONSTRAINTS in values:
        limits = {
            part.tag: int.from_bytes(part.value, "big")
            for part in element(values[_CONSTRAINTS]).children()
        }
    no_any = element(values[_INHIBIT_ANY]).integer() if _INHIBIT_ANY in values else _NEVER
    return Policies(
        policies=tuple(row[0].oid() for row in policies),
        mappings=mappings,
        explicit=limits.get(0x80, _NEVER),
        no_mapping=limits.get(0x81, _NEVER),
        no_any=no_any,
    )


def _rows(values: Mapping[str, bytes], oid: str) -> list[list[Element]]:
    """The members of a SEQUENCE of SEQUENCEs that begin with an OID each."""
    if oid not in values:
        return []
    rows = []
    for row in element(values[oid]).children():
        parts = row.children()
        if row.tag != SEQUENCE or not parts or parts[0].tag != OBJECT_IDENTIFIER:
            raise row.bad("begins with no policy")
        rows.append(parts)
    return rows
