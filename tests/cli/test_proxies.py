"""Which proxy is taken, and how its URL is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlswhy.cli import proxies, target
from tlswhy.cli.proxies import bypassed
from tlswhy.model.attempt import Proxy, Secret
from tlswhy.model.errors import InputError

WEB = target.read("a.test")


@pytest.mark.parametrize(
    ("url", "proxy"),
    [
        ("http://p.test:3128", Proxy("http", "p.test", 3128)),
        ("http://p.test", Proxy("http", "p.test", 80)),
        ("https://p.test", Proxy("https", "p.test", 443)),
        ("socks5://p.test", Proxy("socks5", "p.test", 1080)),
        ("socks4://ann@p.test", Proxy("socks4", "p.test", 1080, "ann")),
        ("socks4a://p.test:9050", Proxy("socks4a", "p.test", 9050)),
        ("SOCKS5H://P.test:9050/", Proxy("socks5h", "p.test", 9050)),
        ("p.test:3128", Proxy("http", "p.test", 3128)),
        ("p.test", Proxy("http", "p.test", 80)),
        ("http://192.0.2.7:8080/", Proxy("http", "192.0.2.7", 8080)),
        ("http://[2001:db8::7]:8080", Proxy("http", "2001:db8::7", 8080)),
        ("http://ann@p.test:1", Proxy("http", "p.test", 1, "ann")),
        ("http://ann:s%3Acr%40t@p.test:1", Proxy("http", "p.test", 1, "ann", Secret("s:cr@t"))),
        ("http://ann:s:cr@t@p.test:1", Proxy("http", "p.test", 1, "ann", Secret("s:cr@t"))),
        ("http://ann:a/b@p.test:1", Proxy("http", "p.test", 1, "ann", Secret("a/b"))),
        ("ann:pw@p.test:1", Proxy("http", "p.test", 1, "ann", Secret("pw"))),
    ],
)
def test_urls(url: str, proxy: Proxy) -> None:
    read = proxies.read(url, "--proxy")
    assert read == proxy
    assert read.password.reveal() == proxy.password.reveal()


@pytest.mark.parametrize(
    ("url", "says"),
    [
        (
            "ftp://p.test",
            "--proxy: no proxy speaks 'ftp'; accepted: http, https, socks4, socks4a, ",
        ),
        ("socks4://a%00b@p.test", "--proxy: SOCKS 4 ends a user's name with a zero byte"),
        ("", "--proxy: '' names no host"),
        ("http://", "--proxy: '' names no host"),
        ("http://p.test:port", "--proxy: 'p.test:port' needs a port"),
        ("http://p test", "--proxy: 'p test' is no host name"),
        ("http://a%3Ab:pw@p.test", "--proxy: a user's name has no colon"),
    ],
)
def test_wrong_urls(url: str, says: str) -> None:
    with pytest.raises(InputError) as wrong:
        proxies.read(url, "--proxy")
    assert says in str(wrong.value)


@given(st.text(max_size=20), st.sampled_from(["http://", "", "gopher://", "https:/", "http:///"]))
def test_the_password_is_never_said(rest: str, scheme: str) -> None:
    try:
        said = repr(proxies.read(f"{scheme}ann:hunter2@{rest}", "--proxy"))
    except InputError as wrong:
        said = str(wrong)
    assert "hunter2" not in said


@pytest.mark.parametrize(
    ("host", "no_proxy", "direct"),
    [
        ("a.test", "", False),
        ("a.test", "*", True),
        ("a.test", "b.test, *", True),
        ("a.test", "a.test", True),
        ("a.test", "A.TEST", True),
        ("a.test", "b.test,a.test", True),
        ("a.test", "b.test a.test", True),
        ("a.test", " , b.test , a.test ,", True),
        ("www.a.test", "a.test", True),
        ("www.a.test", ".a.test", True),
        ("a.test", ".a.test", True),
        ("a.test", "a.test.", True),
        ("ba.test", "a.test", False),
        ("a.test", "www.a.test", False),
        ("a.test", "test", True),
        ("a.test", "est", False),
        ("a.test", "*.test", False),
        ("a.test", ".", False),
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.10", False),
        ("192.0.2.1", "192.0.2.0/24", True),
        ("192.0.2.1", "192.0.2.77/24", True),
        ("192.0.3.1", "192.0.2.0/24", False),
        ("192.0.2.1", "192.0.2.0/99", False),
        ("192.0.2.1", ".2.1", False),
        ("192.0.2.1", "2.1", False),
        ("192.0.2.1", "*", True),
        ("2001:db8::1", "2001:db8::1", True),
        ("2001:db8::1", "[2001:db8::1]", True),
        ("2001:db8::1", "2001:DB8:0:0::1", True),
        ("2001:db8::1", "2001:db8::/32", True),
        ("2001:db8::1", "192.0.2.0/24", False),
        ("fe80::1%eth0", "fe80::/10", True),
        ("10.test", "10.0.0.0/8", False),
    ],
)
def test_no_proxy(host: str, no_proxy: str, direct: bool) -> None:
    is_ip = ":" in host or host[-1].isdigit()
    assert bypassed(host, no_proxy, is_ip=is_ip) is direct


@pytest.mark.parametrize(
    ("environment", "source", "host"),
    [
        ({}, "", ""),
        ({"HTTPS_PROXY": "http://up.test:1"}, "HTTPS_PROXY", "up.test"),
        ({"https_proxy": "low.test:1", "HTTPS_PROXY": "up.test:1"}, "https_proxy", "low.test"),
        ({"HTTPS_PROXY": "up.test:1", "all_proxy": "all.test:1"}, "HTTPS_PROXY", "up.test"),
        ({"ALL_PROXY": "socks5h://all.test:1"}, "ALL_PROXY", "all.test"),
        ({"https_proxy": "", "ALL_PROXY": "all.test:1"}, "", ""),
        ({"http_proxy": "plain.test:1", "HTTP_PROXY": "plain.test:1"}, "", ""),
        ({"HTTPS_PROXY": "up.test:1", "NO_PROXY": "a.test"}, "", ""),
        ({"HTTPS_PROXY": "up.test:1", "no_proxy": ".test"}, "", ""),
        ({"HTTPS_PROXY": "up.test:1", "no_proxy": "", "NO_PROXY": "*"}, "HTTPS_PROXY", "up.test"),
        ({"HTTPS_PROXY": "up.test:1", "NO_PROXY": "b.test"}, "HTTPS_PROXY", "up.test"),
    ],
)
def test_environment(environment: dict[str, str], source: str, host: str) -> None:
    found = proxies.chosen([], WEB, environment, ask_environment=True)
    assert [(choice.source, choice.proxy.host) for choice in found] == [(source, host)][
        : bool(host)
    ]


def test_https_proxy_is_not_for_mail() -> None:
    mail = target.read("smtps://mail.test")
    environment = {"HTTPS_PROXY": "up.test:1", "ALL_PROXY": "all.test:1"}
    [choice] = proxies.chosen([], mail, environment, ask_environment=True)
    assert choice.source == "ALL_PROXY"


def test_the_environment_can_be_left_out() -> None:
    environment = {"HTTPS_PROXY": "up.test:1", "NO_PROXY": "*"}
    assert proxies.chosen([], WEB, environment, ask_environment=False) == ()
    [choice] = proxies.chosen(["socks5://s.test"], WEB, environment, ask_environment=True)
    assert (choice.source, choice.proxy.url) == ("--proxy", "socks5://s.test:1080")


def test_a_chain_keeps_its_order_and_its_facts_no_secrets() -> None:
    urls = ["http://one.test:1", "https://ann:hunter2@two.test:2"]
    chain = proxies.chosen(urls, WEB, {}, ask_environment=True)
    assert [choice.fact.url for choice in chain] == ["http://one.test:1", "https://two.test:2"]
    assert [choice.fact.with_credentials for choice in chain] == [False, True]
    assert "hunter2" not in repr([choice.fact for choice in chain])


def test_a_wrong_variable_is_named() -> None:
    with pytest.raises(InputError, match=r"^https_proxy: "):
        proxies.chosen([], WEB, {"https_proxy": "ftp://p.test"}, ask_environment=True)


@pytest.mark.parametrize(
    ("environment", "left"),
    [
        ({}, []),
        (
            {"HTTPS_PROXY": "up.test:1", "NO_PROXY": "b.test,.test"},
            [("HTTPS_PROXY", "http://up.test:1", "NO_PROXY takes a.test out")],
        ),
        (
            {"https_proxy": "", "HTTPS_PROXY": "up.test:1", "ALL_PROXY": "socks5://all.test"},
            [
                ("HTTPS_PROXY", "http://up.test:1", "https_proxy stands before it and is empty"),
                (
                    "ALL_PROXY",
                    "socks5://all.test:1080",
                    "https_proxy stands before it and is empty",
                ),
            ],
        ),
        (
            {"http_proxy": "plain.test:1", "HTTP_PROXY": "plain.test:1"},
            [("http_proxy", "http://plain.test:1", "http_proxy is for http:// alone")],
        ),
        ({"http_proxy": "ftp://plain.test:1"}, []),
    ],
    ids=["none", "no_proxy", "empty", "scheme", "wrong"],
)
def test_what_the_environment_names_in_vain(
    environment: dict[str, str], left: list[tuple[str, str, str]]
) -> None:
    assert proxies.chosen([], WEB, environment, ask_environment=True) == ()
    found = proxies.unused(WEB, environment, ask_environment=True)
    assert [(one.source, one.proxy.url, one.why) for one in found] == left


def test_what_mail_and_no_proxy_leave_aside() -> None:
    environment = {"HTTPS_PROXY": "http://ann:hunter2@up.test:1"}
    [one] = proxies.unused(target.read("smtps://mail.test"), environment, ask_environment=True)
    assert one.why == "https_proxy is for https:// alone"
    [one] = proxies.unused(WEB, environment, ask_environment=False)
    assert one.fact.says == (
        "proxy http://up.test:1 (HTTPS_PROXY) is not used: --no-proxy was given"
    )
    assert one.proxy.password.reveal() == "hunter2"
    assert "hunter2" not in repr(one.fact)
