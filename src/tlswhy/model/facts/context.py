"""What we knew before anything was sent."""

from __future__ import annotations

from datetime import datetime

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
    """

    count: int
    subject: str = ""
    not_after: datetime | None = None
    for_clients: bool | None = None

    @property
    def says(self) -> str:
        until = f", valid until {self.not_after:%Y-%m-%d}" if self.not_after else ""
        return f"a client certificate is set, {self.count} in its chain{until}"
