"""Every path from a leaf towards the anchors, dead ends too (RFC 4158).

A path grows by certificates whose subject is the issuer's name: those sent by the peer and
the anchors of the store. A candidate that did sign is always followed. One that did not is
followed only if none did and its key identifier does not say that another key is meant:
then a damaged or forged signature is the likely story, and the path shows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from tlswhy.pki import dn
from tlswhy.pki.certificate import Certificate
from tlswhy.pki.signatures import price, signed_by
from tlswhy.pki.stores import Store

MOST_PATHS = 64
MOST_SIGNATURES = 400
"""In units of what one costs with P-256 (`signatures.price`): 50 ms."""

DEEPEST = 16


class Path(Struct, frozen=True):
    """One way up.

    certificates: the leaf first. links: for each certificate but the last, whether the next
        one signed it (None: cannot be checked here).
    stores: the names of the stores that have the last one as anchor, none for a dead end.
    """

    certificates: tuple[Certificate, ...]
    links: tuple[bool | None, ...]
    stores: tuple[str, ...]

    @property
    def anchored(self) -> bool:
        return bool(self.stores)


class Search(Struct, frozen=True):
    """All paths found, the most promising first.

    limit: "" or what ended the search early: "paths", "signatures" or "depth".
    """

    paths: tuple[Path, ...]
    limit: str


def search(leaf: Certificate, sent: Sequence[Certificate], trust: Store) -> Search:
    """All paths from `leaf` through `sent` to the anchors of `trust`.

    Takes at most `MOST_PATHS` paths of `DEEPEST` certificates and asks for signatures that cost
    at most `MOST_SIGNATURES`, whatever was sent.
    """
    walk = _Walk(sent, trust)
    paths = tuple(walk.up((leaf,), ()))
    return Search(paths, walk.limit)


def key_id_differs(child: Certificate, issuer: Certificate) -> bool:
    """Whether the child's authorityKeyIdentifier says that another certificate is its issuer."""
    if key_differs(child, issuer):
        return True
    if child.aki_serial is not None and child.aki_serial != issuer.serial:
        return True
    return child.aki_issuer is not None and dn.canonical(child.aki_issuer) != dn.canonical(
        issuer.issuer_der
    )


def key_differs(child: Certificate, issuer: Certificate) -> bool:
    """Whether the key identifiers alone say so."""
    return child.aki is not None and issuer.ski is not None and child.aki != issuer.ski


class _Walk:
    def __init__(self, sent: Sequence[Certificate], trust: Store) -> None:
        self._trust = trust
        self._sent: dict[dn.Canonical, list[Certificate]] = {}
        for certificate in sent:
            self._sent.setdefault(dn.canonical(certificate.subject_der), []).append(certificate)
        self._paths = 0
        self._signatures = 0
        self.limit = ""

    def up(self, path: tuple[Certificate, ...], links: tuple[bool | None, ...]) -> Iterator[Path]:
        """All paths that begin with this one."""
        head = path[-1]
        stores = self._trust.holders(head)
        # An anchor that is no root ends the path for those alone who have it.
        issuers = self._issuers(path) if not (stores and head.self_issued) else []
        if len(path) == DEEPEST and issuers:
            self.limit = "depth"
            issuers = []
        if stores or not issuers:
            self._paths += 1
            yield Path(path, links, stores)
        for issuer, signed in issuers:
            if self._paths == MOST_PATHS:
                self.limit = "paths"
                return
            yield from self.up((*path, issuer), (*links, signed))

    def _issuers(self, path: tuple[Certificate, ...]) -> list[tuple[Certificate, bool | None]]:
        head = path[-1]
        met = {(certificate.subject_der, certificate.spki) for certificate in path}
        checked: list[tuple[Certificate, bool | None]] = []
        for candidate in self._candidates(head):
            if (candidate.subject_der, candidate.spki) in met:
                continue
            if self._signatures >= MOST_SIGNATURES:
                self.limit = "signatures"
                break
            self._signatures += price(head, candidate)
            checked.append((candidate, signed_by(head, candidate)))
        signers = [pair for pair in checked if pair[1] is not False]
        return signers or [pair for pair in checked if not key_id_differs(head, pair[0])]

    def _candidates(self, head: Certificate) -> list[Certificate]:
        """Those whose key identifier fits first; among them anchors before what was sent."""
        anchors = self._trust.candidates(head.issuer_der, head.aki)
        sent = self._sent.get(dn.canonical(head.issuer_der), [])
        every = {one.sha256: one for one in (*anchors, *sent)}
        return sorted(every.values(), key=lambda one: key_id_differs(head, one))
