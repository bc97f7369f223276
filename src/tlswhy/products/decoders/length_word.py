"""A length that is none: four bytes of another protocol, read as a number (network order).

Kafka, ZooKeeper and MongoDB begin each message with its length. A TLS record there is
0x1603....  (about 369 million), a TLS alert 0x1503...., `GET ` 1195725856, `HTTP` 1213486160.
"""

from __future__ import annotations

from tlswhy.products.decoders.first_bytes import beginning


def decode(code: str) -> tuple[str, ...]:
    """What protocol the bytes are of; nothing when it is a number like any other."""
    number = int(code) if code.lstrip("-").isdecimal() else 0
    found = beginning((number & 0xFFFFFFFF).to_bytes(4, "big")) if number else ()
    return () if found == ("not-tls",) else found
