"""What TLS 1.3 has besides: compressed certificates, and requests after the handshake."""

from __future__ import annotations

import zlib

import pytest

from handshake.peer import certificate, client_certificate, key, offer
from handshake.scripted import SUITE_13, Script13
from tlswhy.handshake.client import Established, Fault, Opened, Out, Write
from tlswhy.handshake.keys import digest, finished_data
from tlswhy.handshake.signatures import leaf_key, verifies
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
    return CertificateRequest13(
        context, (Extension(signature_algorithms.TYPE, schemes.write()),)
    )


def asked(script: Script13, context: bytes = CONTEXT) -> list[Frame]:
    """Ask after the handshake; the messages that came back, as the server decrypts them."""
    outs = script.record(22, wrap(HandshakeType.CERTIFICATE_REQUEST, request(context).write()))
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


def established(*, with_certificate: bool) -> Script13:
    ours = client_certificate("SECP256R1") if with_certificate else None
    script = Script13(said(post_handshake=True), ours)
    outs = script.to_finished()
    # Our Finished is the last of what the server's context of a late request holds.
    (finished,) = (o for o in outs if isinstance(o, Opened) and o.way is Way.OURS)
    script.transcript += finished.plaintext
    return script


class TestLateRequest:
    def test_it_is_answered_with_the_certificate(self) -> None:
        script = established(with_certificate=True)
        assert not script.client.certificate_requested
        certified, proof, finished = asked(script)
        assert script.client.certificate_requested
        sent = Certificate13.read(Reader(certified.body, "certificate"))
        assert sent.request_context == CONTEXT
        assert [entry.data for entry in sent.entries] == [certificate("SECP256R1")]

        context = script.transcript + wrap(HandshakeType.CERTIFICATE_REQUEST, request().write())
        context += certified.write()
        signed = b" " * 64 + b"TLS 1.3, client CertificateVerify\0" + digest("sha256", context)
        made = CertificateVerify.read(Reader(proof.body, "proof"), version=0x0304)
        public = leaf_key(certificate("SECP256R1"))
        assert public is not None
        assert verifies(public, made.scheme, made.signature, signed)

        context += proof.write()
        secret, _ = script.schedule.application(script.hash_of_server_flight)
        assert finished.body == finished_data("sha256", secret, digest("sha256", context))

    def test_without_a_certificate_the_answer_is_empty(self) -> None:
        script = established(with_certificate=False)
        certified, finished = asked(script)
        assert Certificate13.read(Reader(certified.body, "certificate")) == Certificate13(
            CONTEXT, ()
        )
        assert finished.type == HandshakeType.FINISHED

    def test_each_request_stands_for_itself(self) -> None:
        script = established(with_certificate=False)
        first, again = asked(script), asked(script)
        assert [frame.body for frame in first] == [frame.body for frame in again]
        assert asked(script, b"late-2") != first

    def test_new_keys_give_another_finished(self) -> None:
        script = established(with_certificate=False)
        _, before = asked(script)
        script.record(22, wrap(HandshakeType.KEY_UPDATE, KeyUpdate(0).write()))
        assert script.code is None

        update = established(with_certificate=False)
        update.record(22, wrap(HandshakeType.KEY_UPDATE, KeyUpdate(1).write()))
        assert update.code is None
        assert before.type == HandshakeType.FINISHED

    def test_it_has_to_be_offered(self) -> None:
        script = Script13(said())
        script.to_finished()
        script.record(22, wrap(HandshakeType.CERTIFICATE_REQUEST, request().write()))
        assert (script.code, script.our_alert()) == ("unexpected-message", 10)

    def test_one_that_cannot_be_read(self) -> None:
        script = established(with_certificate=False)
        script.record(22, wrap(HandshakeType.CERTIFICATE_REQUEST, b"\9"))
        assert (script.code, script.our_alert()) == ("malformed", 50)


def test_the_key_is_that_of_the_certificate() -> None:
    assert key("SECP256R1").public_key() == leaf_key(certificate("SECP256R1"))
