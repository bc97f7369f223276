"""What was seen in the certificates a server sent, and what a client holds against them."""

from __future__ import annotations

from datetime import datetime

from tlswhy.model.facts import Fact


class LeafSeen(Fact, frozen=True, kw_only=True):
    """The server's own certificate. count: how many certificates it sent. sha256: hex.

    must_staple: it demands a stapled OCSP response (RFC 7633). has_scts: it carries timestamps of
        Certificate Transparency (RFC 6962).
    """

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
    must_staple: bool = False
    has_scts: bool = False

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


class ChainGiven(Fact, frozen=True, kw_only=True):
    """A chain that the user gave in files: nobody sent it.

    leaf_at: place of the leaf among the certificates of the files. misplaced: it is not the first
        of its file, which is the one that a server shows as its own.
    keys: how many private keys stand there. locked: how many of them cannot be read without a
        password. key_of: place of the certificate that one of the keys belongs to, None where
        none could be compared or what is locked may be the right one, -1 where none fits.
    """

    files: tuple[str, ...]
    count: int
    leaf_at: int = 0
    misplaced: bool = False
    keys: int = 0
    locked: int = 0
    key_of: int | None = None

    @property
    def says(self) -> str:
        many = "certificate" if self.count == 1 else "certificates"
        keys = "key" if self.keys == 1 else "keys"
        beside = f" and {self.keys} private {keys}" if self.keys else ""
        return f"{self.count} {many}{beside} in {', '.join(self.files)}"


class CertificateProblem(Fact, frozen=True, kw_only=True):
    """One thing a client holds against one certificate.

    code: `kind` or `kind:variant`, of `pki.clients`. index: place on the path, 0 is the leaf.
    fatal: OpenSSL's default verification would refuse it.
    issuer_in_trust, issuer_in_public: for a path without an end: the client's store, the public
        one, has an anchor with the issuer's name. issuer_is_public: a public anchor made the
        signature. alone: only the leaf was sent. aia: where the issuer can be fetched.
    refused_by: the clients that refuse it where OpenSSL's default does not.
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
    refused_by: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        return self.code.partition(":")[0]

    @property
    def says(self) -> str:
        return f"{self.subject}: {self.text}"


class StrengthSeen(Fact, frozen=True, kw_only=True):
    """How strong one certificate of the path is; seen where a client's policy is to be judged.

    index: place on the path, 0 is the leaf. key: `rsa`, `ec` and so on. bits: of the key.
    digest: of its signature, `sha256`; "" where the signature counts for nobody or has none.
    public: the path ends at a public root.
    """

    index: int
    subject: str
    key: str
    bits: int
    digest: str
    public: bool = False

    @property
    def says(self) -> str:
        signed = f", signed with {self.digest}" if self.digest else ""
        return f"{self.subject}: {self.key} key of {self.bits} bits{signed}"


class StapleSeen(Fact, frozen=True, kw_only=True):
    """The OCSP response that came with the server's certificate, or the lack of a demanded one.

    status: `good`, `revoked`, `unknown`, or "" where it says nothing about this certificate.
    this_update, next_update: when it holds. revoked_at, reason: of a revoked one.
    problem: "" when a client can rely on it; `missing` when the certificate demands one, the
        client asked, and none came; `unreadable`; else one of `pki.ocsp.Judged`. text: the same
        with the numbers in it.
    """

    status: str = ""
    this_update: datetime | None = None
    next_update: datetime | None = None
    revoked_at: datetime | None = None
    reason: str = ""
    problem: str = ""
    text: str = ""

    @property
    def says(self) -> str:
        if self.problem == "missing":
            return "no OCSP response is stapled, and the certificate demands one"
        parts = [f"stapled OCSP response: {self.status or self.problem}"]
        if self.revoked_at is not None:
            why = f" ({self.reason})" if self.reason else ""
            parts.append(f"since {self.revoked_at:%Y-%m-%d %H:%M}{why}")
        if self.this_update is not None:
            until = f" to {self.next_update:%Y-%m-%d}" if self.next_update is not None else " on"
            parts.append(f"from {self.this_update:%Y-%m-%d}{until}")
        if self.text:
            parts.append(self.text)
        return ", ".join(parts)


class RevocationSeen(Fact, frozen=True, kw_only=True):
    """What a revocation list or responder said that we asked, and that nobody sent.

    how: `revocation list` or `OCSP answer`. status: `good`, `revoked`, or why there is none.
    subject: the certificate it speaks of. index: its place on the path, 0 is the leaf.
    """

    how: str
    status: str
    subject: str
    index: int
    url: str
    revoked_at: datetime | None = None
    reason: str = ""
    text: str = ""

    @property
    def says(self) -> str:
        when = f" since {self.revoked_at:%Y-%m-%d %H:%M}" if self.revoked_at is not None else ""
        why = f" ({self.reason})" if self.reason else ""
        more = f", {self.text}" if self.text else ""
        return f"{self.subject}: {self.status}{when}{why}, by the {self.how} of {self.url}{more}"


class MakerSeen(Fact, frozen=True, kw_only=True):
    """A certificate that names its maker.

    role: `interceptor`, `default-certificate` or `filter`.
    """

    role: str
    product: str
    subject: str

    @property
    def says(self) -> str:
        article = "an" if self.role[:1] in "aeiou" else "a"
        return f"{self.subject} is {article} {self.role.replace('-', ' ')} of {self.product}"
