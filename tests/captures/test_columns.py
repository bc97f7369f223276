"""Packets in arrays are the packets read one by one."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from packets import (
    CLIENT,
    HELLO,
    SERVER,
    addressed,
    addressed6,
    conversation,
    ethernet,
    ipv4,
    ipv6,
    pcap,
    tcp,
    udp,
    vlan,
)
from tlswhy.captures import columns
from tlswhy.captures.blocks import Blocks
from tlswhy.captures.columns import Columns, looks
from tlswhy.captures.layers import Inner, Layers
from tlswhy.captures.pcap import Pcap

QUIC = b"\xc3\0\0\0\1\x08" + bytes(60)
DTLS = b"\x16\xfe\xff" + bytes(60)
FOUR, SIX = addressed(conversation()), addressed6(conversation())
DATAGRAMS = [ipv4(udp((5_000, 443), data), protocol=17) for data in (QUIC, DTLS, b"dns or so")]
DATAGRAMS6 = [ipv6(udp((5_000, 443), data), following=17) for data in (QUIC, DTLS, b"dns or so")]
LIES = [
    ipv4(tcp((1, 443), 1, 0, 2, HELLO), size=9_000),
    ipv4(tcp((1, 443), 1, 0, 2, HELLO), size=21),
    ipv4(tcp((1, 443), 1, 0, 2, HELLO), size=0),
    ipv4(tcp((1, 443), 1, 0, 2, HELLO)[:12] + b"\xf0\2" + bytes(6)),
    ipv4(tcp((1, 443), 1, 0, 2, HELLO)[:12] + b"\x10\2" + bytes(6)),
    ipv4(udp((1, 443), QUIC), protocol=17, size=24),
    ipv4(tcp((1, 443), 1, 0, 2, HELLO), places=0x2000),
    ipv4(b"", SERVER, CLIENT),
]
TYPED = [(packet, 0x0800) for packet in [*FOUR, *DATAGRAMS, *LIES]]
TYPED += [(packet, 0x86DD) for packet in [*SIX, *DATAGRAMS6]]


def _outer(data: bytes, protocol: int) -> bytes:
    return ipv4(data, "203.0.113.1", "203.0.113.2", protocol=protocol)


def _carried(port: int, data: bytes) -> bytes:
    return _outer(udp((50_000, port), data), 17)


FILES = {
    "ethernet": (1, [ethernet(packet, kind) for packet, kind in TYPED]),
    "vlan": (1, [ethernet(vlan(i % 3, *one), 0x8100) for i, one in enumerate(TYPED)]),
    "qinq": (1, [ethernet(vlan(4, vlan(5, *one), 0x8100), 0x88A8) for one in TYPED]),
    "sll": (113, [bytes(14) + kind.to_bytes(2, "big") + packet for packet, kind in TYPED]),
    "sll2": (276, [kind.to_bytes(2, "big") + bytes(18) + packet for packet, kind in TYPED]),
    "null": (0, [b"\2\0\0\0" + packet for packet, _ in TYPED]),
    "raw": (101, [packet for packet, _ in TYPED]),
}  # fmt: skip
Wrap = Callable[[bytes, int], bytes]
VXLAN = b"\x08\0\0\0\0\0\7\0"
GTP = b"\x30\xff" + bytes(6)
TUNNELS: dict[str, Wrap] = {
    "ip in ip": lambda packet, _: _outer(packet, 4),
    "gre": lambda packet, kind: _outer(b"\0\0" + kind.to_bytes(2, "big") + packet, 47),
    "vxlan": lambda packet, kind: _carried(4789, VXLAN + ethernet(packet, kind)),
    "vxlan vlan": lambda packet, kind: _carried(
        4789, VXLAN + ethernet(vlan(8, packet, kind), 0x8100)
    ),
    "gtp": lambda packet, _: _carried(2152, GTP + packet),
    "vxlan in gtp": lambda packet, kind: _carried(
        2152, GTP + _carried(4789, VXLAN + ethernet(packet, kind))
    ),
}
for name, wrap in TUNNELS.items():
    FILES[name] = (1, [ethernet(vlan(3, wrap(*one)), 0x8100) for one in TYPED])
MIXED = [frame for name in ("ethernet", "vlan", "qinq") for frame in FILES[name][1]]
FILES["mixed"] = (1, [*MIXED, ethernet(b"arp", 0x0806), b"", b"short"])


def read(data: bytes) -> list[dict[str, Any]]:
    """Every packet as a row, with its payload and what it was wrapped in, by frame."""
    made = Columns()
    found = []
    blocks = Blocks(io.BytesIO(data))
    blocks.more(0)
    for batch in Pcap(blocks):
        for part in made.parts(batch):
            assert np.all(np.diff(part.which) > 0)
            every = np.arange(len(part.which))
            store, places = part.store(every)
            for row, place, i in zip(part.fill(every), places, every, strict=True):
                told = dict(zip(row.dtype.names, row.tolist(), strict=True))
                told |= {"kind": part.kind, "frame": batch.first + int(part.which[i])}
                for name in ("key", "down", "seq", "ack", "flags", "size"):
                    told[name] = int(getattr(part, name)[i])
                told["label"] = made.labels[told["label"]]
                told["payload"] = store[place : place + told["got"]]
                found.append(told)
    return sorted(found, key=lambda told: int(told["frame"]))


@pytest.fixture
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    layout = columns._Layout(None, 0, 0, 0)  # noqa: SLF001
    monkeypatch.setattr(columns, "_layouts", lambda *_: iter([layout]))
    yield
    monkeypatch.undo()


def fast(data: bytes) -> list[dict[str, Any]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns, "_layouts", LAYOUTS)
        return read(data)


LAYOUTS = columns._layouts  # noqa: SLF001


@pytest.mark.parametrize("cut", [262_144, 120, 100, 70, 54, 40, 20])
@pytest.mark.parametrize("name", FILES)
@pytest.mark.usefixtures("one_by_one")
def test_both_ways_give_the_same_rows(name: str, cut: int) -> None:
    link, frames = FILES[name]
    data = pcap(frames, link=link, cut=cut)
    slow = read(data)
    assert fast(data) == slow
    assert len(slow) > 20 or cut < 200


@pytest.mark.parametrize("name", [name for name in FILES if name != "mixed"])
def test_most_packets_are_read_at_once(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    link, frames = FILES[name]
    counted = []
    inner = Layers.inner

    def count(layers: Layers, data: bytes, wire: int, link: int, at: int) -> Inner | None:
        counted.append(data)
        return inner(layers, data, wire, link, at)

    monkeypatch.setattr(Layers, "inner", count)
    read(pcap(frames, link=link))
    assert len(counted) <= len(LIES)


def test_public_captures_give_the_same_rows(one_by_one: None) -> None:
    folder = Path(__file__).parents[3] / "shared/cases/captures"
    if not folder.is_dir():
        pytest.skip("the sample captures are not beside this checkout")
    for path in sorted(folder.glob("*.pcap"))[::4]:
        data = path.read_bytes()
        assert fast(data) == read(data), path.name


def test_only_long_headers_and_records_look_like_ours() -> None:
    for version in ("00000001", "6b3343cf", "ff00001d", "00000000", "1a2a3a4a", "51303530"):
        assert looks(b"\xc0" + bytes.fromhex(version) + bytes(20)), version
    assert looks(DTLS)
    assert looks(b"\x17\xfe\xfd" + bytes(20))
    for junk in (
        b"",
        b"\xc0",
        b"\x40" + bytes(20),
        b"\xc0\x12\x34\x56\x78" + bytes(20),
        b"\x16\3\3" + bytes(20),
    ):
        assert not looks(junk)  # fmt: skip
