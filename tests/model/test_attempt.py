from __future__ import annotations

import logging

import msgspec
import pytest

from tlswhy.model.attempt import (
    Attempt,
    ClientCertificate,
    Hop,
    HopKind,
    Proxy,
    Secret,
    Speak,
    endpoint,
)
from tlswhy.probes.offers import modern

WORD = "hunter2"


def attempt(**fields: object) -> Attempt:
    plain = Attempt(host="a.test", port=443, name="a.test", offer=modern("a.test"))
    return msgspec.structs.replace(plain, **fields)


def labels(**fields: object) -> list[str]:
    return [hop.label for hop in attempt(**fields).hops]


PLAIN = Proxy("http", "192.0.2.7", 3128)
SECURE = Proxy("https", "p.test", 8443)
SOCKS = Proxy("socks5h", "2001:db8::7", 1080)


@pytest.mark.parametrize(
    "shown",
    [
        str(Secret(WORD)),
        repr(Secret(WORD)),
        f"{Secret(WORD)}",
        f"{Secret(WORD)!s:>9}",
        f"{Secret(WORD):>9}",
        "{}".format(Secret(WORD)),  # noqa: UP032 - the other way to format
        "%s" % Secret(WORD),  # noqa: UP031
        repr(Hop(HopKind.SOCKS5, "a", 1, password=Secret(WORD))),
        repr(Proxy("http", "a", 1, "u", Secret(WORD))),
        repr(ClientCertificate((b"der",), Secret(WORD))),
        str(attempt(proxies=(Proxy("http", "a", 1, "u", Secret(WORD)),))),
        logging.LogRecord("", 0, "", 0, "%s %r", (Secret(WORD), Secret(WORD)), None).getMessage(),
    ],
)
def test_a_secret_never_shows(shown: str) -> None:
    assert WORD not in shown


def test_a_secret_keeps_the_width_it_is_printed_in() -> None:
    assert f"{Secret(WORD):>4}" == "   …"


def test_a_secret_is_revealed_to_the_one_place_that_sends_it() -> None:
    said = Secret(WORD).reveal()
    assert said == WORD
    assert type(said) is str


@pytest.mark.parametrize(
    "holder",
    [
        {"password": Secret(WORD)},
        Hop(HopKind.SOCKS5, "a", 1, password=Secret(WORD)),
        attempt(proxies=(Proxy("http", "a", 1, "u", Secret(WORD)),)),
        attempt(certificate=ClientCertificate((b"der",), Secret(WORD))),
    ],
)
def test_a_secret_cannot_be_saved(holder: object) -> None:
    with pytest.raises(TypeError, match="Secret"):
        msgspec.json.encode(holder)
    with pytest.raises(TypeError, match="Secret"):
        msgspec.msgpack.encode(holder)


def test_a_direct_route_is_tcp_and_tls() -> None:
    assert labels() == ["tcp a.test:443", "tls a.test"]


def test_the_name_is_asked_of_the_certificate_wherever_the_bytes_go() -> None:
    hops = attempt(connect_to=("192.0.2.1", 8443), name="b.test").hops
    assert [hop.label for hop in hops] == ["tcp 192.0.2.1:8443", "tls b.test"]


def test_a_proxy_is_reached_by_its_own_tcp() -> None:
    assert labels(proxies=(PLAIN,)) == ["http-connect 192.0.2.7:3128", "tls a.test"]


def test_a_socks_proxy() -> None:
    assert labels(proxies=(SOCKS,)) == ["socks5 [2001:db8::7]:1080", "tls a.test"]


def test_a_proxy_with_tls_of_its_own() -> None:
    assert labels(proxies=(SECURE,)) == [
        "tcp p.test:8443",
        "tls p.test",
        "http-connect p.test:8443",
        "tls a.test",
    ]


def test_proxies_behind_proxies_need_no_tcp() -> None:
    assert labels(proxies=(SOCKS, SECURE, PLAIN)) == [
        "socks5 [2001:db8::7]:1080",
        "tls p.test",
        "http-connect p.test:8443",
        "http-connect 192.0.2.7:3128",
        "tls a.test",
    ]


def test_credentials_go_with_the_hop_that_wants_them() -> None:
    proxy = Proxy("http", "192.0.2.7", 3128, "u", Secret(WORD))
    hop = attempt(proxies=(proxy,)).hops[0]
    assert (hop.user, hop.password.reveal()) == ("u", WORD)


def test_starttls_stands_before_tls() -> None:
    assert labels(starttls="smtp") == ["tcp a.test:443", "starttls smtp", "tls a.test"]


def test_a_request_stands_behind_tls() -> None:
    hops = attempt(request="HEAD").hops
    assert [hop.label for hop in hops] == ["tcp a.test:443", "tls a.test", "http a.test"]
    assert hops[-1].protocol == "HEAD"


def test_a_proxy_header_stands_before_everything_for_the_target() -> None:
    assert labels(proxies=(PLAIN,), proxy_protocol="v2", starttls="smtp") == [
        "http-connect 192.0.2.7:3128",
        "proxy-protocol v2",
        "starttls smtp",
        "tls a.test",
    ]


def test_a_tunnel_leads_to_the_next_proxy_or_to_the_target() -> None:
    wanted = attempt(proxies=(SOCKS, SECURE, PLAIN), connect_to=("192.0.2.1", 8443))
    assert [wanted.beyond(index) for index in (0, 2, 3)] == [
        ("p.test", 8443),
        ("192.0.2.7", 3128),
        ("192.0.2.1", 8443),
    ]


def test_all_at_once() -> None:
    assert labels(proxies=(PLAIN,), starttls="smtp", request="GET") == [
        "http-connect 192.0.2.7:3128",
        "starttls smtp",
        "tls a.test",
        "http a.test",
    ]


def test_plain_http_stands_instead_of_tls() -> None:
    assert labels(speak=Speak.PLAIN_HTTP, starttls="smtp", request="HEAD") == [
        "tcp a.test:443",
        "plain-http a.test:443",
    ]


def test_listening_stands_instead_of_tls() -> None:
    assert labels(speak=Speak.LISTEN, proxies=(PLAIN,)) == [
        "http-connect 192.0.2.7:3128",
        "listen a.test:443",
    ]


def test_a_proxy_is_named_without_its_credentials() -> None:
    assert Proxy("http", "::1", 3128, "u", Secret(WORD)).url == "http://[::1]:3128"


@pytest.mark.parametrize(
    ("host", "shown"), [("a.test", "a.test:1"), ("192.0.2.1", "192.0.2.1:1"), ("::1", "[::1]:1")]
)
def test_an_ipv6_address_has_brackets(host: str, shown: str) -> None:
    assert endpoint(host, 1) == shown
