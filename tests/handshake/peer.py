"""The interpreter's own TLS as the peer, over memory, and the certificates it needs."""

from __future__ import annotations

import ssl
import tempfile
import warnings
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID

from tlswhy.handshake.client import Client, Fault, Out, Write
from tlswhy.handshake.exchange import share
from tlswhy.model.attempt import ClientCertificate, Offer, Secret

GROUPS = (0x11EC, 29, 23, 24, 25)
SCHEMES = (0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601)
SUITES_13 = (0x1302, 0x1303, 0x1301)
SUITES_12 = (0xC02C, 0xC030, 0xC02B, 0xC02F, 0xCCA9, 0xCCA8, 0xC009, 0xC013, 0xC014)

# The group ffdhe2048 of RFC 7919: openssl genpkey -genparam -algorithm DH -pkeyopt group:ffdhe2048
FFDHE2048 = """\
-----BEGIN DH PARAMETERS-----
MIIBCAKCAQEA//////////+t+FRYortKmq/cViAnPTzx2LnFg84tNpWp4TZBFGQz
+8yTnc4kmz75fS/jY2MMddj2gbICrsRhetPfHtXV/WVhJDP1H18GbtCFY2VVPe0a
87VXE15/V8k1mE8McODmi3fipona8+/och3xWKE2rec1MKzKT0g6eXq8CrGCsyT7
YdEIqUuyyOP7uWrat2DX9GgdT0Kj3jlN9K5W7edjcrsZCwenyO4KbXCeAvzhzffi
7MA0BM0oNC9hkXL+nOmFg/+OTxIy7vKBg8P+OxtMb61zO7X8vC7CIAXFjvGDfRaD
ssbzSibBsu/6iGtCOGEoXJf//////////wIBAg==
-----END DH PARAMETERS-----
"""

Key = (
    rsa.RSAPrivateKey
    | ec.EllipticCurvePrivateKey
    | ed25519.Ed25519PrivateKey
    | ed448.Ed448PrivateKey
)


def offer(  # the common one; a test changes what it is about
    *,
    versions: tuple[int, ...] = (0x0304, 0x0303),
    suites: tuple[int, ...] = SUITES_13 + SUITES_12,
    groups: tuple[int, ...] = GROUPS,
    shares: tuple[int, ...] = (29,),
    schemes: tuple[int, ...] = SCHEMES,
    alpn: tuple[str, ...] = (),
    sni: str | None = "a.test",
    pad_to: int = 0,
    compress: tuple[int, ...] = (),
    post_handshake: bool = False,
) -> Offer:
    return Offer(
        versions,
        suites,
        groups,
        shares,
        schemes,
        alpn,
        sni,
        pad_to,
        compress=compress,
        post_handshake=post_handshake,
    )


@cache
def key(kind: str) -> Key:
    if kind == "rsa":
        return rsa.generate_private_key(public_exponent=65537, key_size=2048)
    if kind == "ed25519":
        return ed25519.Ed25519PrivateKey.generate()
    if kind == "ed448":
        return ed448.Ed448PrivateKey.generate()
    curve: ec.EllipticCurve = getattr(ec, kind)()
    return ec.generate_private_key(curve)


@cache
def certificate(kind: str) -> bytes:
    """A self-signed certificate in DER for the key of that kind."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a.test")])
    ours = key(kind)
    plain = isinstance(ours, ed25519.Ed25519PrivateKey | ed448.Ed448PrivateKey)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(ours.public_key())
        .serial_number(4711)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2049, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(ours, None if plain else hashes.SHA256())
    )
    return made.public_bytes(Encoding.DER)


def client_certificate(kind: str) -> ClientCertificate:
    der = key(kind).private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return ClientCertificate((certificate(kind),), Secret(der.hex()))


_same_share = cache(share)


def repeatable(patch: pytest.MonkeyPatch) -> None:
    """Let every client made from now on draw the same key shares and random bytes."""
    patch.setattr("tlswhy.handshake.client.share", _same_share)
    patch.setattr("tlswhy.handshake.tls12.share", _same_share)
    patch.setattr("os.urandom", lambda size: b"\7" * size)


def replay(client: Client, pieces: Iterable[bytes]) -> list[Out]:
    """What a client makes of a recorded server."""
    client.start()
    return [out for piece in pieces for out in client.feed(piece)]


def bytewise(data: bytes) -> list[bytes]:
    return [bytes((byte,)) for byte in data]


def server_context(kind: str = "SECP256R1") -> ssl.SSLContext:
    """A server that shows the certificate of that kind and allows everything old."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.options &= ~ssl.OP_NO_TICKET
    pem = key(kind).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pair.pem"
        path.write_bytes(pem + ssl.DER_cert_to_PEM_cert(certificate(kind)).encode())
        context.load_cert_chain(path)
        path.write_text(FFDHE2048)
        context.load_dh_params(str(path))
    context.set_ciphers("ALL:COMPLEMENTOFALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
    return context


AnOut = TypeVar("AnOut")


class Peer:
    """A server of the standard library, fed by hand."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self.inbox, self.outbox = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.tls = context.wrap_bio(self.inbox, self.outbox, server_side=True)
        self.done = False
        self.error: ssl.SSLError | None = None
        self.heard = b""

    def feed(self, data: bytes) -> bytes:
        """What it answers."""
        self.inbox.write(data)
        try:
            if not self.done:
                self.tls.do_handshake()
                self.done = True
            while True:
                self.heard += self.tls.read(2**16)
        except ssl.SSLWantReadError:
            pass
        except ssl.SSLError as bad:
            self.error = bad
        return self.outbox.read()


class Talk:
    """What came of one connection. flights: the server's bytes, in the pieces they came in."""

    def __init__(self, client: Client, peer: Peer) -> None:
        self.client, self.peer = client, peer
        self.outs: list[Out] = []
        self.flights: list[bytes] = []
        self.hello = client.start()
        self.go(self.hello)

    def go(self, data: bytes) -> None:
        """Send these bytes, then let both talk until neither has anything to say."""
        while data:
            answer = self.peer.feed(data)
            data = b""
            if answer:
                self.flights.append(answer)
                new = self.client.feed(answer)
                self.outs.extend(new)
                data = b"".join(out.data for out in new if isinstance(out, Write))

    def some(self, kind: type[AnOut]) -> list[AnOut]:
        return [out for out in self.outs if isinstance(out, kind)]

    @property
    def faults(self) -> list[str]:
        return [out.code for out in self.outs if isinstance(out, Fault)]
