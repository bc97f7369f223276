"""Record protection: known answers, both directions, and every record that was tampered with."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tlswhy.handshake.protection import (
    Protection,
    Undecryptable,
    protection13,
    protections,
)
from tlswhy.handshake.suites import SUITES, Kx
from tlswhy.wire.records import Record, split

TLS10, TLS11, TLS12, TLS13 = 0x0301, 0x0302, 0x0303, 0x0304

# One suite for each cipher and hash.
CASES = [
    (suite.number, version)
    for suite in {(suite.cipher, suite.hash): suite for suite in SUITES.values()}.values()
    for version in (TLS10, TLS11, TLS12)
    if suite.kx is not Kx.ANY and suite.fits(version)
]


def block(size: int) -> bytes:
    return bytes(at % 251 for at in range(size))


def pair(number: int, version: int, *, encrypt_then_mac: bool = False) -> list[Protection]:
    """What a client and what a server seal with, and the copies that open it."""
    made = (
        protections(SUITES[number], version, block, encrypt_then_mac=encrypt_then_mac)
        for _ in range(2)
    )
    (client, server), (client_too, server_too) = made
    return [client, client_too, server, server_too]


def record(data: bytes) -> Record:
    (found,), rest = split(data)
    assert not rest
    return found


def passes(seal: Protection, opened: Protection, version: int) -> None:
    for size in (0, 1, 15, 16, 17, 255, 256, 2**14):
        sealed = record(seal.seal(23, block(size)))
        assert sealed.version == version
        assert opened.open(sealed) == (23, block(size))


@pytest.mark.parametrize("encrypt_then_mac", [False, True])
@pytest.mark.parametrize(("number", "version"), CASES)
def test_what_is_sealed_opens(number: int, version: int, encrypt_then_mac: bool) -> None:
    client, client_too, server, server_too = pair(
        number, version, encrypt_then_mac=encrypt_then_mac
    )
    passes(client, client_too, version)
    passes(server, server_too, version)


@pytest.mark.parametrize("number", [0x1301, 0x1302, 0x1303, 0x1304, 0x1305])
def test_tls_13(number: int) -> None:
    secret = bytes(48 if number == 0x1302 else 32)
    passes(protection13(SUITES[number], secret), protection13(SUITES[number], secret), TLS12)


def test_the_client_finished_of_rfc_8448() -> None:
    """Section 3, "Simple 1-RTT Handshake": the complete record of the client's Finished."""
    secret = bytes.fromhex("b3eddb126e067f35a780b3abf45e2d8f3b1a950738f52e9600746a0e27a55a21")
    finished = bytes.fromhex(
        "14000020a8ec436d677634ae525ac1fcebe11a039ec17694fac6e98527b642f2edd5ce61"
    )
    sealed = protection13(SUITES[0x1301], secret).seal(22, finished)
    assert sealed.hex() == (
        "170303003575ec4dc238cce60b298044a71e219c56cc77b0517fe9b93c7a4bfc44d87f38f80338ac98fc46deb3"
        "84bd1caeacab6867d726c40546"
    )


def spoiled(fragment: bytes) -> list[bytes]:
    """The fragment with each of some bytes turned, cut short, and too long."""
    turned = [
        fragment[:at] + bytes((fragment[at] ^ 0x80,)) + fragment[at + 1 :]
        for at in sorted({0, 1, len(fragment) // 2, len(fragment) - 1})
    ]
    cut = [fragment[:size] for size in (0, 1, 7, 8, 15, 16, 31, 32, len(fragment) - 1)]
    return [*turned, *cut, fragment + bytes(16)]


def refuses(fresh: Callable[[], tuple[Protection, Protection]]) -> None:
    seal, _ = fresh()
    good = record(seal.seal(22, block(40)))
    for fragment in spoiled(good.fragment):
        _, opened = fresh()
        with pytest.raises(Undecryptable):
            opened.open(Record(good.type, good.version, fragment))


@pytest.mark.parametrize("encrypt_then_mac", [False, True])
@pytest.mark.parametrize(("number", "version"), CASES)
def test_tampering_is_seen(number: int, version: int, encrypt_then_mac: bool) -> None:
    def fresh() -> tuple[Protection, Protection]:
        client, client_too, _, _ = pair(number, version, encrypt_then_mac=encrypt_then_mac)
        return client, client_too

    refuses(fresh)


@pytest.mark.parametrize("number", [0x1301, 0x1302, 0x1303, 0x1304, 0x1305])
def test_tampering_is_seen_in_tls_13(number: int) -> None:
    suite = SUITES[number]
    refuses(lambda: (protection13(suite, bytes(32)), protection13(suite, bytes(32))))


@pytest.mark.parametrize("number", [0x002F, 0x009C, 0xCCA8, 0x0005])
def test_a_record_repeated_is_refused(number: int) -> None:
    version = TLS12 if SUITES[number].is_aead else TLS10
    client, client_too, _, _ = pair(number, version)
    sealed = record(client.seal(23, b"once"))
    assert client_too.open(sealed) == (23, b"once")
    with pytest.raises(Undecryptable):
        client_too.open(sealed)


def test_type_and_version_are_authenticated() -> None:
    client, client_too, _, _ = pair(0x009C, TLS12)
    sealed = record(client.seal(23, b"data"))
    with pytest.raises(Undecryptable):
        client_too.open(Record(22, sealed.version, sealed.fragment))


def test_suites_know_their_versions() -> None:
    assert SUITES[0x1301].fits(TLS13)
    assert not SUITES[0x1301].fits(TLS12)
    assert not SUITES[0xC02F].fits(TLS13)
    assert not SUITES[0xC02F].fits(TLS11)
    assert not SUITES[0xC027].fits(TLS11)
    assert SUITES[0xC013].fits(TLS10)


@pytest.mark.parametrize(
    ("number", "version", "expected"),
    [
        (0xC013, TLS11, "md5sha1"),
        (0xC013, TLS12, "sha256"),
        (0xC028, TLS12, "sha384"),
        (0xC030, TLS12, "sha384"),
        (0xC027, TLS12, "sha256"),
        (0x0004, TLS12, "sha256"),
        (0x1302, TLS13, "sha384"),
    ],
)
def test_the_hash_of_the_prf(number: int, version: int, expected: str) -> None:
    assert SUITES[number].prf_hash(version) == expected
