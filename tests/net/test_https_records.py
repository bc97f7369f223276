"""HTTPS records from a name server on loopback, which may answer what it likes."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Iterator

import dns.resolver
import pytest

from tlswhy.net import https_records
from tlswhy.net.https_records import HttpsRecords, ask, owner
from tlswhy.net.names import Resolver
from tlswhy.wire.svcb import Svcb

Answer = Callable[[bytes], bytes | None]
PATIENT = 20.0
SHORT = 0.2
RECORD = Svcb(1, (), ((1, b"\2h2"),)).write()


def reply(
    question: bytes, *rdatas: bytes, flags: int = 0x8180, rcode: int = 0, copies: int = 1
) -> bytes:
    """A message of DNS (RFC 1035 section 4.1)."""
    end = question.index(b"\0", 12) + 5
    answers = b"".join(
        struct.pack("!HHHIH", 0xC00C, 65, 1, 60, len(rdata)) + rdata for rdata in rdatas * copies
    )
    header = struct.pack("!HHHHH", flags | rcode, 1, len(rdatas) * copies, 0, 0)
    return question[:2] + header + question[12:end] + answers


def asked_for(question: bytes) -> str:
    labels, at = [], 12
    while size := question[at]:
        labels.append(question[at + 1 : at + 1 + size].decode())
        at += 1 + size
    return ".".join(labels)


@contextlib.contextmanager
def serving(answer: Answer, by_tcp: Answer | None = None) -> Iterator[tuple[str, int]]:
    """A name server, by UDP and, where it is truncated, by TCP."""
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server,
        socket.create_server(("127.0.0.1", 0)) as listener,
    ):
        server.bind(listener.getsockname())

        def udp() -> None:
            while True:
                question, whom = server.recvfrom(4096)
                if not question:
                    return
                said = answer(question)
                if said is not None:
                    server.sendto(said, whom)

        def tcp() -> None:
            with contextlib.suppress(OSError):
                conn, _ = listener.accept()
                with conn:
                    said = by_tcp(conn.recv(4096)[2:]) if by_tcp else None
                    if said is not None:
                        conn.sendall(len(said).to_bytes(2, "big") + said)

        threads = [threading.Thread(target=udp), threading.Thread(target=tcp)]
        for thread in threads:
            thread.start()
        try:
            yield "127.0.0.1", server.getsockname()[1]
        finally:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
                end.sendto(b"", server.getsockname())
            listener.shutdown(socket.SHUT_RDWR)
            for thread in threads:
                thread.join()


def test_the_name_has_the_port_in_it_unless_it_is_the_usual_one() -> None:
    assert owner("a.test", 443) == "a.test"
    assert owner("a.test", 8443) == "_8443._https.a.test"


def test_a_record_comes_as_on_the_wire() -> None:
    with serving(lambda question: reply(question, RECORD)) as server:
        assert ask("a.test", server, PATIENT) == HttpsRecords((RECORD,))


def test_a_record_that_is_cut_is_asked_for_by_tcp() -> None:
    def cut(question: bytes) -> bytes:
        return reply(question, flags=0x8380)

    with serving(cut, lambda question: reply(question, RECORD)) as server:
        assert ask("a.test", server, PATIENT).records == (RECORD,)


@pytest.mark.parametrize(
    ("answer", "how", "says"),
    [
        (lambda q: reply(q, rcode=3), "nxdomain", "says there is no such name"),
        (reply, "no-data", "knows no HTTPS record of the name"),
        (lambda q: reply(q, rcode=2), "servfail", "answers SERVFAIL"),
        (lambda q: reply(q, rcode=5), "servfail", "answers REFUSED"),
        (lambda q: reply(q, b"\0\1\3a"), "malformed", "cannot be read"),
        (lambda q: reply(q, b"\0\1\0\0\5\0\4abcd"), "malformed", "invalid ECHConfigList"),
        (lambda _: b"junk", "malformed", "cannot be read"),
        (lambda q: bytes((q[0] ^ 1,)) + reply(q, RECORD)[1:], "malformed", "cannot be read"),
    ],
)
def test_why_there_is_none(answer: Answer, how: str, says: str) -> None:
    with serving(answer) as server:
        found = ask("a.test", server, PATIENT)
    assert (found.records, found.how) == ((), how)
    assert found.detail.startswith(("name server 127.0.0.1", "the answer of name server 127.0.0.1"))
    assert says in found.detail


def test_silence_ends() -> None:
    with serving(lambda _: None) as server:
        assert ask("a.test", server, SHORT).how == "no-answer"


def test_silence_by_tcp_ends() -> None:
    with serving(lambda question: reply(question, flags=0x8380)) as server:
        assert ask("a.test", server, SHORT).how in ("no-answer", "failed")


def test_an_impossible_name_is_not_asked() -> None:
    assert ask("a" * 70 + ".test", ("127.0.0.1", 53), PATIENT).how == "failed"


def test_an_alias_is_followed() -> None:
    alias = Svcb(0, (b"b", b"test"), ()).write()

    def answer(question: bytes) -> bytes:
        return reply(question, alias if asked_for(question) == "a.test" else RECORD)

    with serving(answer) as server:
        assert ask("a.test", server, PATIENT).records == (alias, RECORD)


def test_an_alias_of_nothing_keeps_what_is_known() -> None:
    alias = Svcb(0, (b"b", b"test"), ()).write()

    def answer(question: bytes) -> bytes:
        known = asked_for(question) == "a.test"
        return reply(question, alias) if known else reply(question, rcode=3)

    with serving(answer) as server:
        assert ask("a.test", server, PATIENT) == HttpsRecords((alias,))


def test_aliases_in_a_circle_end() -> None:
    alias = Svcb(0, (b"a", b"test"), ()).write()
    with serving(lambda question: reply(question, alias)) as server:
        found = ask("a.test", server, PATIENT)
    assert found.records == (alias,) * https_records.MOST_ALIASES


def test_records_without_end_are_cut() -> None:
    many = tuple(Svcb(number, (), ()).write() for number in range(1, 40))
    with serving(lambda question: reply(question, *many)) as server:
        found = ask("a.test", server, PATIENT)
    assert len(found.records) == https_records.MOST_RECORDS


class TestTheSystemsNameServers:
    def usual(self, patch: pytest.MonkeyPatch, *servers: str, port: int = 53) -> None:
        class Usual:
            def __init__(self) -> None:
                self.nameservers, self.port = list(servers), port

        patch.setattr(dns.resolver, "Resolver", Usual)

    def test_the_next_one_is_asked_when_one_is_silent(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[str] = []

        def one(_: str, server: tuple[str, int], __: float) -> HttpsRecords:
            asked.append(server[0])
            return HttpsRecords((), "no-answer") if len(asked) < 2 else HttpsRecords((RECORD,))

        self.usual(monkeypatch, "192.0.2.1", "192.0.2.2", "192.0.2.3")
        monkeypatch.setattr(https_records, "_ask_one", one)
        assert ask("a.test", None, PATIENT).records == (RECORD,)
        assert asked == ["192.0.2.1", "192.0.2.2"]

    def test_no_more_than_three_are_asked(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[str] = []

        def one(_: str, server: tuple[str, int], __: float) -> HttpsRecords:
            asked.append(server[0])
            return HttpsRecords((), "servfail")

        self.usual(monkeypatch, *(f"192.0.2.{number}" for number in range(9)))
        monkeypatch.setattr(https_records, "_ask_one", one)
        assert ask("a.test", None, PATIENT).how == "servfail"
        assert asked == ["192.0.2.0", "192.0.2.1", "192.0.2.2"]

    def test_there_may_be_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.usual(monkeypatch)
        assert ask("a.test", None, PATIENT).detail == "there is no name server to ask"

    def test_nor_a_configuration(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken() -> object:
            raise OSError("no such file")

        monkeypatch.setattr(dns.resolver, "Resolver", broken)
        assert ask("a.test", None, PATIENT) == HttpsRecords((), "failed", "no such file")


def test_a_resolver_asks_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def count(name: str, _: object, __: float) -> HttpsRecords:
        asked.append(name)
        return HttpsRecords((RECORD,))

    monkeypatch.setattr(https_records, "ask", count)
    resolver = Resolver()
    for _ in range(2):
        assert resolver.https_records("a.test", None, PATIENT).records == (RECORD,)
    resolver.https_records("a.test", ("192.0.2.53", 53), PATIENT)
    assert asked == ["a.test", "a.test"]
