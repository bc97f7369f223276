"""Codes print names, refuse nothing, and are found by the names people type."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlswhy.wire.codes import (
    AlertDescription,
    CipherSuite,
    Code,
    CompressionAlgorithm,
    CompressionMethod,
    ContentType,
    ExtensionType,
    HandshakeType,
    NamedGroup,
    ProtocolVersion,
    SignatureScheme,
    SuiteParts,
    UnknownName,
    groups_named,
    schemes_named,
    suite_parts,
    suites_named,
    versions_named,
)
from tlswhy.wire.grease import GREASE
from tlswhy.wire.reader import Reader
from tlswhy.wire.registries import cipher_suites

EVERY_SUITE = sorted({**cipher_suites.NAMES, **cipher_suites.UNREGISTERED})
WIDE = (ProtocolVersion, CipherSuite, NamedGroup, SignatureScheme, ExtensionType)


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        (ProtocolVersion(0x0002), "SSL 2.0"),
        (ProtocolVersion(0x0300), "SSL 3.0"),
        (ProtocolVersion(0x0303), "TLS 1.2"),
        (ProtocolVersion(0xFEFD), "DTLS 1.2"),
        (ProtocolVersion(0x7F1C), "TLS 1.3 draft 28"),
        (CipherSuite(0x1301), "TLS_AES_128_GCM_SHA256"),
        (NamedGroup(4588), "X25519MLKEM768"),
        (SignatureScheme(0x0403), "ecdsa_secp256r1_sha256"),
        (AlertDescription(45), "certificate_expired"),
        (ExtensionType(16), "application_layer_protocol_negotiation"),
        (HandshakeType(1), "client_hello"),
        (ContentType(22), "handshake"),
        (CompressionAlgorithm(2), "brotli"),
        (CompressionMethod(1), "DEFLATE"),
        (CipherSuite(0x1399), "0x1399"),
        (CipherSuite(0x0A0A), "GREASE (0x0a0a)"),
        (AlertDescription(200), "0xc8"),
    ],
)
def test_prints_a_name_or_the_number(code: Code, printed: str) -> None:
    assert str(code) == printed
    assert f"{code}" == printed


def test_stays_a_number() -> None:
    assert CipherSuite(0x1301) == 0x1301
    assert f"{CipherSuite(0x1301):#x}" == "0x1301"
    assert {CipherSuite(0x1301): "here"}[0x1301] == "here"  # type: ignore[index]
    assert repr(CipherSuite(0x1301)) == "CipherSuite(0x1301)"
    assert repr(AlertDescription(45)) == "AlertDescription(0x2d)"


@given(st.integers(0, 0xFFFF), st.sampled_from(WIDE))
def test_no_value_is_refused(number: int, of: type[Code]) -> None:
    assert of(number) == number
    assert str(of(number))


@pytest.mark.parametrize("value", GREASE)
@pytest.mark.parametrize("of", WIDE)
def test_grease_has_no_name(value: int, of: type[Code]) -> None:
    assert of(value).name is None
    assert str(of(value)) == f"GREASE (0x{value:04x})"


def test_openssl_name_of_a_suite() -> None:
    assert CipherSuite(0xC02F).openssl == "ECDHE-RSA-AES128-GCM-SHA256"
    assert CipherSuite(0xC0B4).openssl is None


def test_tables_are_read_when_the_first_name_is_asked_for() -> None:
    script = (
        "import sys, tlswhy.wire.codes as codes\n"
        "late = ('difflib', 'tlswhy.wire.registries')\n"
        "assert not [name for name in sys.modules if name.startswith(late)]\n"
        "str(codes.CipherSuite(0x1301))\n"
        "assert 'tlswhy.wire.registries.cipher_suites' in sys.modules\n"
        "assert 'tlswhy.wire.registries.groups' not in sys.modules\n"
    )
    path = ":".join(entry for entry in sys.path if entry)
    subprocess.run([sys.executable, "-c", script], check=True, env={"PYTHONPATH": path})


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", [0xC02F]),
        ("ECDHE-RSA-AES128-GCM-SHA256", [0xC02F]),
        ("ecdhe-rsa-aes128-gcm-sha256:AES128-SHA, TLS_AES_128_GCM_SHA256", [0xC02F, 0x2F, 0x1301]),
        ("AES128-SHA::AES128-SHA,", [0x2F, 0x2F]),
        ("TLS_EMPTY_RENEGOTIATION_INFO_SCSV", [0x00FF]),
        ("0xCC13:0x1399", [0xCC13, 0x1399]),
        ("", []),
    ],
)
def test_suites_by_name(text: str, numbers: list[int]) -> None:
    found = suites_named(text)
    assert list(found) == numbers
    assert all(isinstance(suite, CipherSuite) for suite in found)


@pytest.mark.parametrize("code", EVERY_SUITE)
def test_every_suite_is_found_by_both_its_names(code: int) -> None:
    suite = CipherSuite(code)
    assert suites_named(str(suite)) == (suite,)
    assert suite.openssl is None or suites_named(suite.openssl) == (suite,)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("P-256:prime256v1:secp256r1:SECP256R1", ["secp256r1"] * 4),
        ("X25519:X448,x25519mlkem768", ["x25519", "x448", "X25519MLKEM768"]),
        ("p-192:prime192v1:P-384", ["secp192r1", "secp192r1", "secp384r1"]),
        ("K-163:B-163:B-233", ["sect163k1", "sect163r2", "sect233r1"]),
        ("ffdhe2048:brainpoolP256r1tls13", ["ffdhe2048", "brainpoolP256r1tls13"]),
        ("0x0a0a", ["GREASE (0x0a0a)"]),
    ],
)
def test_groups_by_name(text: str, names: list[str]) -> None:
    assert [str(group) for group in groups_named(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("RSA-PSS+SHA256:PSS+SHA512", ["rsa_pss_rsae_sha256", "rsa_pss_rsae_sha512"]),
        ("RSA+SHA256:rsa+sha1", ["rsa_pkcs1_sha256", "rsa_pkcs1_sha1"]),
        ("ECDSA+SHA256:ECDSA+SHA1", ["ecdsa_secp256r1_sha256", "ecdsa_sha1"]),
        ("DSA+SHA224:RSA+MD5", ["dsa_sha224", "rsa_pkcs1_md5"]),
        ("ecdsa_secp256r1_sha256:ED25519", ["ecdsa_secp256r1_sha256", "ed25519"]),
        ("mldsa65,0x0905", ["mldsa65", "mldsa65"]),
    ],
)
def test_schemes_by_name(text: str, names: list[str]) -> None:
    assert [str(scheme) for scheme in schemes_named(text)] == names


@pytest.mark.parametrize(
    ("text", "version"),
    [
        *((text, 0x0303) for text in ("1.2", "TLSv1.2", "tls1.2", "TLS 1.2", "TLSv1_2", "tls12")),
        *((text, 0x0300) for text in ("SSLv3", "ssl 3.0", "SSL3")),
        *((text, 0x0301) for text in ("TLSv1", "TLS 1.0", "1.0", "tls1")),
        *((text, 0x0002) for text in ("SSLv2", "SSL 2.0")),
        *((text, 0xFEFF) for text in ("DTLSv1", "DTLS 1.0", "dtls1")),
        ("DTLSv1.2", 0xFEFD),
        ("TLS 1.3 draft 23", 0x7F17),
        ("0x7f12", 0x7F12),
    ],
)
def test_versions_by_name(text: str, version: int) -> None:
    assert versions_named(text) == (version,)


@pytest.mark.parametrize(
    ("find", "text", "name", "near"),
    [
        (suites_named, "AES128-SHA:HIGH:!aNULL", "HIGH", ()),
        (suites_named, "TLS_AES_128_GCM_SHA265", "TLS_AES_128_GCM_SHA265", None),
        (groups_named, "X25519:secp265r1", "secp265r1", None),
        (schemes_named, "RSA+SHA257", "RSA+SHA257", None),
        (versions_named, "1.2:TLSv1.4", "TLSv1.4", None),
        (versions_named, "0x12345", "0x12345", ()),
        (groups_named, "0xlong", "0xlong", ()),
    ],
)
def test_an_unknown_name_is_told_apart_from_its_neighbours(
    find: Callable[[str], object], text: str, name: str, near: tuple[str, ...] | None
) -> None:
    with pytest.raises(UnknownName, match=re.escape(f"is called {name!r}")) as caught:
        find(text)
    assert caught.value.name == name
    assert near is None or caught.value.near == near


@pytest.mark.parametrize(
    ("find", "text", "kind", "first"),
    [
        (suites_named, "TLS_AES_128_GCM_SHA265", "cipher suite", "TLS_AES_128_GCM_SHA256"),
        (suites_named, "ECDHE-RSA-AES128-GCM-SHA", "cipher suite", "ECDHE-RSA-AES128-GCM-SHA256"),
        (groups_named, "P256", "group", "P-256"),
        (schemes_named, "RSA+SHA257", "signature scheme", "RSA+SHA256"),
        (versions_named, "TLSv1.22", "protocol version", "TLS 1.2"),
    ],
)
def test_an_unknown_name_brings_what_looks_like_it(
    find: Callable[[str], object], text: str, kind: str, first: str
) -> None:
    with pytest.raises(UnknownName, match="similar: ") as caught:
        find(text)
    assert caught.value.kind == kind
    assert first in caught.value.near
    assert len(set(caught.value.near)) == len(caught.value.near)


@pytest.mark.parametrize("code", EVERY_SUITE)
def test_every_suite_has_parts(code: int) -> None:
    parts = suite_parts(code)
    if str(CipherSuite(code)).endswith("_SCSV"):
        assert parts is None
        return
    assert parts is not None
    assert parts.kx in KEY_EXCHANGES
    assert parts.auth in AUTHENTICATIONS
    assert parts.kind in {"aead", "cbc", "stream", "null"}
    assert parts.cipher == "NULL" or parts.kind != "null"
    assert parts.mac_or_hash != "NULL" or code == 0


KEY_EXCHANGES = {
    *("ECDHE", "DHE", "RSA", "ECDH", "DH", "PSK", "ECDHE_PSK", "DHE_PSK", "RSA_PSK", "SRP", "KRB5"),
    *("NULL", "GOST", "CECPQ1", "ECCPWD", "ECJPAKE", "FORTEZZA_KEA", "ECC", "IBC", "IBSDH"),
    "TLS13",
}
AUTHENTICATIONS = {
    *("RSA", "ECDSA", "DSS", "GOST", "SM2", "IBC", "IBS", "KEA"),
    *("anon", "PSK", "SRP", "KRB5", "PWD", "any"),
}


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("TLS_AES_128_GCM_SHA256", SuiteParts("TLS13", "any", "AES_128_GCM", "SHA256", "aead")),
        (
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            SuiteParts("ECDHE", "ECDSA", "CHACHA20_POLY1305", "SHA256", "aead"),
        ),
        (
            "OLD_TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            SuiteParts("DHE", "RSA", "CHACHA20_POLY1305", "SHA256", "aead"),
        ),
        (
            "TLS_RSA_WITH_3DES_EDE_CBC_SHA",
            SuiteParts("RSA", "RSA", "3DES_EDE_CBC", "SHA1", "cbc"),
        ),
        (
            "TLS_DHE_DSS_EXPORT_WITH_DES40_CBC_SHA",
            SuiteParts("DHE", "DSS", "DES40_CBC", "SHA1", "cbc", export=True),
        ),
        (
            "TLS_RSA_EXPORT1024_WITH_RC4_56_SHA",
            SuiteParts("RSA", "RSA", "RC4_56", "SHA1", "stream", export=True),
        ),
        ("TLS_DH_anon_WITH_RC4_128_MD5", SuiteParts("DHE", "anon", "RC4_128", "MD5", "stream")),
        ("TLS_ECDH_anon_WITH_NULL_SHA", SuiteParts("ECDHE", "anon", "NULL", "SHA1", "null")),
        ("TLS_ECDH_RSA_WITH_NULL_SHA", SuiteParts("ECDH", "RSA", "NULL", "SHA1", "null")),
        (
            "TLS_PSK_DHE_WITH_AES_256_CCM_8",
            SuiteParts("DHE_PSK", "PSK", "AES_256_CCM_8", "SHA256", "aead"),
        ),
        (
            "TLS_ECDHE_PSK_WITH_AES_128_CCM_SHA256",
            SuiteParts("ECDHE_PSK", "PSK", "AES_128_CCM", "SHA256", "aead"),
        ),
        ("TLS_SHA384_SHA384", SuiteParts("TLS13", "any", "NULL", "SHA384", "null")),
        ("TLS_NULL_WITH_NULL_NULL", SuiteParts("NULL", "anon", "NULL", "NULL", "null")),
        (
            "TLS_GOSTR341112_256_WITH_28147_CNT_IMIT",
            SuiteParts("GOST", "GOST", "28147_CNT", "IMIT", "stream"),
        ),
        (
            "TLS_GOSTR341112_256_WITH_MAGMA_MGM_S",
            SuiteParts("TLS13", "any", "MAGMA_MGM_S", "GOSTR341112_256", "aead"),
        ),
        ("ECC_SM4_CBC_SM3", SuiteParts("ECC", "SM2", "SM4_CBC", "SM3", "cbc")),
        ("IBSDH_SM1_SM3", SuiteParts("IBSDH", "IBS", "SM1", "SM3", "cbc")),
    ],
)
def test_parts(name: str, parts: SuiteParts) -> None:
    (suite,) = suites_named(name)
    assert suite_parts(suite) == parts


@pytest.mark.parametrize("code", [0x00FF, 0x5600, 0x0A0A, 0x1399])
def test_signals_and_the_unknown_have_no_parts(code: int) -> None:
    assert suite_parts(code) is None


needs_openssl = pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed")

# SHA-1 and below, DSA and small curves are offered only at level 0.
WEAK = ("-cipher", "ALL:@SECLEVEL=0")


@needs_openssl
@pytest.mark.parametrize(
    "text",
    [
        "RSA-PSS+SHA256:RSA-PSS+SHA384:RSA-PSS+SHA512",
        "PSS+SHA256:PSS+SHA512",
        "RSA+SHA1:RSA+SHA224:RSA+SHA256:RSA+SHA384:RSA+SHA512",
        "ECDSA+SHA1:ECDSA+SHA224:ECDSA+SHA256:ECDSA+SHA384:ECDSA+SHA512",
        "DSA+SHA1:DSA+SHA224:DSA+SHA256",
        "ecdsa_secp256r1_sha256:ed25519:ed448:rsa_pss_pss_sha256:rsa_pkcs1_sha256",
    ],
)
def test_openssl_sends_the_same_schemes_for_this_list(text: str) -> None:
    body = _sent("-sigalgs", text, *WEAK)[13]
    assert body.vector(2, "schemes").uints(2, "scheme") == schemes_named(text)


@needs_openssl
@pytest.mark.parametrize(
    ("version", "text"),
    [
        ("-tls1_3", "P-256:P-384:P-521:X25519:X448:ffdhe2048:ffdhe8192"),
        ("-tls1_2", "P-192:P-224:B-163:K-163:B-233:K-233:B-283:K-283:B-409:K-409:B-571:K-571"),
        ("-tls1_2", "prime256v1:secp384r1:brainpoolP256r1:secp256k1:prime192v1"),
    ],
)
def test_openssl_sends_the_same_groups_for_this_list(version: str, text: str) -> None:
    body = _sent(version, "-groups", text, *WEAK)[10]
    assert body.vector(2, "groups").uints(2, "group") == groups_named(text)


@needs_openssl
def test_openssl_sends_the_same_suites_for_this_list() -> None:
    text = "ECDHE-RSA-AES128-GCM-SHA256:DHE-PSK-AES128-CCM8:ADH-AES128-SHA:AECDH-NULL-SHA"
    hello = _sent_hello("-tls1_2", "-psk", "00", "-cipher", f"{text}:@SECLEVEL=0")
    hello.take(2 + 32, "version and random")
    hello.vector(1, "session_id")
    suites = hello.vector(2, "suites").uints(2, "suite")
    assert suites == suites_named(f"{text}:TLS_EMPTY_RENEGOTIATION_INFO_SCSV")


def _sent(*options: str) -> dict[int, Reader]:
    """The extensions of the ClientHello that `openssl s_client` sends."""
    hello = _sent_hello(*options)
    hello.take(2 + 32, "version and random")
    for size in (1, 2, 1):
        hello.vector(size, "session_id, cipher_suites, compression_methods")
    extensions = hello.vector(2, "extensions")
    found: dict[int, Reader] = {}
    while extensions:
        type_ = extensions.uint(2, "type")
        found[type_] = extensions.vector(2, "body")
    return found


def _sent_hello(*options: str) -> Reader:
    """The body of the ClientHello that `openssl s_client` sends to a listener on loopback."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(20)
        to = f"127.0.0.1:{listener.getsockname()[1]}"
        command = ["openssl", "s_client", *options, "-connect", to]
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as client:
            try:
                with listener.accept()[0] as peer:
                    peer.settimeout(20)
                    head = _exactly(peer, 5)
                    record = _exactly(peer, int.from_bytes(head[3:], "big"))
            finally:
                with suppress(ProcessLookupError):
                    client.kill()
    message = Reader(record, "client_hello")
    message.take(1, "type")
    return message.vector(3, "body")


def _exactly(peer: socket.socket, size: int) -> bytes:
    got = b""
    while len(got) < size:
        more = peer.recv(size - len(got))
        assert more, "the client closed before its hello was whole"
        got += more
    return got
