"""Throw damaged bytes at every parser: nothing but its own error may come out.

`python tools/fuzz.py [SECONDS] [SEED]`: each target gets its share of the time (60 s in all unless
told). A failure prints the target, the seed and the bytes, and ends with status 1.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding

from tlswhy.handshake.client import Client
from tlswhy.hops.block_page import block_page
from tlswhy.hops.first_bytes import recognise
from tlswhy.hops.http_message import read_answer
from tlswhy.lab.certificates import issue
from tlswhy.pki import certificate
from tlswhy.probes import offers
from tlswhy.wire import sslv2
from tlswhy.wire.extensions import In, parse
from tlswhy.wire.messages import frames, parse_message
from tlswhy.wire.reader import Malformed, Reader
from tlswhy.wire.records import split

Target = Callable[[bytes], object]


def messages(data: bytes) -> None:
    """Records, the messages in them, and every extension of those."""
    records, _ = split(data)
    found, _ = frames(b"".join(record.fragment for record in records if record.type == 22))
    for frame in found:
        for version in (0x0301, 0x0303, 0x0304):
            parse_message(frame, version=version, from_server=True, kx="ec")


def extensions(data: bytes) -> None:
    """The same body as every extension, in every message."""
    for type_ in (*range(66), 13172, 17513, 17613, 0xFE0D, 65281):
        for message in In:
            parse(type_, data, message)


def answer(data: bytes) -> None:
    """What stands where TLS should be."""
    recognise(data)
    found = read_answer(data)
    if found is not None:
        block_page(found)


def handshake(data: bytes) -> None:
    """A server's flight for a client that waits for it."""
    client = Client(offers.modern("a.test"))
    client.start()
    client.feed(data)


def old(data: bytes) -> None:
    """SSL 2.0 hellos."""
    sslv2.Sslv2ClientHello.read(Reader(data, "sslv2"))


def der(data: bytes) -> None:
    """A certificate."""
    certificate.read(data)


TARGETS: tuple[Target, ...] = (messages, extensions, answer, handshake, old, der)


def seeds() -> list[bytes]:
    """Whole and well-formed inputs to damage."""
    client = Client(offers.modern("a.test"))
    leaf = issue("a.test", names=("a.test",)).certificate.public_bytes(Encoding.DER)
    page = b"HTTP/1.1 302 Found\r\nLocation: http://portal.test/\r\nContent-Length: 2\r\n\r\nno"
    vectors = Path(__file__).parent.parent / "tests" / "wire" / "handshakes"
    recorded = [_hex_of(path) for path in sorted(vectors.glob("*.txt"))]
    return [client.start(), leaf, page, b"220 mail.test ESMTP\r\n", *recorded]


def _hex_of(path: Path) -> bytes:
    """Every message of a recorded handshake, one after the other."""
    lines = (line for line in path.read_text().splitlines() if not line.startswith("#"))
    words = (word for line in lines for word in line.split() if len(word) > 32)
    return b"".join(bytes.fromhex(word) for word in words)


def damaged(dice: random.Random, seed: bytes) -> bytes:
    """A few bytes changed, cut, doubled or made up."""
    data = bytearray(seed)
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(len(data) + 1)
        match dice.randrange(4):
            case 0:
                data[at : at + 1] = bytes([dice.randrange(256)])
            case 1:
                del data[at : at + dice.randint(1, 32)]
            case 2:
                data[at:at] = data[at : at + dice.randint(1, 64)]
            case _:
                data[at:at] = dice.randbytes(dice.randint(1, 16))
    return bytes(data)


def main() -> int:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else int.from_bytes(os.urandom(4), "big")
    dice, known = random.Random(seed), seeds()
    for target in TARGETS:
        runs, until = 0, time.monotonic() + seconds / len(TARGETS)
        while time.monotonic() < until:
            data = damaged(dice, dice.choice(known))
            runs += 1
            try:
                target(data)
            except Malformed:
                continue
            except Exception as error:  # noqa: BLE001 - every other exception is what we look for
                print(f"{target.__name__}: {error!r} on seed {seed}: {data.hex()}")
                return 1
        print(f"{target.__name__:12} {runs:8} inputs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
