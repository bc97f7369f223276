"""What a client may hold against a chain, and the path it is held against."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from tlswhy.pki import clients
from tlswhy.pki.certificate import Certificate
from tlswhy.pki.stores import Store

LEAF, BETWEEN, ANCHOR = "L", "I", "R"
"""The places on a path, as `pki.clients` writes them."""


class Problem(Struct, frozen=True):
    """One thing a client may hold against the chain.

    code: a row of `pki.clients`, `kind` or `kind:variant`; a code without a row is refused by
        nobody.
    index: position in the path, 0 for the leaf; of `unreadable` the position in the flight.
    place: `LEAF`, `BETWEEN`, or `ANCHOR` for the end of a path that is trusted.
    subject: what to call that certificate.
    says: with the numbers, to follow the subject in a sentence.
    by: position of the certificate that imposes it, -1 for the same one.
    issuer_in_trust, issuer_in_public: for a path without an end: the client's store, the
        public one, has an anchor with the issuer's name. issuer_is_public: a public anchor
        made the signature. alone: only the leaf was sent.
    aia: where the issuer's certificate can be fetched, as its child says.
    """

    code: str
    index: int
    subject: str
    says: str
    place: str = LEAF
    by: int = -1
    issuer_in_trust: bool = False
    issuer_in_public: bool = False
    issuer_is_public: bool = False
    alone: bool = False
    aia: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        return self.code.partition(":")[0]

    @property
    def fatal(self) -> bool:
        """OpenSSL's default verification, as Python and curl use it, refuses the chain for it."""
        return clients.refuses("openssl", self.code, self.place)

    @property
    def refused_by(self) -> tuple[str, ...]:
        """The names of the clients that refuse the chain for it."""
        return clients.refusers(self.code, self.place)


class Scene(Struct, frozen=True):
    """What the paths of one chain are checked against, whichever store they end in.

    host: the name asked for, "" for any. public: the roots of public clients, to tell a private
    issuer from one the client merely lacks. alone: only the leaf was sent.
    """

    at: datetime
    host: str = ""
    public: Store | None = None
    alone: bool = False


class Spot(Struct, frozen=True):
    """One certificate on its place of a path."""

    one: Certificate
    index: int
    place: str

    def problem(self, code: str, says: str, by: int = -1) -> Problem:
        return Problem(code, self.index, self.one.name, says, self.place, by)
