"""TLS 1.3 from the ServerHello on (RFC 8446 section 2, figure 1)."""

from __future__ import annotations

from tlswhy.handshake import outs
from tlswhy.handshake.keys import Schedule, finished_data, next_secret
from tlswhy.handshake.outs import Halt
from tlswhy.handshake.protection import protection13
from tlswhy.handshake.session import Flow, Session, body, read_alpn, unexpected
from tlswhy.handshake.signatures import sign
from tlswhy.handshake.suites import Suite
from tlswhy.wire.extensions import alpn, encrypted_client_hello, key_share
from tlswhy.wire.messages import (
    Certificate13,
    CertificateEntry,
    CertificateRequest13,
    CertificateVerify,
    CompressedCertificate,
    EncryptedExtensions,
    Finished,
    Frame,
    HandshakeType,
    KeyUpdate,
    ServerHello,
)
from tlswhy.wire.reader import Malformed, Reader
from tlswhy.wire.records import ContentType

_TLS13 = 0x0304
MOST_REQUESTS = 8  # for a certificate after the handshake: each costs us a signature


def run(session: Session, suite: Suite, server_hello: ServerHello) -> Flow:
    """Everything after the ServerHello, for as long as the connection lasts."""
    schedule = Schedule(suite.hash, _shared(session, server_hello))
    ours, theirs = schedule.handshake(session.hash(suite.hash))
    session.read_with(protection13(suite, theirs))
    session.writing = protection13(suite, ours)

    frame = yield from session.hear(HandshakeType.ENCRYPTED_EXTENSIONS)
    _encrypted_extensions(session, EncryptedExtensions.read(body(frame)))

    shown = [HandshakeType.CERTIFICATE]
    if session.offer.compress:
        shown.append(HandshakeType.COMPRESSED_CERTIFICATE)
    frame = yield from session.hear(HandshakeType.CERTIFICATE_REQUEST, *shown)
    request = None
    if frame.type == HandshakeType.CERTIFICATE_REQUEST:
        request = CertificateRequest13.read(body(frame))
        session.certificate_requested = True
        frame = yield from session.hear(*shown)
    chain = _certificate(session, frame)
    key = session.leaf(tuple(entry.data for entry in chain.entries))

    frame = yield from session.hear(HandshakeType.CERTIFICATE_VERIFY)
    proof = CertificateVerify.read(body(frame), version=_TLS13)
    signed = _signed("server", session.hash_before(suite.hash))
    session.check_signature(key, proof.scheme, proof.signature, signed)

    frame = yield from session.hear(HandshakeType.FINISHED)
    expected = finished_data(suite.hash, theirs, session.hash_before(suite.hash))
    session.check_finished(expected, frame.body)
    our_traffic, their_traffic = schedule.application(session.hash(suite.hash))
    session.read_with(protection13(suite, their_traffic))

    session.change_cipher_spec()
    if request is not None:
        _our_certificate(session, suite, request)
    verify_data = finished_data(suite.hash, ours, session.hash(suite.hash))
    session.say(HandshakeType.FINISHED, Finished(verify_data).write())
    session.writing = protection13(suite, our_traffic)
    session.finished(verify_data, frame.body)
    yield from _afterwards(session, suite, our_traffic, their_traffic)


def _certificate(session: Session, frame: Frame) -> Certificate13:
    if frame.type == HandshakeType.CERTIFICATE:
        return Certificate13.read(body(frame))
    packed = CompressedCertificate.read(body(frame))
    if packed.algorithm not in session.offer.compress:
        says = f"the certificate is compressed by algorithm {packed.algorithm}, not offered"
        raise Halt("compression", says, outs.ILLEGAL_PARAMETER)
    try:
        return packed.decompress()
    except Malformed as bad:
        # "MUST be terminated with the bad_certificate alert" (RFC 8879 section 4).
        raise Halt("malformed", str(bad), outs.BAD_CERTIFICATE) from None


def _shared(session: Session, server_hello: ServerHello) -> bytes:
    chosen = server_hello.extension(key_share.TYPE)
    if chosen is None:
        says = "the ServerHello of TLS 1.3 has no key_share"
        raise Halt("malformed", says, outs.ILLEGAL_PARAMETER)
    entry = key_share.KeyShareServer.read(Reader(chosen.body, "key_share")).entry
    ours = session.shares.get(entry.group)
    if ours is None:
        says = (
            f"the server's key share is of group {entry.group:#06x}; the client sent none for that"
        )
        raise Halt("group-not-offered", says, outs.ILLEGAL_PARAMETER)
    session.group = entry.group
    return session.shared_secret(ours, entry.key_exchange)


def _encrypted_extensions(session: Session, message: EncryptedExtensions) -> None:
    session.check_extensions(message.extensions)
    retry = message.extension(encrypted_client_hello.TYPE)
    if retry is not None:
        if session.ech:
            says = "the server sends other ECH configurations, and has accepted the encrypted hello"
            raise Halt("extension-not-offered", says, outs.UNSUPPORTED_EXTENSION)
        # "the client MUST check that it is syntactically valid" (RFC 9849 section 6.1.6).
        configs = Reader(retry.body, "encrypted_client_hello")
        encrypted_client_hello.EchConfigList.read(configs)
    chosen = message.extension(alpn.TYPE)
    if chosen is not None:
        session.alpn = read_alpn(chosen.body)


def _our_certificate(session: Session, suite: Suite, request: CertificateRequest13) -> None:
    """Answer the request: empty-handed when we have no key that can sign as it wants."""
    ours, key = session.certificate, session.key
    able = session.schemes(_TLS13)
    scheme = next((scheme for scheme in request.schemes if scheme in able), None)
    chain = ours.chain if ours and scheme is not None else ()
    entries = tuple(CertificateEntry(der, ()) for der in chain)
    session.say(HandshakeType.CERTIFICATE, Certificate13(request.request_context, entries).write())
    if key is not None and scheme is not None:
        signature = sign(key, scheme, _signed("client", session.hash(suite.hash)))
        session.say(HandshakeType.CERTIFICATE_VERIFY, CertificateVerify(scheme, signature).write())


def _signed(side: str, transcript: bytes) -> bytes:
    """What a CertificateVerify signs (RFC 8446 section 4.4.3)."""
    return b" " * 64 + f"TLS 1.3, {side} CertificateVerify".encode() + b"\0" + transcript


def _afterwards(session: Session, suite: Suite, ours: bytes, theirs: bytes) -> Flow:
    """Tickets, which we never use, new keys, late requests (RFC 8446 section 4.6)."""
    asked = 0
    due = [HandshakeType.NEW_SESSION_TICKET, HandshakeType.KEY_UPDATE]
    if session.offer.post_handshake:
        due.append(HandshakeType.CERTIFICATE_REQUEST)
    while True:
        frame = yield
        if frame is None or frame.type not in due:
            raise unexpected(frame, *(kind.name.lower() for kind in due))
        if frame.type == HandshakeType.KEY_UPDATE:
            theirs = next_secret(suite.hash, theirs)
            session.read_with(protection13(suite, theirs))
            ours = _answer(session, suite, frame, ours)
        elif frame.type == HandshakeType.CERTIFICATE_REQUEST:
            asked += 1
            if asked > MOST_REQUESTS:
                says = f"the server has asked for our certificate {asked} times"
                raise Halt("too-much", says, outs.UNEXPECTED_MESSAGE)
            _show_late(session, suite, frame, ours)


def _show_late(session: Session, suite: Suite, frame: Frame, ours: bytes) -> None:
    """Answer a request that came after the handshake (RFC 8446 section 4.6.2).

    Each request goes with the handshake's own messages alone (section 4.4), so what is said here
    leaves the transcript as it was. ours: our application traffic secret of now.
    """
    request = CertificateRequest13.read(body(frame))
    session.certificate_requested = True
    handshake = session.transcript
    session.transcript += frame.write()
    _our_certificate(session, suite, request)
    verify_data = finished_data(suite.hash, ours, session.hash(suite.hash))
    session.say(HandshakeType.FINISHED, Finished(verify_data).write())
    session.transcript = handshake


def _answer(session: Session, suite: Suite, frame: Frame, ours: bytes) -> bytes:
    """Change our keys too if the peer asks for it; the secret that then holds."""
    if not KeyUpdate.read(body(frame)).request:
        return ours
    update = Frame(HandshakeType.KEY_UPDATE, KeyUpdate(0).write(), 0).write()
    session.send(ContentType.HANDSHAKE, update)
    session.flush()
    ours = next_secret(suite.hash, ours)
    session.writing = protection13(suite, ours)
    return ours
