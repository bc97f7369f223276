"""Whole handshakes with the standard library's TLS as the server."""

from __future__ import annotations

import ssl
import subprocess
import sys

import pytest

from handshake.peer import (
    GROUPS,
    SUITES_12,
    SUITES_13,
    Peer,
    Talk,
    bytewise,
    certificate,
    client_certificate,
    offer,
    repeatable,
    replay,
    server_context,
)
from tlswhy.handshake.client import (
    AlertGot,
    Application,
    Client,
    Established,
    Opened,
    PeerDone,
    Write,
)
from tlswhy.model.attempt import ClientCertificate, Offer
from tlswhy.model.transcript import Way
from tlswhy.wire.messages import HandshakeType

TLS10, TLS11, TLS12, TLS13 = 0x0301, 0x0302, 0x0303, 0x0304
LEAF_KINDS = ("rsa", "SECP256R1", "SECP384R1", "SECP521R1", "ed25519", "ed448")


def one(
    version: int,
    *,
    suites: tuple[int, ...] = (),
    groups: tuple[int, ...] = GROUPS,
    shares: tuple[int, ...] | None = None,
    alpn: tuple[str, ...] = (),
) -> Offer:
    """An offer of one version."""
    usual, share = (SUITES_13, (29,)) if version == TLS13 else (SUITES_12, ())
    return offer(
        versions=(version,),
        suites=suites or usual,
        groups=groups,
        shares=share if shares is None else shares,
        alpn=alpn,
    )


def meet(
    said: Offer, context: ssl.SSLContext | None = None, ours: ClientCertificate | None = None
) -> Talk:
    return Talk(Client(said, certificate=ours), Peer(context or server_context()))


def handshake_types(talk: Talk, way: Way) -> list[int]:
    return [
        out.plaintext[0]
        for out in talk.outs
        if isinstance(out, Opened) and out.way is way and out.type == 22
    ]


@pytest.mark.parametrize("kind", LEAF_KINDS)
@pytest.mark.parametrize("version", [TLS12, TLS13])
def test_every_kind_of_leaf(version: int, kind: str) -> None:
    talk = meet(one(version), server_context(kind))
    assert not talk.faults
    assert talk.peer.done
    assert talk.client.established
    assert talk.client.version == version


@pytest.mark.parametrize("kind", ["rsa", "SECP256R1"])
@pytest.mark.parametrize("version", [TLS10, TLS11])
def test_old_versions(version: int, kind: str) -> None:
    talk = meet(one(version), server_context(kind))
    assert not talk.faults
    assert talk.peer.done
    assert talk.client.established
    assert talk.client.version == version


@pytest.mark.parametrize("suite", SUITES_13)
def test_every_suite_of_tls_13(suite: int) -> None:
    talk = meet(one(TLS13, suites=(suite,)))
    assert talk.client.established
    assert talk.peer.done
    assert talk.client.suite == suite


# AES-128 and AES-256 with CBC and SHA-1, SHA-256, SHA-384, GCM, CCM, CCM_8 and ChaCha20, NULL
# and Camellia; key exchange with RSA, ECDHE and DHE, signed and anonymous.
@pytest.mark.parametrize("suite", [
    0x002F, 0x0035, 0x003C, 0x003D, 0x009C, 0x009D, 0xC09C, 0xC0A0, 0xC09D, 0xC0A1, 0x0041, 0x0084,
    0x00BA, 0x00C0, 0x0001, 0x0002, 0x003B,
    0xC010, 0xC013, 0xC014, 0xC027, 0xC028, 0xC02F, 0xC030, 0xCCA8, 0xC076, 0xC077,
    0x0033, 0x0039, 0x0067, 0x006B, 0x009E, 0x009F, 0xCCAA, 0xC09E, 0xC0A2, 0x0045,
    0x0034, 0x003A, 0x006C, 0x00A6, 0xC018, 0xC019, 0xC015,
])  # fmt: skip
def test_suites_of_tls_12(suite: int) -> None:
    talk = meet(one(TLS12, suites=(suite,)), server_context("rsa"))
    assert not talk.faults
    assert talk.peer.done
    assert talk.client.established
    assert talk.client.suite == suite
    assert_data_passes(talk)


@pytest.mark.parametrize("suite", [0xC009, 0xC00A, 0xC023, 0xC024, 0xC0AC, 0xC0AE, 0xC072, 0xCCA9])
def test_suites_of_tls_12_with_an_elliptic_leaf(suite: int) -> None:
    talk = meet(one(TLS12, suites=(suite,)))
    assert talk.client.established
    assert_data_passes(talk)


@pytest.mark.parametrize("version", [TLS10, TLS11])
@pytest.mark.parametrize("suite", [0x002F, 0x0033, 0xC013, 0x0002])
def test_suites_of_old_versions(version: int, suite: int) -> None:
    talk = meet(one(version, suites=(suite,)), server_context("rsa"))
    assert not talk.faults
    assert talk.client.established
    assert_data_passes(talk)


def assert_data_passes(talk: Talk) -> None:
    """Both ways, in records of several sizes, so that padding and chaining are seen to work."""
    for size in (1, 15, 16, 17, 20000):
        talk.go(talk.client.protect(b"q" * size))
    assert talk.peer.heard == b"q" * (1 + 15 + 16 + 17 + 20000)
    for size in (1, 16, 300):
        talk.peer.tls.write(b"a" * size)
    outs = talk.client.feed(talk.peer.outbox.read())
    assert b"".join(out.data for out in outs if isinstance(out, Application)) == b"a" * 317


@pytest.mark.parametrize("group", [23, 24, 25, 29, 30])
@pytest.mark.parametrize("version", [TLS12, TLS13])
def test_groups(version: int, group: int) -> None:
    shares = (group,) if version == TLS13 else ()
    talk = meet(one(version, groups=(group,), shares=shares), server_context("rsa"))
    assert talk.client.established
    assert talk.client.group == group


@pytest.mark.parametrize("shares", [(), (29,), (0x0A0A, 29)])
def test_retry(shares: tuple[int, ...]) -> None:
    context = server_context()
    context.set_ecdh_curve("secp384r1")
    talk = meet(one(TLS13, groups=(0x0A0A, *GROUPS), shares=shares), context)
    assert not talk.faults
    assert talk.client.established
    assert talk.client.group == 24
    assert talk.peer.done


@pytest.mark.parametrize("version", [TLS12, TLS13])
def test_alpn(version: int) -> None:
    context = server_context()
    context.set_alpn_protocols(["http/1.1"])
    talk = meet(one(version, alpn=("h2", "http/1.1")), context)
    assert talk.client.alpn == b"http/1.1"


@pytest.mark.parametrize("version", [TLS12, TLS13])
def test_no_alpn(version: int) -> None:
    assert meet(one(version, alpn=("h2",))).client.alpn is None


def asking(kind: str, *, required: bool) -> ssl.SSLContext:
    context = server_context()
    context.verify_mode = ssl.CERT_REQUIRED if required else ssl.CERT_OPTIONAL
    context.load_verify_locations(cadata=ssl.DER_cert_to_PEM_cert(certificate(kind)))
    return context


@pytest.mark.parametrize("kind", LEAF_KINDS)
@pytest.mark.parametrize("version", [TLS12, TLS13])
def test_client_certificate(version: int, kind: str) -> None:
    talk = meet(one(version), asking(kind, required=True), client_certificate(kind))
    assert not talk.faults
    assert talk.peer.done
    assert talk.peer.tls.getpeercert(binary_form=True) == certificate(kind)
    assert talk.client.certificate_requested


@pytest.mark.parametrize("kind", ["rsa", "SECP256R1"])
@pytest.mark.parametrize("version", [TLS10, TLS11])
def test_client_certificate_in_old_versions(version: int, kind: str) -> None:
    talk = meet(one(version), asking(kind, required=True), client_certificate(kind))
    assert talk.peer.done
    assert talk.peer.tls.getpeercert(binary_form=True) == certificate(kind)


@pytest.mark.parametrize("kind", ["ed25519"])
def test_a_key_that_tls_11_cannot_use_is_not_shown(kind: str) -> None:
    talk = meet(one(TLS11), asking(kind, required=False), client_certificate(kind))
    assert talk.client.established
    assert talk.peer.tls.getpeercert(binary_form=True) is None


@pytest.mark.parametrize("version", [TLS12, TLS13])
def test_no_certificate_where_one_is_wanted(version: int) -> None:
    talk = meet(one(version), asking("rsa", required=False))
    assert talk.client.established
    assert talk.client.certificate_requested
    assert talk.peer.tls.getpeercert(binary_form=True) is None


def test_tls_12_refuses_before_the_handshake_ends() -> None:
    talk = meet(one(TLS12), asking("rsa", required=True))
    assert talk.some(AlertGot) == [AlertGot(2, 40)]
    assert not talk.client.established


def test_tls_13_refuses_after_our_finished() -> None:
    talk = meet(one(TLS13), asking("rsa", required=True))
    kinds = [type(out) for out in talk.outs]
    assert talk.outs[-2:] == [Opened(Way.THEIRS, 21, bytes((2, 116))), AlertGot(2, 116)]
    assert Established in kinds
    assert talk.client.feed(b"anything") == ()


def test_nobody_asks() -> None:
    assert not meet(one(TLS13)).client.certificate_requested


def test_what_is_opened_in_tls_13() -> None:
    talk = meet(one(TLS13), asking("rsa", required=True), client_certificate("rsa"))
    kinds = HandshakeType
    assert handshake_types(talk, Way.THEIRS)[:5] == [
        kinds.ENCRYPTED_EXTENSIONS,
        kinds.CERTIFICATE_REQUEST,
        kinds.CERTIFICATE,
        kinds.CERTIFICATE_VERIFY,
        kinds.FINISHED,
    ]
    assert set(handshake_types(talk, Way.THEIRS)[5:]) == {kinds.NEW_SESSION_TICKET}
    assert handshake_types(talk, Way.OURS) == [
        kinds.CERTIFICATE,
        kinds.CERTIFICATE_VERIFY,
        kinds.FINISHED,
    ]


def test_what_is_opened_in_tls_12() -> None:
    talk = meet(one(TLS12))
    assert handshake_types(talk, Way.OURS) == [HandshakeType.FINISHED]
    assert handshake_types(talk, Way.THEIRS) == [HandshakeType.FINISHED]


def test_one_write_for_our_flight() -> None:
    talk = meet(one(TLS13), asking("rsa", required=True), client_certificate("rsa"))
    assert len(talk.some(Write)) == 1


@pytest.mark.parametrize("version", [TLS12, TLS13])
def test_close_notify_and_data(version: int) -> None:
    talk = meet(one(version))
    talk.peer.tls.write(b"hello")
    with pytest.raises(ssl.SSLWantReadError):
        talk.peer.tls.unwrap()
    outs = talk.client.feed(talk.peer.outbox.read())
    assert Application(b"hello") in outs
    assert outs[-1] == PeerDone()


@pytest.mark.parametrize(
    ("version", "suites"),
    [(TLS10, SUITES_12), (TLS12, SUITES_12), (TLS12, (0xC027,)), (TLS13, SUITES_13)],
)
def test_bytewise_is_the_same(
    version: int, suites: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    repeatable(monkeypatch)
    said = one(version, suites=suites)
    talk = meet(said, server_context("rsa"))
    stream = b"".join(talk.flights)
    whole = replay(Client(said), [stream])
    assert replay(Client(said), bytewise(stream)) == whole
    assert whole == talk.outs
    assert Established() in whole


def test_start_needs_little_of_cryptography() -> None:
    code = """
import sys
from tlswhy.handshake.client import Client
from tlswhy.model.attempt import Offer
before = set(sys.modules)
assert not [name for name in before if name.startswith("cryptography")]
Client(Offer((0x0304,), (0x1301,), (0x11EC, 29), (0x11EC, 29), (0x0403,))).start()
print(*sorted(set(sys.modules) - before))
"""
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(path for path in sys.path if path)},
    )
    loaded = run.stdout.split()
    assert "cryptography.hazmat.primitives.asymmetric.x25519" in loaded
    assert "cryptography.x509" not in loaded
    assert "cryptography.hazmat.primitives.ciphers.aead" not in loaded
    assert "cryptography.hazmat.primitives.serialization" not in loaded
