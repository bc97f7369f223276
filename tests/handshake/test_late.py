"""What TLS 1.3 has besides: compressed certificates, and requests after the handshake."""

from __future__ import annotations

import zlib

import pytest

from handshake.peer import certificate, client_certificate, offer
from handshake.scripted import SUITE_13, Script13
from tlswhy.handshake.client import MOST_IDLE, Established, Fault, Opened, Out, Write
from tlswhy.handshake.keys import digest, finished_data, next_secret
from tlswhy.handshake.protection import protection13
from tlswhy.handshake.signatures import leaf_key, verifies
from tlswhy.handshake.suites import SUITES
from tlswhy.handshake.tls13 import MOST_REQUESTS
from tlswhy.model.attempt import Offer
from tlswhy.model.transcript import Way
from tlswhy.wire.extensions import signature_algorithms
from tlswhy.wire.messages import (
    Certificate13,
    CertificateEntry,
    CertificateRequest13,
    CertificateVerify,
    CompressedCertificate,
    Extension,
    Frame,
    HandshakeType,
    KeyUpdate,
    frames,
    wrap,
)
from tlswhy.wire.reader import Reader
from tlswhy.wire.records import split

CONTEXT = b"late-1"


def said(*, compress: tuple[int, ...] = (), post_handshake: bool = False) -> Offer:
    return offer(
        versions=(0x0304,), suites=(SUITE_13,), compress=compress, post_handshake=post_handshake
    )


def packed(algorithm: int = 1, size: int | None = None, body: bytes | None = None) -> bytes:
    """A CompressedCertificate with the server's certificate."""
    entries = (CertificateEntry(certificate("SECP256R1"), ()),)
    plain = Certificate13(b"", entries).write() if body is None else body
    length = len(plain) if size is None else size
    return CompressedCertificate(algorithm, length, zlib.compress(plain)).write()


def shown(script: Script13, message: bytes) -> list[Out]:
    script.encrypted_extensions()
    return script.say(HandshakeType.COMPRESSED_CERTIFICATE, message)


class TestCompressed:
    def test_it_is_read_and_counts_as_it_was_sent(self) -> None:
        script = Script13(said(compress=(1,)))
        shown(script, packed())
        script.verify()
        assert Established() in script.finished()

    def test_a_server_need_not_compress(self) -> None:
        assert Established() in Script13(said(compress=(1,))).to_finished()

    def test_after_a_request_too(self) -> None:
        script = Script13(said(compress=(1,)))
        script.encrypted_extensions()
        script.say(HandshakeType.CERTIFICATE_REQUEST, request(b"").write())
        script.say(HandshakeType.COMPRESSED_CERTIFICATE, packed())
        script.verify()
        assert Established() in script.finished()

    def test_it_has_to_be_offered(self) -> None:
        script = Script13(said())
        shown(script, packed())
        assert (script.code, script.our_alert()) == ("unexpected-message", 10)

    def test_so_has_the_algorithm(self) -> None:
        script = Script13(said(compress=(1,)))
        shown(script, packed(algorithm=2))
        assert (script.code, script.our_alert()) == ("compression", 47)
        assert script.fault is not None
        assert script.fault.says == "the certificate is compressed by algorithm 2, not offered"

    @pytest.mark.parametrize(
        ("message", "says"),
        [
            (packed(size=5), "compressed_certificate.uncompressed_length at byte 6: says 5 bytes"),
            (packed(body=b"junk"), "compressed_certificate.certificate"),
        ],
    )
    def test_what_does_not_open_ends_it(self, message: bytes, says: str) -> None:
        script = Script13(said(compress=(1,)))
        shown(script, message)
        assert (script.code, script.our_alert()) == ("malformed", 42)
        assert script.fault is not None
        assert script.fault.says.startswith(says)

    def test_an_algorithm_we_offer_and_cannot_undo(self) -> None:
        script = Script13(said(compress=(1, 2)))
        shown(script, packed(algorithm=2))
        assert (script.code, script.our_alert()) == ("malformed", 42)


def request(context: bytes = CONTEXT) -> CertificateRequest13:
    schemes = signature_algorithms.SignatureAlgorithms((0x0403,))
    return CertificateRequest13(context, (Extension(signature_algorithms.TYPE, schemes.write()),))


def request_message() -> bytes:
    return wrap(HandshakeType.CERTIFICATE_REQUEST, request().write())


def asked(script: Script13) -> list[Frame]:
    """Ask after the handshake; the messages that came back, as the server decrypts them."""
    outs = script.record(22, request_message())
    assert not [out for out in outs if isinstance(out, Fault)]
    assert script.reading is not None
    plain = b""
    for out in outs:
        if isinstance(out, Write):
            records, _ = split(out.data)
            plain += b"".join(script.reading.open(record)[1] for record in records)
    assert plain == b"".join(
        out.plaintext for out in outs if isinstance(out, Opened) and out.way is Way.OURS
    )
    found, rest = frames(plain)
    assert not rest
    return found


def established(*, certified: bool = False) -> Script13:
    script = Script13(
        said(post_handshake=True), client_certificate("SECP256R1") if certified else None
    )
    outs = script.to_finished()
    # The context of a late request goes up to the client's Finished.
    (finished,) = (out for out in outs if isinstance(out, Opened) and out.way is Way.OURS)
    script.transcript += finished.plaintext
    return script


def traffic_secrets(script: Script13) -> tuple[bytes, bytes]:
    """The client's and the server's, which are made before the client's Finished."""
    finished = len(wrap(HandshakeType.FINISHED, bytes(32)))
    return script.schedule.application(digest("sha256", script.transcript[:-finished]))


class TestLateRequest:
    def test_it_is_answered_with_the_certificate(self) -> None:
        script = established(certified=True)
        assert not script.client.certificate_requested
        chain, proof, finished = asked(script)
        assert script.client.certificate_requested
        sent = Certificate13.read(Reader(chain.body, "certificate"))
        assert sent.request_context == CONTEXT
        assert [entry.data for entry in sent.entries] == [certificate("SECP256R1")]

        context = script.transcript + request_message() + chain.write()
        signed = b" " * 64 + b"TLS 1.3, client CertificateVerify\0" + digest("sha256", context)
        made = CertificateVerify.read(Reader(proof.body, "proof"), version=0x0304)
        public = leaf_key(certificate("SECP256R1"))
        assert public is not None
        assert verifies(public, made.scheme, made.signature, signed)

        secret, _ = traffic_secrets(script)
        whole = digest("sha256", context + proof.write())
        assert finished.body == finished_data("sha256", secret, whole)

    def test_without_a_certificate_the_answer_is_empty(self) -> None:
        chain, finished = asked(established())
        assert chain.body == Certificate13(CONTEXT, ()).write()
        assert finished.type == HandshakeType.FINISHED

    def test_each_request_stands_for_itself(self) -> None:
        script = established()
        first, again = asked(script), asked(script)
        assert [frame.body for frame in first] == [frame.body for frame in again]

    def test_the_keys_of_now_count(self) -> None:
        script = established()
        client, server = (next_secret("sha256", old) for old in traffic_secrets(script))
        script.record(22, wrap(HandshakeType.KEY_UPDATE, KeyUpdate(1).write()))
        script.writing = protection13(SUITES[SUITE_13], server)
        script.reading = protection13(SUITES[SUITE_13], client)
        chain, finished = asked(script)
        context = digest("sha256", script.transcript + request_message() + chain.write())
        assert finished.body == finished_data("sha256", client, context)

    def test_the_ninth_is_too_much(self) -> None:
        script = established(certified=True)
        for _ in range(MOST_REQUESTS):
            asked(script)
        script.record(22, request_message())
        assert script.code == "too-much"

    def test_so_are_new_keys_without_end(self) -> None:
        script = established()
        assert script.writing is not None
        _, secret = traffic_secrets(script)
        for _ in range(MOST_IDLE + 1):
            script.record(22, wrap(HandshakeType.KEY_UPDATE, KeyUpdate(1).write()))
            secret = next_secret("sha256", secret)
            script.writing = protection13(SUITES[SUITE_13], secret)
        assert script.code == "too-much"

    def test_it_has_to_be_offered(self) -> None:
        script = Script13(said())
        script.to_finished()
        script.record(22, request_message())
        assert (script.code, script.our_alert()) == ("unexpected-message", 10)

    def test_one_that_cannot_be_read(self) -> None:
        script = established()
        script.record(22, wrap(HandshakeType.CERTIFICATE_REQUEST, b"\x09"))
        assert (script.code, script.our_alert()) == ("malformed", 50)
