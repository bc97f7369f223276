"""What only somebody who reads along sees: sizes of what is hidden, packets nobody asked for."""

from __future__ import annotations

from tlswhy.model.facts import Fact
from tlswhy.model.facts.network import Connected
from tlswhy.wire.codes import AlertDescription

UDP = "udp"
"""The first word of a route that begins with datagrams."""

ICMP = {
    (3, 0): "network unreachable",
    (3, 1): "host unreachable",
    (3, 2): "protocol unreachable",
    (3, 3): "port unreachable",
    (3, 4): "fragmentation needed",
    (3, 9): "network administratively prohibited",
    (3, 10): "host administratively prohibited",
    (3, 13): "communication administratively prohibited",
    (11, 0): "TTL exceeded",
}
"""Type and code of ICMP (RFC 792, RFC 1812 section 5.2.7.1)."""

ICMPV6 = {
    (1, 0): "no route to destination",
    (1, 1): "communication administratively prohibited",
    (1, 3): "address unreachable",
    (1, 4): "port unreachable",
    (1, 5): "source address failed policy",
    (1, 6): "rejected route to destination",
    (2, 0): "packet too big",
    (3, 0): "hop limit exceeded",
}
"""The same of ICMPv6 (RFC 4443 section 3)."""

PROHIBITED = ((3, 9), (3, 10), (3, 13)), ((1, 1), (1, 5), (1, 6))


QUIC_VERSIONS = {0x00000001: "1", 0x6B3343CF: "2", 0x54303530: "T050", 0x54303531: "T051"}
QUIC_ERRORS = {
    0x00: "NO_ERROR",
    0x01: "INTERNAL_ERROR",
    0x02: "CONNECTION_REFUSED",
    0x03: "FLOW_CONTROL_ERROR",
    0x04: "STREAM_LIMIT_ERROR",
    0x05: "STREAM_STATE_ERROR",
    0x06: "FINAL_SIZE_ERROR",
    0x07: "FRAME_ENCODING_ERROR",
    0x08: "TRANSPORT_PARAMETER_ERROR",
    0x09: "CONNECTION_ID_LIMIT_ERROR",
    0x0A: "PROTOCOL_VIOLATION",
    0x0B: "INVALID_TOKEN",
    0x0C: "APPLICATION_ERROR",
    0x0D: "CRYPTO_BUFFER_EXCEEDED",
    0x0E: "KEY_UPDATE_ERROR",
    0x0F: "AEAD_LIMIT_REACHED",
    0x10: "NO_VIABLE_PATH",
    0x11: "VERSION_NEGOTIATION_ERROR",
}
"""Transport errors of QUIC (RFC 9000 section 20.1, RFC 9368 section 8)."""

CRYPTO_ERROR = 0x0100


def quic_version(number: int) -> str:
    """A version of QUIC as people say it: `1`, `draft 29`, `0xfaceb002`."""
    if number >> 8 == 0xFF0000:
        return f"draft {number & 0xFF}"
    return QUIC_VERSIONS.get(number, f"0x{number:08x}")


class Recorded(Fact, frozen=True, kw_only=True):
    """The conversation was read from a capture. flow: its number there. lacking: what the capture
    does not have of it, in words; empty when it is whole."""

    flow: int
    lacking: tuple[str, ...] = ()

    @property
    def says(self) -> str:
        return f"flow {self.flow} of a capture" + "".join(f"; {one}" for one in self.lacking)


class HiddenAlert(Fact, frozen=True, kw_only=True):
    """An encrypted record that can be nothing but an alert, by its size and place.

    ours: the client sent it. size: of the fragment. after: `server-flight` where the client has
        not finished yet, else `finished`. certificates: the client had shown a certificate just
        before: None where it cannot be told, else whether there was one in it.
    """

    ours: bool
    size: int
    after: str
    certificates: bool | None = None

    @property
    def says(self) -> str:
        who = "the client" if self.ours else "the server"
        return f"{who} sent an encrypted alert after {self.after} (a record of {self.size} bytes)"


class ClientLeft(Fact, frozen=True, kw_only=True):
    """The client ended the connection first, and nobody had said anything after the handshake.

    how: `closed` or `reset`. after: milliseconds since the server's last bytes. finished: it had
    sent its Finished.
    """

    how: str
    after: int
    finished: bool

    @property
    def says(self) -> str:
        what = "finished the handshake and" if self.finished else "did not finish the handshake and"
        ended = "closed" if self.how == "closed" else "reset"
        return f"the client {what} {ended} the connection {self.after} ms later, without a word"


class IcmpSeen(Fact, frozen=True, kw_only=True):
    """A router or an end says that packets of this flow do not arrive. version: 4 or 6. sender: of
    the message. ours: the client's packet is meant."""

    version: int
    type: int
    code: int
    sender: str
    ours: bool

    @property
    def meaning(self) -> str:
        names = ICMP if self.version == 4 else ICMPV6
        return names.get((self.type, self.code), f"type {self.type} code {self.code}")

    @property
    def prohibits(self) -> bool:
        """Whether a rule says so, not a route or a host."""
        return (self.type, self.code) in PROHIBITED[self.version == 6]

    @property
    def says(self) -> str:
        return f"{self.sender or 'a router'} says {self.meaning}"


class ForeignReset(Fact, frozen=True, kw_only=True):
    """A reset towards the client that its server need not have sent.

    ttl, usual: of the reset, and of what surely came from the server; 0 where unknown. steps: how
        many resets with stepped sequence numbers there were. genuine_after: bytes of the server
        that came behind it.
    """

    ttl: int
    usual: int
    steps: int
    genuine_after: int

    @property
    def proves(self) -> bool:
        """Whether somebody else surely sent it (Weaver 2009): a foreign TTL alone proves nothing,
        one ordinary reset in ten has it."""
        return self.genuine_after > 0 or self.steps > 1

    @property
    def says(self) -> str:
        parts = ["a reset came in the server's name"]
        if self.ttl and self.usual and abs(self.ttl - self.usual) > 2:
            parts.append(f"with TTL {self.ttl}, the server's packets have {self.usual}")
        if self.steps > 1:
            parts.append(f"{self.steps} of them with stepped sequence numbers")
        if self.genuine_after:
            parts.append(f"and {self.genuine_after} bytes of the server behind it")
        return ", ".join(parts)


class Repeated(Fact, frozen=True, kw_only=True):
    """Bytes that were sent again and again without an acknowledgment. times: in all."""

    ours: bool
    size: int
    times: int

    @property
    def says(self) -> str:
        who = "the client" if self.ours else "the server"
        return (
            f"{who} sent the same {self.size} bytes {self.times} times, and nobody confirmed them"
        )


class Datagrams(Connected, frozen=True, kw_only=True):
    """The route begins with UDP, where nothing is opened: datagrams were sent to the address."""

    @property
    def says(self) -> str:
        return f"datagrams to {self.address}"


class DtlsSeen(Fact, frozen=True, kw_only=True):
    """The handshake is one of DTLS. version: of TLS, that the last clear record corresponds to.
    cookie: the server asked for one first. answered: something of the server came, or must have.
    sent: datagrams of the client before that."""

    version: int
    cookie: bool
    answered: bool
    sent: int

    @property
    def says(self) -> str:
        parts = ["the handshake is one of DTLS"]
        if self.cookie:
            parts.append("the server asked for a cookie first")
        if not self.answered:
            parts.append("and nothing was answered")
        return ", ".join(parts)


class QuicSeen(Fact, frozen=True, kw_only=True):
    """The handshake is one of QUIC. version: that the client speaks, the last one. retry: the
    server sent the client back with a token. version_negotiation: what the server offered instead
    of a version of the client's; empty when it did not. answered: something of the server came, or
    must have. sent: datagrams of the client before that."""

    version: int
    retry: bool
    version_negotiation: tuple[int, ...]
    answered: bool
    sent: int

    @property
    def says(self) -> str:
        parts = [f"the client speaks QUIC, version {quic_version(self.version)}"]
        if self.version_negotiation:
            offered = ", ".join(map(quic_version, self.version_negotiation[:8]))
            parts.append(f"the server negotiated the version and offers {offered}")
        if self.retry:
            parts.append("the server sent a Retry first")
        if not self.answered:
            parts.append("and nothing was answered")
        return ", ".join(parts)


class QuicClosed(Fact, frozen=True, kw_only=True):
    """One end closed a QUIC connection where everybody can read it. ours: the client did. code: as
    on the wire. reason: its words, printable. layer: `transport` or `application`."""

    ours: bool
    code: int
    reason: str
    layer: str

    @property
    def what(self) -> str:
        """The code by its name, and the reason."""
        name = f"error {self.code} of the application"
        if self.layer == "transport":
            name = QUIC_ERRORS.get(self.code, f"error 0x{self.code:x}")
            if CRYPTO_ERROR <= self.code < CRYPTO_ERROR + 256:
                alert = self.code - CRYPTO_ERROR
                name = f"CRYPTO_ERROR 0x{self.code:x}, {AlertDescription(alert)} ({alert})"
        return f"{name}: {self.reason}" if self.reason else name

    @property
    def says(self) -> str:
        who = "the client" if self.ours else "the server"
        return f"{who} closed the QUIC connection: {self.what}"
