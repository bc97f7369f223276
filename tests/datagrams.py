"""Datagrams of QUIC and DTLS made by hand, and flows of them.

The keys of QUIC are derived here anew, from RFC 9001 section 5 alone, so that a mistake in the code
under test does not cancel itself out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from tlswhy.captures.flow import ICMP, UDP, End, Flow, Packet

V1, V2 = 0x00000001, 0x6B3343CF
SALTS = {
    V1: "38762cf7f55934b34d179ae6a4c80cadccbb7f0a",
    V2: "0dede3def700a6db819381be6e269dcbf9bd2ed9",
}
DCID, SCID, SERVER = bytes.fromhex("8394c8f03e515708"), b"\x11" * 8, b"\x22" * 8
MS = 1_000_000
BEGAN = 1_890_000_000_000 * MS


def vector(name: str) -> bytes:
    """A protected packet of the RFCs."""
    path = Path(__file__).parent / "vectors" / "quic" / f"{name}.hex"
    return bytes.fromhex(path.read_text().replace("\n", ""))


# -- QUIC


def number(value: int) -> bytes:
    """RFC 9000 section 16, the shortest form."""
    size = next(s for s in (1, 2, 4, 8) if value < 1 << (8 * s - 2))
    return (value | (size.bit_length() - 1) << (8 * size - 2)).to_bytes(size, "big")


def crypto(offset: int, data: bytes) -> bytes:
    return b"\x06" + number(offset) + number(len(data)) + data


def ack(largest: int = 0, ranges: Sequence[tuple[int, int]] = (), *, ecn: bool = False) -> bytes:
    head = number(largest) + number(0) + number(len(ranges)) + number(0)
    rest = b"".join(number(gap) + number(size) for gap, size in ranges)
    return bytes((2 + ecn,)) + head + rest + (number(1) * 3 if ecn else b"")


def close(code: int, reason: bytes = b"", *, application: bool = False) -> bytes:
    frame = b"" if application else number(6)
    return bytes((0x1C + application,)) + number(code) + frame + number(len(reason)) + reason


def _expand(secret: bytes, label: str, size: int) -> bytes:
    name = b"tls13 " + label.encode()
    info = size.to_bytes(2, "big") + bytes((len(name),)) + name + b"\0"
    return HKDFExpand(SHA256(), size, info).derive(secret)


def initial(
    frames: bytes,
    *,
    ours: bool = True,
    count: int = 0,
    version: int = V1,
    keyed_by: bytes = DCID,
    to: bytes | None = None,
    by: bytes | None = None,
    token: bytes = b"",
    digits: int = 1,
    salt: str = "",
) -> bytes:
    """One Initial packet (RFC 9001 section 5). count: its number, sent in `digits` bytes."""
    mac = HMAC(bytes.fromhex(salt or SALTS[version]), SHA256())
    mac.update(keyed_by)
    secret = _expand(mac.finalize(), "client in" if ours else "server in", 32)
    name = "quicv2" if version == V2 else "quic"
    key, iv, hp = (
        _expand(secret, f"{name} {part}", size)
        for part, size in (("key", 16), ("iv", 12), ("hp", 16))
    )
    to = (keyed_by if ours else SCID) if to is None else to
    by = (SCID if ours else SERVER) if by is None else by
    frames = frames.ljust(4, b"\0")
    first = 0xC0 | (0x10 if version == V2 else 0) | (digits - 1)
    short = (count % (1 << 8 * digits)).to_bytes(digits, "big")
    header = long_header(first, version, to, by) + number(len(token)) + token
    header += number(len(short) + len(frames) + 16) + short
    nonce = (int.from_bytes(iv, "big") ^ count).to_bytes(12, "big")
    sealed = AESGCM(key).encrypt(nonce, frames, header)
    at = len(header) - digits
    sample = (header + sealed)[at + 4 : at + 20]
    mask = Cipher(algorithms.AES(hp), modes.ECB()).encryptor().update(sample)
    hidden = bytes(a ^ b for a, b in zip(short, mask[1:], strict=False))
    return bytes((first ^ (mask[0] & 0x0F),)) + header[1:at] + hidden + sealed


def long_header(first: int, version: int, to: bytes, by: bytes) -> bytes:
    ids = bytes((len(to),)) + to + bytes((len(by),)) + by
    return bytes((first,)) + version.to_bytes(4, "big") + ids


def handshake(size: int, *, ours: bool, version: int = V1) -> bytes:
    """A Handshake packet with so many bytes of something encrypted."""
    first = 0xF0 if version == V2 else 0xE0
    ids = (SERVER, SCID) if ours else (SCID, SERVER)
    return long_header(first, version, *ids) + number(size) + b"\xaa" * size


def early(size: int, version: int = V1) -> bytes:
    """A 0-RTT packet."""
    first = 0xE0 if version == V2 else 0xD0
    return long_header(first, version, DCID, SCID) + number(size) + b"\xaa" * size


def short(size: int = 40) -> bytes:
    return b"\x40" + b"\xaa" * (size - 1)


def retry(to: bytes = SCID, by: bytes = SERVER, version: int = V1) -> bytes:
    return long_header(0xC0 if version == V2 else 0xF0, version, to, by) + b"token" + b"\xaa" * 16


def negotiation(*versions: int) -> bytes:
    offered = b"".join(one.to_bytes(4, "big") for one in versions)
    return long_header(0x80, 0, SCID, DCID) + offered


# -- DTLS


def record(type_: int, fragment: bytes, *, epoch: int = 0, version: int = 0xFEFD) -> bytes:
    """RFC 6347 section 4.1."""
    head = bytes((type_,)) + version.to_bytes(2, "big") + epoch.to_bytes(2, "big") + bytes(6)
    return head + len(fragment).to_bytes(2, "big") + fragment


def fragment(
    type_: int, sequence: int, body: bytes, start: int = 0, end: int | None = None
) -> bytes:
    """A part of a handshake message (RFC 6347 section 4.2.2)."""
    part = body[start:end]
    head = bytes((type_,)) + len(body).to_bytes(3, "big") + sequence.to_bytes(2, "big")
    return head + start.to_bytes(3, "big") + len(part).to_bytes(3, "big") + part


def message(type_: int, sequence: int, body: bytes, version: int = 0xFEFD) -> bytes:
    return record(22, fragment(type_, sequence, body), version=version)


def dtls_client_hello(
    cookie: bytes = b"",
    *,
    version: int = 0xFEFD,
    random: bytes = b"\x07" * 32,
    extensions: bytes = b"",
    suites: bytes = b"\xc0\x2f\xc0\x30",
) -> bytes:
    head = version.to_bytes(2, "big") + random + b"\0" + bytes((len(cookie),)) + cookie
    head += len(suites).to_bytes(2, "big") + suites + b"\x01\0"
    return head + (len(extensions).to_bytes(2, "big") + extensions if extensions else b"")


def dtls_server_hello(version: int = 0xFEFD, extensions: bytes = b"") -> bytes:
    head = version.to_bytes(2, "big") + b"\x08" * 32 + b"\0" + b"\xc0\x2f" + b"\0"
    return head + (len(extensions).to_bytes(2, "big") + extensions if extensions else b"")


def verify_request(cookie: bytes) -> bytes:
    return b"\xfe\xff" + bytes((len(cookie),)) + cookie


# -- flows

Said = tuple[int, bool, bytes]
"""Milliseconds, the client or not, what."""


def flow(
    said: Iterable[Said],
    *,
    errors: Iterable[tuple[int, bool, int]] = (),
    over: bool = False,
    port: int = 443,
) -> Flow:
    """errors: milliseconds, whose packet is meant, type and code of an ICMP error."""
    packets = [
        Packet(frame, BEGAN + at * MS, ours, UDP, 0, 0, -1, data, len(data), 64)
        for frame, (at, ours, data) in enumerate(said, 1)
    ]
    packets += [
        Packet(
            len(packets) + 1, BEGAN + at * MS, ours, ICMP, code, 0, -1, b"", 0, 64, by="192.0.2.9"
        )
        for at, ours, code in errors
    ]
    return Flow(
        number=1,
        protocol=UDP,
        client=End("198.51.100.1", 50_000),
        server=End("192.0.2.1", port),
        packets=tuple(packets),
        sent=sum(p.size for p in packets if p.ours),
        received=sum(p.size for p in packets if not p.ours),
        last=max((p.at for p in packets), default=0),
        over=over,
        opened=False,
    )
