import base64

import pytest

from dialogue import play_bytes
from tlswhy import VERSION
from tlswhy.hops import http_connect
from tlswhy.hops.talk import Gone, Ready, Refused, Send
from tlswhy.model.attempt import Secret
from tlswhy.model.errors import InputError
from tlswhy.model.transcript import Mark

REQUEST = (
    f"CONNECT a.test:443 HTTP/1.1\r\nHost: a.test:443\r\nUser-Agent: tlswhy/{VERSION}\r\n\r\n"
).encode()

# Squid 5.7 (Debian 12) to CONNECT a.test:25, its page shortened.
SQUID_403 = (
    b"HTTP/1.1 403 Forbidden\r\nServer: squid/5.7\r\nContent-Length: 5\r\n"
    b"X-Squid-Error: ERR_ACCESS_DENIED 0\r\nConnection: keep-alive\r\n\r\n"
)


def test_a_tunnel() -> None:
    answer = b"HTTP/1.1 200 Connection established\r\n\r\n"
    assert play_bytes(http_connect.talk("a.test:443"), [(">", REQUEST), ("<", answer)]) == Ready()


def test_the_length_of_a_2xx_does_not_count() -> None:
    answer = b"HTTP/1.0 200 OK\r\nContent-Length: 9\r\nproxy-agent: tinyproxy/1.11.0\r\n\r\n"
    assert play_bytes(http_connect.talk("a.test:443"), [(">", REQUEST), ("<", answer)]) == Ready()


def test_an_interim_answer_comes_first() -> None:
    answer = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"
    assert play_bytes(http_connect.talk("a.test:443"), [(">", REQUEST), ("<", answer)]) == Ready()


def test_a_refusal_with_its_page() -> None:
    steps = [(">", REQUEST), ("<", SQUID_403), ("<", b"<html")]
    end = play_bytes(http_connect.talk("a.test:443"), steps)
    assert end == Refused("CONNECT", SQUID_403 + b"<html")


def test_a_refusal_without_a_length() -> None:
    said = b"HTTP/1.0 501 Tor is not an HTTP Proxy\r\nContent-Type: text/html\r\n\r\n<html>"
    end = play_bytes(http_connect.talk("a.test:443"), [(">", REQUEST), ("<", said)])
    assert end == Refused("CONNECT", said)


def test_a_status_that_is_none() -> None:
    said = b"HTTP/1.1 OK\r\n\r\n"
    end = play_bytes(http_connect.talk("a.test:443"), [(">", REQUEST), ("<", said)])
    assert end == Refused("CONNECT", said)


def test_a_head_without_end() -> None:
    said = b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 129
    end = play_bytes(http_connect.talk("a.test:443"), [(">", REQUEST), ("<", said)])
    assert end == Refused("CONNECT", said)


@pytest.mark.parametrize("said", [b"\x05\xff", b"SSH-2.0-OpenSSH_9.2p1\r\n", b"H"])
def test_an_answer_that_is_not_http(said: bytes) -> None:
    end = play_bytes(http_connect.talk("a.test:443"), [(">", REQUEST), ("<", said), ("<", b"!")])
    assert end == Refused("CONNECT (the answer is not HTTP)", said + b"!")


def test_a_proxy_that_waits_for_tls_closes() -> None:
    end = play_bytes(http_connect.talk("a.test:443"), [(">", REQUEST)], Mark.RESET)
    assert end == Gone(Mark.RESET, b"")


def test_credentials_are_sent_and_not_shown() -> None:
    # RFC 7617 section 2.1: user "test", password "123" and U+00A3.
    send = next(http_connect.talk("a.test:443", user="test", password=Secret("123£")))
    assert isinstance(send, Send)
    assert b"\r\nProxy-Authorization: Basic dGVzdDoxMjPCow==\r\n" in send.data
    assert base64.b64decode("dGVzdDoxMjPCow==").decode() == "test:123£"
    assert send.shown is not None
    assert b"\r\nProxy-Authorization: Basic <hidden>\r\n" in send.shown
    assert b"dGVzd" not in send.shown


def test_without_a_user_all_is_shown() -> None:
    assert next(http_connect.talk("a.test:443")) == Send(REQUEST)


def test_a_colon_in_the_users_name_cannot_be_sent() -> None:
    with pytest.raises(InputError, match="colon"):
        http_connect.talk("a.test:443", user="a:b")
