from __future__ import annotations

import pytest

from evidence.scripts import mark, ours, talk, theirs
from tlswhy.evidence.proxies import http_connect, socks4, socks5, starttls
from tlswhy.model.facts.network import HttpAnswered, SocksAnswered, Spoke
from tlswhy.model.transcript import Event, Mark

HTTP = ("http-connect p.test:3128", "tls a.test")
SOCKS = ("socks5 p.test:1080", "tls a.test")
MAIL = ("tcp a.test:25", "starttls smtp", "tls a.test")


def declined(step: str, hop: int = 0) -> Event:
    return mark(Mark.DECLINED, step, hop=hop)


class TestConnect:
    def test_an_answer(self) -> None:
        said = theirs(b"HTTP/1.1 407 Nope\r\nProxy-Authenticate: Basic\r\n\r\n", hop=0)
        [answer] = http_connect(talk(ours(b"CONNECT a:1 ", hop=0), said, route=HTTP), 0)
        assert isinstance(answer, HttpAnswered)
        assert (answer.status, answer.method, answer.hop) == (407, "CONNECT", 0)
        assert answer.seen.event == 1

    def test_a_tunnel_is_an_answer_too(self) -> None:
        [answer] = http_connect(talk(theirs(b"HTTP/1.1 200 OK\r\n\r\n", hop=0), route=HTTP), 0)
        assert isinstance(answer, HttpAnswered)
        assert answer.status == 200

    def test_only_the_last_answer_counts(self) -> None:
        """Digest asks twice on one connection."""
        said = (
            ours(b"CONNECT a:1 ", hop=0),
            theirs(b"HTTP/1.1 407 Nope\r\n\r\n", hop=0),
            ours(b"CONNECT a:1 ", hop=0),
            theirs(b"HTTP/1.1 403 ", hop=0),
            theirs(b"Forbidden\r\n\r\n", hop=0),
        )
        [answer] = http_connect(talk(*said, route=HTTP), 0)
        assert isinstance(answer, HttpAnswered)
        assert (answer.status, answer.seen.event) == (403, 3)

    def test_what_is_no_proxy(self) -> None:
        [other] = http_connect(talk(theirs(b"\x15\x03\x01\x00\x02\x02\x0a", hop=0), route=HTTP), 0)
        assert isinstance(other, Spoke)

    def test_nothing(self) -> None:
        assert list(http_connect(talk(route=HTTP), 0)) == []


class TestSocks:
    def test_success_is_no_fact(self) -> None:
        said = theirs(bytes.fromhex("0500 05000001 00000000 0000"), hop=0)
        assert list(socks5(talk(said, mark(Mark.READY, hop=0), route=SOCKS), 0)) == []

    def test_a_refusal_without_a_word(self) -> None:
        assert list(socks5(talk(declined("connect"), route=SOCKS), 0)) == []

    @pytest.mark.parametrize(
        ("said", "reply", "meaning"),
        [
            ("0500 0505", 5, "Connection refused"),
            ("0502 0100 0502", 2, "connection not allowed by ruleset"),
            ("0500 0563", 0x63, "unassigned"),
            ("0500 05", 0, "succeeded"),
        ],
    )
    def test_a_reply(self, said: str, reply: int, meaning: str) -> None:
        """With and without the password's answer before it."""
        pieces = theirs(bytes.fromhex(said), hop=0)
        [answer] = socks5(talk(pieces, declined("connect"), route=SOCKS), 0)
        assert isinstance(answer, SocksAnswered)
        assert (answer.reply, answer.meaning) == (reply, meaning)

    def test_what_is_no_socks_proxy(self) -> None:
        said = theirs(b"HTTP/1.1 400 Bad Request\r\n\r\n", hop=0)
        [other] = socks5(talk(said, declined("greeting"), route=SOCKS), 0)
        assert isinstance(other, Spoke)
        assert other.protocol == "http-answer"

    def test_other_refusals_are_said_by_their_step(self) -> None:
        said = theirs(bytes.fromhex("05ff"), hop=0)
        assert list(socks5(talk(said, declined("method"), route=SOCKS), 0)) == []


class TestSocks4:
    ROUTE = ("socks4 p.test:1080", "tls a.test")

    def test_success_is_no_fact(self) -> None:
        said = theirs(bytes.fromhex("005a 0000 00000000"), hop=0)
        assert list(socks4(talk(said, mark(Mark.READY, hop=0), route=self.ROUTE), 0)) == []

    def test_a_refusal_without_a_word(self) -> None:
        assert list(socks4(talk(declined("connect"), route=self.ROUTE), 0)) == []

    @pytest.mark.parametrize(
        ("code", "meaning"), [(91, "request rejected or failed"), (99, "unassigned")]
    )
    def test_a_reply(self, code: int, meaning: str) -> None:
        said = theirs(bytes((0, code, 0, 0, 0, 0, 0, 0)), hop=0)
        [answer] = socks4(talk(said, declined("connect"), route=self.ROUTE), 0)
        assert isinstance(answer, SocksAnswered)
        assert (answer.reply, answer.meaning, answer.version) == (code, meaning, 4)

    def test_what_is_no_socks_proxy(self) -> None:
        said = theirs(b"HTTP/1.1 400 Bad Request\r\n\r\n", hop=0)
        step = declined("connect (the answer is not SOCKS 4)")
        [other] = socks4(talk(said, step, route=self.ROUTE), 0)
        assert isinstance(other, Spoke)
        assert other.protocol == "http-answer"


class TestStarttls:
    def test_a_refusal_says_what_is_spoken(self) -> None:
        said = theirs(b"220 mail.test ESMTP Exim 4.97\r\n")
        [other] = starttls(talk(said, declined("EHLO", hop=1), route=MAIL), 1)
        assert isinstance(other, Spoke)
        assert (other.protocol, other.product) == ("smtp", "Exim 4.97")

    def test_success_is_no_fact(self) -> None:
        said = theirs(b"220 mail.test ESMTP\r\n")
        assert list(starttls(talk(said, mark(Mark.READY, hop=1), route=MAIL), 1)) == []

    def test_a_refusal_without_a_word(self) -> None:
        assert list(starttls(talk(declined("EHLO", hop=1), route=MAIL), 1)) == []

    @pytest.mark.parametrize("how", [Mark.CLOSED, Mark.RESET, Mark.SILENCE])
    def test_an_end_in_the_middle_says_what_is_spoken(self, how: Mark) -> None:
        said = theirs(b"220-mail.test ESMTP\r\n")
        [other] = starttls(talk(said, mark(how, hop=1), route=MAIL), 1)
        assert isinstance(other, Spoke)
        assert other.protocol == "smtp"

    def test_a_tunnel_that_was_ready_says_nothing_of_the_server(self) -> None:
        behind = ("http-connect p.test:3128", "starttls smtp", "tls a.test")
        ready, said = mark(Mark.READY, hop=0), theirs(b"220 mail.test ESMTP\r\n")
        [other] = starttls(talk(ready, said, mark(Mark.CLOSED, hop=1), route=behind), 1)
        assert isinstance(other, Spoke)
