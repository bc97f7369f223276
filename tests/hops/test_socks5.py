import pytest

from dialogue import play_bytes
from tlswhy.hops import socks5
from tlswhy.hops.talk import Gone, Outcome, Ready, Refused, Send
from tlswhy.model.attempt import Secret
from tlswhy.model.errors import InputError
from tlswhy.model.transcript import Mark

GREETING = (">", b"\x05\x01\x00")
CHOSEN = ("<", b"\x05\x00")
NAME = (">", b"\x05\x01\x00\x03\x06a.test\x01\xbb")
BOUND = b"\x00\x01\x00\x00\x00\x00\x00\x00"


def _play(*steps: tuple[str, bytes], end: Mark = Mark.CLOSED) -> Outcome:
    return play_bytes(socks5.talk("a.test", 443), list(steps), end)


@pytest.mark.parametrize(
    "reply",
    [
        b"\x05\x00\x00\x01\xc0\x00\x02\x01\x01\xbb",
        b"\x05\x00\x00\x03\x01a\x01\xbb",
        b"\x05\x00\x00\x03\x00\x01\xbb",
        b"\x05\x00\x00\x04" + bytes(16) + b"\x01\xbb",
    ],
)
def test_a_connection_and_nothing_of_what_follows(reply: bytes) -> None:
    assert _play(GREETING, CHOSEN, NAME, ("<", reply + b"\x16\x03")) == Ready()


@pytest.mark.parametrize(
    ("host", "sent"),
    [
        ("192.0.2.1", b"\x01\xc0\x00\x02\x01"),
        ("2001:db8::1", b"\x04\x20\x01\x0d\xb8" + bytes(11) + b"\x01"),
        ("b.test", b"\x03\x06b.test"),
    ],
)
def test_an_address_is_sent_as_an_address(host: str, sent: bytes) -> None:
    request = b"\x05\x01\x00" + sent + b"\x00\x50"
    steps = [GREETING, CHOSEN, (">", request), ("<", b"\x05\x00" + BOUND)]
    assert play_bytes(socks5.talk(host, 80), steps) == Ready()


def test_an_http_proxy_answers_the_greeting() -> None:
    # HAProxy 2.6: a request that it cannot read.
    said = b"HTTP/1.1 400 Bad request\r\nContent-length: 90\r\n\r\n"
    assert _play(GREETING, ("<", said)) == Refused("greeting", said)


def test_an_http_proxy_waits_for_the_rest() -> None:
    assert _play(GREETING, end=Mark.SILENCE) == Gone(Mark.SILENCE, b"")


def test_no_method_will_do() -> None:
    assert _play(GREETING, ("<", b"\x05\xff")) == Refused("method", b"\x05\xff")


def test_a_method_that_was_not_offered() -> None:
    assert _play(GREETING, ("<", b"\x05\x02")) == Refused("method", b"\x05\x02")


def _login(*steps: tuple[str, bytes]) -> Outcome:
    talk = socks5.talk("a.test", 443, user="us", password=Secret("geheim"))
    return play_bytes(talk, [(">", b"\x05\x02\x00\x02"), *steps])


LOGIN = (">", b"\x01\x02us\x06geheim")


def test_a_password() -> None:
    steps = [("<", b"\x05\x02"), LOGIN, ("<", b"\x01\x00"), NAME, ("<", b"\x05\x00" + BOUND)]
    assert _login(*steps) == Ready()


def test_a_password_that_is_not_wanted() -> None:
    assert _login(CHOSEN, NAME, ("<", b"\x05\x00" + BOUND)) == Ready()


def test_a_wrong_password() -> None:
    end = _login(("<", b"\x05\x02"), LOGIN, ("<", b"\x01\x01"))
    assert end == Refused("authentication", b"\x01\x01")


def test_a_password_is_not_shown() -> None:
    talk = socks5.talk("a.test", 443, user="us", password=Secret("geheim"))
    next(talk)
    talk.send(b"")
    talk.send(b"\x05")
    assert talk.send(b"\x02") == Send(b"\x01\x02us\x06geheim", b"\x01\x02us<hidden>")


@pytest.mark.parametrize("code", [code for code in socks5.REPLIES if code])
def test_a_refusal_says_why(code: int) -> None:
    said = bytes([5, code]) + BOUND
    assert _play(GREETING, CHOSEN, NAME, ("<", said)) == Refused("connect", said)


def test_a_refusal_cut_short() -> None:
    assert _play(GREETING, CHOSEN, NAME, ("<", b"\x05\x05")) == Refused("connect", b"\x05\x05")


def test_a_reply_of_another_protocol() -> None:
    assert _play(GREETING, CHOSEN, NAME, ("<", b"HTTP/1.1")) == Refused("connect", b"HTTP/1.1")


def test_a_bound_address_of_no_known_type() -> None:
    said = b"\x05\x00\x00\x09\x00"
    assert _play(GREETING, CHOSEN, NAME, ("<", said)) == Refused(
        "connect (unknown address type)", said
    )


def test_the_proxy_closes_inside_its_reply() -> None:
    assert _play(GREETING, CHOSEN, NAME, ("<", b"\x05\x00")) == Gone(
        Mark.CLOSED, b"\x05\x00\x05\x00"
    )


def test_what_cannot_be_sent() -> None:
    with pytest.raises(InputError, match="the target's name has 256 bytes"):
        socks5.talk("a" * 256, 443)
    with pytest.raises(InputError, match="the proxy user's name"):
        socks5.talk("a.test", 443, user="a" * 256)
    with pytest.raises(InputError, match="the proxy password"):
        socks5.talk("a.test", 443, user="a", password=Secret("a" * 256))
