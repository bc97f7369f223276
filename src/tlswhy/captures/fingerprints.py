"""What a hello tells at a glance: the fields that are asked for again and again, JA3, JA3S, JA4.

JA3 and JA3S (Salesforce, 2017) hash the numbers of a hello in the order sent; JA4 (FoxIO, "JA4: TLS
Client Fingerprinting", 2023) sorts them, so that a client that shuffles its extensions stays one
client. Where programs differ on JA4, its specification counts: one letter of ALPN stands twice,
and what is not alphanumeric is shown as hexadecimal.

Hellos are read here by a walk of its own, since a capture has hundred thousands of them: nothing
is kept that is not asked for, and one that contradicts itself is None. `wire` has the reader that
loses nothing and says where it broke.
"""

from __future__ import annotations

import struct
from functools import lru_cache
from hashlib import md5, sha256
from typing import Literal

from msgspec import Struct

from tlswhy.wire.grease import GREASE

Transport = Literal["t", "q", "d"]
"""TLS over TCP, QUIC, DTLS: the first letter of a JA4."""

SNI, GROUPS, FORMATS, SCHEMES, ALPN = 0, 10, 11, 13, 16
TICKET, PSK, EARLY_DATA, VERSIONS, KEY_SHARE = 35, 41, 42, 43, 51
RETRY = bytes.fromhex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c")
"""The random of a HelloRetryRequest (RFC 8446 section 4.1.3)."""

NOTHING = "000000000000"
MOST = 99
CACHED = 4096
"""Lists of suites, groups and the like that are remembered: few clients send most hellos."""

_GREASE = frozenset(GREASE)
_NAMES = {
    "t": {0x0304: "13", 0x0303: "12", 0x0302: "11", 0x0301: "10", 0x0300: "s3", 0x0002: "s2"},
    "d": {0xFEFF: "d1", 0xFEFD: "d2", 0xFEFC: "d3"},
}
_NAMES["q"] = _NAMES["t"]
_DTLS = {0x0302: 0xFEFF, 0x0303: 0xFEFD, 0x0304: 0xFEFC}
"""Versions of TLS, and those of DTLS that are their like (RFC 6347 section 4.1, RFC 9147)."""

_two = struct.Struct(">HH").unpack_from


class ClientPrint(Struct, frozen=True, gc=False):
    """A ClientHello.

    version: the newest one offered, as TLS counts. name: `server_name`, "" without one. alpn:
    names offered, joined by commas. session, ticket: that it offers to resume: the session's
    identifier, or a ticket or key. early: it is followed by early data.
    """

    version: int
    name: str
    alpn: str
    session: bytes
    ticket: bool
    early: bool
    ja3: str
    ja4: str


class ServerPrint(Struct, frozen=True, gc=False):
    """A ServerHello or, as `retry` says, a HelloRetryRequest.

    group: of the key share, 0 without one. alpn: "" where it is encrypted or missing. psk: the
    offered key is used.
    """

    version: int
    suite: int
    group: int
    alpn: str
    session: bytes
    psk: bool
    retry: bool
    ja3s: str


def client(message: bytes, transport: Transport = "t") -> ClientPrint | None:
    """Read a ClientHello with its header of 4 bytes.

    That of DTLS is given as TLS has it, without cookie and fragment; its versions may be those
    of DTLS or their like of TLS. None for anything else, and where lengths contradict each other.
    """
    if message[:1] != b"\x01" or int.from_bytes(message[1:4], "big") + 4 != len(message):
        return None
    try:
        return _client(message, transport)
    except (IndexError, struct.error):
        return None


def server(message: bytes) -> ServerPrint | None:
    """Read a ServerHello with its header of 4 bytes; None as in `client`."""
    if message[:1] != b"\x02" or int.from_bytes(message[1:4], "big") + 4 != len(message):
        return None
    try:
        return _server(message)
    except (IndexError, struct.error):
        return None


def ja3(message: bytes, transport: Transport = "t") -> str:
    """The JA3 of a ClientHello, 32 hexadecimal digits; "" when it cannot be read."""
    found = client(message, transport)
    return found.ja3 if found else ""


def ja3s(message: bytes) -> str:
    """The JA3S of a ServerHello."""
    found = server(message)
    return found.ja3s if found else ""


def ja4(message: bytes, transport: Transport = "t") -> str:
    """The JA4 of a ClientHello, such as t13d1516h2_8daaf6152771_e5627efa2ab1."""
    found = client(message, transport)
    return found.ja4 if found else ""


def _client(message: bytes, transport: Transport) -> ClientPrint | None:
    at = 39 + message[38]
    session = message[39:at]
    size = message[at] << 8 | message[at + 1]
    suites = message[at + 2 : (at := at + 2 + size)]
    found = _extensions(message, at + 1 + message[at])
    if found is None or size & 1:
        return None
    get = found.get
    version, alpn, hashed3, hashed4 = _prints(
        transport,
        message[4] << 8 | message[5],
        suites,
        tuple(found),
        get(GROUPS, b""),
        get(FORMATS, b""),
        get(SCHEMES, b""),
        get(ALPN, b""),
        get(VERSIONS, b""),
    )
    ticket = PSK in found or get(TICKET, b"") != b""
    name = _name(get(SNI, b""))
    early = EARLY_DATA in found
    return ClientPrint(version, name, alpn, session, ticket, early, hashed3, hashed4)


@lru_cache(CACHED)
def _prints(  # noqa: PLR0913, PLR0917 - all that both fingerprints are made of
    transport: Transport,
    legacy: int,
    suites: bytes,
    sent: tuple[int, ...],
    groups: bytes,
    formats: bytes,
    schemes: bytes,
    alpn: bytes,
    versions: bytes,
) -> tuple[int, str, str, str]:
    """Version, names of ALPN, JA3, JA4."""
    count, hashed, suites_ja3 = _suites(suites)
    kinds = [kind for kind in sent if kind not in _GREASE]
    text = (
        f"{_sent(legacy, transport)},{suites_ja3},{'-'.join([_DECIMALS[kind] for kind in kinds])},"
        f"{_decimal(groups[2:])},{'-'.join(map(str, formats[1:]))}"
    )
    kinds.sort()
    ends, names = _protocols(alpn)
    version = _newest(versions) or legacy
    shown = _NAMES[transport].get(_sent(version, transport), "00")
    many = min(len(kinds), MOST)
    last = _sorted(tuple(kinds), schemes[2:])
    return (
        version,
        names,
        md5(text.encode(), usedforsecurity=False).hexdigest(),
        f"{transport}{shown}{'d' if SNI in kinds else 'i'}{count}{many:02}{ends}_{hashed}_{last}",
    )


class _Decimals(dict[int, str]):
    """Numbers of 16 bits as text, made once."""

    def __missing__(self, number: int) -> str:
        text = self[number] = str(number)
        return text


_DECIMALS = _Decimals()


def _extensions(message: bytes, at: int) -> dict[int, bytes] | None:
    """Kinds in the order sent, each once, and their bodies; None when they do not end at the end.

    A hello of TLS 1.0 may have none at all.
    """
    end = len(message)
    found: dict[int, bytes] = {}
    if at == end:
        return found
    at += 2
    if message[at - 2] << 8 | message[at - 1] != end - at:
        return None
    while at < end:
        kind, size = _two(message, at)
        at += 4
        found[kind] = message[at : (at := at + size)]
    return found if at == end else None


def _sent(version: int, transport: Transport) -> int:
    """The version as it is sent over that transport."""
    return _DTLS.get(version, version) if transport == "d" else version


@lru_cache(CACHED)
def _suites(raw: bytes) -> tuple[str, str, str]:
    """Their count and hash for JA4, their list for JA3."""
    kept = [suite for suite in _numbers(raw) if suite not in _GREASE]
    return f"{min(len(kept), MOST):02}", _hashed(_hex(sorted(kept))), "-".join(map(str, kept))


@lru_cache(CACHED)
def _sorted(kinds: tuple[int, ...], schemes: bytes) -> str:
    """The last part of a JA4: extensions in order, signature schemes as sent."""
    kept = [kind for kind in kinds if kind not in (SNI, ALPN)]
    if not kept:
        return NOTHING
    signs = _signs(schemes)
    return _hashed(f"{_hex(kept)}_{signs}" if signs else _hex(kept))


@lru_cache(CACHED)
def _signs(raw: bytes) -> str:
    return _hex([scheme for scheme in _numbers(raw) if scheme not in _GREASE])


@lru_cache(CACHED)
def _decimal(raw: bytes) -> str:
    return "-".join(str(group) for group in _numbers(raw) if group not in _GREASE)


@lru_cache(CACHED)
def _newest(body: bytes) -> int:
    """The newest of `supported_versions`; of those of DTLS the one with the smallest number."""
    versions = [version for version in _numbers(body[1:]) if version not in _GREASE]
    of_dtls = [version for version in versions if version >= 0xFE00]
    newest = min(of_dtls) if of_dtls else max(versions, default=0)
    return next((tls for tls, dtls in _DTLS.items() if dtls == newest), newest)


@lru_cache(CACHED)
def _protocols(body: bytes) -> tuple[str, str]:
    """The two characters of ALPN in a JA4, and all names."""
    names: list[bytes] = []
    at = 2
    while at < len(body):
        name = body[at + 1 : (at := at + 1 + body[at])]
        if not (len(name) == 2 and int.from_bytes(name, "big") in _GREASE):
            names.append(name)
    if not names or not names[0]:
        return "00", _joined(names)
    ends = (names[0][:1] + names[0][-1:]).decode("latin-1")
    if not (ends.isascii() and ends.isalnum()):
        digits = names[0].hex()
        ends = digits[0] + digits[-1]
    return ends, _joined(names)


def _joined(names: list[bytes]) -> str:
    return ",".join(name.decode("ascii", "backslashreplace") for name in names)


def _name(body: bytes) -> str:
    """The first name of `server_name` (RFC 6066 section 3)."""
    if len(body) < 5:
        return ""
    return body[5 : 5 + (body[3] << 8 | body[4])].decode("ascii", "replace")


def _numbers(raw: bytes) -> tuple[int, ...]:
    size = len(raw) >> 1
    return struct.unpack(f">{size}H", raw[: 2 * size])


def _hex(numbers: list[int]) -> str:
    return ",".join([f"{number:04x}" for number in numbers])


def _hashed(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12] if text else NOTHING


def _server(message: bytes) -> ServerPrint | None:
    legacy = message[4] << 8 | message[5]
    at = 39 + message[38]
    suite = message[at] << 8 | message[at + 1]
    message[at + 2]  # the compression, of which nothing is asked but that it is there
    found = _extensions(message, at + 3)
    if found is None:
        return None
    version = legacy
    if VERSIONS in found:
        version = int.from_bytes(found[VERSIONS], "big")
    share = found.get(KEY_SHARE, b"")
    names = _protocols(found.get(ALPN, b""))
    return ServerPrint(
        version,
        suite,
        share[0] << 8 | share[1] if len(share) > 1 else 0,
        names[1],
        message[39:at],
        PSK in found,
        message[6:38] == RETRY,
        _ja3s(legacy, suite, tuple(found)),
    )


@lru_cache(CACHED)
def _ja3s(legacy: int, suite: int, kinds: tuple[int, ...]) -> str:
    text = f"{legacy},{suite},{'-'.join(map(str, kinds))}"
    return md5(text.encode(), usedforsecurity=False).hexdigest()
