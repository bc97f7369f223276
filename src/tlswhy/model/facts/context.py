"""What we knew before anything was sent."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from tlswhy.model.facts import Fact


class Route(Fact, frozen=True, kw_only=True):
    """The hops of the attempt. target_tls: index of the TLS with the target."""

    hops: tuple[str, ...]
    target_tls: int

    @property
    def says(self) -> str:
        return " | ".join(self.hops)


class Clock(Fact, frozen=True, kw_only=True):
    """The time at which certificates are judged (UTC)."""

    now: datetime

    @property
    def says(self) -> str:
        return f"the clock says {self.now:%Y-%m-%d %H:%M:%S} UTC"


class Asked(Fact, frozen=True, kw_only=True):
    """What the user wants to reach.

    service: `https`, `smtp` … from the URL or the port's registration, empty if unknown.
    is_ip: the host is an IP address.
    name: the host name the certificate must have.
    """

    host: str
    port: int
    service: str = ""
    is_ip: bool = False
    name: str = ""

    @property
    def says(self) -> str:
        return f"asked for {self.host} port {self.port}"


class ProxyChosen(Fact, frozen=True, kw_only=True):
    """A proxy on the route.

    url: without its credentials. source: `--proxy` or the environment variable it came from.
    """

    url: str
    scheme: str
    host: str
    port: int
    source: str
    with_credentials: bool = False

    @property
    def says(self) -> str:
        return f"proxy {self.url} ({self.source})"


class ProxyAvailable(Fact, frozen=True, kw_only=True):
    """A proxy that the environment names, and that is not on the route.

    url: without its credentials. source: the environment variable. why_unused: as the end of a
        sentence, `--no-proxy was given`.
    """

    url: str
    source: str
    why_unused: str

    @property
    def says(self) -> str:
        return f"proxy {self.url} ({self.source}) is not used: {self.why_unused}"


class ClientLimits(Fact, frozen=True, kw_only=True):
    """What the user's client was held to, in the words of the options; empty when nothing."""

    options: tuple[str, ...]
    max_version: int
    min_version: int

    @property
    def says(self) -> str:
        return f"the client is limited by {' '.join(self.options)}"


class ClientPolicy(Struct, frozen=True, omit_defaults=True):
    """What a client refuses in an answer, and in its own user's settings.

    name: of the setting that does it, for a sentence: `OpenSSL's security level 2`.
    versions: those that options can bring it to speak, newest first.
    rsa_bits, ec_bits: the least sizes of keys in certificates. dh_bits: of a DHE prime. 0: any.
    digests: refused in signatures of certificates. public_digests: only below a public root.
    handshake_sha2: in the handshake too, signatures with SHA-1 or MD5 are refused.
    secure_renegotiation, extended_master_secret: it refuses servers without RFC 5746, RFC 7627.
    san: a name in the certificate's CN counts for nothing.
    alpn: it refuses servers that answer none of its protocols.
    verifies: it looks at certificates at all; nginx as a proxy does not, unless it is told to.
    client: its key in `pki.clients`, which says for what it refuses a chain. takes: codes from
        there that only newer releases of it refuse.
    """

    name: str
    versions: tuple[int, ...]
    rsa_bits: int = 0
    ec_bits: int = 0
    dh_bits: int = 0
    digests: tuple[str, ...] = ()
    public_digests: tuple[str, ...] = ()
    handshake_sha2: bool = False
    secure_renegotiation: bool = False
    extended_master_secret: bool = False
    san: bool = False
    alpn: bool = False
    verifies: bool = True
    client: str = "openssl"
    takes: tuple[str, ...] = ()


class ClientProfile(Fact, frozen=True, kw_only=True):
    """The client that we speak as.

    name: `go-1.24`. source: `recorded: ...` from the program, or `documented: ...`.
    """

    name: str
    source: str
    policy: ClientPolicy

    @property
    def says(self) -> str:
        return f"speaking as {self.name} ({self.policy.name}), {self.source}"


class TrustStore(Fact, frozen=True, kw_only=True):
    """The anchors that certificates were judged by: the store's name, and the user's CA files.

    anchors: how many there are in all, None when nobody counted.
    """

    name: str
    files: tuple[str, ...] = ()
    anchors: int | None = None

    @property
    def says(self) -> str:
        none = " (no anchor)" if self.anchors == 0 else ""
        return f"trusted: {self.name}" + "".join(f" and {file}" for file in self.files) + none


class ClientCertificateGiven(Fact, frozen=True, kw_only=True):
    """A certificate is there to answer a CertificateRequest with.

    subject, not_after, for_clients: what the certificate itself says; for_clients is whether its
        extended key usage allows it, None where it could not be read.
    key_of: the place in the chain of the certificate that the key belongs to, None for none.
    key, public: what kinds the key and the first certificate's key are, such as `RSA 2048`.
    legacy: the algorithm that the file is encrypted with and that OpenSSL 3 calls legacy, or empty.
    """

    count: int
    subject: str = ""
    not_after: datetime | None = None
    for_clients: bool | None = None
    key_of: int | None = 0
    key: str = ""
    public: str = ""
    legacy: str = ""

    @property
    def says(self) -> str:
        until = f", valid until {self.not_after:%Y-%m-%d}" if self.not_after else ""
        return f"a client certificate is set, {self.count} in its chain{until}"
