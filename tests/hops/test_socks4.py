from __future__ import annotations

import pytest

from dialogue import play_bytes
from tlswhy.hops import socks4
from tlswhy.hops.talk import Gone, Outcome, Ready, Refused
from tlswhy.model.errors import InputError
from tlswhy.model.transcript import Mark

REQUEST = (">", b"\x04\x01\x01\xbb\xc0\x00\x02\x01\x00")
GRANTED = b"\x00\x5a" + bytes(6)


def _play(*steps: tuple[str, bytes], end: Mark = Mark.CLOSED) -> Outcome:
    return play_bytes(socks4.talk("192.0.2.1", 443), [REQUEST, *steps], end)


def test_a_connection_and_nothing_of_what_follows() -> None:
    assert _play(("<", GRANTED + b"\x16\x03")) == Ready()


def test_a_user_is_named() -> None:
    # The example of the protocol's text: Fred asks for 66.102.7.99 port 80.
    request = b"\x04\x01\x00\x50\x42\x66\x07\x63Fred\x00"
    talk = socks4.talk("66.102.7.99", 80, user="Fred")
    assert play_bytes(talk, [(">", request), ("<", GRANTED)]) == Ready()


@pytest.mark.parametrize(
    ("host", "sent"),
    [
        ("a.test", b"\x00\x00\x00\x01us\x00a.test\x00"),
        ("2001:db8::1", b"\x00\x00\x00\x01us\x002001:db8::1\x00"),
        ("192.0.2.1", b"\xc0\x00\x02\x01us\x00"),
    ],
)
def test_a_name_follows_an_address_that_cannot_be(host: str, sent: bytes) -> None:
    talk = socks4.talk(host, 443, user="us", remote_dns=True)
    assert play_bytes(talk, [(">", b"\x04\x01\x01\xbb" + sent), ("<", GRANTED)]) == Ready()


@pytest.mark.parametrize("code", [code for code in socks4.REPLIES if code != socks4.GRANTED])
def test_a_refusal_says_why(code: int) -> None:
    said = bytes([0, code]) + bytes(6)
    assert _play(("<", said)) == Refused("connect", said)


def test_a_refusal_cut_short() -> None:
    assert _play(("<", b"\x00\x5b")) == Refused("connect", b"\x00\x5b")


@pytest.mark.parametrize("said", [b"\x05\xff", b"HTTP/1.1 400 Bad Request\r\n\r\n"])
def test_an_answer_that_is_not_socks_4(said: bytes) -> None:
    assert _play(("<", said)) == Refused("connect (the answer is not SOCKS 4)", said)


def test_the_proxy_says_nothing() -> None:
    assert _play(end=Mark.SILENCE) == Gone(Mark.SILENCE, b"")


def test_the_proxy_closes_inside_its_reply() -> None:
    assert _play(("<", b"\x00\x5a\x00")) == Gone(Mark.CLOSED, b"\x00\x5a\x00")


@pytest.mark.parametrize(
    ("host", "user", "remote_dns", "problem"),
    [
        ("a.test", "", False, "SOCKS 4 carries IPv4 addresses alone, and not a.test"),
        ("2001:db8::1", "", False, "not 2001:db8::1"),
        ("192.0.2.1", "a\0b", False, "zero byte"),
        ("a\0b", "", True, "zero byte"),
    ],
)
def test_what_cannot_be_sent(host: str, user: str, remote_dns: bool, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        socks4.talk(host, 443, user=user, remote_dns=remote_dns)
