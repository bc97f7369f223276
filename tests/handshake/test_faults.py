"""Each thing that a server may not do: the fault, its sentence and the alert that goes out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import tlswhy.handshake.client as handshake_client
from handshake.peer import certificate, client_certificate, key, offer
from handshake.scripted import (
    SUITE_13,
    Script,
    Script12,
    Script13,
    chooses_13,
    server_hello,
    server_share,
)
from tlswhy.handshake.client import (
    MOST_IDLE,
    AlertGot,
    Application,
    Client,
    Established,
    Fault,
    Opened,
    PeerDone,
    Write,
)
from tlswhy.handshake.exchange import share
from tlswhy.handshake.keys import next_secret
from tlswhy.handshake.protection import protection13
from tlswhy.handshake.signatures import sign
from tlswhy.handshake.suites import SUITES
from tlswhy.model.attempt import Offer
from tlswhy.model.transcript import Way
from tlswhy.wire.extensions import cookie, key_share, renegotiation_info
from tlswhy.wire.messages import (
    RETRY_RANDOM,
    Certificate12,
    ClientHello,
    Extension,
    HandshakeType,
    ServerHello,
    wrap,
)
from tlswhy.wire.reader import Reader, vector
from tlswhy.wire.records import Record

TLS12 = offer(versions=(0x0303,), shares=())
BOTH = offer()
NEW = offer(versions=(0x0304,))
H = HandshakeType


# Before the ServerHello


@pytest.mark.parametrize("answer", [b"HTTP/1.1 400 Bad Request\r\n", b"\x80\x03", b"\x15\x02\x00"])
def test_what_is_no_tls(answer: bytes) -> None:
    script = Script(BOTH)
    script.raw(answer)
    assert script.code == "not-tls"
    assert not [out for out in script.outs if isinstance(out, Write)]


def test_a_page_after_an_alert() -> None:
    script = Script(BOTH)
    outs = script.raw(bytes.fromhex("15030100020228") + b"<html>")
    assert outs == [AlertGot(2, 40)]


def test_a_page_after_a_record_is_malformed() -> None:
    script = Script(BOTH)
    script.raw(bytes.fromhex("15030100020170") + b"<html>")
    assert script.outs[0] == AlertGot(1, 112)
    assert script.code == "malformed"
    assert script.our_alert() == 50


def test_a_warning_does_not_end_it() -> None:
    script = Script(TLS12)
    script.record(21, bytes((1, 112)))
    server_hello(script)
    assert script.outs == [AlertGot(1, 112)]


def test_an_alert_of_three_bytes() -> None:
    script = Script(BOTH)
    script.record(21, b"\1\2\3")
    assert script.code == "malformed"


def test_close_notify_before_anything() -> None:
    script = Script(BOTH)
    assert script.record(21, b"\1\0") == [PeerDone()]
    assert script.record(21, b"\1\0") == []


@pytest.mark.parametrize(("type_", "payload"), [(20, b"\1"), (23, b"data"), (24, b"\1\0\0")])
def test_records_that_may_not_come_first(type_: int, payload: bytes) -> None:
    script = Script(BOTH)
    script.record(type_, payload)
    assert script.code == "unexpected-message"
    assert script.our_alert() == 10


@pytest.mark.parametrize("type_", [H.FINISHED, H.CERTIFICATE, 77])
def test_messages_that_may_not_come_first(type_: int) -> None:
    script = Script(BOTH)
    script.say(type_, b"")
    assert script.fault is not None
    assert script.fault.code == "unexpected-message"
    assert script.fault.says.endswith("came where server_hello was due")


def test_a_hello_request_is_ignored() -> None:
    script = Script(TLS12)
    assert script.record(22, wrap(H.HELLO_REQUEST, b"")) == []
    server_hello(script)
    assert not script.outs


def test_a_message_of_a_megabyte() -> None:
    script = Script(BOTH)
    script.record(22, bytes.fromhex("02ffffff"))
    assert script.code == "malformed"


# The ServerHello


def test_half_a_server_hello() -> None:
    script = Script(BOTH)
    script.say(H.SERVER_HELLO, bytes(20))
    assert script.fault == Fault(
        "malformed", "server_hello.random at byte 6: needs 32 bytes, 18 are left"
    )
    assert script.our_alert() == 50


@pytest.mark.parametrize(("version", "name"), [(0x0301, "TLS 1.0"), (0x0300, "SSL 3.0")])
def test_an_old_version(version: int, name: str) -> None:
    script = Script(BOTH)
    server_hello(script, version=version)
    says = f"the server chose {name}; the client offers TLS 1.3 and TLS 1.2"
    assert script.fault == Fault("version-not-offered", says)
    assert script.our_alert() == 70
    assert script.client.version == version


def test_an_unknown_version() -> None:
    script = Script(BOTH)
    server_hello(script, version=0x7F1C)
    assert script.fault is not None
    assert "version 0x7f1c" in script.fault.says


def test_tls_13_in_the_old_place() -> None:
    script = Script(BOTH)
    server_hello(script, version=0x0304, suite=SUITE_13)
    assert script.code == "version-not-offered"
    assert script.our_alert() == 47


def test_tls_12_in_the_new_place() -> None:
    script = Script(BOTH)
    server_hello(script, extensions=chooses_13(version=0x0303))
    assert script.code == "version-not-offered"


def test_supported_versions_cut() -> None:
    script = Script(BOTH)
    server_hello(script, extensions=[Extension(43, b"\3")])
    assert script.code == "malformed"


@pytest.mark.parametrize(
    ("said", "version", "end"),
    [
        (BOTH, 0x0303, b"DOWNGRD\1"),
        (offer(versions=(0x0304, 0x0303, 0x0302)), 0x0302, b"DOWNGRD\0"),
        (offer(versions=(0x0303, 0x0302), shares=()), 0x0302, b"DOWNGRD\0"),
    ],
)
def test_downgrade(said: Offer, version: int, end: bytes) -> None:
    script = Script(said)
    server_hello(script, version=version, suite=0xC009, random=bytes(24) + end)
    assert script.code == "downgrade"
    assert script.our_alert() == 47


def test_a_server_of_tls_12_may_say_that_it_knows_tls_13() -> None:
    script = Script(TLS12)
    server_hello(script, random=bytes(24) + b"DOWNGRD\1")
    assert script.code is None


@pytest.mark.parametrize("suite", [0x0005, SUITE_13])
def test_a_suite_that_does_not_belong(suite: int) -> None:
    script = Script(BOTH)
    server_hello(script, suite=suite)
    assert script.code == "suite-not-offered"
    assert script.our_alert() == 47


def test_a_suite_of_tls_12_in_tls_13() -> None:
    script = Script(BOTH)
    server_hello(script, suite=0xC02B, extensions=chooses_13())
    assert script.code == "suite-not-offered"


def test_a_suite_of_tls_12_in_tls_11() -> None:
    script = Script(offer(versions=(0x0303, 0x0302)))
    server_hello(script, version=0x0302, suite=0xC02B)
    assert script.code == "suite-not-offered"


def test_a_suite_of_tls_13_that_we_cannot_compute() -> None:
    script = Script(offer(versions=(0x0304,), suites=(0x13FF,)))
    server_hello(script, suite=0x13FF, extensions=chooses_13())
    assert script.code == "key-exchange-unsupported"
    assert script.our_alert() == 40


def test_compression() -> None:
    script = Script(TLS12)
    server_hello(script, compression=1)
    assert script.code == "compression"


def test_another_session_id() -> None:
    script = Script(NEW)
    server_hello(script, suite=SUITE_13, extensions=chooses_13(), session_id=bytes(32))
    assert script.code == "session-id"


def test_an_extension_nobody_asked_for() -> None:
    script = Script(TLS12)
    server_hello(script, extensions=[Extension(0xFF01, b"\0"), Extension(0x1234, b"")])
    assert script.fault == Fault(
        "extension-not-offered", "the server answers extension 4660, which was not offered"
    )
    assert script.our_alert() == 110


@pytest.mark.parametrize("names", [b"", b"\2h2\2h3"])
def test_alpn_answers_with_one_name(names: bytes) -> None:
    script = Script(offer(versions=(0x0303,), shares=(), alpn=("h2",)))
    server_hello(script, extensions=[Extension(16, vector(2, names))])
    assert script.code == "malformed"


# TLS 1.3


def hello_13(script: Script, *more: Extension, random: bytes = bytes(32)) -> None:
    server_hello(
        script,
        suite=SUITE_13,
        random=random,
        extensions=chooses_13(*more),
        session_id=script.hello.legacy_session_id,
    )


def wants(group: int) -> Extension:
    return Extension(key_share.TYPE, key_share.KeyShareRetry(group).write())


def retry(script: Script, *more: Extension) -> None:
    hello_13(script, *more, random=RETRY_RANDOM)


def test_no_key_share() -> None:
    script = Script(NEW)
    hello_13(script)
    assert script.fault == Fault("malformed", "the ServerHello of TLS 1.3 has no key_share")


def test_a_share_of_a_group_we_sent_none_for() -> None:
    script = Script(NEW)
    hello_13(script, server_share(23, bytes(65)))
    assert script.code == "group-not-offered"


@pytest.mark.parametrize("public", [bytes(32), bytes(31), b""])
def test_a_share_that_is_no_public_key(public: bytes) -> None:
    script = Script(NEW)
    hello_13(script, server_share(29, public))
    assert script.code == "share-invalid"
    assert script.our_alert() == 47


def test_a_cut_share() -> None:
    script = Script(NEW)
    hello_13(script, Extension(key_share.TYPE, b"\0"))
    assert script.code == "malformed"


def test_retry_for_nothing() -> None:
    script = Script(NEW)
    retry(script)
    assert script.code == "retry-without-change"


def test_retry_for_what_we_sent() -> None:
    script = Script(NEW)
    retry(script, wants(29))
    assert script.code == "retry-without-change"


def test_retry_for_what_we_did_not_offer() -> None:
    script = Script(NEW)
    retry(script, wants(0x0101))
    assert script.code == "group-not-offered"


def test_retry_for_what_we_cannot_compute() -> None:
    script = Script(offer(versions=(0x0304,), groups=(0x4242, 29)))
    retry(script, wants(0x4242))
    assert script.code == "key-exchange-unsupported"
    assert script.client.group == 0x4242


def test_a_second_retry() -> None:
    script = Script(NEW)
    retry(script, wants(23))
    retry(script, wants(24))
    assert script.code == "second-retry"
    assert script.our_alert() == 10


def test_another_suite_after_a_retry() -> None:
    script = Script(NEW)
    retry(script, wants(23))
    server_hello(
        script,
        suite=0x1302,
        extensions=chooses_13(),
        session_id=script.hello.legacy_session_id,
    )
    assert script.code == "suite-not-offered"


def test_the_second_hello() -> None:
    """It is the first, but for the share and the cookie (RFC 8446 section 4.1.2)."""
    script = Script(NEW)
    first = script.hello
    retry(script, wants(23), Extension(cookie.TYPE, cookie.Cookie(b"crumb").write()))
    (write,) = script.outs
    assert isinstance(write, Write)
    assert write.data.startswith(bytes.fromhex("140303000101"))  # the compatibility record
    second = script.heard(write.data)
    assert second.random == first.random
    assert second.legacy_session_id == first.legacy_session_id
    assert second.extension(cookie.TYPE) == Extension(cookie.TYPE, b"\0\5crumb")
    share = second.extension(key_share.TYPE)
    assert share is not None
    assert share.body[2:4] == b"\0\x17"
    changed = {key_share.TYPE, cookie.TYPE}
    assert [found for found in second.extensions or () if found.type not in changed] == [
        found for found in first.extensions or () if found.type not in changed
    ]


def test_a_retry_for_a_cookie_alone_keeps_the_share() -> None:
    script = Script(NEW)
    before = script.hello.extension(key_share.TYPE)
    retry(script, Extension(cookie.TYPE, cookie.Cookie(b"crumb").write()))
    (write,) = script.outs
    assert isinstance(write, Write)
    assert script.heard(write.data).extension(key_share.TYPE) == before


def test_a_scripted_server_can_be_right() -> None:
    script = Script13()
    assert Established() in script.to_finished()
    assert script.client.group == 29
    assert script.record(23, b"hello") == [Application(b"hello")]
    assert script.record(23, b"") == []


def test_change_cipher_spec_is_dropped() -> None:
    script = Script13()
    assert script.raw(Record(20, 0x0303, b"\1").write()) == []
    script.to_finished()
    assert script.client.established
    script.raw(Record(20, 0x0303, b"\1").write())
    assert script.code == "unexpected-message"


@pytest.mark.parametrize("type_", [20, 21, 22])
def test_what_is_in_clear_where_all_is_encrypted(type_: int) -> None:
    script = Script13()
    script.raw(Record(type_, 0x0303, b"\2\2\2").write())
    assert script.code == "unexpected-message"
    assert script.our_alert() == 10


def test_an_alert_in_clear_is_heard_all_the_same() -> None:
    script = Script13()
    assert script.raw(Record(21, 0x0303, b"\2\50").write()) == [AlertGot(2, 40)]


def test_an_encrypted_alert() -> None:
    script = Script13()
    assert script.record(21, b"\2\50") == [Opened(Way.THEIRS, 21, b"\2\50"), AlertGot(2, 40)]


def test_user_canceled_is_a_warning_and_others_are_not() -> None:
    script = Script13()
    script.record(21, bytes((1, 90)))
    script.encrypted_extensions()
    script.record(21, bytes((1, 112)))
    assert script.certificate() == []


def test_a_record_that_does_not_decrypt() -> None:
    script = Script13()
    script.raw(Record(23, 0x0303, bytes(40)).write())
    assert script.fault == Fault(
        "decrypt-failed", "a record of 40 bytes does not decrypt: the tag does not fit"
    )
    assert script.our_alert() == 20


def test_a_record_of_nothing_but_padding() -> None:
    script = Script13()
    script.record(0, b"")
    assert script.code == "decrypt-failed"


def test_a_record_that_holds_too_much() -> None:
    script = Script13()
    script.record(22, bytes(2**14 + 1))
    assert script.code == "malformed"
    assert script.our_alert() == 22


def test_padding_is_taken_off() -> None:
    script = Script13()
    script.to_finished()
    assert script.writing is not None
    assert script.raw(script.writing.seal(0, b"hello\x17\0\0")) == [Application(b"hello")]


def test_data_before_the_end_of_the_handshake() -> None:
    script = Script13()
    script.record(23, b"early")
    assert script.code == "unexpected-message"


def test_a_message_over_a_change_of_keys() -> None:
    script = Script13()
    script.encrypted_extensions()
    script.certificate()
    script.verify()
    script.finished(more=b"\4")
    assert script.fault == Fault("unexpected-message", "a handshake message spans a change of keys")


def test_a_server_hello_that_does_not_end_its_record() -> None:
    script = Script(NEW)
    script.record(22, _server_hello_for(script) + b"\x08")
    assert script.code == "unexpected-message"
    assert script.our_alert() == 10


def _server_hello_for(script: Script) -> bytes:
    ours = share(29)
    assert ours is not None
    made = ServerHello(
        0x0303,
        bytes(32),
        script.hello.legacy_session_id,
        SUITE_13,
        0,
        chooses_13(server_share(29, ours.public)),
    )
    return wrap(H.SERVER_HELLO, made.write())


def test_an_encrypted_extension_nobody_asked_for() -> None:
    script = Script13()
    script.encrypted_extensions(Extension(0x1234, b""))
    assert script.code == "extension-not-offered"
    assert script.our_alert() == 110


def test_no_certificate() -> None:
    script = Script13()
    script.encrypted_extensions()
    script.say(H.CERTIFICATE, b"\0\0\0\0")
    assert script.code == "no-certificate"
    assert script.our_alert() == 50


@pytest.mark.parametrize("der", [b"", b"junk", b"\x30\x84\0\0\0\0", certificate("rsa")[:60]])
def test_what_is_no_certificate(der: bytes) -> None:
    script = Script13()
    script.encrypted_extensions()
    script.certificate(der)
    assert script.code == "malformed"


def test_a_signature_of_another_key() -> None:
    script = Script13()
    script.encrypted_extensions()
    script.certificate(certificate("SECP384R1"))
    script.verify()
    assert script.code == "signature-invalid"
    assert script.our_alert() == 51


def test_a_scheme_that_was_not_offered() -> None:
    script = Script13()
    script.encrypted_extensions()
    script.certificate()
    script.verify(scheme=0x0203)
    assert script.code == "scheme-not-offered"
    assert script.our_alert() == 47


def test_a_key_of_an_unknown_kind_is_not_judged() -> None:
    der = certificate("ed25519").replace(b"\x2b\x65\x70", b"\x2b\x65\x7f")
    script = Script13()
    script.encrypted_extensions()
    script.certificate(der)
    script.verify(signature=b"whatever")
    assert script.code is None
    assert Established() in script.finished()


def test_a_wrong_finished() -> None:
    script = Script13()
    script.encrypted_extensions()
    script.certificate()
    script.verify()
    script.finished(flip=1)
    assert script.code == "finished-invalid"
    assert not script.client.established


def test_a_request_whose_schemes_we_cannot_meet() -> None:
    script = Script13(certificate=client_certificate("rsa"))
    script.encrypted_extensions()
    script.say(H.CERTIFICATE_REQUEST, b"\0" + vector(2, bytes.fromhex("000d000400020403")))
    script.certificate()
    script.verify()
    outs = script.finished()
    ours = [out.plaintext for out in outs if isinstance(out, Opened) and out.way is Way.OURS]
    assert ours[0] == wrap(H.CERTIFICATE, b"\0\0\0\0")
    assert len(ours) == 2


@pytest.mark.parametrize("request_", [0, 1])
def test_key_update(request_: int) -> None:
    script = Script13()
    script.to_finished()
    client, server = script.schedule.application(script.hash())
    outs = script.record(22, wrap(H.KEY_UPDATE, bytes((request_,))))
    answers = [out for out in outs if isinstance(out, Opened) and out.way is Way.OURS]
    assert answers == [Opened(Way.OURS, 22, wrap(H.KEY_UPDATE, b"\0"))] * request_
    script.writing = protection13(SUITES[SUITE_13], next_secret("sha256", server))
    assert script.record(23, b"new keys") == [Application(b"new keys")]
    if request_:
        script.reading = protection13(SUITES[SUITE_13], next_secret("sha256", client))
    assert script.reading is not None
    sealed = script.client.protect(b"back")
    assert script.reading.open(Record(23, 0x0303, sealed[5:])) == (23, b"back")


def test_a_cut_key_update() -> None:
    script = Script13()
    script.to_finished()
    script.record(22, wrap(H.KEY_UPDATE, b""))
    assert script.code == "malformed"


def test_a_request_after_the_handshake() -> None:
    """We do not offer post_handshake_auth (RFC 8446 section 4.6.2)."""
    script = Script13()
    script.to_finished()
    script.record(22, wrap(H.CERTIFICATE_REQUEST, b"\0\0\0"))
    assert script.code == "unexpected-message"


def test_tickets_are_shown_and_forgotten() -> None:
    script = Script13()
    script.to_finished()
    ticket = wrap(H.NEW_SESSION_TICKET, bytes(14))
    assert script.record(22, ticket) == [Opened(Way.THEIRS, 22, ticket)]


# TLS 1.2 and older


def flight(script: Script, *messages: tuple[int, bytes]) -> None:
    for type_, body in messages:
        script.say(type_, body)


def chain(kind: str = "SECP256R1") -> tuple[int, bytes]:
    return H.CERTIFICATE, Certificate12((certificate(kind),)).write()


DONE = (int(H.SERVER_HELLO_DONE), b"")


def signed(script: Script, params: bytes, kind: str = "SECP256R1") -> tuple[int, bytes]:
    randoms = script.hello.random + bytes(range(32))
    signature = sign(key(kind), 0x0403, randoms + params)
    return H.SERVER_KEY_EXCHANGE, params + b"\4\3" + vector(2, signature)


def curve(group: int, public: bytes) -> bytes:
    return b"\3" + group.to_bytes(2, "big") + vector(1, public)


def dh(p: bytes, g: bytes, public: bytes) -> bytes:
    return vector(2, p) + vector(2, g) + vector(2, public)


def test_no_certificate_in_tls_12() -> None:
    script = Script(TLS12)
    server_hello(script)
    flight(script, (H.CERTIFICATE, b"\0\0\0"))
    assert script.code == "no-certificate"


def test_a_key_exchange_signed_by_another() -> None:
    script = Script(TLS12)
    server_hello(script)
    flight(script, chain(), signed(script, curve(23, bytes(65)), "SECP384R1"))
    assert script.code == "signature-invalid"


@pytest.mark.parametrize(
    ("group", "code"),
    [(22, "group-not-offered"), (0x0100, "group-not-offered"), (7, "key-exchange-unsupported")],
)
def test_curves_we_did_not_ask_for(group: int, code: str) -> None:
    script = Script(offer(versions=(0x0303,), groups=(23, 7, 0x0100), shares=()))
    server_hello(script)
    flight(script, chain(), signed(script, curve(group, bytes(65))), DONE)
    assert script.code == code


def test_a_curve_when_none_was_offered() -> None:
    script = Script(offer(versions=(0x0303,), groups=(), shares=()))
    server_hello(script)
    flight(script, chain(), signed(script, curve(23, bytes(65))), DONE)
    assert script.code == "share-invalid"
    assert script.client.group == 23


@pytest.mark.parametrize(
    ("p", "public", "code"),
    [
        (b"\xff" * 64, b"\2", "dh-too-small"),
        (b"\xff" * 1025, b"\2", "key-exchange-unsupported"),
        (b"\xff" * 128, b"\1", "share-invalid"),
        (b"", b"", "dh-too-small"),
    ],
)
def test_diffie_hellman(p: bytes, public: bytes, code: str) -> None:
    script = Script(offer(versions=(0x0303,), suites=(0x009E,), shares=()))
    server_hello(script, suite=0x009E)
    flight(script, chain(), signed(script, dh(p, b"\2", public)), DONE)
    assert script.code == code


def test_rsa_with_another_key() -> None:
    script = Script(offer(versions=(0x0303,), suites=(0x009C,), shares=()))
    server_hello(script, suite=0x009C)
    flight(script, chain(), DONE)
    assert script.code == "certificate-unusable"


def test_rsa_has_no_key_exchange_message() -> None:
    script = Script(offer(versions=(0x0303,), suites=(0x009C,), shares=()))
    server_hello(script, suite=0x009C)
    flight(script, chain("rsa"), signed(script, curve(23, bytes(65))))
    assert script.code == "unexpected-message"


def test_a_staple_is_read() -> None:
    script = Script(TLS12)
    server_hello(script, extensions=[Extension(5, b"")])
    flight(script, chain(), (H.CERTIFICATE_STATUS, b"\1" + vector(3, b"ocsp")), DONE)
    assert script.fault == Fault(
        "unexpected-message", "server_hello_done came where server_key_exchange was due"
    )


def test_a_staple_that_is_none() -> None:
    script = Script(TLS12)
    server_hello(script)
    flight(script, chain(), (H.CERTIFICATE_STATUS, b"\1"))
    assert script.code == "malformed"


@pytest.mark.parametrize("suite", [0x00A8, 0xC0A8, 0x0000])
def test_a_suite_we_cannot_compute_is_heard_to_the_end(suite: int) -> None:
    script = Script(offer(versions=(0x0303,), suites=(suite,), shares=()))
    server_hello(script, suite=suite, extensions=None)
    flight(script, chain(), (H.SERVER_KEY_EXCHANGE, b"whatever"))
    assert script.code is None
    flight(script, DONE)
    assert script.code == "key-exchange-unsupported"
    assert script.our_alert() == 40


def test_ssl_3_is_heard_to_the_end() -> None:
    script = Script(offer(versions=(0x0300,), suites=(0x002F,), shares=()))
    server_hello(script, version=0x0300, suite=0x002F, extensions=None)
    flight(script, chain("rsa"), (H.CERTIFICATE_REQUEST, b"\0\0\0"), DONE)
    assert script.fault == Fault(
        "key-exchange-unsupported",
        "this client follows SSL 3.0 only as far as the ServerHelloDone",
    )


def test_change_cipher_spec_too_early() -> None:
    script = Script(TLS12)
    server_hello(script)
    script.record(20, b"\1")
    assert script.fault == Fault(
        "unexpected-message", "change_cipher_spec came where certificate was due"
    )


@pytest.mark.parametrize("payload", [b"\2", b"\1\1", b""])
def test_a_change_cipher_spec_that_is_none(payload: bytes) -> None:
    script = Script(TLS12)
    script.record(20, payload)
    assert script.code == "unexpected-message"


def test_change_cipher_spec_inside_a_message() -> None:
    script = Script(TLS12)
    script.record(22, b"\2\0")
    script.record(20, b"\1")
    assert script.code == "unexpected-message"


def test_a_request_for_a_kind_of_key_we_do_not_have() -> None:
    script = Script(
        offer(versions=(0x0303,), suites=(0x009C,), shares=()), client_certificate("rsa")
    )
    server_hello(script, suite=0x009C)
    only_ecdsa = b"\1\x40" + bytes.fromhex("00020403") + b"\0\0"
    flight(script, chain("rsa"), (H.CERTIFICATE_REQUEST, only_ecdsa), DONE)
    (write, *_) = script.outs
    assert isinstance(write, Write)
    assert write.data[5:12] == wrap(H.CERTIFICATE, b"\0\0\0")
    assert script.client.certificate_requested


def test_a_ticket_before_the_end() -> None:
    script = Script12()
    flight(script, (H.NEW_SESSION_TICKET, bytes(4) + vector(2, b"ticket")))
    assert script.code is None
    flight(script, (H.FINISHED, bytes(12)))
    assert script.code == "unexpected-message"


def test_a_ticket_that_is_none() -> None:
    script = Script12()
    flight(script, (H.NEW_SESSION_TICKET, b""))
    assert script.code == "malformed"


def test_a_finished_in_clear() -> None:
    script = Script12()
    flight(script, (H.FINISHED, bytes(12)))
    assert script.code == "unexpected-message"


@pytest.mark.parametrize("size", [0, 3, 24, 40])
def test_a_finished_that_does_not_decrypt(size: int) -> None:
    script = Script12()
    script.record(20, b"\1")
    script.record(22, bytes(size))
    assert script.code == "decrypt-failed"


def test_an_alert_in_clear_instead_of_finished() -> None:
    script = Script12()
    script.record(20, b"\1")
    assert script.record(21, b"\2\50") == [AlertGot(2, 40)]


def test_a_scripted_server_of_tls_12_can_be_right() -> None:
    script = Script12()
    assert script.finish()[-1] == Established()
    assert script.record(23, b"hello") == [Application(b"hello")]
    sealed = script.client.protect(b"back")
    assert script.reading is not None
    assert script.reading.open(Record(23, 0x0303, sealed[5:])) == (23, b"back")


def test_a_finished_after_a_ticket() -> None:
    """The ticket counts in the transcript (RFC 5077 section 3.3)."""
    script = Script12()
    flight(script, (H.NEW_SESSION_TICKET, bytes(4) + vector(2, b"ticket")))
    assert Established() in script.finish()


def test_a_wrong_finished_in_tls_12() -> None:
    script = Script12()
    script.finish(flip=1)
    assert script.code == "finished-invalid"
    assert script.our_alert() == 51


def test_an_encrypted_alert_in_tls_12() -> None:
    script = Script12()
    script.finish()
    assert script.record(21, b"\2\50") == [Opened(Way.THEIRS, 21, b"\2\50"), AlertGot(2, 40)]


def test_a_hello_request_is_declined() -> None:
    script = Script12()
    script.finish()
    asks = wrap(H.HELLO_REQUEST, b"")
    outs = script.record(22, asks + asks)
    assert outs[0] == Opened(Way.THEIRS, 22, asks + asks)
    assert outs[2:] == [Opened(Way.OURS, 21, bytes((1, 100)))] * 2
    assert script.record(23, b"on it goes") == [Application(b"on it goes")]


SECURE = Extension(renegotiation_info.TYPE, renegotiation_info.RenegotiationInfo(b"").write())


def asked_again(*more: bytes) -> Script12:
    """A finished handshake that can be renewed, and a HelloRequest, more than one if wanted."""
    script = Script12(extensions=(SECURE,), suites=(0x009C, 0x00FF))
    script.finish()
    script.outs.clear()
    script.record(22, b"".join([wrap(H.HELLO_REQUEST, b""), *more]))
    return script


def test_a_hello_request_of_a_secure_server_begins_anew() -> None:
    script = asked_again(wrap(H.HELLO_REQUEST, b""))
    (opened,) = (out for out in script.outs if isinstance(out, Opened) and out.way is Way.OURS)
    hello = ClientHello.read(Reader(opened.plaintext[4:], "client_hello"))
    assert hello.random != script.hello.random
    assert (hello.legacy_session_id, hello.cipher_suites) == (b"", (0x009C,))
    bound = hello.extension(renegotiation_info.TYPE)
    assert bound is not None
    assert len(bound.body) == 13


@pytest.mark.parametrize("extensions", [(), (SECURE,)])
def test_a_new_handshake_has_to_be_bound_to_the_old_one(extensions: tuple[Extension, ...]) -> None:
    script = asked_again()
    server_hello(script, suite=0x009C, extensions=extensions)
    assert script.code == "renegotiation-unbound"
    assert Opened(Way.OURS, 21, bytes((2, 40))) in script.outs


def test_requests_without_end_are_too_much() -> None:
    script = Script12()
    script.finish()
    for _ in range(MOST_IDLE + 1):
        script.record(22, wrap(H.HELLO_REQUEST, b""))
    assert script.code == "too-much"


@pytest.mark.parametrize("type_", [H.SERVER_HELLO, H.FINISHED, 77])
def test_other_messages_after_the_handshake(type_: int) -> None:
    script = Script12()
    script.finish()
    script.say(type_, b"")
    assert script.code == "unexpected-message"


def test_change_cipher_spec_after_the_handshake() -> None:
    script = Script12()
    script.finish()
    script.record(20, b"\1")
    assert script.code == "unexpected-message"


def test_what_follows_a_fatal_alert_is_not_heard() -> None:
    script = Script(BOTH)
    alert = Record(21, 0x0303, b"\2\50").write()
    assert script.raw(alert + alert) == [AlertGot(2, 40)]


def test_every_code_is_documented() -> None:
    folder = Path(handshake_client.__file__).parent
    source = "".join(path.read_text() for path in folder.glob("*.py"))
    codes = set(re.findall(r'Halt\(\s*"([a-z0-9-]+)"', source))
    assert len(codes) > 15
    words = set(re.findall(r"[a-z0-9-]+", Fault.__doc__ or ""))
    assert codes <= words


def test_nothing_is_said_after_a_fault() -> None:
    client = Client(BOTH)
    client.start()
    assert client.feed(b"HTTP/1.1")
    assert client.feed(b"HTTP/1.1") == ()


def test_an_alert_of_ours_is_encrypted_as_soon_as_there_are_keys() -> None:
    script = Script13()
    script.encrypted_extensions(Extension(0x1234, b""))
    *_, write, opened, fault = script.outs
    assert isinstance(write, Write)
    assert write.data[0] == 23
    assert opened == Opened(Way.OURS, 21, bytes((2, 110)))
    assert isinstance(fault, Fault)


SPARE = 16  # as many as may come in a row


@pytest.mark.parametrize(
    "idle",
    [
        Record(22, 0x0303, b"\0\0\0\0").write(),
        Record(22, 0x0303, b"").write(),
        Record(21, 0x0303, b"\1\x5a").write(),
    ],
    ids=["hello-request", "empty", "warning"],
)
def test_a_peer_that_only_keeps_busy_is_left(idle: bytes) -> None:
    script = Script(NEW)
    script.raw(idle * SPARE)
    assert script.fault is None
    script.raw(idle)
    assert (script.code, script.our_alert()) == ("too-much", 10)


def test_after_a_fatal_alert_nothing_is_read() -> None:
    script = Script(NEW)
    said = script.raw(Record(21, 0x0303, b"\2\x28").write() + b"\x16\3\3\0\1\0")
    assert said == [AlertGot(2, 40)]


def test_change_cipher_specs_may_come_often_but_not_for_ever() -> None:
    script = Script13()
    script.raw(Record(20, 0x0303, b"\1").write() * SPARE)
    assert script.code is None
    script.raw(Record(20, 0x0303, b"\1").write())
    assert script.code == "too-much"


def test_encrypted_empty_records_count_as_well() -> None:
    script = Script13()
    for _ in range(SPARE + 1):
        script.record(22, b"")
    assert script.code == "too-much"


def test_what_brings_the_handshake_further_begins_the_count_anew() -> None:
    script = Script13()
    script.raw(Record(20, 0x0303, b"\1").write() * SPARE)
    script.encrypted_extensions()
    script.raw(Record(20, 0x0303, b"\1").write() * SPARE)
    assert script.code is None


def test_a_message_in_crumbs_is_not_followed_for_ever() -> None:
    script = Script(NEW)
    script.raw(bytes.fromhex("1603030004 020fffff") + bytes.fromhex("1603030001 00") * 2047)
    assert script.code is None
    script.raw(bytes.fromhex("1603030001 00"))
    assert script.fault == Fault("too-much", "the handshake is not over after 2048 records")


def test_there_is_no_farewell_before_or_after_the_conversation() -> None:
    script = Script13()
    assert script.client.farewell() == b""
    script.to_finished()
    script.record(21, b"\1\0")
    assert script.client.farewell() == b""
