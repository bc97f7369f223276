"""The checks of one path, each a function from the path to the problems it has.

A check yields a problem for every certificate it applies to; it never stops at the first.
What is fatal follows crypto/x509/x509_vfy.c and v3_purp.c of OpenSSL 3, at security level 2,
without its strict flag.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from msgspec import Struct

from tlswhy.pki import constraints, names, oids
from tlswhy.pki.certificate import NEVER, Certificate, Unreadable
from tlswhy.pki.paths import Path, key_id_differs
from tlswhy.pki.signatures import signed_by
from tlswhy.pki.stores import Store

LEAST_BITS = {"rsa": 2048, "rsa-pss": 2048, "dsa": 2048, "ec": 224}
"""For 112 bits of security, OpenSSL's level 2 (NIST SP 800-57 part 1, table 2)."""

WEAK_DIGESTS = frozenset({"md2", "md5", "sha1"})
SIGNING_USAGES = frozenset({"digitalSignature", "keyEncipherment", "keyAgreement"})


class Problem(Struct, frozen=True):
    """One thing a client may hold against the chain.

    code: what kind it is. Dates: expired, not-yet-valid. Host: hostname-mismatch,
        wildcard-mismatch, ip-not-in-san, no-san. End of the path: self-signed-leaf,
        untrusted-root, issuer-unknown, intermediate-missing, partial-anchor. Links:
        bad-signature, key-id-mismatch. Authority: not-a-ca, ca-as-leaf, path-too-long,
        wrong-eku, wrong-key-usage, name-constraint, unknown-critical-extension. Strength:
        weak-key, weak-signature, key-type-unknown. Encoding: malformed, odd-encoding,
        unreadable, no-certificate.
    index: position in the path, 0 for the leaf; of `unreadable` the position in the flight.
    subject: what to call that certificate.
    fatal: OpenSSL's default verification, as Python and curl use it, refuses the chain for it.
    says: with the numbers, to follow the subject in a sentence.
    by: position of the certificate that imposes it, -1 for the same one.
    issuer_in_trust, issuer_in_public: for a path without an end: the client's store, the
        public one, has an anchor with the issuer's name. issuer_is_public: a public anchor
        made the signature. alone: only the leaf was sent.
    aia: where the issuer's certificate can be fetched, as its child says.
    refused_by: the clients that refuse it where OpenSSL does not; see `pki.strict`.
    """

    code: str
    index: int
    subject: str
    fatal: bool
    says: str
    by: int = -1
    issuer_in_trust: bool = False
    issuer_in_public: bool = False
    issuer_is_public: bool = False
    alone: bool = False
    aia: tuple[str, ...] = ()
    refused_by: tuple[str, ...] = ()


class Scene(Struct):
    """What the paths of one chain are checked against.

    alone: only the leaf was sent. comparisons: how many comparisons of names with constraints
    are left for all paths together.
    """

    at: datetime
    trust: Store
    public: Store | None
    alone: bool
    comparisons: int = constraints.MOST_COMPARISONS


def of_leaf(leaf: Certificate, host: str) -> Iterator[Problem]:
    """What is wrong with the leaf on any path. host: "" for any."""
    yield from _host(leaf, host)
    yield from _leaf_usage(leaf)


def of_path(path: Path, scene: Scene) -> Iterator[Problem]:
    """Everything else that is wrong with a path."""
    for index, one in enumerate(path.certificates):
        yield from _encoding(index, one)
        yield from _dates(index, one, scene.at)
        yield from _key(index, one)
        yield from _extended_key_usage(index, one)
        yield from _critical_extensions(index, one)
    yield from _end(path, scene)
    yield from _links(path)
    yield from _authorities(path)
    yield from _path_lengths(path)
    yield from _digests(path)
    yield from _name_constraints(path, scene)


def unreadable(index: int, one: Unreadable) -> Problem:
    """Bytes among those sent that are no certificate; OpenSSL ends the handshake for them."""
    says = f"cannot be read: {one.problem} (at byte {one.offset})"
    return Problem("unreadable", index, f"certificate {index + 1} of the flight", True, says)


def no_certificate() -> Problem:
    return Problem("no-certificate", 0, "the server", True, "sent no certificate")


def span(between: timedelta) -> str:
    """A time in its largest whole unit: `2152 days`, `3 hours`."""
    seconds = int(between.total_seconds())
    for size, unit in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            return _counted(seconds // size, unit)
    return _counted(seconds, "second")


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def _encoding(index: int, one: Certificate) -> Iterator[Problem]:
    for fault in one.faults:
        yield Problem("malformed", index, one.name, True, f"is malformed: {fault}")
    for oddity in one.oddities:
        yield Problem("odd-encoding", index, one.name, False, f"is encoded oddly: {oddity}")


def _dates(index: int, one: Certificate, at: datetime) -> Iterator[Problem]:
    if NEVER in (one.not_before, one.not_after):
        return
    if at < one.not_before:
        says = f"begins on {_day(one.not_before, at)}, in {span(one.not_before - at)}"
        yield Problem("not-yet-valid", index, one.name, True, says)
    # OpenSSL counts the last second as over (X509_cmp_time), RFC 5280 section 4.1.2.5 does not.
    if at >= one.not_after:
        says = f"ended on {_day(one.not_after, at)}, {span(at - one.not_after)} ago"
        yield Problem("expired", index, one.name, True, says)


def _day(when: datetime, at: datetime) -> str:
    near = abs(when - at) < timedelta(days=2)
    return f"{when:%Y-%m-%d %H:%M:%S} UTC" if near else f"{when:%Y-%m-%d}"


def _key(index: int, one: Certificate) -> Iterator[Problem]:
    if one.key_type not in oids.KEYS.values():
        says = f"has a key of the unknown type {one.key_type or '(none)'}"
        yield Problem("key-type-unknown", index, one.name, True, says)
    elif one.key_type.startswith("ml-dsa"):
        says = f"has a key of type {one.key_type}, which OpenSSL before 3.5 cannot read"
        yield Problem("key-type-unknown", index, one.name, False, says)
    elif one.curve == "explicit":
        says = "has an EC key with its curve written out instead of named (RFC 5480 section 2.1.1)"
        yield Problem("key-type-unknown", index, one.name, True, says)
    elif 0 < one.key_bits < LEAST_BITS.get(one.key_type, 0):
        least = LEAST_BITS[one.key_type]
        says = f"has a key of {one.key_bits} bits ({one.key_type}); {least} are the least"
        yield Problem("weak-key", index, one.name, True, says)


def _extended_key_usage(index: int, one: Certificate) -> Iterator[Problem]:
    if one.eku is not None and not {oids.SERVER_AUTH, *oids.STEP_UP} & set(one.eku):
        usages = names.listed(oids.USAGES.get(oid, oid) for oid in one.eku) or "nothing"
        says = f"is for {usages}, not for serverAuth"
        yield Problem("wrong-eku", index, one.name, True, says)


def _critical_extensions(index: int, one: Certificate) -> Iterator[Problem]:
    for oid in one.critical_unknown:
        says = f"has the critical extension {oids.called(oid, oids.EXTENSIONS)}, which OpenSSL "
        yield Problem(
            "unknown-critical-extension", index, one.name, True, says + "does not evaluate"
        )


def _host(leaf: Certificate, host: str) -> Iterator[Problem]:
    if not host:
        return
    if names.only_common_name(leaf, host):
        lacks = "its SAN has no DNS name" if leaf.has_san else "it has no SAN"
        says = f"names {host} in its CN only ({lacks}); browsers, Go and rustls refuse that"
        yield Problem("no-san", 0, leaf.name, False, says)
        return
    if names.matches(leaf, host):
        return
    why = names.near_miss(leaf, host)
    says = f"is not valid for {host}: {why}"
    if names.address(host) is not None:
        code = "ip-not-in-san"
    elif names.wildcard_miss(leaf, host):
        code = "wildcard-mismatch"
    else:
        code = "hostname-mismatch"
    yield Problem(code, 0, leaf.name, True, says)


def _leaf_usage(leaf: Certificate) -> Iterator[Problem]:
    if leaf.is_ca:
        says = "is a CA certificate in the place of a server's; rustls refuses that"
        yield Problem("ca-as-leaf", 0, leaf.name, False, says)
    if leaf.key_usage is None or "digitalSignature" in leaf.key_usage:
        return
    usages = names.listed(leaf.key_usage) or "nothing"
    if SIGNING_USAGES & set(leaf.key_usage):
        says = f"may be used for {usages}, not for digitalSignature, which TLS 1.3 needs"
        yield Problem("wrong-key-usage", 0, leaf.name, False, says)
    else:
        says = f"may be used for {usages}, none of which serves TLS"
        yield Problem("wrong-key-usage", 0, leaf.name, True, says)


def _end(path: Path, scene: Scene) -> Iterator[Problem]:
    index = len(path.certificates) - 1
    top = path.certificates[index]
    if path.anchored:
        if not top.self_issued:
            says = "is an anchor without being a root; programs that want a root refuse the chain"
            yield Problem("partial-anchor", index, top.name, False, says)
    elif top.self_issued and not key_id_differs(top, top):
        if signed_by(top, top) is False:
            says = "has its own name as issuer, but its own key did not sign it"
            yield Problem("bad-signature", index, top.name, True, says)
        if index == 0:
            says = f"is self-signed and not in {scene.trust.name}"
            yield Problem("self-signed-leaf", index, top.name, True, says)
        else:
            says = f"is a root that is not in {scene.trust.name}"
            yield Problem("untrusted-root", index, top.name, True, says)
    else:
        yield _no_issuer(index, top, scene)


def _no_issuer(index: int, top: Certificate, scene: Scene) -> Problem:
    """The path ends at a certificate whose issuer is neither sent nor an anchor.

    Whether the server forgot it or the client lacks it is told by: the issuer publishes
    itself (AIA), or an anchor of the issuer's organization exists, or nothing but a leaf came.
    """
    namesakes = scene.trust.candidates(top.issuer_der)
    public = scene.public.candidates(top.issuer_der) if scene.public else ()
    issuer_is_public = any(signed_by(top, anchor) for anchor in public)
    issuer = top.issuer or "without a name"
    if issuer_is_public and scene.public:
        code = "issuer-unknown"
        says = f"was signed by {issuer}, which {scene.public.name} has and {scene.trust.name} lacks"
    elif namesakes:
        code = "issuer-unknown"
        says = f"was signed by {issuer}, but the one in {scene.trust.name} has another key"
    elif top.aia_issuers or public or scene.alone:
        code = "intermediate-missing"
        says = f"was signed by {issuer}, which was not sent and is not in {scene.trust.name}"
    else:
        code = "issuer-unknown"
        says = f"was signed by {issuer}, which is unknown to {scene.trust.name}"
    return Problem(
        code,
        index,
        top.name,
        True,
        says,
        issuer_in_trust=bool(namesakes),
        issuer_in_public=bool(public),
        issuer_is_public=issuer_is_public,
        alone=scene.alone,
        aia=top.aia_issuers,
    )


def _links(path: Path) -> Iterator[Problem]:
    for index, signed in enumerate(path.links):
        child, issuer = path.certificates[index : index + 2]
        if signed is None:
            known = issuer.key_type in oids.KEYS.values() and not _unknown_algorithm(child)
            says = f"has a signature ({child.signature_algorithm}) that cannot be checked here"
            yield Problem("key-type-unknown", index, child.name, not known, says, by=index + 1)
        elif not signed:
            says = f"has a signature that was not made with the key of {issuer.name}"
            yield Problem("bad-signature", index, child.name, True, says, by=index + 1)
        if key_id_differs(child, issuer):
            says = f"names another key as its issuer's than {issuer.name} has"
            yield Problem("key-id-mismatch", index, child.name, True, says, by=index + 1)


def _unknown_algorithm(one: Certificate) -> bool:
    return one.signature_algorithm[:1].isdigit() or not one.signature_algorithm


def _authorities(path: Path) -> Iterator[Problem]:
    last = len(path.certificates) - 1
    for index, one in enumerate(path.certificates[1:], 1):
        may_sign = one.key_usage is not None and "keyCertSign" in one.key_usage
        if one.is_ca is None:
            # OpenSSL lets old roots pass (v3_purp.c, check_ca).
            old_root = index == last and (may_sign or (one.version == 1 and one.self_issued))
            says = "signs certificates without basicConstraints that make it a CA"
            yield Problem("not-a-ca", index, one.name, not old_root, says)
        elif not one.is_ca:
            says = "signs certificates but says CA:FALSE of itself"
            yield Problem("not-a-ca", index, one.name, True, says)
        if one.key_usage is not None and not may_sign:
            usages = names.listed(one.key_usage) or "nothing"
            says = f"signs certificates but may be used for {usages} only, not for keyCertSign"
            yield Problem("wrong-key-usage", index, one.name, True, says)


def _path_lengths(path: Path) -> Iterator[Problem]:
    """RFC 5280 section 4.2.1.9: CAs that are their own issuer do not count."""
    below = 0
    for index, one in enumerate(path.certificates[1:], 1):
        if one.path_length is not None and below > one.path_length:
            says = f"allows {one.path_length} CAs below it, there are {below}"
            yield Problem("path-too-long", index, one.name, True, says)
        below += not one.self_issued


def _digests(path: Path) -> Iterator[Problem]:
    """The last certificate's signature counts for nobody if it is an anchor or a root."""
    last = len(path.certificates) - 1
    for index, one in enumerate(path.certificates):
        if one.signature_hash not in WEAK_DIGESTS:
            continue
        says = f"is signed with {one.signature_algorithm}; OpenSSL wants SHA-2"
        if index < last:
            yield Problem("weak-signature", index, one.name, True, says)
        elif not path.anchored and not one.self_issued:
            yield Problem("weak-signature", index, one.name, False, says)


def _name_constraints(path: Path, scene: Scene) -> Iterator[Problem]:
    for index, one in enumerate(path.certificates):
        if index and one.self_issued:
            continue
        for by, ca in enumerate(path.certificates[index + 1 :], index + 1):
            for why in _broken_constraints(one, ca, scene, leaf=index == 0):
                says = f"breaks the name constraints of {ca.name}: {why}"
                yield Problem("name-constraint", index, one.name, True, says, by=by)


def _broken_constraints(
    one: Certificate, ca: Certificate, scene: Scene, *, leaf: bool
) -> Iterator[str]:
    if ca.constraints is None:
        return
    cost = constraints.cost(one, ca.constraints)
    if cost > scene.comparisons:
        yield f"{cost} comparisons of names are too many"
        return
    scene.comparisons -= cost
    yield from constraints.violations(one, ca.constraints, leaf=leaf)
