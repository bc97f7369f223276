from __future__ import annotations

import zlib
from typing import TypeVar

import pytest

from evidence.scripts import (
    alert,
    certificates,
    client_hello,
    handshake,
    mark,
    opened,
    ours,
    server_hello,
    talk,
    theirs,
)
from pki import chains
from tlswhy.evidence import tls
from tlswhy.model.facts import Fact
from tlswhy.model.facts.network import Spoke
from tlswhy.model.facts.tls import (
    AlertSeen,
    BadMessage,
    CertificateRequested,
    Established,
    HelloSent,
    KeyExchangeSeen,
    OurFault,
    RenegotiationAsked,
    ServerHelloSeen,
)
from tlswhy.model.transcript import Event, Mark, Transcript, Way
from tlswhy.wire.messages import (
    Certificate13,
    CertificateEntry,
    CompressedCertificate,
    Extension,
    HandshakeType,
    wrap,
)
from tlswhy.wire.reader import Malformed
from tlswhy.wire.records import records_of

F = TypeVar("F", bound=Fact)
FINISHED = wrap(HandshakeType.FINISHED, bytes(12))


def facts(*events: Event) -> list[Fact]:
    return list(tls.facts(talk(*events), 1))


def last(kind: type[F], *events: Event) -> F:
    found = [fact for fact in facts(*events) if isinstance(fact, kind)]
    assert found
    return found[-1]


class TestHello:
    def test_a_hello_with_everything(self) -> None:
        said = client_hello(
            (0, "0009 00 0006 612e74657374"),
            (10, "0004 11ec 001d"),
            (16, "0003 02 6832"),
            (43, "04 0304 0303"),
            (51, "0007 001d 0003 010203"),
            suites=(0x1301, 0xC02F),
        )
        hello = last(HelloSent, ours(said))
        assert (hello.sni, hello.alpn) == ("a.test", ("h2",))
        assert (hello.versions, hello.suites) == ((0x0304, 0x0303), (0x1301, 0xC02F))
        assert (hello.groups, hello.shares) == ((0x11EC, 29), (29,))
        assert hello.size == len(said)

    def test_a_hello_with_nothing(self) -> None:
        hello = last(HelloSent, ours(client_hello()))
        assert (hello.sni, hello.alpn, hello.groups, hello.shares) == (None, (), (), ())
        assert hello.versions == (0x0303,)

    def test_extensions_that_cannot_be_read_are_as_if_not_there(self) -> None:
        broken = [(type_, "ff") for type_ in (0, 10, 16, 43, 51)]
        hello = last(HelloSent, ours(client_hello(*broken)))
        assert (hello.sni, hello.alpn, hello.groups, hello.shares) == (None, (), (), ())

    def test_an_empty_list_of_names_is_no_name(self) -> None:
        assert last(HelloSent, ours(client_hello((0, "0000")))).sni is None

    def test_grease_is_not_meant(self) -> None:
        groups, versions = (10, "00042a2a001d"), (43, "043a3a0304")
        hello = last(HelloSent, ours(client_hello(groups, versions, suites=(0x1A1A, 0x1301))))
        assert (hello.suites, hello.groups, hello.versions) == ((0x1301,), (29,), (0x0304,))


class TestChoice:
    def test_a_choice_of_tls12(self) -> None:
        chosen = last(ServerHelloSeen, theirs(server_hello()))
        assert (chosen.version, chosen.suite, chosen.group) == (0x0303, 0xC02F, None)

    def test_a_choice_of_tls13(self) -> None:
        hello = server_hello((43, "0304"), (51, "001d 0001 00"), suite=0x1301)
        chosen = last(ServerHelloSeen, theirs(hello))
        assert (chosen.version, chosen.group, chosen.retry) == (0x0304, 29, False)

    def test_what_cannot_be_read_is_bad(self) -> None:
        bad = last(BadMessage, theirs(handshake(HandshakeType.SERVER_HELLO, b"\3\3")))
        assert bad.field.startswith("server_hello.")

    def test_our_own_bytes_are_never_bad(self) -> None:
        assert facts(ours(handshake(HandshakeType.CLIENT_HELLO, b"\3"))) == []

    def test_a_record_that_is_none(self) -> None:
        bad = last(BadMessage, theirs(b"\x16\x03\x03\xff\xff"))
        assert (bad.field, bad.hop, bad.seen.event) == ("record.length", 1, 0)

    def test_an_unknown_message_is_passed_over(self) -> None:
        assert facts(theirs(handshake(99, b"x"))) == []


class TestAlerts:
    def after(self, *events: Event) -> str:
        return last(AlertSeen, *events, theirs(alert(2, 40))).after

    def test_how_far_it_came(self) -> None:
        hello, chain = theirs(server_hello()), theirs(certificates(b"leaf"))
        exchange = theirs(
            handshake(HandshakeType.SERVER_KEY_EXCHANGE, bytes.fromhex("03001d0100 0403 0000"))
        )
        ours_too = ours(certificates())
        assert self.after() == "client-hello"
        assert self.after(hello) == "server-hello"
        assert self.after(hello, chain) == "certificate"
        assert self.after(hello, chain, exchange) == "key-exchange"
        assert self.after(hello, chain, exchange, ours_too) == "client-certificate"

    def test_a_retry_is_no_step_further(self) -> None:
        magic = "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c"
        body = bytes.fromhex(f"0303 {magic} 00 1301 00 000c 002b00020304 003300020018")
        retry = theirs(handshake(HandshakeType.SERVER_HELLO, body))
        assert self.after(retry) == "client-hello"
        assert last(ServerHelloSeen, retry).group == 24

    def test_who_sent_it(self) -> None:
        assert last(AlertSeen, ours(alert(2, 48))).ours
        received = last(AlertSeen, theirs(alert(1, 112)))
        assert (received.level, received.description, received.ours) == (1, 112, False)

    def test_after_finished(self) -> None:
        done = (opened(22, FINISHED), opened(22, FINISHED, Way.OURS))
        assert last(AlertSeen, *done, opened(21, b"\2\x74")).after == "finished"


class TestEnd:
    def test_both_finished_messages_are_needed(self) -> None:
        assert facts(opened(22, FINISHED)) == []
        done = last(
            Established,
            theirs(server_hello((16, "0003 02 6832"))),
            opened(22, FINISHED, Way.OURS),
            opened(22, FINISHED),
        )
        assert (done.version, done.suite, done.alpn) == (0x0303, 0xC02F, "h2")

    @pytest.mark.parametrize("body", ["0000", "ff"])
    def test_alpn_without_a_name_is_none(self, body: str) -> None:
        done = last(
            Established,
            theirs(server_hello((16, body))),
            opened(22, FINISHED, Way.OURS),
            opened(22, FINISHED),
        )
        assert done.alpn == ""


class TestKeyExchange:
    def test_a_named_group(self) -> None:
        body = bytes.fromhex("03001d 0100 0403 0000")
        exchange = last(
            KeyExchangeSeen,
            theirs(server_hello() + handshake(HandshakeType.SERVER_KEY_EXCHANGE, body)),
        )
        assert (exchange.group, exchange.bits) == (29, 0)

    @pytest.mark.parametrize("suite", [0x009E, 0x0034])
    def test_classic_dh_with_and_without_a_signature(self, suite: int) -> None:
        """TLS_DHE_RSA_WITH_AES_128_GCM_SHA256 and TLS_DH_anon_WITH_AES_128_CBC_SHA."""
        prime = b"\x80" + bytes(126) + b"\1"
        body = b"\0\x80" + prime + b"\0\1\2" + b"\0\1\3"
        body += b"" if suite == 0x0034 else bytes.fromhex("0401 0000")
        exchange = last(
            KeyExchangeSeen,
            theirs(server_hello(suite=suite) + handshake(HandshakeType.SERVER_KEY_EXCHANGE, body)),
        )
        assert (exchange.group, exchange.bits) == (0, 1024)


class TestRequests:
    def request(self, *names: bytes) -> Event:
        listed = b"".join(len(name).to_bytes(2, "big") + name for name in names)
        body = b"\1\1\0\2\4\1" + len(listed).to_bytes(2, "big") + listed
        return theirs(server_hello() + handshake(HandshakeType.CERTIFICATE_REQUEST, body))

    def test_names_are_readable(self) -> None:
        name = chains.name("Test CA", "Lab").public_bytes()
        asked = last(CertificateRequested, self.request(name, b"\x30junk"))
        assert asked.authorities == ("CN=Test CA, O=Lab", "?=306a756e6b")
        assert asked.answered is None

    def test_our_answer_is_counted(self) -> None:
        none = last(CertificateRequested, self.request(), ours(certificates()))
        two = last(CertificateRequested, self.request(), ours(certificates(b"a", b"b")))
        assert (none.answered, two.answered) == (0, 2)


class TestFaults:
    def test_a_fault_of_ours(self) -> None:
        fault = last(OurFault, mark(Mark.FAULT, "downgrade the server could do better"))
        assert (fault.code, fault.text) == ("downgrade", "the server could do better")

    def test_what_is_not_tls_is_named_instead_of_called_bad(self) -> None:
        seen = facts(
            ours(client_hello()),
            theirs(b"SSH-2.0-"),
            mark(Mark.FAULT, "not-tls record.type at byte 0"),
            theirs(b"OpenSSH_9\r\n"),
        )
        spoke = [fact for fact in seen if isinstance(fact, Spoke)]
        assert [(fact.protocol, fact.product) for fact in spoke] == [("ssh", "OpenSSH_9")]
        assert spoke[0].seen.event == 1
        assert not [fact for fact in seen if isinstance(fact, BadMessage)]
        assert isinstance(seen[-1], OurFault)

    def test_not_tls_without_a_byte(self) -> None:
        """Nobody records it so; it is no reason to fail."""
        assert last(Spoke, mark(Mark.FAULT, "not-tls")).seen.event == 0

    def test_faults_of_other_hops_are_theirs(self) -> None:
        assert facts(mark(Mark.FAULT, "downgrade x", hop=0)) == []


class TestLateRequest:
    """A server of TLS 1.3 that asks for a client certificate after the handshake."""

    DONE = (
        theirs(server_hello((43, "0304"), suite=0x1301)),
        opened(22, FINISHED),
        opened(22, FINISHED, Way.OURS),
    )
    ASKED = opened(22, wrap(HandshakeType.CERTIFICATE_REQUEST, bytes.fromhex("01 07 0000")))
    ANSWER = (
        opened(22, wrap(HandshakeType.CERTIFICATE, bytes.fromhex("01 07 000000")), Way.OURS),
        opened(22, FINISHED, Way.OURS),
    )

    def test_it_is_said_to_be_late(self) -> None:
        request = last(CertificateRequested, *self.DONE, self.ASKED, *self.ANSWER)
        assert (request.post_handshake, request.answered) == (True, 0)
        assert request.says == (
            "CertificateRequest: the server asks for a client certificate after the handshake"
        )
        assert last(CertificateRequested, *self.DONE, self.ASKED).answered is None

    def test_an_early_one_is_not(self) -> None:
        assert not last(CertificateRequested, self.DONE[0], self.ASKED).post_handshake

    def test_the_handshake_ended_once_and_stays_at_its_end(self) -> None:
        refused = opened(21, bytes((2, 116)))
        seen = facts(*self.DONE, self.ASKED, *self.ANSWER, refused)
        assert len([fact for fact in seen if isinstance(fact, Established)]) == 1
        (alert_,) = (fact for fact in seen if isinstance(fact, AlertSeen))
        assert (alert_.after, alert_.description) == ("finished", 116)

    def test_whether_it_was_allowed(self) -> None:
        assert last(HelloSent, ours(client_hello((49, "")))).post_handshake
        assert not last(HelloSent, ours(client_hello())).post_handshake


class TestRenegotiation:
    """A server of TLS 1.2 that asks for a new handshake once the first one is finished."""

    DONE = (
        ours(client_hello()),
        theirs(server_hello() + certificates(b"leaf")),
        opened(22, FINISHED, Way.OURS),
        opened(22, FINISHED),
    )
    ASKED = opened(22, wrap(HandshakeType.HELLO_REQUEST, b""))
    HELLO = opened(22, client_hello()[5:], Way.OURS)
    AGAIN = (
        opened(22, server_hello()[5:]),
        opened(22, certificates(b"leaf", b"another")[5:]),
        opened(22, wrap(HandshakeType.SERVER_KEY_EXCHANGE, bytes.fromhex("03001d010004030000"))),
        opened(22, wrap(HandshakeType.CERTIFICATE_REQUEST, bytes.fromhex("0101 00020401 0000"))),
        opened(22, certificates()[5:], Way.OURS),
    )

    def test_it_is_begun_or_declined(self) -> None:
        declined = last(RenegotiationAsked, *self.DONE, self.ASKED, opened(21, b"\1\x64", Way.OURS))
        assert not declined.begun
        assert declined.seen.event == 4
        begun = last(RenegotiationAsked, *self.DONE, self.ASKED, self.HELLO, self.ASKED)
        assert begun.begun
        assert begun.seen.event == 4

    def test_before_the_first_is_finished_it_counts_for_nothing(self) -> None:
        seen = facts(self.DONE[0], self.ASKED, *self.DONE[1:])
        assert not [fact for fact in seen if isinstance(fact, RenegotiationAsked)]

    def test_it_says_nothing_anew_but_who_is_asked_for(self) -> None:
        once, again = facts(*self.DONE), facts(*self.DONE, self.ASKED, self.HELLO, *self.AGAIN)
        assert again[: len(once)] == once
        asked = again[-1]
        assert isinstance(asked, CertificateRequested)
        assert (asked.post_handshake, asked.answered) == (True, 0)
        assert {type(fact) for fact in again[len(once) :]} == {
            RenegotiationAsked,
            CertificateRequested,
        }

    def test_a_hello_that_nobody_asked_for_says_nothing_either(self) -> None:
        assert facts(*self.DONE, self.HELLO) == facts(*self.DONE)

    def test_a_refusal_takes_the_finished_handshake_back(self) -> None:
        refused = opened(21, b"\2\x28")
        events = (*self.DONE, self.ASKED, self.HELLO, *self.AGAIN, refused)
        assert last(AlertSeen, *events).after == "finished"

    def test_the_chain_is_that_of_the_first(self) -> None:
        seen = talk(*self.DONE, self.ASKED, self.HELLO, *self.AGAIN)
        assert shown(seen)[1] == (b"leaf",)


def shown(seen: Transcript) -> tuple[int, tuple[bytes, ...]]:
    found = tls.presented(seen, 1)
    assert found is not None
    return found.event, found.chain


def chain13(data: bytes, *extensions: tuple[int, str]) -> bytes:
    """The body of a Certificate of TLS 1.3."""
    listed = tuple(Extension(type_, bytes.fromhex(body)) for type_, body in extensions)
    return Certificate13(b"", (CertificateEntry(data, listed),)).write()


def packed(body: bytes, size: int | None = None) -> Event:
    """The same in a CompressedCertificate by zlib."""
    made = CompressedCertificate(1, len(body) if size is None else size, zlib.compress(body))
    return opened(22, wrap(HandshakeType.COMPRESSED_CERTIFICATE, made.write()))


HELLO13 = server_hello((43, "0304"), suite=0x1301)


class TestStaple:
    def test_up_to_tls12_it_is_a_message_of_its_own(self) -> None:
        said = theirs(server_hello() + certificates(b"leaf"))
        status = handshake(HandshakeType.CERTIFICATE_STATUS, bytes.fromhex("01 000003 616263"))
        found = tls.presented(
            talk(ours(client_hello((5, "01 0000 0000"))), said, theirs(status)), 1
        )
        assert found is not None
        assert (found.event, found.staple, found.stapled) == (1, b"abc", 2)
        assert (found.wanted, found.whole) == (True, False)

    def test_without_one_the_next_message_tells(self) -> None:
        done = handshake(HandshakeType.SERVER_HELLO_DONE, b"")
        said = theirs(server_hello() + certificates(b"leaf"))
        found = tls.presented(talk(ours(client_hello()), said, theirs(done)), 1)
        assert found is not None
        assert (found.staple, found.wanted, found.whole) == (None, False, True)

    def test_what_we_say_in_between_tells_nothing(self) -> None:
        said = theirs(server_hello() + certificates(b"leaf"))
        found = tls.presented(talk(said, ours(certificates(b"ours"))), 1)
        assert found is not None
        assert not found.whole

    def test_one_that_cannot_be_read(self) -> None:
        said = theirs(server_hello() + certificates(b"leaf"))
        status = handshake(HandshakeType.CERTIFICATE_STATUS, bytes.fromhex("01 000009 616263"))
        found = tls.presented(talk(said, theirs(status)), 1)
        assert found is not None
        assert isinstance(found.staple, Malformed)

    @pytest.mark.parametrize(
        ("body", "staple"), [("01 000003 616263", b"abc"), ("01 000009 61", Malformed)]
    )
    def test_in_tls13_it_stands_beside_the_leaf(
        self, body: str, staple: bytes | type[Malformed]
    ) -> None:
        said = wrap(HandshakeType.CERTIFICATE, chain13(b"leaf", (5, body)))
        found = tls.presented(talk(theirs(HELLO13), opened(22, said)), 1)
        assert found is not None
        assert (found.event, found.stapled, found.whole) == (1, 1, True)
        assert (
            found.staple == staple
            if isinstance(staple, bytes)
            else isinstance(found.staple, staple)
        )


class TestCompressed:
    def test_it_is_the_chain_that_is_in_it(self) -> None:
        events = (theirs(HELLO13), packed(chain13(b"leaf")))
        assert shown(talk(*events)) == (1, (b"leaf",))
        assert last(AlertSeen, *events, ours(alert(2, 42))).after == "certificate"

    def test_one_that_does_not_open_is_a_bad_message(self) -> None:
        events = (theirs(HELLO13), packed(chain13(b"leaf"), size=3))
        assert tls.presented(talk(*events), 1) is None
        bad = last(BadMessage, *events)
        assert bad.field == "compressed_certificate.uncompressed_length"
        assert last(AlertSeen, *events, ours(alert(2, 42))).after == "server-hello"


class TestChain:
    def test_the_last_chain_counts(self) -> None:
        seen = talk(theirs(server_hello() + certificates(b"one")), theirs(certificates(b"two")))
        assert shown(seen) == (1, (b"two",))

    def test_a_chain_of_tls13(self) -> None:
        said = wrap(HandshakeType.CERTIFICATE, chain13(b"leaf"))
        seen = talk(theirs(HELLO13), opened(22, said))
        assert shown(seen) == (1, (b"leaf",))

    def test_only_the_servers_counts(self) -> None:
        assert tls.presented(talk(ours(certificates(b"ours")), theirs(alert(2, 40))), 1) is None

    def test_one_that_cannot_be_read_is_none(self) -> None:
        junk = records_of(22, 0x0303, wrap(HandshakeType.CERTIFICATE, b"\0\0"))
        assert tls.presented(talk(theirs(junk)), 1) is None

    def test_one_without_certificates(self) -> None:
        none = wrap(HandshakeType.CERTIFICATE, b"\0" + bytes(3))
        assert shown(talk(theirs(HELLO13), opened(22, none))) == (1, ())
