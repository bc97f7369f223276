"""Which rungs the facts give, in which order, and where the mark stands."""

from __future__ import annotations

from datetime import UTC, datetime

from msgspec import structs

from report.samples import NOW, hello, leaf, seen, server_hello
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import (
    Broke,
    Clue,
    Diagnosis,
    Finding,
    Leg,
    Outcome,
    Party,
    Remedy,
    Step,
    Verdict,
)
from tlswhy.model.facts import Anchor, Fact
from tlswhy.model.facts.certificate import CertificateProblem
from tlswhy.model.facts.context import Clock, Route
from tlswhy.model.facts.network import (
    Connected,
    Declined,
    Ended,
    HttpAnswered,
    NotConnected,
    NotResolved,
    Passed,
    SocksAnswered,
    Spoke,
)
from tlswhy.model.facts.tls import (
    AlertSeen,
    BadMessage,
    CertificateRequested,
    Established,
    KeyExchangeSeen,
    OurFault,
    ServerHelloSeen,
)
from tlswhy.model.transcript import Event, Transcript, Way
from tlswhy.report import ladder
from tlswhy.report.sheet import Sheet

DIRECT = ("tcp a.test:443", "tls a.test")
OPEN = Connected(seen=seen(0, 0), address="192.0.2.1:443", took=1)


def drawn(
    *facts: Fact,
    route: tuple[str, ...] = DIRECT,
    step: Step = Step.NONE,
    hop: int = 1,
    width: int = 100,
) -> str:
    """The ladder as text. Event n was at n milliseconds."""
    asks = route[-1:] == ("http a.test",)
    case = Case((Route(hops=route, target_tls=len(route) - 1 - asks), *facts))
    outcome = Outcome.OK if step is Step.NONE else Outcome.FAILED
    diagnosis = Diagnosis(outcome, Broke(hop, Leg.CLIENT_ORIGIN, step), (), case)
    events = tuple(Event(at, 0, Way.NONE) for at in range(20))
    sheet = Sheet(width)
    ladder.draw(sheet, ladder.rungs(diagnosis, Transcript(route, events, "test")), route)
    return str(sheet)


def lines(text: str) -> list[str]:
    """Each line with single spaces."""
    return [" ".join(line.split()) for line in text.splitlines()]


def test_what_was_not_reached_stands_on_one_line() -> None:
    assert lines(drawn(OPEN, hello(1))) == [
        "0 ms TCP 192.0.2.1:443 answers",
        "1 ms → ClientHello TLS 1.3 to TLS 1.2, server name a.test, 517 bytes",
        "not reached: ServerHello, Certificate, Key Exchange, Finished",
    ]


def test_a_name_that_does_not_resolve() -> None:
    nowhere = NotResolved(seen=seen(2, 0), name="a.test", how="nxdomain")
    assert lines(drawn(nowhere, step=Step.DNS, hop=0)) == [
        "2 ms DNS ✗ a.test: nxdomain",
        "not reached: TCP, ClientHello, ServerHello, Certificate, Key Exchange, Finished",
    ]


def test_tcp_that_is_refused() -> None:
    refused = NotConnected(seen=seen(2, 0), address="192.0.2.1:443", how="refused", after=1)
    assert lines(drawn(refused, step=Step.TCP, hop=0))[0] == "2 ms TCP ✗ 192.0.2.1:443 refused"


def test_the_order_is_that_of_the_events_then_of_the_handshake() -> None:
    """Certificates are judged after the dialogue was read, so their facts come last."""
    done = Established(seen=seen(4), version=0x0304, suite=0x1301)
    facts = (OPEN, hello(1), server_hello(2), done, leaf(2, until=NOW))
    assert [line.split()[-1] for line in lines(drawn(*facts))] == [
        "answers",
        "bytes",
        "TLS_AES_128_GCM_SHA256",
        "sent",
        "x25519",
        "finished",
    ]


def test_tls_1_2_has_a_key_exchange_of_its_own() -> None:
    chosen = ServerHelloSeen(seen=seen(2), version=0x0303, suite=0xC02F, group=None, retry=False)
    exchange = KeyExchangeSeen(seen=seen(3), group=23, bits=0)
    text = lines(drawn(hello(1), chosen, leaf(3, until=NOW), exchange, step=Step.KEY_EXCHANGE))
    assert "3 ms ← Key Exchange ✗ ServerKeyExchange: secp256r1" in text


def test_rsa_key_transport_stands_in_the_suite() -> None:
    chosen = ServerHelloSeen(seen=seen(2), version=0x0303, suite=0x002F, group=None, retry=False)
    done = Established(seen=seen(5), version=0x0303, suite=0x002F, alpn="h2")
    text = lines(drawn(hello(1), chosen, leaf(3, until=NOW), done))
    assert "3 ms ← Key Exchange RSA of the suite" in text
    assert "5 ms Finished ALPN h2" in text


def test_a_suite_nobody_knows_has_no_words() -> None:
    chosen = ServerHelloSeen(seen=seen(2), version=0x0303, suite=0xFEED, group=None, retry=False)
    done = Established(seen=seen(5), version=0x0303, suite=0xFEED)
    assert "2 ms ← Key Exchange" in lines(drawn(hello(1), chosen, done))


def test_tls_1_2_that_breaks_before_the_key_exchange() -> None:
    chosen = ServerHelloSeen(seen=seen(2), version=0x0303, suite=0x002F, group=None, retry=False)
    assert lines(drawn(hello(1), chosen))[-1] == "not reached: Certificate, Key Exchange, Finished"


def test_a_session_that_is_resumed_by_its_key_alone() -> None:
    chosen = ServerHelloSeen(seen=seen(2), version=0x0304, suite=0x1301, group=None, retry=False)
    assert "2 ms ← Key Exchange PSK alone" in lines(drawn(hello(1), chosen))


def test_a_retry_is_no_choice_yet() -> None:
    again = ServerHelloSeen(seen=seen(2), version=0x0304, suite=0x1301, group=23, retry=True)
    cookie = ServerHelloSeen(seen=seen(3), version=0x0304, suite=0x1301, group=None, retry=True)
    text = lines(drawn(hello(1), again, cookie))
    assert "2 ms ← ServerHello HelloRetryRequest: secp256r1" in text
    assert "3 ms ← ServerHello HelloRetryRequest: another hello" in text
    assert text[-1] == "not reached: Certificate, Key Exchange, Finished"


def test_one_version_and_no_name() -> None:
    bare = structs.replace(hello(1, sni=None, size=90), versions=(0x0303,))
    assert "1 ms → ClientHello TLS 1.2, no server name, 90 bytes" in lines(drawn(bare))


def test_an_expired_leaf_has_ended_and_the_instrument_goes_on() -> None:
    over = leaf(3, until=datetime(2021, 1, 1, tzinfo=UTC))
    problem = CertificateProblem(
        seen=seen(3), code="expired", index=0, subject="CN=a.test", fatal=True, text="is too old"
    )
    done = Established(seen=seen(4), version=0x0304, suite=0x1301)
    text = lines(drawn(Clock(now=NOW), hello(1), server_hello(2), over, problem, done))
    assert "3 ms ← Certificate CN=a.test, ended 2021-01-01, 2 sent; is too old" in text
    assert "4 ms Finished handshake finished; only this client went on so far" in text


def test_a_client_certificate_that_was_asked_for() -> None:
    def asked(answered: int | None) -> str:
        request = CertificateRequested(seen=seen(3), authorities=(), answered=answered)
        return drawn(hello(1), server_hello(2), request, step=Step.CLIENT_CERTIFICATE)

    assert "Client Cert  ✗ asked for\n" in asked(None)
    assert "Client Cert  ✗ asked for; the client sent none\n" in asked(0)
    assert "Client Cert  ✗ asked for; the client sent 2\n" in asked(2)


def test_alerts_have_a_direction() -> None:
    ours = AlertSeen(seen=seen(2), level=2, description=70, ours=True, after="client-hello")
    theirs = AlertSeen(seen=seen(3), level=2, description=40, ours=False, after="client-hello")
    text = lines(drawn(hello(1), ours, theirs))
    assert "2 ms → Alert protocol_version (70)" in text
    assert "3 ms ← Alert handshake_failure (40)" in text


def test_the_end_of_a_finished_session_is_left_out() -> None:
    done = Established(seen=seen(2), version=0x0304, suite=0x1301)
    bye = AlertSeen(seen=seen(3), level=1, description=0, ours=False, after="finished")
    end = Ended(seen=seen(4), how="closed", sent=1, received=1, after=1)
    late = AlertSeen(seen=seen(3), level=2, description=116, ours=False, after="finished")
    assert "close_notify" not in drawn(hello(1), server_hello(1), done, bye, end)
    assert "closed" not in drawn(hello(1), server_hello(1), done, bye, end)
    assert "certificate_required (116)" in drawn(hello(1), server_hello(1), done, late)


def test_the_end_of_a_request_without_an_answer_is_shown() -> None:
    done = Established(seen=seen(2), version=0x0304, suite=0x1301)
    end = Ended(seen=seen(4, 2), how="reset", sent=97, received=0, after=1)
    text = lines(drawn(hello(1), server_hello(1), done, end, route=(*DIRECT, "http a.test")))
    assert "4 ms End the connection was reset after 97 bytes sent and 0 received" in text


def test_a_close_instead_of_an_answer_is_shown() -> None:
    bye = AlertSeen(seen=seen(3), level=1, description=0, ours=False, after="client-hello")
    end = Ended(seen=seen(4), how="closed", sent=517, received=7, after=1)
    text = lines(drawn(hello(1), bye, end, step=Step.CLIENT_HELLO))
    assert "3 ms ← Alert close_notify (0)" in text
    assert "4 ms End the peer closed the connection after 517 bytes sent and 7 received" in text


def test_what_is_not_tls_is_told_once() -> None:
    spoke = Spoke(seen=seen(2), protocol="ssh", excerpt="SSH-2.0-x")
    fault = OurFault(seen=seen(3), code="not-tls", text="the first byte is 0x53")
    text = lines(drawn(hello(1), spoke, fault))
    assert "2 ms ← No TLS the peer speaks ssh: SSH-2.0-x" in text
    assert not any("We stop" in line for line in text)


def test_our_own_client_stops() -> None:
    fault = OurFault(seen=seen(3), code="bad-signature", text="the signature is wrong")
    assert "3 ms → We stop the signature is wrong" in lines(drawn(hello(1), fault))


def test_a_message_that_cannot_be_read() -> None:
    bad = BadMessage(seen=seen(2), field="server_hello.random", offset=6, problem="needs 32 bytes")
    fault = OurFault(seen=seen(3), code="malformed", text="the same again")
    text = lines(drawn(hello(1), bad, fault))
    assert "2 ms ← Bad message server_hello.random at byte 6: needs 32 bytes" in text
    assert not any("We stop" in line for line in text)


def test_a_route_through_a_proxy_with_tls_has_headings() -> None:
    route = ("tcp p.test:3129", "tls p.test", "http-connect p.test:3129", "tls a.test")
    opened = HttpAnswered(
        seen=seen(4, 2), status=200, reason="OK", headers=(), body="", method="CONNECT"
    )
    through = Passed(seen=seen(5, 2), kind_of_hop="http-connect", peer="p.test:3129")
    facts = (OPEN, hello(1, sni="p.test"), server_hello(2), opened, through, hello(6, 3))
    text = lines(drawn(*facts, route=route, step=Step.CLIENT_HELLO, hop=3))
    assert text == [
        "0 ms TCP 192.0.2.1:443 answers",
        "tls p.test",
        "1 ms → ClientHello TLS 1.3 to TLS 1.2, server name p.test, 517 bytes",
        "2 ms ← ServerHello TLS 1.3, TLS_AES_128_GCM_SHA256",
        "2 ms ← Key Exchange x25519",
        "not reached: Certificate, Finished",
        "4 ms ← Proxy CONNECT answered 200 OK",
        "tls a.test",
        "6 ms → ClientHello ✗ TLS 1.3 to TLS 1.2, server name a.test, 517 bytes",
        "not reached: ServerHello, Certificate, Key Exchange, Finished",
    ]


def test_socks_and_starttls() -> None:
    route = ("socks5 p.test:1080", "starttls smtp", "tls a.test")
    through = Passed(seen=seen(2, 0), kind_of_hop="socks5", peer="p.test:1080")
    no = Declined(
        seen=seen(3, 1), kind_of_hop="starttls", peer="smtp", step="STARTTLS", said="454 no"
    )
    text = lines(drawn(OPEN, through, no, route=route, step=Step.PRE))
    assert "2 ms ← Proxy p.test:1080 is through" in text
    assert "3 ms ← STARTTLS ✗ refused STARTTLS: 454 no" in text


HEADED = ("tcp a.test:443", "proxy-protocol v2", "tls a.test")


def test_a_proxy_header() -> None:
    sent = Passed(seen=seen(2, 1), kind_of_hop="proxy-protocol", peer="v2")
    text = lines(drawn(OPEN, sent, hello(3, hop=2), route=HEADED, step=Step.PRE))
    assert text[1].startswith("2 ms → PROXY header ✗ v2 sent")
    assert "PROXY header" in lines(drawn(OPEN, route=HEADED))[1]


def test_a_proxy_header_that_is_missing() -> None:
    fix = (Remedy.ALIGN_PROXY_PROTOCOL,)
    clue = Clue(verdict=Verdict.CERTAIN, because="the server waits for it")
    finding = Finding("proxy-protocol-mismatch", "", Party.REVERSE_PROXY, clue, fix)
    for route, hop, place in ((DIRECT, 1, 1), (DIRECT, 7, -1)):
        case = Case((Route(hops=route, target_tls=1), OPEN, hello(1)))
        broke = Broke(hop, Leg.CLIENT_ORIGIN, Step.PRE)
        diagnosis = Diagnosis(Outcome.FAILED, broke, (finding,), case)
        rung = ladder.rungs(diagnosis, Transcript(route, (), "test"))[place]
        assert (rung.name, rung.says, rung.broke) == ("PROXY header", "not sent", True)


def test_a_proxy_header_that_was_sent_is_not_missing() -> None:
    sent = Passed(seen=seen(2, 1), kind_of_hop="proxy-protocol", peer="v2")
    clue = Clue(verdict=Verdict.CERTAIN, because="nobody wants it")
    fix = (Remedy.ALIGN_PROXY_PROTOCOL,)
    finding = Finding("proxy-protocol-mismatch", "", Party.REVERSE_PROXY, clue, fix)
    case = Case((Route(hops=HEADED, target_tls=2), OPEN, sent))
    broke = Broke(1, Leg.CLIENT_ORIGIN, Step.PRE)
    diagnosis = Diagnosis(Outcome.FAILED, broke, (finding,), case)
    rungs = ladder.rungs(diagnosis, Transcript(HEADED, (), "test"))
    assert [(rung.says, rung.broke) for rung in rungs if rung.step is Step.PRE] == [
        ("v2 sent", True)
    ]


def test_a_socks_reply_says_more_than_the_refusal() -> None:
    route = ("socks5 p.test:1080", "tls a.test")
    no = Declined(seen=seen(3, 0), kind_of_hop="socks5", peer="p", step="connect", said="....")
    reply = SocksAnswered(seen=seen(3, 0), reply=5, meaning="Connection refused")
    text = lines(drawn(OPEN, no, reply, route=route, step=Step.PROXY, hop=0))
    assert "3 ms ← Proxy ✗ SOCKS reply 5: Connection refused" in text
    assert not any("refused connect" in line for line in text)


def test_a_refusal_without_words() -> None:
    route = ("socks5 p.test:1080", "tls a.test")
    no = Declined(seen=seen(3, 0), kind_of_hop="socks5", peer="p", step="connect", said="")
    assert "3 ms ← Proxy refused connect" in lines(drawn(OPEN, no, route=route))


def test_a_tls_hop_that_passed_says_it_by_its_finished() -> None:
    passed = Passed(seen=seen(2), kind_of_hop="tls", peer="a.test")
    assert "is through" not in drawn(hello(1), passed)


def test_a_request_has_a_hop_behind_the_handshake() -> None:
    route = (*DIRECT, "http a.test")
    refused = HttpAnswered(
        seen=seen(5, 2), status=400, reason="Bad Request", headers=(), body="", method="HEAD"
    )
    text = lines(drawn(hello(1), refused, route=route, step=Step.APPLICATION))
    assert text[-1] == "5 ms ← HTTP ✗ HEAD answered 400 Bad Request"


def test_a_step_without_a_rung_gets_one() -> None:
    text = lines(drawn(OPEN, hello(1), step=Step.CLIENT_CERTIFICATE))
    assert text[2] == "Client Cert ✗"
    assert lines(drawn(hello(1), server_hello(2), step=Step.APPLICATION, hop=5))[-1] == "HTTP ✗"


def test_a_start_that_failed_marks_nothing() -> None:
    assert "✗" not in drawn(OPEN, step=Step.START, hop=0)


def test_a_step_that_broke_unreached_is_marked() -> None:
    assert "Proxy        ✗ not reached" in drawn(
        OPEN, route=("http-connect p:3128", "tls a.test"), step=Step.PROXY, hop=0
    )


def test_narrow_terminals_get_two_lines_a_rung() -> None:
    assert drawn(OPEN, step=Step.CLIENT_CERTIFICATE, width=40).splitlines()[:3] == [
        "     0 ms   TCP",
        "             192.0.2.1:443 answers",
        "            Client Cert  ✗",
    ]


def test_a_time_that_is_not_known_is_left_out() -> None:
    given = Connected(seen=Anchor(hop=0), address="192.0.2.1:443", took=1)
    beyond = Connected(seen=seen(99, 0), address="192.0.2.2:443", took=1)
    text = lines(drawn(given, beyond))
    assert text[:2] == ["TCP 192.0.2.1:443 answers", "TCP 192.0.2.2:443 answers"]


def test_without_a_route_there_is_no_ladder() -> None:
    assert drawn(OPEN, route=()) == "\n"


def test_a_hop_of_an_unknown_kind_has_no_steps() -> None:
    assert lines(drawn(OPEN, route=("quic a.test",))) == ["0 ms TCP 192.0.2.1:443 answers"]
