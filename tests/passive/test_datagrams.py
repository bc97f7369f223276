"""Flows of QUIC and DTLS get the same facts and causes as those of TCP."""

from __future__ import annotations

import select
import shutil
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Self

import pytest
from cryptography.hazmat.primitives import serialization
from hypothesis import given
from hypothesis import strategies as st

from datagrams import (
    DCID,
    SCID,
    SERVER,
    V1,
    V2,
    Said,
    ack,
    close,
    crypto,
    dtls_client_hello,
    dtls_server_hello,
    flow,
    handshake,
    initial,
    long_header,
    message,
    negotiation,
    record,
    retry,
    short,
    vector,
    verify_request,
)
from passive.flows import EXPIRED, GOOD, ROOT, judged
from pki.chains import Cert
from tlswhy.captures.flow import End
from tlswhy.captures.quic import Conversation
from tlswhy.evidence import tls
from tlswhy.model.diagnosis import Step
from tlswhy.model.facts import Fact
from tlswhy.model.facts.network import Connected, Declined, Ended
from tlswhy.model.facts.passive import (
    Datagrams,
    DtlsSeen,
    HiddenAlert,
    IcmpSeen,
    QuicClosed,
    QuicSeen,
)
from tlswhy.model.facts.tls import AlertSeen, Established, HelloSent, ServerHelloSeen
from tlswhy.passive import datagrams
from tlswhy.passive.diagnose import Judged
from tlswhy.report import ladder, ladder_svg

_READ = Conversation()
(HELLO,) = _READ.read(vector("v1_client"), ours=True)[0].messages
(ANSWER,) = _READ.read(vector("v1_server"), ours=False)[0].messages

ASKS: Said = (0, True, initial(crypto(0, HELLO)))
ANSWERS: Said = (
    10,
    False,
    initial(ack() + crypto(0, ANSWER), ours=False) + handshake(900, ours=False),
)
FINISHES: Said = (20, True, handshake(61, ours=True) + short(60))


def outcome(found: Judged | None) -> tuple[str, str]:
    assert found is not None
    causes = [finding.cause for finding in found.diagnosis.findings]
    word = "unclear" if found.unclear else str(found.diagnosis.outcome)
    return word, causes[0] if causes else ""


def facts(*said: Said, over: bool = False) -> tuple[Fact, ...]:
    return judged(flow(said, over=over)).diagnosis.case.facts


def the(kind: type[Fact], found: tuple[Fact, ...]) -> Fact:
    (one,) = [fact for fact in found if isinstance(fact, kind)]
    return one


def test_the_transcript_is_that_of_tls() -> None:
    made = datagrams.record(flow([ASKS, ANSWERS, FINISHES]))
    assert made.transcript.route == ("udp 192.0.2.1:443", "tls example.com")
    assert made.transcript.frames == (1, 1, 2, 3)
    assert [event.at for event in made.transcript.events] == [0, 0, 10, 20]
    assert [type(fact) for fact in tls.facts(made.transcript, 1)] == [HelloSent, ServerHelloSeen]
    assert made.attempt.name == "example.com"
    assert len(made.ours.pieces) == len(made.theirs.pieces) == 1


def test_a_quic_handshake_that_works() -> None:
    found = judged(flow([ASKS, ANSWERS, FINISHES, (30, False, short())]))
    assert outcome(found) == ("ok", "")
    case = found.diagnosis.case
    done = case.last(Established)
    assert done is not None
    assert (done.version, done.suite) == (0x0304, 0x1301)
    assert isinstance(case.last(Connected), Datagrams)
    assert case.last(QuicSeen) == QuicSeen(
        seen=case.all(QuicSeen)[0].seen,
        version=V1,
        retry=False,
        version_negotiation=(),
        answered=True,
        sent=1,
    )


def test_a_capture_without_lone_short_headers_shows_it_too() -> None:
    assert outcome(judged(flow([ASKS, ANSWERS, (20, True, handshake(61, ours=True))]))) == (
        "ok",
        "",
    )
    acknowledged = (20, True, handshake(22, ours=True))
    assert outcome(judged(flow([ASKS, ANSWERS, acknowledged]))) == ("unclear", "")


def test_one_way_alone_is_not_enough_where_lone_short_headers_are_kept() -> None:
    said = [ASKS, ANSWERS, (15, False, short()), (20, True, handshake(61, ours=True))]
    assert outcome(judged(flow(said))) == ("unclear", "")
    assert outcome(judged(flow([*said, (21, True, short())]))) == ("ok", "")


@pytest.mark.parametrize("version", [V1, V2])
def test_a_retry_and_another_version(version: int) -> None:
    later = initial(crypto(0, HELLO), keyed_by=SERVER, token=b"t", count=1, version=version)
    answer = initial(crypto(0, ANSWER), ours=False, keyed_by=SERVER, version=version)
    found = facts(
        (0, True, initial(crypto(0, HELLO), version=version)),
        (5, False, retry(version=version)),
        (6, True, later),
        (9, False, answer + handshake(900, ours=False, version=version)),
        (20, True, handshake(61, ours=True, version=version) + short()),
    )
    seen = the(QuicSeen, found)
    assert isinstance(seen, QuicSeen)
    assert seen.retry
    assert seen.version == version
    assert isinstance(the(Established, found), Established)
    the(HelloSent, found)


def test_a_server_that_closes_with_an_alert() -> None:
    refuses = initial(close(0x178, b"No common\nALPN"), ours=False)
    found = judged(flow([ASKS, (10, False, refuses), (20, False, refuses)]))
    assert outcome(found) == ("failed", "alpn-mismatch")
    case = found.diagnosis.case
    (alert,) = case.all(AlertSeen)
    assert (alert.level, alert.description, alert.ours) == (2, 120, False)
    (closed,) = case.all(QuicClosed)
    assert closed.reason == "No common ALPN"
    assert (closed.code, closed.layer, closed.ours) == (0x178, "transport", False)


def test_a_client_that_closes_with_an_alert() -> None:
    refuses = initial(close(0x12D, b"too old"), count=1) + handshake(60, ours=True)
    found = judged(flow([ASKS, ANSWERS, (20, True, refuses)]))
    assert outcome(found) == ("failed", "cert-expired")
    assert found.diagnosis.broke_at.step is Step.CERTIFICATE


def test_a_server_that_closes_for_another_reason() -> None:
    refuses = initial(close(2), ours=False)
    found = judged(flow([ASKS, (10, False, refuses)]))
    assert outcome(found) == ("failed", "peer-closed-early")
    end = found.diagnosis.case.last(Ended)
    assert end is not None
    assert end.how == "closed"


def test_a_close_of_the_application_is_no_alert() -> None:
    found = facts(ASKS, (10, False, initial(close(0x178, application=True), ours=False)))
    assert not any(isinstance(fact, AlertSeen) for fact in found)
    closed = the(QuicClosed, found)
    assert isinstance(closed, QuicClosed)
    assert closed.layer == "application"


@pytest.mark.parametrize(("size", "over"), [(40, False), (70, True)])
def test_a_client_that_refuses_where_nobody_can_read_it(size: int, over: bool) -> None:
    said = [ASKS, ANSWERS, (12, False, short()), (20, True, handshake(size, ours=True))]
    found = judged(flow(said, over=over))
    assert outcome(found) == ("failed", "cert-rejected-unseen")
    hidden = found.diagnosis.case.last(HiddenAlert)
    assert hidden is not None
    assert (hidden.ours, hidden.size, hidden.after) == (True, size, "server-flight")


@pytest.mark.parametrize(
    "rest",
    [
        [(20, True, handshake(25, ours=True))],
        [(20, True, handshake(40, ours=True)), (30, False, handshake(900, ours=False))],
        [(20, True, handshake(40, ours=True)), (21, True, short())],
    ],
)
def test_what_may_go_on_is_no_refusal(rest: list[Said]) -> None:
    said = [ASKS, ANSWERS, (12, False, short()), *rest]
    assert not any(isinstance(fact, HiddenAlert) for fact in facts(*said))


def asked(*at: int) -> list[Said]:
    return [(ms, True, initial(crypto(0, HELLO), count=i)) for i, ms in enumerate(at)]


def test_datagrams_that_nobody_answers() -> None:
    found = judged(flow(asked(0, 300, 900, 2100)))
    assert outcome(found) == ("failed", "udp-blocked")
    end = found.diagnosis.case.last(Ended)
    assert end is not None
    assert (end.how, end.after) == ("silence", 2100)


def test_a_client_that_says_that_it_gives_up() -> None:
    gives_up = (4000, True, initial(close(0x116), count=9))
    found = judged(flow([*asked(0, 1000), gives_up]))
    assert outcome(found) == ("failed", "udp-blocked")


@pytest.mark.parametrize(
    "said",
    [
        asked(0),
        asked(0, 3000),
        asked(0, 100, 200, 300),
        [*asked(0, 1, 2, 3000, 3001, 3002)],
        [*asked(0, 500, 1500), (2500, True, initial(ack(), count=7))],
        [*asked(0, 500, 1500), (2500, True, handshake(61, ours=True))],
    ],
    ids=["once", "twice", "soon", "in parts", "it heard", "it went on"],
)
def test_what_may_still_be_answered_or_was(said: list[Said]) -> None:
    assert outcome(judged(flow(said))) == ("unclear", "")


def test_silence_in_the_middle() -> None:
    later = [(ms, True, initial(ack(), count=3 + ms)) for ms in (300, 900, 2100, 4500)]
    partly = (10, False, initial(ack() + crypto(0, ANSWER), ours=False))
    found = judged(flow([ASKS, partly, *later]))
    assert found.diagnosis.case.last(Ended) is not None
    assert outcome(found)[0] == "failed"
    assert outcome(found)[1] != "udp-blocked"


@pytest.mark.parametrize(
    ("code", "word"), [(3 << 8 | 3, "port unreachable"), (3 << 8 | 13, "prohibited")]
)
def test_icmp_errors_of_our_datagrams(code: int, word: str) -> None:
    found = judged(flow(asked(0, 300), errors=[(1, True, code), (301, True, code)]))
    assert outcome(found) == ("failed", "udp-blocked")
    assert word in found.diagnosis.findings[0].clue.because


def test_icmp_errors_of_the_servers_datagrams_say_nothing() -> None:
    found = judged(flow([ASKS, ANSWERS], errors=[(30, False, 3 << 8 | 3)]))
    assert outcome(found) == ("unclear", "")
    assert found.diagnosis.case.last(IcmpSeen) is None


def test_a_version_that_the_server_does_not_speak() -> None:
    asks = (0, True, initial(crypto(0, HELLO), version=V2))
    found = judged(flow([asks, (5, False, negotiation(V1))]))
    assert outcome(found)[0] == "failed"
    declined = found.diagnosis.case.last(Declined)
    assert declined is not None
    assert declined.says == "QUIC version 2 (it offers 1)"
    again = [(9, True, initial(crypto(0, HELLO))), *(ANSWERS, FINISHES)]
    assert outcome(judged(flow([asks, (5, False, negotiation(V1)), *again]))) == ("ok", "")


def test_a_version_that_nobody_speaks_was_only_a_question() -> None:
    asks = initial(
        crypto(0, HELLO), version=0x1A2A3A4A, salt="38762cf7f55934b34d179ae6a4c80cadccbb7f0a"
    )
    assert outcome(judged(flow([(0, True, asks), (5, False, negotiation(V1))]))) == ("unclear", "")


def test_nothing_that_can_be_read() -> None:
    other = (0, True, long_header(0xC0, 0x51303530, DCID, SCID) + bytes(40))
    assert outcome(judged(flow([other]))) == ("unclear", "")
    assert datagrams.record(flow([])).transcript.events == ()


# -- DTLS

EXCHANGE = message(11, 1, bytes(7)) + message(14, 2, b"")
FINISHED = record(20, b"\1") + record(22, bytes(40), epoch=1)
DTLS: list[Said] = [
    (0, True, message(1, 0, dtls_client_hello())),
    (1, False, message(3, 0, verify_request(b"\5" * 20))),
    (2, True, message(1, 1, dtls_client_hello(b"\5" * 20))),
    (
        3,
        False,
        message(2, 1, dtls_server_hello()) + message(11, 2, b"\0\0\0") + message(14, 3, b""),
    ),
    (4, True, message(16, 2, b"\1x") + FINISHED),
    (5, False, FINISHED),
    (6, True, record(23, bytes(50), epoch=1)),
]


def test_a_dtls_handshake_that_works() -> None:
    found = judged(flow(DTLS, port=4433))
    assert outcome(found) == ("ok", "")
    case = found.diagnosis.case
    done = case.last(Established)
    assert done is not None
    assert (done.version, done.suite) == (0x0303, 0xC02F)
    seen = case.last(DtlsSeen)
    assert seen is not None
    assert (seen.version, seen.cookie, seen.answered, seen.sent) == (0x0303, True, True, 1)
    assert len(case.all(HelloSent)) == 1


def test_the_client_is_who_says_hello() -> None:
    turned = [(at, not ours, data) for at, ours, data in DTLS]
    found = datagrams.record(flow(turned, port=4433))
    assert found.flow.server == End("198.51.100.1", 50_000)
    assert found.transcript.route[0] == "udp 198.51.100.1:50000"
    assert outcome(judged(flow(turned, port=4433))) == ("ok", "")


def test_a_dtls_server_that_refuses() -> None:
    found = judged(flow([*DTLS[:3], (3, False, record(21, b"\2\x28"))], port=4433))
    assert outcome(found) == ("failed", "cipher-no-overlap")


def test_dtls_without_an_answer() -> None:
    said = [(ms, True, DTLS[0][2]) for ms in (0, 1000, 3000, 7000)]
    found = judged(flow(said, port=4433))
    assert outcome(found)[0] == "failed"
    assert "udp-blocked" in {finding.cause for finding in found.diagnosis.findings}
    assert outcome(judged(flow(said[:1], port=4433))) == ("unclear", "")
    one_sided = [(at + 1000, ours, data) for at, ours, data in DTLS if ours]
    assert outcome(judged(flow([*said, *one_sided], over=True, port=4433))) == ("unclear", "")


@given(st.lists(st.tuples(st.booleans(), st.binary(max_size=60)), max_size=6), st.booleans())
def test_junk_is_unclear(junk: list[tuple[bool, bytes]], behind: bool) -> None:
    said = [(at, ours, data) for at, (ours, data) in enumerate(junk, 50)]
    head = [ASKS] if behind else [DTLS[0]]
    assert datagrams.record(flow([*head, *said])).transcript.route[0] == "udp 192.0.2.1:443"


def test_the_ladder_speaks_of_udp() -> None:
    found = judged(flow([ASKS, (10, False, initial(close(0x178, b"no"), ours=False))]))
    transcript = found.recording.transcript
    rungs = ladder.rungs(found.diagnosis, transcript)
    assert [rung.name for rung in rungs][:2] == ["UDP", "ClientHello"]
    assert any(rung.name == "Close" and rung.says.endswith(": no") for rung in rungs)
    (pair,) = ladder_svg.pairs(rungs, transcript.route)
    assert pair.peer == "192.0.2.1:443"


# -- a real server and client

OPENSSL = shutil.which("openssl")


class Relay:
    """Between a client and a server on loopback; keeps what passes."""

    def __init__(self, server: int) -> None:
        self.said: list[Said] = []
        self._front, self._back = (socket.socket(type=socket.SOCK_DGRAM) for _ in range(2))
        self._front.bind(("127.0.0.1", 0))
        self._back.connect(("127.0.0.1", server))
        self.port: int = self._front.getsockname()[1]
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._pass_on)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        self._front.close()
        self._back.close()

    def _pass_on(self) -> None:
        client = ("", 0)
        while not self._over.is_set():
            for ready in select.select([self._front, self._back], [], [], 0.05)[0]:
                if ready is self._front:
                    data, client = self._front.recvfrom(65_535)
                    self._back.send(data)
                else:
                    data = self._back.recv(65_535)
                    self._front.sendto(data, client)
                self.said.append((len(self.said), ready is self._front, data))


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Callable[..., Relay]]:
    """Starts an OpenSSL server for DTLS behind a relay."""
    with ExitStack() as stack:

        def start(identity: Cert, *options: str) -> Relay:
            (tmp_path / "server").write_bytes(identity.pem + secret(identity))
            (tmp_path / "root").write_bytes(ROOT.pem)
            with socket.socket(type=socket.SOCK_DGRAM) as free:
                free.bind(("127.0.0.1", 0))
                port = free.getsockname()[1]
            command = [str(OPENSSL), "s_server", "-dtls", "-accept", f"127.0.0.1:{port}"]
            server = stack.enter_context(
                subprocess.Popen(
                    [*command, "-cert", str(tmp_path / "server"), *options],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
            )
            stack.callback(server.kill)
            assert server.stdout is not None
            while b"ACCEPT" not in server.stdout.readline():
                assert server.poll() is None
            return stack.enter_context(Relay(port))

        yield start


def secret(identity: Cert) -> bytes:
    return identity.private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def connect(relay: Relay, folder: Path, *options: str) -> Judged:
    """One OpenSSL client through the relay."""
    trust = ("-CAfile", str(folder / "root"), "-verify_return_error", "-servername", "a.example")
    command = [str(OPENSSL), "s_client", "-connect", f"127.0.0.1:{relay.port}", *trust]
    subprocess.run([*command, *options], input=b"", capture_output=True, timeout=20, check=False)
    return judged(flow(relay.said, over=True, port=4433))


openssl = pytest.mark.skipif(OPENSSL is None, reason="needs the openssl program")


@openssl
@pytest.mark.parametrize("version", ["-dtls1_2", "-dtls"])
def test_openssl_and_a_good_certificate(
    served: Callable[..., Relay], tmp_path: Path, version: str
) -> None:
    found = connect(served(GOOD), tmp_path, version)
    assert outcome(found) == ("ok", "")
    assert found.recording.attempt.name == "a.example"


@openssl
def test_openssl_asks_for_a_cookie(served: Callable[..., Relay], tmp_path: Path) -> None:
    found = connect(served(GOOD, "-listen"), tmp_path, "-dtls")
    assert outcome(found) == ("ok", "")
    seen = found.diagnosis.case.last(DtlsSeen)
    assert seen is not None
    assert seen.cookie


@openssl
def test_openssl_refuses_an_expired_certificate(
    served: Callable[..., Relay], tmp_path: Path
) -> None:
    assert outcome(connect(served(EXPIRED), tmp_path, "-dtls")) == ("failed", "cert-expired")


@openssl
def test_openssl_finds_no_common_cipher(served: Callable[..., Relay], tmp_path: Path) -> None:
    relay = served(GOOD, "-cipher", "ECDHE-ECDSA-AES128-GCM-SHA256")
    found = connect(relay, tmp_path, "-dtls", "-cipher", "ECDHE-ECDSA-AES256-GCM-SHA384")
    assert outcome(found) == ("failed", "cipher-no-overlap")


@openssl
def test_openssl_in_small_pieces(served: Callable[..., Relay], tmp_path: Path) -> None:
    found = connect(served(GOOD, "-mtu", "300"), tmp_path, "-dtls", "-mtu", "256")
    assert outcome(found) == ("ok", "")
