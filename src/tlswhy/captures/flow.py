"""One connection in a capture: both ends, and the packets at the head of each direction.

What is behind the head of a stream tells nothing of a handshake, so it is counted and not kept.
"""

from __future__ import annotations

from msgspec import Struct

FIN, SYN, RST, PSH, ACK, URG = 1, 2, 4, 8, 16, 32
"""Flags of a TCP segment (RFC 9293 section 3.1)."""

TCP, UDP, ICMP = "tcp", "udp", "icmp"


class End(Struct, frozen=True, gc=False):
    """One end of a flow. address: as text, IPv6 without brackets."""

    address: str
    port: int

    def __str__(self) -> str:
        return (
            f"[{self.address}]:{self.port}"
            if ":" in self.address
            else f"{self.address}:{self.port}"
        )


class Packet(Struct, frozen=True, gc=False):
    """One packet.

    frame: its number in the capture, from 1, as Wireshark counts. at: nanoseconds since 1970.
    ours: it comes from the client, who opened the connection. kind: `TCP`, `UDP`, or `ICMP` for an
    error that a router or the other end sent about this flow; ours says then whose packet is meant.
    flags: of TCP; of an ICMP error its type and code, as 256 * type + code (ICMPv6: plus 65,536).
    seq, ack: relative, 0 is the first byte of that stream behind the SYN (of `seq` -1 for the SYN
    itself), in a stream without a SYN the first byte that was seen; ack is -1 where it says
    nothing. data: the payload as captured; of an ICMP error what it quotes, from the TCP or UDP
    header on. size: of the payload on the wire; more than the data where the capture cut it. ttl:
    or hop limit. ident: IPv4 identification, -1 without one. window: as in the header. by: who sent
    an ICMP error.
    """

    frame: int
    at: int
    ours: bool
    kind: str
    flags: int
    seq: int
    ack: int
    data: bytes
    size: int
    ttl: int
    ident: int = -1
    window: int = 0
    by: str = ""


class Flow:
    """A TCP connection, or the datagrams between two ends.

    number: of flows in the capture, from 1, in the order of their first packets. packets: those at
    the head of each direction, with everything that opens, ends or resets, in the order of the
    capture; repeated ones too. sent, received: payload bytes of all packets, from the client and
    from the server. last: time of the last packet of the flow. over: the flow ended or was silent
    for long before the capture did. opened: its SYN was seen. within: what it was wrapped in, such
    as "VLAN 7" or "GRE". heard, answered: bytes of the client's stream that the server
    acknowledged, and the reverse, in the latest packet; -1 when nothing was. began: frame of the
    first packet.
    """

    __slots__ = (
        "_client",
        "_heads",
        "_packets",
        "_server",
        "answered",
        "began",
        "heard",
        "last",
        "number",
        "opened",
        "over",
        "protocol",
        "received",
        "sent",
        "within",
    )

    def __init__(  # noqa: PLR0913 - a record
        self,
        *,
        number: int,
        protocol: str,
        client: End | None,
        server: End | None,
        packets: tuple[Packet, ...] | None,
        sent: int,
        received: int,
        last: int,
        over: bool,
        opened: bool,
        within: tuple[str, ...] = (),
        heard: int = -1,
        answered: int = -1,
        began: int = 0,
    ) -> None:
        self.number = number
        self.protocol = protocol
        self._client = client
        self._server = server
        self._packets = packets
        self._heads: list[bytes | None] = [None, None]
        self.sent = sent
        self.received = received
        self.last = last
        self.over = over
        self.opened = opened
        self.within = within
        self.heard = heard
        self.answered = answered
        self.began = began

    def __repr__(self) -> str:
        return f"<flow {self.number}: {self.protocol} {self.client} to {self.server}>"

    @property
    def client(self) -> End:
        if self._client is None:
            self._client = self._end(ours=True)
        return self._client

    @property
    def server(self) -> End:
        if self._server is None:
            self._server = self._end(ours=False)
        return self._server

    @property
    def packets(self) -> tuple[Packet, ...]:
        if self._packets is None:
            self._packets = self._all()
        return self._packets

    def head(self, *, ours: bool) -> bytes:
        """The stream of one side from its beginning to the first gap or the end of what was kept.

        Where packets contradict each other, the one that came first counts. Of datagrams nothing.
        """
        head = self._heads[ours]
        if head is None:
            head = self._heads[ours] = self._head(ours=ours)
        return head

    def _end(self, *, ours: bool) -> End:
        raise NotImplementedError

    def _all(self) -> tuple[Packet, ...]:
        raise NotImplementedError

    def _head(self, *, ours: bool) -> bytes:
        return joined(
            [
                (packet.seq + (packet.flags & SYN != 0), packet.data)
                for packet in self.packets
                if packet.ours == ours and packet.kind == TCP and packet.data
            ]
        )


def joined(pieces: list[tuple[int, bytes]]) -> bytes:
    """The stream from offset 0 to its first gap; where pieces differ, the earlier one counts."""
    waiting = sorted(
        ((offset, order, data) for order, (offset, data) in enumerate(pieces)),
        key=lambda piece: piece[:2],
    )
    made = bytearray()
    for offset, _, data in waiting:
        if offset > len(made):
            break
        made += data[len(made) - offset :]
    return bytes(made)
