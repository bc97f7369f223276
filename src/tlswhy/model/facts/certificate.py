"""What was seen in the certificates a server sent, and what a client holds against them."""

from __future__ import annotations

from datetime import datetime

from tlswhy.model.facts import Fact


class LeafSeen(Fact, frozen=True, kw_only=True):
    """The server's own certificate. count: how many certificates it sent. sha256: hex."""

    subject: str
    issuer: str
    issuer_org: str
    not_before: datetime
    not_after: datetime
    names: tuple[str, ...]
    ips: tuple[str, ...]
    common_name: str
    sha256: str
    self_issued: bool
    count: int

    @property
    def all_names(self) -> tuple[str, ...]:
        """Everything it can be asked for by."""
        return self.names + self.ips

    @property
    def says(self) -> str:
        return (
            f"leaf {self.subject}, issued by {self.issuer}, valid {self.not_before:%Y-%m-%d} to "
            f"{self.not_after:%Y-%m-%d}, {self.count} sent"
        )


class ChainJudged(Fact, frozen=True, kw_only=True):
    """Where the best path from the leaf ends. name: the name it was judged for.

    anchor: subject of the trusted root, empty when no path ends at one. public: the root is in a
        public store.
    top: subject of the last certificate on the path. top_issuer: whom it names as its issuer.
    valid_from, valid_to: when every certificate of the path is within its dates; None without one.
    kin: subject of an anchor among the user's own files whose name is like that issuer's.
    in_between: that issuer's name says that it is an intermediate.
    """

    name: str
    anchor: str
    public: bool
    top: str
    top_issuer: str
    sent: int
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    kin: str = ""
    in_between: bool = False

    @property
    def says(self) -> str:
        end = f"ends at the trusted {self.anchor}" if self.anchor else f"ends at {self.top}"
        return f"the path from the leaf {end}; {self.sent} certificates were sent"


class CertificateProblem(Fact, frozen=True, kw_only=True):
    """One thing a client holds against one certificate.

    code: of `pki.problems`. index: place on the path, 0 is the leaf. fatal: OpenSSL's default
    verification would refuse it.
    issuer_in_trust, issuer_in_public: for a path without an end: the client's store, the public
        one, has an anchor with the issuer's name. issuer_is_public: a public anchor made the
        signature. alone: only the leaf was sent. aia: where the issuer can be fetched.
    """

    code: str
    index: int
    subject: str
    fatal: bool
    text: str
    issuer_in_trust: bool = False
    issuer_in_public: bool = False
    issuer_is_public: bool = False
    alone: bool = False
    aia: tuple[str, ...] = ()

    @property
    def says(self) -> str:
        return f"{self.subject}: {self.text}"


class MakerSeen(Fact, frozen=True, kw_only=True):
    """A certificate that names its maker.

    role: `interceptor`, `default-certificate` or `filter`.
    """

    role: str
    product: str
    subject: str

    @property
    def says(self) -> str:
        return f"{self.subject} is a {self.role.replace('-', ' ')} of {self.product}"
