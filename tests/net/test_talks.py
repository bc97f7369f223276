from __future__ import annotations

import pytest

from handshake.peer import client_certificate
from net.servers import attempt
from tlswhy.hops.talk import Send, Some, Talk
from tlswhy.model.attempt import Attempt, Proxy, Secret, Speak
from tlswhy.net.talks import sni_for, talk_for
from tlswhy.wire.messages import ClientHello
from tlswhy.wire.reader import Reader
from tlswhy.wire.records import split


def first(wanted: Attempt, index: int) -> bytes:
    """What a hop says first."""
    said = next(talk(wanted, index))
    assert isinstance(said, Send)
    return said.data


def talk(wanted: Attempt, index: int) -> Talk:
    return talk_for(wanted, wanted.hops, index)


def hello(wanted: Attempt, index: int) -> ClientHello:
    [record], _ = split(first(wanted, index))
    return ClientHello.read(Reader(record.fragment[4:], "client_hello"))


HTTP = Proxy("http", "192.0.2.7", 3128, "u", Secret("p"))
HTTPS = Proxy("https", "q.test", 8443)
SOCKS = Proxy("socks5h", "192.0.2.8", 1080)


def test_a_tunnel_leads_to_the_target() -> None:
    said = first(attempt(8443, host="a.test", proxies=(HTTP,)), 0)
    assert said.startswith(b"CONNECT a.test:8443 HTTP/1.1\r\n")
    assert b"\r\nProxy-Authorization: Basic dTpw\r\n" in said


def test_a_tunnel_leads_where_the_target_is_connected_to() -> None:
    said = first(attempt(443, connect_to=("2001:db8::1", 8443), proxies=(HTTP,)), 0)
    assert said.startswith(b"CONNECT [2001:db8::1]:8443 ")


def test_a_tunnel_leads_to_the_next_proxy() -> None:
    said = first(attempt(443, proxies=(HTTP, HTTPS)), 0)
    assert said.startswith(b"CONNECT q.test:8443 ")


def test_a_socks_proxy_is_greeted() -> None:
    assert first(attempt(443, proxies=(SOCKS,)), 0) == b"\5\1\0"


def test_a_socks_proxy_is_asked_for_the_target() -> None:
    work = talk(attempt(443, host="a.test", proxies=(SOCKS,)), 0)
    next(work)
    work.send(b"")
    work.send(b"\5")
    assert work.send(b"\0") == Send(b"\5\1\0\3\6a.test\1\xbb")


def test_a_socks_proxy_of_version_4() -> None:
    by_name = attempt(443, host="a.test", proxies=(Proxy("socks4a", "192.0.2.8", 1080, "u"),))
    assert first(by_name, 0) == b"\4\1\1\xbb\0\0\0\1u\0a.test\0"
    near = attempt(443, host="a.test", proxies=(Proxy("socks4", "192.0.2.8", 1080),))
    said = next(talk_for(near, near.hops, 0, "192.0.2.1"))
    assert said == Send(b"\4\1\1\xbb\xc0\0\2\1\0")


def test_a_name_that_was_looked_up_here_is_sent_as_its_address() -> None:
    wanted = attempt(443, host="a.test", proxies=(Proxy("socks5", "192.0.2.8", 1080),))
    work = talk_for(wanted, wanted.hops, 0, "192.0.2.1")
    next(work)
    work.send(b"")
    work.send(b"\5")
    assert work.send(b"\0") == Send(b"\5\1\0\1\xc0\0\2\1\1\xbb")


def test_a_proxy_header_tells_both_ends_or_none() -> None:
    wanted = attempt(443, proxy_protocol="v1")
    assert first(wanted, 1) == b"PROXY UNKNOWN\r\n"
    ends = (("192.0.2.9", 50000), ("192.0.2.1", 443))
    said = next(talk_for(wanted, wanted.hops, 1, "", ends))
    assert said == Send(b"PROXY TCP4 192.0.2.9 192.0.2.1 50000 443\r\n")


def test_starttls_comes_before_tls() -> None:
    wanted = attempt(5432, starttls="postgres")
    assert first(wanted, 1) == bytes.fromhex("00000008 04d2162f")
    assert hello(wanted, 2).cipher_suites == wanted.offer.suites


def test_a_request_is_sent_to_the_host() -> None:
    wanted = attempt(443, host="a.test", request="GET", path="/private")
    assert first(wanted, 2).startswith(b"GET /private HTTP/1.1\r\nHost: a.test\r\n")


def test_a_plain_request_begins_with_its_first_line_alone() -> None:
    said = first(attempt(80, host="a.test", speak=Speak.PLAIN_HTTP, path="/private"), 1)
    assert said == b"GET / HTTP/1.1\r\n"


def test_listening_says_nothing() -> None:
    assert isinstance(next(talk(attempt(25, speak=Speak.LISTEN), 1)), Some)


def test_the_target_gets_the_offer() -> None:
    wanted = attempt(443, proxies=(HTTPS,))
    assert b"a.test" in first(wanted, 3)
    assert hello(wanted, 3).cipher_suites == wanted.offer.suites


def test_a_proxy_gets_the_offer_under_its_own_name() -> None:
    wanted = attempt(443, proxies=(HTTPS,))
    said = first(wanted, 1)
    assert b"q.test" in said
    assert b"a.test" not in said
    assert hello(wanted, 1).cipher_suites == wanted.offer.suites


def test_the_client_certificate_is_for_the_target_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[object] = []

    class Client:
        def __init__(self, _: object, *, certificate: object = None) -> None:
            given.append(certificate)

    ours = client_certificate("SECP256R1")
    monkeypatch.setattr("tlswhy.handshake.client.Client", Client)
    wanted = attempt(443, proxies=(HTTPS,), certificate=ours)
    for index in (1, 3):
        talk(wanted, index)
    assert given == [None, ours]


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("a.test", "a.test"),
        ("a.test.", "a.test"),
        ("192.0.2.1", None),
        ("2001:db8::1", None),
        ("7.test", "7.test"),
    ],
)
def test_an_address_is_no_server_name(host: str, name: str | None) -> None:
    assert sni_for(host) == name
