"""One attempt before it is made: the route, the hello and everything that can be changed."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from itertools import takewhile

from msgspec import Struct


class HopKind(StrEnum):
    """What stands on a route. The first hop of a route brings its own DNS and TCP."""

    TCP = "tcp"
    HTTP_CONNECT = "http-connect"
    SOCKS4 = "socks4"
    SOCKS5 = "socks5"
    PROXY_PROTOCOL = "proxy-protocol"  # a header in front of everything for the target
    STARTTLS = "starttls"
    TLS = "tls"
    HTTP = "http"  # one request after the handshake
    PLAIN_HTTP = "plain-http"  # one request instead of the handshake
    LISTEN = "listen"  # say nothing and hear what comes, instead of the handshake


TUNNELS = (HopKind.HTTP_CONNECT, HopKind.SOCKS4, HopKind.SOCKS5)
"""Proxies: what comes after them on the route goes to somebody else."""


class Secret(str):
    """A password or a key: prints as dots, so it cannot reach a log or a report by accident."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "'…'"

    def __str__(self) -> str:
        return "…"

    def __format__(self, spec: str) -> str:
        return format("…", spec)

    def reveal(self) -> str:
        """The real text, for the one place that sends it."""
        return str.__str__(self)


class Hop(Struct, frozen=True, omit_defaults=True):
    """One thing on the route.

    host, port: whom the bytes of this hop are spoken to. For `tls` the host is the name asked of
        the certificate.
    protocol: for `starttls` the protocol, for SOCKS the scheme of the proxy's URL, for
        `proxy-protocol` the version.
    user, password: for a proxy that wants them.
    """

    kind: HopKind
    host: str
    port: int
    protocol: str = ""
    user: str = ""
    password: Secret = Secret("")

    @property
    def label(self) -> str:
        """How the route names it: `http-connect 192.0.2.7:3128`, `tls a.test`."""
        if self.kind in (HopKind.TLS, HopKind.HTTP):
            return f"{self.kind} {self.host}"
        if self.kind in (HopKind.STARTTLS, HopKind.PROXY_PROTOCOL):
            return f"{self.kind} {self.protocol}"
        return f"{self.kind} {endpoint(self.host, self.port)}"

    @property
    def resolves_here(self) -> bool:
        """Whether the tunnel's far end is looked up on our side, as curl does for these schemes."""
        return self.protocol in ("socks4", "socks5")


class Offer(Struct, frozen=True):
    """What a ClientHello says.

    versions: newest first, as numbers of the wire (0x0304 is TLS 1.3). Without any, no hello
        leaves.
    suites, groups, schemes: in order of preference. shares: the groups a key share is sent for.
    alpn: protocol names in order; empty sends no extension. sni: the server name, None sends none.
    pad_to: at least so many bytes of ClientHello, by the padding extension (RFC 7685).
    segments: cut the first flight after so many bytes, again and again, into writes of their own.
    compress: how the server may compress its certificate (RFC 8879), of which we undo zlib (1).
    post_handshake: the server may ask for a client certificate after the handshake (TLS 1.3).
    ech: hide the hello by one of these configurations, an encoded ECHConfigList (RFC 9849); empty
        sends GREASE instead, None nothing.
    """

    versions: tuple[int, ...]
    suites: tuple[int, ...]
    groups: tuple[int, ...]
    shares: tuple[int, ...]
    schemes: tuple[int, ...]
    alpn: tuple[str, ...] = ()
    sni: str | None = None
    pad_to: int = 0
    segments: int = 0
    compress: tuple[int, ...] = ()
    post_handshake: bool = False
    ech: bytes | None = None


class ClientCertificate(Struct, frozen=True):
    """What we answer a CertificateRequest with.

    chain: DER, the leaf first. key: unencrypted PKCS#8 DER as hex text, kept secret.
    """

    chain: tuple[bytes, ...]
    key: Secret


class Proxy(Struct, frozen=True, omit_defaults=True):
    """A proxy as its URL names it. scheme: `http`, `https`, `socks4[a]` or `socks5[h]`."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: Secret = Secret("")

    @property
    def url(self) -> str:
        """Without the credentials."""
        return f"{self.scheme}://{endpoint(self.host, self.port)}"


class Speak(StrEnum):
    """What is spoken with the target once it is reached."""

    TLS = "tls"
    PLAIN_HTTP = "plain-http"
    LISTEN = "listen"


class Attempt(Struct, frozen=True):
    """Everything one attempt depends on. A change replaces one thing in it.

    host, port: the target. name: what its certificate must be valid for.
    connect_to: another TCP peer for the target, as host and port; the name stays.
    proxies: from ours to the target. available: those that could be taken and are not.
    starttls: the protocol, or empty.
    proxy_protocol: the version of the header sent before anything else to the target, `v1` or
        `v2`, or empty.
    address: connect the first hop to this IP address instead of asking DNS. family: 0, 4 or 6.
    mss: ask TCP for segments no larger than this many bytes; 0 leaves it alone.
    request: the HTTP method sent after the handshake, or empty. path: what it asks for.
    at: judge certificates at this time instead of now. trust_top: trust the last
        certificate on the server's chain as well, whoever issued it.
    timeout: seconds that one stage may take.
    ech_from_dns: before anything else ask DNS for the target's HTTPS record, and hide the hello by
        the configurations in it, if it has any. resolver: address and port of the name server to
        ask; None is the system's.
    """

    host: str
    port: int
    name: str
    offer: Offer
    connect_to: tuple[str, int] | None = None
    proxies: tuple[Proxy, ...] = ()
    available: tuple[Proxy, ...] = ()
    proxy_protocol: str = ""
    starttls: str = ""
    speak: Speak = Speak.TLS
    request: str = ""
    path: str = "/"
    certificate: ClientCertificate | None = None
    address: str = ""
    family: int = 0
    mss: int = 0
    at: datetime | None = None
    trust_top: bool = False
    timeout: float = 5.0
    ech_from_dns: bool = False
    resolver: tuple[str, int] | None = None

    @property
    def peer(self) -> tuple[str, int]:
        """Where the bytes for the target go, by TCP or as the far end of a tunnel."""
        return self.connect_to or (self.host, self.port)

    @property
    def hops(self) -> tuple[Hop, ...]:
        """The whole route, from ours to the target, or to the first hello that cannot leave."""
        hops = self._route()
        if self.offer.versions:
            return hops
        return tuple(takewhile(lambda hop: hop.kind is not HopKind.TLS, hops))

    def _route(self) -> tuple[Hop, ...]:
        hops = _to_proxies(self.proxies) or [Hop(HopKind.TCP, *self.peer)]
        if self.proxy_protocol:
            hops.append(Hop(HopKind.PROXY_PROTOCOL, *self.peer, protocol=self.proxy_protocol))
        if self.speak is Speak.LISTEN:
            return (*hops, Hop(HopKind.LISTEN, *self.peer))
        if self.speak is Speak.PLAIN_HTTP:
            return (*hops, Hop(HopKind.PLAIN_HTTP, self.host, self.port, protocol="GET"))
        if self.starttls:
            hops.append(Hop(HopKind.STARTTLS, self.host, self.port, protocol=self.starttls))
        hops.append(Hop(HopKind.TLS, self.name, self.port))
        if self.request:
            hops.append(Hop(HopKind.HTTP, self.host, self.port, protocol=self.request))
        return tuple(hops)

    def beyond(self, index: int) -> tuple[str, int]:
        """Where a tunnel of this hop leads: to the next proxy, or to the target."""
        later = (hop for hop in self.hops[index + 1 :] if hop.kind in TUNNELS)
        return next(((hop.host, hop.port) for hop in later), self.peer)


def _to_proxies(proxies: tuple[Proxy, ...]) -> list[Hop]:
    """A proxy with TLS of its own is a TLS hop before its CONNECT."""
    hops: list[Hop] = []
    for proxy in proxies:
        kind = HopKind.HTTP_CONNECT
        if proxy.scheme.startswith("socks"):
            kind = HopKind(proxy.scheme[: len("socks5")])
        if proxy.scheme == "https":
            if not hops:
                hops.append(Hop(HopKind.TCP, proxy.host, proxy.port))
            hops.append(Hop(HopKind.TLS, proxy.host, proxy.port))
        protocol = "" if kind is HopKind.HTTP_CONNECT else proxy.scheme
        hops.append(Hop(kind, proxy.host, proxy.port, protocol, proxy.user, proxy.password))
    return hops


def endpoint(host: str, port: int) -> str:
    """`host:port`, with brackets round an IPv6 address."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
