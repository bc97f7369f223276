"""Hosts, ports and proxies that stand in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlswhy.texts.hosts import hosts, keys_of, kind


def found(text: str) -> list[tuple[str, str, str, int]]:
    return [(one.role, one.scheme, one.host, one.port) for one in hosts(text)]


def keys(text: str) -> set[str]:
    return {key for key, _, _ in keys_of(text, list(hosts(text)))}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("GET https://a.test/x", ("target", "https", "a.test", 443)),
        ("GET https://ann:pw@a.test:8443/x", ("target", "https", "a.test", 8443)),
        ("https://[2001:db8::1]:444/", ("target", "https", "[2001:db8::1]", 444)),
        ("openssl s_client -connect a.test:993", ("target", "", "a.test", 993)),
        ("CONNECT a.test:443 HTTP/1.1", ("target", "", "a.test", 443)),
        ("dial tcp 192.0.2.7:8080: refused", ("target", "", "192.0.2.7", 8080)),
        ("HTTPS_PROXY=http://p.test:3128", ("proxy", "http", "p.test", 3128)),
        ("export https_proxy='https://ann:pw@p.test:8080'", ("proxy", "https", "p.test", 8080)),
        ("curl -x socks5h://127.0.0.1:9050 a", ("proxy", "socks5h", "127.0.0.1", 9050)),
        ("{'https': 'https://127.0.0.1:8888'}", ("proxy", "https", "127.0.0.1", 8888)),
        ('Acquire::https::Proxy "http://p.test:3128";', ("proxy", "http", "p.test", 3128)),
        ("git config http.proxy http://p.test:80", ("proxy", "http", "p.test", 80)),
    ],
)
def test_a_host_is_found_in_its_role(text: str, wanted: tuple[str, str, str, int]) -> None:
    assert wanted in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "see https://docs.example.org/errors",
        "at line 12:34",
        "ratio 3:4",
        "foo://a.test",
        "x:99999",
    ],
)
def test_what_is_no_peer_is_left_out(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("host", "wanted"),
    [
        ("a.test", "public"),
        ("db.internal", "internal"),
        ("web.default.svc.cluster.local", "internal"),
        ("intranet", "internal"),
        ("localhost", "loopback"),
        ("127.0.0.1", "loopback"),
        ("[::1]", "loopback"),
        ("0.0.0.0", "zero"),
        ("192.0.2.1", "ip"),
    ],
)
def test_kinds_of_hosts(host: str, wanted: str) -> None:
    assert kind(host) == wanted


def test_private_addresses_are_inside_and_those_of_examples_are_not() -> None:
    assert "host internal" in keys("https://10.1.2.3/")
    assert "host internal" not in keys("https://192.0.2.3/")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('SMTP_SSL("a.test", 587)', "port 587"),
        ("mail.imap.port=143", "port 143"),
        ("port 389", "port 389"),
        ("behind a corporate proxy", "proxy-set"),
        ("proxy: http://p.test:3128", "proxy-url http"),
    ],
)
def test_ports_and_proxies_are_told_by_how_people_write_them(text: str, key: str) -> None:
    assert key in keys(text)


@pytest.mark.parametrize("text", ["(_ssl.c:1023)", "at f (a.js:143:21)", "main.go:389", "12:25:30"])
def test_a_line_number_is_no_port(text: str) -> None:
    assert not any(key.startswith("port") for key in keys(text))


@given(st.text(max_size=200))
def test_any_text_is_looked_through(text: str) -> None:
    list(keys_of(text, list(hosts(text))))
