"""TLS 1.0 to 1.2 from the ServerHello on (RFC 5246 section 7.3, figure 1).

A suite whose key exchange we cannot compute, and SSL 3.0, are followed as far as the
ServerHelloDone: the certificate and all else the server says in clear is then in the transcript.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from tlswhy.handshake import outs
from tlswhy.handshake.exchange import dhe, share
from tlswhy.handshake.keys import prf
from tlswhy.handshake.outs import Halt
from tlswhy.handshake.protection import protections
from tlswhy.handshake.session import Flow, Session, body, read_alpn, unexpected
from tlswhy.handshake.signatures import certificate_type, encrypted, sign
from tlswhy.handshake.suites import SUITES, Kx, Suite
from tlswhy.wire.extensions import alpn, extended_master_secret, renegotiation_info
from tlswhy.wire.messages import (
    Certificate12,
    CertificateRequest12,
    CertificateStatus,
    CertificateVerify,
    Frame,
    HandshakeType,
    HelloRequest,
    NewSessionTicket12,
    ServerHello,
    ServerHelloDone,
    ServerKeyExchangeDh,
    ServerKeyExchangeEc,
)
from tlswhy.wire.reader import vector
from tlswhy.wire.records import Alert, ContentType

if TYPE_CHECKING:
    from tlswhy.handshake.signatures import PrivateKey, PublicKey

    ServerShare: TypeAlias = ServerKeyExchangeEc | ServerKeyExchangeDh
    Signer: TypeAlias = tuple[PrivateKey, int | None]

_SSL3, _TLS12 = 0x0300, 0x0303
_ENCRYPT_THEN_MAC = 22
_WARNING, _NO_RENEGOTIATION = 1, 100
MOST_AGAIN = 3  # renegotiations of one connection
# Clients refuse smaller primes since Logjam; larger ones than these take a processor's seconds.
_SMALLEST_PRIME, _LARGEST_PRIME = 1024, 8192


def run(session: Session, version: int, server_hello: ServerHello) -> Flow:
    """Everything after the ServerHello, until a new handshake has to begin.

    That is when the server asks for one, as some do to see a certificate.
    """
    chosen = server_hello.extension(alpn.TYPE)
    if chosen is not None:
        session.alpn = read_alpn(chosen.body)
    suite = SUITES.get(server_hello.cipher_suite)
    if suite is None or version == _SSL3:
        yield from _watch(session)
        what = "SSL 3.0" if version == _SSL3 else f"suite {server_hello.cipher_suite:#06x}"
        says = f"this client follows {what} only as far as the ServerHelloDone"
        raise Halt("key-exchange-unsupported", says, outs.HANDSHAKE_FAILURE)
    flight = yield from _server_flight(session, version, suite, server_hello.random)

    hash_ = suite.prf_hash(version)
    randoms = session.hello.random + server_hello.random
    public, premaster = _exchange(session, suite, flight)
    signer = _our_certificate(session, version, flight.request) if flight.request else None
    session.say(HandshakeType.CLIENT_KEY_EXCHANGE, public)
    if server_hello.extension(extended_master_secret.TYPE) is None:
        master = prf(hash_, premaster, b"master secret", randoms, 48)
    else:
        # RFC 7627 section 4: the hash ends with the ClientKeyExchange.
        master = prf(hash_, premaster, b"extended master secret", session.hash(hash_), 48)
    if signer is not None:
        key, scheme = signer
        proof = CertificateVerify(scheme, sign(key, scheme, session.transcript))
        session.say(HandshakeType.CERTIFICATE_VERIFY, proof.write())

    ours, theirs = protections(
        suite,
        version,
        lambda size: prf(
            hash_, master, b"key expansion", server_hello.random + session.hello.random, size
        ),
        encrypt_then_mac=server_hello.extension(_ENCRYPT_THEN_MAC) is not None,
    )
    if session.established:
        session.send(ContentType.CHANGE_CIPHER_SPEC, b"\1")  # under the keys of now
    else:
        session.change_cipher_spec()
    session.writing = ours
    verify_data = prf(hash_, master, b"client finished", session.hash(hash_), 12)
    session.say(HandshakeType.FINISHED, verify_data)

    yield from _change_of_keys(session)
    session.read_with(theirs)
    frame = yield from session.hear(HandshakeType.FINISHED)
    expected = prf(hash_, master, b"server finished", session.hash_before(hash_), 12)
    session.check_finished(expected, frame.body)
    session.finished(verify_data, expected)
    secure = server_hello.extension(renegotiation_info.TYPE) is not None
    yield from _asked_again(session, secure=secure)


class _Flight(Struct, frozen=True):
    """What the server said between its ServerHello and its ServerHelloDone.

    key: None when anonymous, or of a kind we cannot load.
    """

    key: PublicKey | None
    share: ServerShare | None
    request: CertificateRequest12 | None


def _watch(session: Session) -> Flow:
    """Hear the server's flight to its end without looking into it."""
    kinds = (
        HandshakeType.CERTIFICATE,
        HandshakeType.CERTIFICATE_STATUS,
        HandshakeType.SERVER_KEY_EXCHANGE,
        HandshakeType.CERTIFICATE_REQUEST,
        HandshakeType.SERVER_HELLO_DONE,
    )
    frame = yield from session.hear(*kinds)
    while frame.type != HandshakeType.SERVER_HELLO_DONE:
        frame = yield from session.hear(*kinds)


def _server_flight(
    session: Session, version: int, suite: Suite, server_random: bytes
) -> Generator[None, Frame | None, _Flight]:
    key = None
    ends = (HandshakeType.CERTIFICATE_REQUEST, HandshakeType.SERVER_HELLO_DONE)
    due = ends if suite.kx is Kx.RSA else (HandshakeType.SERVER_KEY_EXCHANGE,)
    if suite.anonymous:
        frame = yield from session.hear(*due)
    else:
        frame = yield from session.hear(HandshakeType.CERTIFICATE)
        key = session.leaf(Certificate12.read(body(frame)).certificates)
        frame = yield from session.hear(HandshakeType.CERTIFICATE_STATUS, *due)
        if frame.type == HandshakeType.CERTIFICATE_STATUS:
            CertificateStatus.read(body(frame))
            frame = yield from session.hear(*due)

    theirs = None
    if frame.type == HandshakeType.SERVER_KEY_EXCHANGE:
        kind = ServerKeyExchangeEc if suite.kx is Kx.ECDHE else ServerKeyExchangeDh
        theirs = kind.read(body(frame), version=version, anonymous=suite.anonymous)
        if not suite.anonymous:
            signed = session.hello.random + server_random + theirs.params
            session.check_signature(key, theirs.scheme, theirs.signature, signed)
        frame = yield from session.hear(*ends)

    request = None
    if frame.type == HandshakeType.CERTIFICATE_REQUEST:
        request = CertificateRequest12.read(body(frame), version=version)
        session.certificate_requested = True
        frame = yield from session.hear(HandshakeType.SERVER_HELLO_DONE)
    ServerHelloDone.read(body(frame))
    return _Flight(key, theirs, request)


def _exchange(session: Session, suite: Suite, flight: _Flight) -> tuple[bytes, bytes]:
    """The body of our ClientKeyExchange, and the premaster secret."""
    if isinstance(flight.share, ServerKeyExchangeEc):
        return _ecdhe(session, flight.share)
    if isinstance(flight.share, ServerKeyExchangeDh):
        return _dhe(flight.share)
    # "The version number in the PreMasterSecret is the version offered by the client in the
    # ClientHello.client_version" (RFC 5246 section 7.4.7.1).
    premaster = session.hello.legacy_version.to_bytes(2, "big") + os.urandom(46)
    sealed = encrypted(flight.key, premaster)
    if sealed is None:
        says = f"suite {suite.number:#06x} needs an RSA key in the certificate, and there is none"
        raise Halt("certificate-unusable", says, outs.ILLEGAL_PARAMETER)
    return vector(2, sealed), premaster


def _ecdhe(session: Session, theirs: ServerKeyExchangeEc) -> tuple[bytes, bytes]:
    offered = session.offer.groups
    if (offered and theirs.group not in offered) or theirs.group >= 0x0100:
        says = f"the server's key exchange uses curve {theirs.group:#06x}, which was not offered"
        raise Halt("group-not-offered", says, outs.ILLEGAL_PARAMETER)
    session.group = theirs.group
    ours = share(theirs.group)
    if ours is None:
        says = f"this client cannot compute curve {theirs.group:#06x}"
        raise Halt("key-exchange-unsupported", says, outs.HANDSHAKE_FAILURE)
    return vector(1, ours.public), session.shared_secret(ours, theirs.public)


def _dhe(theirs: ServerKeyExchangeDh) -> tuple[bytes, bytes]:
    bits = int.from_bytes(theirs.p, "big").bit_length()
    if bits < _SMALLEST_PRIME:
        says = f"the server's Diffie-Hellman prime has {bits} bits, under {_SMALLEST_PRIME}"
        raise Halt("dh-too-small", says, outs.INSUFFICIENT_SECURITY)
    if bits > _LARGEST_PRIME:
        says = f"the server's Diffie-Hellman prime has {bits} bits, over {_LARGEST_PRIME}"
        raise Halt("key-exchange-unsupported", says, outs.HANDSHAKE_FAILURE)
    try:
        public, premaster = dhe(theirs.p, theirs.g, theirs.public)
    except ValueError as bad:
        raise Halt("share-invalid", f"Diffie-Hellman: {bad}", outs.ILLEGAL_PARAMETER) from None
    return vector(2, public), premaster


def _our_certificate(
    session: Session, version: int, request: CertificateRequest12
) -> Signer | None:
    """Answer the request: empty-handed when we have no key that can sign as it wants."""
    ours = session.certificate
    signer = _signer(session, version, request)
    chain = ours.chain if ours and signer else ()
    session.say(HandshakeType.CERTIFICATE, Certificate12(chain).write())
    return signer


def _signer(session: Session, version: int, request: CertificateRequest12) -> Signer | None:
    key = session.key
    kind = certificate_type(key) if key is not None else None
    if key is None or kind is None or kind not in request.certificate_types:
        return None
    able = session.schemes(version)
    if request.schemes is None:
        return (key, None) if able else None
    return next(((key, scheme) for scheme in request.schemes if scheme in able), None)


def _change_of_keys(session: Session) -> Flow:
    """Wait for the ChangeCipherSpec; a ticket may come first (RFC 5077 section 3.3)."""
    frame = yield
    if frame is not None and frame.type == HandshakeType.NEW_SESSION_TICKET:
        NewSessionTicket12.read(body(frame))
        session.transcript += frame.write()
        frame = yield
    if frame is not None:
        raise unexpected(frame, "change_cipher_spec")


def _asked_again(session: Session, *, secure: bool) -> Flow:
    """Wait until the server wants a new handshake.

    It is declined where nothing binds it to the one before (RFC 5746 section 4.2).
    """
    while True:
        frame = yield
        if frame is None or frame.type != HandshakeType.HELLO_REQUEST:
            raise unexpected(frame, "hello_request")
        HelloRequest.read(body(frame))
        if secure and session.again < MOST_AGAIN:
            return
        session.send(ContentType.ALERT, Alert(_WARNING, _NO_RENEGOTIATION).write())
