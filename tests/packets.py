"""Packets and capture files written by hand, layer by layer."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address

FIN, SYN, RST, PSH, ACK = 1, 2, 4, 8, 16
CLIENT, SERVER = "192.0.2.1", "198.51.100.2"
CLIENT6, SERVER6 = "2001:db8::1", "2001:db8:1::2"
HELLO = bytes.fromhex("160301002001000030") + bytes(28)
ANSWER = bytes.fromhex("160303001002000030") + bytes(12)


def tcp(ports: tuple[int, int], seq: int, ack: int, flags: int, data: bytes = b"") -> bytes:
    numbers = (seq % (1 << 32), ack % (1 << 32))
    head = struct.pack("!HHIIBBHHH", *ports, *numbers, 0x50, flags, 512, 0, 0)
    return head + data


def udp(ports: tuple[int, int], data: bytes) -> bytes:
    return struct.pack("!HHHH", *ports, 8 + len(data), 0) + data


def ipv4(
    payload: bytes,
    source: str = CLIENT,
    destination: str = SERVER,
    *,
    protocol: int = 6,
    ident: int = 7,
    places: int = 0,
    options: bytes = b"",
    size: int | None = None,
) -> bytes:
    head = 20 + len(options)
    total = head + len(payload) if size is None else size
    made = struct.pack(
        "!BBHHHBBH4s4s",
        0x40 | head // 4,
        0,
        total,
        ident,
        places,
        64,
        protocol,
        0,
        IPv4Address(source).packed,
        IPv4Address(destination).packed,
    )
    checksum = sum(struct.unpack(f"!{head // 2}H", made + options))
    checksum = (checksum & 0xFFFF) + (checksum >> 16)
    checksum = ~((checksum & 0xFFFF) + (checksum >> 16)) & 0xFFFF
    return made[:10] + struct.pack("!H", checksum) + made[12:] + options + payload


def ipv6(
    payload: bytes,
    source: str = CLIENT6,
    destination: str = SERVER6,
    *,
    following: int = 6,
) -> bytes:
    head = struct.pack("!IHBB", 0x60000000, len(payload), following, 64)
    return head + IPv6Address(source).packed + IPv6Address(destination).packed + payload


def ethernet(payload: bytes, kind: int = 0x0800) -> bytes:
    return bytes.fromhex("020000000001 020000000002") + kind.to_bytes(2, "big") + payload


def vlan(tag: int, payload: bytes, kind: int = 0x0800) -> bytes:
    """What stands behind an Ethernet type of VLAN."""
    return struct.pack("!HH", tag, kind) + payload


def conversation(
    port: int = 40_000,
    hello: bytes = HELLO,
    answer: bytes = ANSWER,
    begins: tuple[int, int] = (1_000, 5_000),
) -> list[tuple[bool, bytes]]:
    """TCP segments of a short connection to port 443, True for the client's."""
    c, s = begins
    there, back = (port, 443), (443, port)
    sent, got = c + 1 + len(hello), s + 1 + len(answer)
    return [
        (True, tcp(there, c, 0, SYN)),
        (False, tcp(back, s, c + 1, SYN | ACK)),
        (True, tcp(there, c + 1, s + 1, ACK)),
        (True, tcp(there, c + 1, s + 1, PSH | ACK, hello)),
        (False, tcp(back, s + 1, sent, PSH | ACK, answer)),
        (True, tcp(there, sent, got, ACK)),
        (True, tcp(there, sent, got, FIN | ACK)),
        (False, tcp(back, got, sent + 1, FIN | ACK)),
        (True, tcp(there, sent + 1, got + 1, ACK)),
    ]


def addressed(segments: Iterable[tuple[bool, bytes]]) -> list[bytes]:
    """IPv4 packets of a conversation."""
    return [
        ipv4(segment, *((CLIENT, SERVER) if ours else (SERVER, CLIENT)))
        for ours, segment in segments
    ]


def addressed6(segments: Iterable[tuple[bool, bytes]]) -> list[bytes]:
    return [
        ipv6(segment, *((CLIENT6, SERVER6) if ours else (SERVER6, CLIENT6)))
        for ours, segment in segments
    ]


BEGAN = 1_790_000_000


def pcap(
    packets: Iterable[bytes],
    *,
    link: int = 1,
    order: str = "<",
    magic: int = 0xA1B2C3D4,
    step: int = 1_000,
    cut: int = 262_144,
) -> bytes:
    """A file with a packet each `step` units of its time, each `cut` to so many bytes."""
    made = [struct.pack(order + "IHHiIII", magic, 2, 4, 0, 0, cut, link)]
    second = 1_000_000_000 if magic == 0xA1B23C4D else 1_000_000
    for number, packet in enumerate(packets):
        time = number * step
        held = packet[:cut]
        made.append(
            struct.pack(
                order + "IIII", BEGAN + time // second, time % second, len(held), len(packet)
            )
        )
        if magic == 0xA1B2CD34:
            made.append(bytes(8))
        made.append(held)
    return b"".join(made)


def block(kind: int, body: bytes, order: str = "<") -> bytes:
    """A block of pcapng."""
    body += bytes(-len(body) % 4)
    size = struct.pack(order + "I", len(body) + 12)
    return struct.pack(order + "I", kind) + size + body + size


def section(order: str = "<") -> bytes:
    return block(0x0A0D0D0A, struct.pack(order + "IHHq", 0x1A2B3C4D, 1, 0, -1), order)


def interface(link: int = 1, order: str = "<", options: bytes = b"") -> bytes:
    return block(1, struct.pack(order + "HHI", link, 0, 0) + options, order)


def enhanced(packet: bytes, time: int, card: int = 0, order: str = "<") -> bytes:
    head = struct.pack(
        order + "IIIII", card, time >> 32, time & 0xFFFFFFFF, len(packet), len(packet)
    )
    return block(6, head + packet + bytes(-len(packet) % 4), order)
