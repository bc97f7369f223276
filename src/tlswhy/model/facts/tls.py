"""What was said in TLS."""

from __future__ import annotations

from tlswhy.model.facts import Fact
from tlswhy.wire.codes import AlertDescription, CipherSuite, NamedGroup, ProtocolVersion


class HelloSent(Fact, frozen=True, kw_only=True):
    """A ClientHello of ours, as far as causes ask for it.

    size: bytes of the whole flight. post_handshake: we may be asked for a certificate later.
    hidden: it was encrypted in another one, and the server went on with it (RFC 9849).
    """

    size: int
    versions: tuple[int, ...]
    suites: tuple[int, ...]
    groups: tuple[int, ...]
    shares: tuple[int, ...]
    alpn: tuple[str, ...]
    sni: str | None
    post_handshake: bool = False
    hidden: bool = False

    @property
    def says(self) -> str:
        newest = ProtocolVersion(max(self.versions, default=0))
        name = f"server_name {self.sni}" if self.sni is not None else "no server_name"
        kind = "encrypted ClientHello" if self.hidden else "ClientHello"
        return f"{kind} of {self.size} bytes, up to {newest}, {name}"


class ServerHelloSeen(Fact, frozen=True, kw_only=True):
    """What the server chose. group: the key share's, None before TLS 1.3.

    secure_renegotiation, extended_master_secret: the server has RFC 5746, RFC 7627; None in TLS
        1.3, which needs neither.
    """

    version: int
    suite: int
    group: int | None
    retry: bool
    secure_renegotiation: bool | None = None
    extended_master_secret: bool | None = None

    @property
    def says(self) -> str:
        what = "HelloRetryRequest" if self.retry else "ServerHello"
        group = f", {NamedGroup(self.group)}" if self.group is not None else ""
        return f"{what}: {ProtocolVersion(self.version)}, {CipherSuite(self.suite)}{group}"


class KeyExchangeSeen(Fact, frozen=True, kw_only=True):
    """The server's key exchange of TLS 1.2 and older. group: 0 for classic DH; bits: its size."""

    group: int
    bits: int

    @property
    def says(self) -> str:
        name = f"DH of {self.bits} bits" if not self.group else str(NamedGroup(self.group))
        return f"ServerKeyExchange: {name}"


class CertificateRequested(Fact, frozen=True, kw_only=True):
    """The server asks for a client certificate. authorities: names of the CAs it would take.

    answered: how many certificates the client sent back, None when we did not get that far.
    post_handshake: it came after the handshake (RFC 8446 section 4.6.2).
    """

    authorities: tuple[str, ...]
    answered: int | None
    post_handshake: bool = False

    @property
    def says(self) -> str:
        who = f" from {', '.join(self.authorities[:3])}" if self.authorities else ""
        late = " after the handshake" if self.post_handshake else ""
        return f"CertificateRequest: the server asks for a client certificate{who}{late}"


class RenegotiationAsked(Fact, frozen=True, kw_only=True):
    """The server asks for a new handshake inside the finished one (RFC 5246 section 7.4.1.1).

    begun: the client sent the ClientHello for it.
    """

    begun: bool

    @property
    def says(self) -> str:
        what = "the client began it" if self.begun else "the client declined"
        return f"HelloRequest: the server asks for a new handshake after the first one; {what}"


class AlertSeen(Fact, frozen=True, kw_only=True):
    """A TLS alert.

    ours: the client sent it. after: the step that had been reached when it came: `client-hello`,
    `server-hello`, `certificate`, `key-exchange`, `client-certificate`, `finished`.
    """

    level: int
    description: int
    ours: bool
    after: str

    @property
    def says(self) -> str:
        who = "the client sent" if self.ours else "received"
        name = AlertDescription(self.description)
        return f"{who} alert {name} ({self.description}) after {self.after}"


class BadMessage(Fact, frozen=True, kw_only=True):
    """Bytes that cannot be what they claim to be; offset counts in the message."""

    field: str
    offset: int
    problem: str

    @property
    def says(self) -> str:
        return f"{self.field} at byte {self.offset}: {self.problem}"


class OurFault(Fact, frozen=True, kw_only=True):
    """What our own client could not accept. code: one of `handshake.client`'s."""

    code: str
    text: str

    @property
    def says(self) -> str:
        return f"the client stopped ({self.code}): {self.text}"


class Established(Fact, frozen=True, kw_only=True):
    """Both Finished messages went through."""

    version: int
    suite: int
    alpn: str = ""

    @property
    def says(self) -> str:
        return f"handshake finished: {ProtocolVersion(self.version)}, {CipherSuite(self.suite)}"
