"""The public trust stores as data: which roots they have, and what they still take below them.

`listed.py` says where each list comes from, `roots.json` who has which root and until when, and
`roots.der.z` holds the certificates. tools/renew_stores.py writes all three. Nothing is read
before a root is asked for.

The lists of Apple, Microsoft and Java have roots for every purpose, the others those for servers.
Which leaves Apple and Microsoft refuse below a root they have is in no list that is public.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from tlswhy.pki.der import element
from tlswhy.pki.roots.listed import ROWS
from tlswhy.pki.stores import Store

HERE = Path(__file__).parent


class Listed(Struct, frozen=True):
    """A store's list of roots.

    title: what to call the store in a sentence. on: the day the list is of. source: what it was
    read from.
    """

    title: str
    on: date
    source: str


class Membership(Struct, frozen=True, omit_defaults=True):
    """What one store says of one root.

    store: a key of `STORES`.
    until: the store has it no more, for servers, since this day at the latest; None as long as
        it is there.
    issued_before: a leaf whose notBefore is later is refused.
    sct_before: a leaf whose earliest signed certificate timestamp is later is refused.
    note: what the store adds, for the reader.
    """

    store: str
    until: date | None = None
    issued_before: datetime | None = None
    sct_before: datetime | None = None
    note: str = ""


class Root(Struct, frozen=True):
    """One root, or an intermediate that a store takes as if it were one.

    sha256: of the certificate, in hex. subject: as `Certificate.subject` writes it.
    members: at most one for each store, in the order of `STORES`.
    """

    sha256: str
    subject: str
    members: tuple[Membership, ...]

    def member(self, store: str) -> Membership | None:
        """What that store says of it, None if it never had it as far as is known."""
        return next((one for one in self.members if one.store == store), None)


STORES: Mapping[str, Listed] = {
    key: Listed(title, date.fromisoformat(on), source) for key, (title, on, source) in ROWS.items()
}
"""The lists by the short name of their store."""


@lru_cache(None)
def public(name: str) -> Store:
    """The anchors that a store has now, under its title.

    Limits on what is issued below them are not applied: `about` has them.

    Raises:
        KeyError: `name` is not in `STORES`.
    """
    return Store(STORES[name].title, STORES[name].source, _anchors(name))


@lru_cache(1)
def everything() -> Store:
    """The anchors of all stores; `Store.holders` says who has one."""
    first, *others = map(public, STORES)
    return sum(others, first)


def about(fingerprint: str) -> Root | None:
    """The root with that SHA-256 in hex, None for one that no public store has or had."""
    return known().get(fingerprint.lower())


@lru_cache(1)
def known() -> Mapping[str, Root]:
    """Every root by its SHA-256, those that have left the stores too."""
    from msgspec.json import decode

    read = decode((HERE / "roots.json").read_bytes(), type=tuple[Root, ...])
    return {root.sha256: root for root in read}


@lru_cache(1)
def certificates() -> Mapping[str, bytes]:
    """Every certificate in DER by its SHA-256. A root may be known by that alone."""
    from zlib import decompress

    row = decompress((HERE / "roots.der.z").read_bytes())
    found: dict[str, bytes] = {}
    at = 0
    while at < len(row):
        one = element(row, at)
        found[sha256(one.raw).hexdigest()] = one.raw
        at = one.end
    return found


def _anchors(name: str) -> Iterator[bytes]:
    held = certificates()
    for root in known().values():
        member = root.member(name)
        if member and member.until is None and root.sha256 in held:
            yield held[root.sha256]
