"""What each client says of a chain with each store: the matrix beside the tree of paths.

Theory of operation: all paths from the leaf to any anchor of any of the stores are searched once
and checked once (`assess`). A client that goes back and tries other paths (RFC 4158) takes the
chain if one of the paths that end in its store has nothing that it refuses. OpenSSL and GnuTLS
choose one issuer for each certificate and stay with it, whatever comes of it; for them the path is
built as they do, and checked. GnuTLS has a second for when the first has no anchor or an old one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from msgspec import Struct, structs

from tlswhy.pki import certificate as certificates
from tlswhy.pki import greedy, names, paths, roots, scts
from tlswhy.pki.certificate import Certificate, Unreadable
from tlswhy.pki.checks import ANCHOR, BETWEEN, Checks, Problem, Scene
from tlswhy.pki.checks.end import no_certificate, too_long, unreadable
from tlswhy.pki.clients import CLIENTS, Client, everywhere, refuses
from tlswhy.pki.paths import Path
from tlswhy.pki.signatures import signed_by
from tlswhy.pki.stores import Store

MOST_READ = 64
"""Certificates of one flight; those behind are not looked at (OpenSSL stops at 100 kB)."""


class Judged(Struct, frozen=True):
    """A path and every problem it has."""

    path: Path
    problems: tuple[Problem, ...]


class Assessment(Struct, frozen=True):
    """All that is known about a chain at one time, for one host.

    certificates: in the order sent. paths: all, the leaf first; none without a readable leaf.
    flight: problems that no path has, such as bytes that are no certificate.
    stores: those whose anchors were looked for. limit: "" or the bound that ended the search.
    checks: of its paths. known: what was found out for a client before, of use to the next.
    """

    certificates: tuple[Certificate | Unreadable, ...]
    paths: tuple[Judged, ...]
    flight: tuple[Problem, ...]
    stores: tuple[Store, ...]
    limit: str
    checks: Checks
    known: Known


class Verdict(Struct, frozen=True):
    """What one client says. reasons: what it refuses the chain for, empty if it takes it."""

    client: str
    store: str
    reasons: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        return not self.reasons


def assess(
    chain: Sequence[bytes],
    *,
    host: str,
    at: datetime,
    stores: Sequence[Store],
    public: Store | None = None,
) -> Assessment:
    """Find and check every path of a chain.

    Pure: the same arguments give the same answer. Certificates and signatures of the last calls
    are kept, so another time, host or set of stores costs little.

    Args:
        chain: the certificates as sent, each in DER. host: the DNS name or address asked for; ""
        skips the check of names. at: the time to judge at, with a time zone. stores: whose
        anchors end a path; of several each is judged by itself. public: all public roots, to
        tell a private issuer from one that a client merely lacks.
    """
    read = tuple(certificates.read(der) for der in chain[:MOST_READ])
    unread = (unreadable(i, one) for i, one in enumerate(read) if isinstance(one, Unreadable))
    bad = (*unread, *too_long(chain))
    trust = stores[0] if len(stores) == 1 else sum(stores[1:], stores[0])
    if len(stores) > 1:
        trust.name = "any store"
    sent = [one for one in read[1:] if isinstance(one, Certificate)]
    checks = Checks(Scene(at=at, host=host, public=public, alone=not sent))
    if not read or isinstance(read[0], Unreadable):
        flight = bad or (no_certificate(),)
        return Assessment(read, (), flight, tuple(stores), "", checks, Known())
    found = paths.search(read[0], sent, trust)
    judged = tuple(Judged(path, checks.of_path(path, trust)) for path in found.paths)
    return Assessment(read, judged, bad, tuple(stores), found.limit, checks, Known())


def verdict(assessment: Assessment, client: Client, store: Store) -> Verdict:
    """What `client` says with the anchors of `store`, one of those of the assessment."""
    reasons = min(_attempts(assessment, client, store), key=len)
    return Verdict(client.key, store.name, reasons)


class Known:
    """What clients have in common: how they try the paths of one store, and what they read.

    tried: by the way of a client and the store. unused: of a certificate in the flight the
    problems that some client refuses wherever it stands.
    """

    def __init__(self) -> None:
        self.tried: dict[tuple[str, Store], tuple[Judged, ...]] = {}
        self.unused: dict[int, tuple[Problem, ...]] = {}


def _attempts(
    assessment: Assessment, client: Client, store: Store
) -> Iterator[tuple[Problem, ...]]:
    """For each path it would try, what it refuses it for."""
    flight = tuple(p for p in assessment.flight if refuses(client.key, p.code, p.place))
    if not assessment.paths:
        yield flight
        return
    for one in _tried(assessment, client, store):
        too_new = tuple(_too_new(one.path, client, store)) if client.dates else ()
        fatal = tuple(_fatal(one, client, store))
        yield (*flight, *too_new, *_unused(assessment, client, one.path), *fatal)
        if client.way == "gnutls" and not TRIED_AGAIN & {p.kind for p in fatal}:
            return


def _fatal(one: Judged, client: Client, store: Store) -> Iterator[Problem]:
    """What it refuses one path for; of a leaf that is in the store it asks less."""
    asked: frozenset[str] | None = None
    if client.leaf_in_store and store.contains(one.path.certificates[0]):
        asked = NAMES
    elif client.way == "gnutls" and one.path.anchored and len(one.path.certificates) == 1:
        asked = NAMES | OF_PINNED_LEAF
    for problem in one.problems:
        if not refuses(client.key, problem.code, problem.place):
            continue
        if asked is None or problem.kind in asked or everywhere(client.key, problem.code):
            yield problem


def _unused(assessment: Assessment, client: Client, path: Path) -> Iterator[Problem]:
    """What it holds against certificates that were sent and are not on the path."""
    on_path = {one.der for one in path.certificates}
    unused = assessment.known.unused
    for index, one in enumerate(assessment.certificates):
        if not index or isinstance(one, Unreadable) or one.der in on_path:
            continue
        if index not in unused:
            unused[index] = tuple(
                problem
                for problem in assessment.checks.of_one(one, index)
                if any(everywhere(each.key, problem.code) for each in CLIENTS)
            )
        for problem in unused[index]:
            if everywhere(client.key, problem.code):
                yield problem


def _too_new(path: Path, client: Client, store: Store) -> Iterator[Problem]:
    """What the client's list holds against the leaf for the day it was issued or logged.

    A root that the user added is not held to it.
    """
    top, leaf = path.certificates[-1], path.certificates[0]
    if store.holders(top) != (roots.STORES[client.roots].title,):
        return
    root = roots.about(top.sha256)
    member = root.member(client.roots) if root else None
    if member is None:
        return
    index = len(path.certificates) - 1
    logged = scts.earliest(leaf) if member.sct_before is not None else None
    for day, limit, what in (
        (leaf.not_before, member.issued_before, "issued"),
        (logged, member.sct_before, "logged"),
    ):
        if day is not None and limit is not None and day > limit:
            says = f"{roots.STORES[client.roots].title} takes nothing below this root that was "
            says += f"{what} after {limit:%Y-%m-%d}, and {leaf.name} was on {day:%Y-%m-%d}"
            yield Problem(f"distrusted-root:{what}", index, top.name, says, ANCHOR)


NAMES = frozenset(
    {
        *("hostname-mismatch", "wildcard-mismatch", "ip-not-in-san", "no-san"),
        *("odd-host", "odd-san"),
    }
)
"""Kinds of problems with the name alone."""

OF_PINNED_LEAF = frozenset({"expired", "not-yet-valid", "key-type", "weak-key", "wrong-eku"})
"""What GnuTLS still holds against a leaf that is in the store, beside its names."""

TRIED_AGAIN = frozenset(
    {
        *("issuer-unknown", "intermediate-missing", "untrusted-root", "self-signed-leaf"),
        *("expired", "weak-key", "weak-signature"),
    }
)
"""For which kinds GnuTLS looks for another anchor (SIGNER_OLD_OR_UNKNOWN, verify-high.c)."""


def _tried(assessment: Assessment, client: Client, store: Store) -> tuple[Judged, ...]:
    """The paths that it looks at, in its order."""
    tried = assessment.known.tried
    key = (client.way, store)
    if key not in tried:
        tried[key] = tuple(_WAYS[client.way](assessment, store))
    return tried[key]


def _all(assessment: Assessment, store: Store) -> Iterator[Judged]:
    ended = [one for one in assessment.paths if _ends_in(one.path, store)]
    if ended:
        yield from ended
        return
    for one in assessment.paths:
        yield _without_end(assessment, one, store)


def _tried_by_openssl(assessment: Assessment, store: Store) -> Iterator[Judged]:
    path = greedy.openssl(_sent(assessment), store, assessment.checks.scene.at)
    yield _judged(assessment, path, store)


def _tried_by_gnutls(assessment: Assessment, store: Store) -> Iterator[Judged]:
    for path in greedy.gnutls(_sent(assessment), store, assessment.checks.scene.at):
        yield _judged(assessment, path, store)


def _tried_by_webpki(assessment: Assessment, store: Store) -> Iterator[Judged]:
    for one in _all(assessment, store):
        yield _below_itself(assessment, one, store) if one.path.anchored else one


def _tried_by_java(assessment: Assessment, store: Store) -> Iterator[Judged]:
    """Its validator wants an anchor with the key identifier that the last certificate names.

    Its builder asks for no key identifier, but wants an anchor without extensions to be valid as
    long as what it issued, and, for it forgets to clear the date that it last searched for, any
    anchor to be valid now that is not the issuer of the leaf itself
    (ForwardBuilder.getMatchingCACerts).
    """
    host = assessment.checks.scene.host
    validated = greedy.java(_sent(assessment), store)
    for path in validated:
        problems = _but_named(_judged(assessment, path, store), host)
        top = len(path.certificates) - 1
        kept = (p for p in problems if p.code != "old-version:outlived")
        yield Judged(path, tuple(p for p in kept if not _key_id(p) or p.by == top))
    if validated:
        return
    for one in _all(assessment, store):
        others = (p for p in _but_named(one, host) if not _key_id(p))
        yield Judged(one.path, tuple(_dated(p) for p in others))


def _key_id(problem: Problem) -> bool:
    return problem.kind == "key-id-mismatch"


def _but_named(one: Judged, host: str) -> Iterator[Problem]:
    """Without a missing address that is the common name, if name constraints were compared.

    To compare it, Java adds the common name to the SAN that it has in memory, and later finds it
    there (NameConstraintsExtension.verify).
    """
    leaf, *above = one.path.certificates
    issuers = above[:-1] if one.path.anchored else above
    added = leaf.has_san and not leaf.ips and any(ca.constraints is not None for ca in issuers)
    named = added and names.address(leaf.subject_cn) == names.address(host)
    for problem in one.problems:
        if not (named and problem.code == "ip-not-in-san"):
            yield problem


def _dated(problem: Problem) -> Problem:
    """With the dates of an anchor held against it as if it were none, unless it issued the leaf."""
    dates = problem.kind in {"expired", "not-yet-valid"}
    counts = dates and problem.place == ANCHOR and problem.index > 1
    return structs.replace(problem, place=BETWEEN) if counts else problem


def _judged(assessment: Assessment, path: Path, store: Store) -> Judged:
    """The path with its problems, checked before if the search came along it."""
    for one in assessment.paths:
        same = one.path.certificates == path.certificates
        if same and one.path.anchored == path.anchored and path.anchored == _ends_in(path, store):
            return one
    return Judged(path, assessment.checks.of_path(path, store))


def _below_itself(assessment: Assessment, one: Judged, store: Store) -> Judged:
    """An anchor is a name and a key for rustls: one that is a root may have issued itself, and
    the leaf of the path is held to all that any leaf is.
    """
    leaf = one.path.certificates[0]
    if len(one.path.certificates) > 1 or leaf.issuer_der != leaf.subject_der:
        return one
    path = Path((leaf, leaf), (signed_by(leaf, leaf),), one.path.stores)
    return Judged(path, assessment.checks.of_path(path, store))


def _ends_in(path: Path, store: Store) -> bool:
    return path.anchored and store.contains(path.certificates[-1])


def _without_end(assessment: Assessment, one: Judged, store: Store) -> Judged:
    """A path that ends in another store, as it looks to who has this one only."""
    if not one.path.anchored:
        return one
    path = Path(one.path.certificates, one.path.links, ())
    return Judged(path, assessment.checks.of_path(path, store))


def _sent(assessment: Assessment) -> tuple[Certificate, ...]:
    return tuple(one for one in assessment.certificates if isinstance(one, Certificate))


_WAYS = {
    "all": _all,
    "openssl": _tried_by_openssl,
    "gnutls": _tried_by_gnutls,
    "java": _tried_by_java,
    "webpki": _tried_by_webpki,
}
"""By `Client.way`."""
