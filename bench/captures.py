"""How fast captures are read, beside tshark: a bulk capture and one of nothing but handshakes.

Both are written from handshakes that OpenSSL makes here over memory BIOs, one flow in twenty
failing. `bulk` has large downloads behind each handshake, `dense` has none. Wall and processor
time of whole processes and the most memory they took, in one run, on files in the page cache.

    bench/captures.py [--size 0.05] [--keep FOLDER] [--mixed] [bulk] [dense]

Size 1 is 6,200 flows and 1.7 million packets of bulk, and 200,000 flows of dense.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import ssl
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from tlswhy.lab import certificates

SRC = Path(__file__).parent.parent / "src"
SEGMENT = 1380
WAVE = 64
"""Flows that run at the same time."""

FIN, SYN, RST, PSH, ACK = 1, 2, 4, 8, 16
OURS = """
import sys
from tlswhy.captures.flows import flows
capture = flows(sys.argv[1])
count = 0
for flow in capture:
    count += flow.head(ours=True)[:3] == b"\\x16\\x03\\x01" and len(flow.head(ours=False)) > 0
print(count, capture.packets)
"""
THEIRS = (
    "tshark", "-n", "-Y", "tls.handshake or tls.alert_message", "-T", "fields",
    "-e", "frame.number", "-e", "tcp.stream", "-e", "tls.handshake.type",
    "-e", "tls.handshake.extensions_server_name", "-e", "tls.alert_message.desc",
)  # fmt: skip


class Run(Struct):
    """One process: seconds of wall and processor time, and megabytes at its largest."""

    wall: float
    cpu: float
    most: float
    said: str


Turn = tuple[bool, bytes]
"""Bytes that one side says; True for the client."""


def handshake(server: ssl.SSLContext, client: ssl.SSLContext) -> list[Turn]:
    """What both say until the handshake is done or has failed."""
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    ends = (
        (True, client.wrap_bio(to_client, to_server, server_hostname="a.test"), to_server),
        (False, server.wrap_bio(to_server, to_client, server_side=True), to_client),
    )
    turns: list[Turn] = []
    for _ in range(6):
        for ours, end, out in ends:
            try:
                end.do_handshake()
                if ours:
                    end.write(b"GET / HTTP/1.1\r\nHost: a.test\r\n\r\n")
            except ssl.SSLError:
                pass
            held = out.read()
            if held:
                turns.append((ours, held))
                out.write(held)
    return turns


def recorded(folder: Path) -> tuple[list[list[Turn]], list[list[Turn]]]:
    """Handshakes that succeed, and those that do not."""
    root = certificates.issue("bench root", ca=True, key="rsa2048")
    between = certificates.issue("bench issuing", root, ca=True, key="rsa2048")
    leaf = certificates.issue("a.test", between, names=("a.test",), key="rsa2048")
    chain, key, anchor = folder / "chain.pem", folder / "key.pem", folder / "root.pem"
    chain.write_bytes(certificates.pem(leaf.certificate, between.certificate))
    key.write_bytes(certificates.key_pem(leaf.key))
    anchor.write_bytes(certificates.pem(root.certificate))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(chain, key)
    modern = ssl.create_default_context(cafile=str(anchor))
    older = ssl.create_default_context(cafile=str(anchor))
    older.maximum_version = ssl.TLSVersion.TLSv1_2
    distrusting = ssl.create_default_context(cafile=str(anchor))
    distrusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    strict = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    strict.load_cert_chain(chain, key)
    strict.minimum_version = ssl.TLSVersion.TLSv1_3
    good = [handshake(server, client) for client in (modern, older, modern, older, modern)]
    hello = good[0][:1]
    bad = [handshake(server, distrusting), handshake(strict, older), hello]
    return good, bad


def flow(number: int, turns: list[Turn], download: int, began: int) -> Iterator[tuple[int, bytes]]:
    """Time in microseconds and packet of each, with acknowledgements; `download` segments more."""
    source = 0x0A000000 + number // 50_000 * 7919 + number % 97
    ends = ((source, 10_000 + number % 50_000), (0xC6336400 + number % 199, 443))
    seq = [number * 7919 & 0xFFFFFFFF, number * 104_729 & 0xFFFFFFFF]
    at = began
    far = 12_000 + number % 5_000

    def packet(side: int, flags: int, data: bytes, options: bytes = STAMP) -> tuple[int, bytes]:
        (a, b), (c, d) = ends[side], ends[1 - side]
        ttl = 57 if side else 64
        head = struct.pack(
            "!BBHHHBBHIIHHIIBBHHH", 0x45, 0, 40 + len(options) + len(data), number & 0xFFFF, 0x4000,
            ttl, 6, 0, a, c, b, d, seq[side], seq[1 - side] if flags & ACK else 0,
            (20 + len(options)) << 2, flags, 502, 0, 0,
        )  # fmt: skip
        seq[side] = (seq[side] + len(data) + bool(flags & (SYN | FIN))) & 0xFFFFFFFF
        return at, ETHERNET[side] + head + options + data

    yield packet(0, SYN, b"", OPENING)
    at += far
    yield packet(1, SYN | ACK, b"", OPENING)
    at += 20
    yield packet(0, ACK, b"")
    for ours, said in turns:
        at += 300 if ours else far
        pieces = [said[i : i + SEGMENT] for i in range(0, len(said), SEGMENT)]
        for piece in pieces:
            at += 10
            yield packet(0 if ours else 1, PSH | ACK, piece)
        at += 15
        yield packet(1 if ours else 0, ACK, b"")
    if len(turns) == 1:
        at += far
        yield packet(1, RST | ACK, b"")
        return
    for i in range(download):
        at += 40
        yield packet(1, ACK, RECORD)
        if i % 2:
            yield packet(0, ACK, b"")
    at += 500
    yield packet(0, FIN | ACK, b"")
    at += far
    yield packet(1, FIN | ACK, b"")
    at += 10
    yield packet(0, ACK, b"")


ETHERNET = (bytes(6) + b"\2\0\0\0\0\1\x08\0", b"\2\0\0\0\0\1" + bytes(6) + b"\x08\0")
STAMP = b"\1\1\x08\x0a" + bytes(8)
OPENING = b"\2\4\x05\xb4\4\2\x08\x0a" + bytes(8) + b"\1\3\3\7"
RECORD = b"\x17\3\3\x40\0" + random.Random(1).randbytes(SEGMENT - 5)


def write(path: Path, count: int, download: int, folder: Path, *, mixed: bool) -> None:
    """A capture of `count` flows; mixed: one packet in a hundred late, one in two hundred twice."""
    good, bad = recorded(folder)
    chance = random.Random(7)
    began = 1_790_000_000_000_000
    noise = struct.pack("!BBHHHBBHIIHHHH", 0x45, 0, 128, 1, 0, 64, 17, 0, 1, 2, 53, 4000, 108, 0)
    noise = ETHERNET[0] + noise + bytes(100)
    with path.open("wb", buffering=1 << 20) as file:
        file.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262_144, 1))
        for wave in range(0, count, WAVE):
            packets: list[tuple[int, bytes]] = []
            for number in range(wave, min(wave + WAVE, count)):
                turns = bad[number // 20 % len(bad)] if number % 20 == 0 else good[number % 5]
                length = chance.randrange(download * 2) if download else 0
                packets += flow(number, turns, length, began + chance.randrange(40_000))
            packets += [
                (began + chance.randrange(40_000), noise) for _ in range(len(packets) // 50)
            ]
            if mixed:
                packets = [
                    (at + chance.randrange(9_000) if chance.random() < 0.01 else at, packet)
                    for at, packet in packets
                    for _ in range(2 if chance.random() < 0.005 else 1)
                ]
            packets.sort(key=lambda one: one[0])
            began += 40_000
            for at, packet in packets:
                size = len(packet)
                file.write(struct.pack("<IIII", at // 1_000_000, at % 1_000_000, size, size))
                file.write(packet)


def run(argv: list[str]) -> Run:
    """Run a program; its own resources come from wait4, not the sum of all children."""
    env = {**os.environ, "PYTHONPATH": str(SRC)}
    began = time.monotonic()
    with subprocess.Popen(
        argv, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env, text=True
    ) as process:
        assert process.stdout is not None
        said = ""
        for line in process.stdout:
            said = line
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - began
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said.strip())


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("which", nargs="*", default=["bulk", "dense"])
    options.add_argument("--size", type=float, default=0.02)
    options.add_argument("--keep", type=Path, help="write the captures here and leave them")
    options.add_argument("--mixed", action="store_true", help="packets late and twice")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for name in given.which:
            flows, download = (6_200, 172) if name == "bulk" else (200_000, 0)
            path = folder / f"{name}{'-mixed' if given.mixed else ''}-{given.size}.pcap"
            if not path.exists():
                count = max(int(flows * given.size), 40)
                write(path, count, download, Path(scratch), mixed=given.mixed)
            measure(name, path)
    return 0


def measure(name: str, path: Path) -> None:
    size = path.stat().st_size / 1e6
    with path.open("rb", buffering=0) as file:  # into the page cache
        while file.read(1 << 20):
            pass
    ours = run([sys.executable, "-c", OURS, str(path)])
    print(f"{name}: {size:.0f} MB, flows with both sides and packets: {ours.said}")
    _tell("tlswhy", ours, size)
    if shutil.which("tshark"):
        theirs = run([*THEIRS, "-r", str(path)])
        _tell("tshark", theirs, size)
        print(f"  tshark takes {theirs.cpu / ours.cpu:.1f} times the processor time")


def _tell(name: str, run: Run, size: float) -> None:
    print(
        f"  {name:7} {run.wall:6.2f} s, {run.cpu:6.2f} s of processor, {run.most:5.0f} MB, "
        f"{size / run.cpu:5.0f} MB a second"
    )


if __name__ == "__main__":
    sys.exit(main())
