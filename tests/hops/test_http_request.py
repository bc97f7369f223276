import pytest

from dialogue import play_bytes
from tlswhy import VERSION
from tlswhy.hops import http_request
from tlswhy.hops.talk import Gone, Ready, Refused
from tlswhy.model.transcript import Mark


def _request(method: str, path: str, host: str) -> tuple[str, bytes]:
    lines = f"{method} {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: tlswhy/{VERSION}\r\n"
    return ">", f"{lines}Accept: */*\r\nConnection: close\r\n\r\n".encode()


HEAD = b"HTTP/1.1 404 Not Found\r\nServer: nginx/1.22.1\r\nContent-Length: 153\r\n\r\n"


def test_head_has_no_body() -> None:
    end = play_bytes(http_request.talk("a.test"), [_request("HEAD", "/", "a.test"), ("<", HEAD)])
    assert end == Ready()


def test_get_hears_the_body_as_far_as_it_comes() -> None:
    talk = http_request.talk("a.test", method="GET", path="/x")
    steps = [_request("GET", "/x", "a.test"), ("<", HEAD), ("<", b"<html>"), ("<", b"</html>")]
    assert play_bytes(talk, steps) == Ready()


def test_a_head_without_end_is_an_answer() -> None:
    said = b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 129
    talk = http_request.talk("a.test", method="GET")
    assert play_bytes(talk, [_request("GET", "/", "a.test"), ("<", said)]) == Ready()


def test_what_is_not_http() -> None:
    said = b"SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"
    end = play_bytes(http_request.talk("a.test"), [_request("HEAD", "/", "a.test"), ("<", said)])
    assert end == Refused("HTTP request", said)


def test_a_peer_that_closes() -> None:
    end = play_bytes(http_request.talk("a.test"), [_request("HEAD", "/", "a.test")])
    assert end == Gone(Mark.CLOSED, b"")


@pytest.mark.parametrize(
    ("port", "sent"), [(443, "a.test"), (8443, "a.test:8443"), (80, "a.test:80")]
)
def test_a_port_that_is_not_the_schemes_own_is_said(port: int, sent: str) -> None:
    end = play_bytes(http_request.talk("a.test", port), [_request("HEAD", "/", sent), ("<", HEAD)])
    assert end == Ready()


@pytest.mark.parametrize(
    ("host", "sent"),
    [("2001:db8::1", "[2001:db8::1]"), ("[::1]:8443", "[::1]:8443"), ("a.test:80", "a.test:80")],
)
def test_an_ipv6_address_stands_in_brackets(host: str, sent: str) -> None:
    end = play_bytes(http_request.talk(host), [_request("HEAD", "/", sent), ("<", HEAD)])
    assert end == Ready()
