"""What each client says of a chain with each store: the matrix beside the tree of paths.

Theory of operation: all paths from the leaf to any anchor of any of the stores are searched once
and checked once (`assess`). A client that goes back and tries other paths (RFC 4158) takes the
chain if one of the paths that end in its store has nothing that it refuses. OpenSSL and GnuTLS
choose one issuer for each certificate and stay with it, whatever comes of it; for them the one
path is built as they do, and checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from msgspec import Struct

from tlswhy.pki import certificate as certificates
from tlswhy.pki import checks, greedy, paths
from tlswhy.pki.certificate import Certificate, Unreadable
from tlswhy.pki.checks import Problem, Scene
from tlswhy.pki.checks.end import no_certificate, unreadable
from tlswhy.pki.clients import Client, refuses
from tlswhy.pki.paths import Path
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
    """

    certificates: tuple[Certificate | Unreadable, ...]
    paths: tuple[Judged, ...]
    flight: tuple[Problem, ...]
    stores: tuple[Store, ...]
    limit: str
    scene: Scene
    host: str


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
    bad = tuple(unreadable(i, one) for i, one in enumerate(read) if isinstance(one, Unreadable))
    trust = stores[0] if len(stores) == 1 else sum(stores[1:], stores[0])
    sent = [one for one in read[1:] if isinstance(one, Certificate)]
    scene = Scene(at=at, trust=trust, public=public, alone=not sent)
    if not read or isinstance(read[0], Unreadable):
        flight = bad or (no_certificate(),)
        return Assessment(read, (), flight, tuple(stores), "", scene, host)
    found = paths.search(read[0], sent, trust)
    of_leaf = tuple(checks.of_leaf(read[0], host))
    judged = tuple(Judged(path, (*checks.of_path(path, scene), *of_leaf)) for path in found.paths)
    return Assessment(read, judged, bad, tuple(stores), found.limit, scene, host)


def verdict(assessment: Assessment, client: Client, store: Store) -> Verdict:
    """What `client` says with the anchors of `store`, one of those of the assessment."""
    reasons = min(_attempts(assessment, client, store), key=len)
    return Verdict(client.key, store.name, reasons)


def _attempts(
    assessment: Assessment, client: Client, store: Store
) -> Iterator[tuple[Problem, ...]]:
    """For each path it would try, what it refuses it for."""
    flight = tuple(p for p in assessment.flight if refuses(client.key, p.code, p.place))
    if not assessment.paths:
        yield flight
        return
    for one in _tried(assessment, client, store):
        fatal = tuple(p for p in one.problems if refuses(client.key, p.code, p.place))
        if client.leaf_in_store and store.contains(one.path.certificates[0]):
            fatal = tuple(p for p in fatal if p.kind in NAMES)
        yield (*flight, *fatal)


NAMES = frozenset({"hostname-mismatch", "wildcard-mismatch", "ip-not-in-san", "no-san"})
"""Kinds of problems with the name alone."""


def _tried(assessment: Assessment, client: Client, store: Store) -> Iterator[Judged]:
    if client.way != "all":
        build = greedy.openssl if client.way == "openssl" else greedy.gnutls
        sent = tuple(one for one in assessment.certificates if isinstance(one, Certificate))
        path = build(sent, store, assessment.scene.at)
        yield _known(assessment, path, store)
        return
    ended = [one for one in assessment.paths if _ends_in(one.path, store)]
    if ended:
        yield from ended
        return
    for one in assessment.paths:
        yield _without_end(assessment, one.path, store)


def _known(assessment: Assessment, path: Path, store: Store) -> Judged:
    """The path with its problems, checked before if the search came along it."""
    for one in assessment.paths:
        same = one.path.certificates == path.certificates
        if same and one.path.anchored == path.anchored and path.anchored == _ends_in(path, store):
            return one
    return _checked(assessment, path, store)


def _ends_in(path: Path, store: Store) -> bool:
    return path.anchored and store.contains(path.certificates[-1])


def _without_end(assessment: Assessment, path: Path, store: Store) -> Judged:
    """A path that ends in another store, as it looks to who has this one only."""
    if not path.anchored:
        return next(one for one in assessment.paths if one.path is path)
    return _checked(assessment, Path(path.certificates, path.links, ()), store)


def _checked(assessment: Assessment, path: Path, store: Store) -> Judged:
    scene = assessment.scene
    here = Scene(scene.at, store, scene.public, scene.alone)
    leaf = path.certificates[0]
    problems = (*checks.of_path(path, here), *checks.of_leaf(leaf, assessment.host))
    return Judged(path, problems)
