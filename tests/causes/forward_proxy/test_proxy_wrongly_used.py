from __future__ import annotations

import pytest
from msgspec import structs

from causes_facts import (
    asked,
    asks,
    case,
    clue,
    connected,
    established,
    http,
    passed,
    problem,
    proof,
    proxy,
    route,
    server_hello,
    socks,
    through,
    trial,
    verdict,
)
from tlswhy.causes.forward_proxy.proxy_wrongly_used import CAUSE
from tlswhy.model.case import Case, Trial, What
from tlswhy.model.facts import Fact

INSIDE, OUTSIDE = asked("git.corp"), asked("a.test")
WORKS = trial(What.DIRECT, server_hello(), established())
ANSWERS = trial(What.DIRECT, server_hello(), established(), problem("untrusted-root"))
FAILS = trial(What.DIRECT)


def refused(by: Fact, of: Fact = INSIDE, *trials: Trial, scheme: str = "http") -> Case:
    return case(through(scheme), connected("127.0.0.1:3128"), proxy(), of, by, trials=trials)


@pytest.mark.parametrize(
    ("by", "scheme"),
    [
        (http(403), "http"),
        (http(502), "http"),
        (http(503), "https"),
        (http(504), "http"),
        *((socks(reply), "socks5") for reply in (3, 4, 5, 6)),
    ],
)
def test_refusals_of_what_works_without(by: Fact, scheme: str) -> None:
    by = structs.replace(by, seen=structs.replace(by.seen, hop=2 if scheme == "https" else 0))
    known = refused(by, scheme=scheme)
    assert verdict(CAUSE, known) == "possible"
    assert asks(CAUSE, known) == ["direct"]
    known = refused(by, INSIDE, WORKS, scheme=scheme)
    assert verdict(CAUSE, known) == "certain"
    assert proof(CAUSE, known) is WORKS


@pytest.mark.parametrize(
    ("host", "because"),
    [
        ("wiki", "wiki is a name without a dot"),
        ("printer.LOCAL", "printer.LOCAL is a name of this network (.local)"),
        ("api.default.svc.cluster.local", "is a name of this network (.local)"),
        ("api.default.svc", "is a name of this network (.svc)"),
        ("nas.home.arpa.", "is a name of this network (.home.arpa)"),
        ("10.1.2.3", "10.1.2.3 is an address of this network"),
        ("fd00::1", "fd00::1 is an address of this network"),
        ("fe80::1%eth0", "fe80::1%eth0 is an address of this network"),
    ],
)
def test_what_is_inside(host: str, because: str) -> None:
    found = clue(CAUSE, refused(http(503), asked(host), WORKS))
    assert found is not None
    assert found.verdict.word == "certain"
    assert because in found.because


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1", "wiki", "git.corp"])
@pytest.mark.parametrize(
    ("by", "to_443", "scheme", "word"),
    [
        (http(403), http(503), "http", "likely"),
        (http(403), passed(), "http", "likely"),
        (http(403), http(403), "http", "certain"),
        (http(503), http(503), "http", "certain"),
        (socks(2), socks(5), "socks5", "likely"),
        (socks(2), socks(2), "socks5", "likely"),
        (socks(4), socks(4), "socks5", "certain"),
    ],
)
def test_a_rule_about_the_port_comes_first(
    host: str, by: Fact, to_443: Fact, scheme: str, word: str
) -> None:
    tried = trial(What.PROXY_PORT_443, through(scheme), to_443)
    known = refused(by, asked(host, port=8443), WORKS, tried, scheme=scheme)
    assert verdict(CAUSE, known) == word
    assert proof(CAUSE, known) is WORKS


@pytest.mark.parametrize("host", ["a.test", "www.corp.test", "198.51.99.1", "2001:4860::1", "1:x"])
def test_what_is_outside_may_be_meant_to_go_through_it(host: str) -> None:
    known = refused(http(503), asked(host), WORKS)
    assert verdict(CAUSE, known) == "likely"
    assert verdict(CAUSE, refused(http(503), asked(host))) == "possible"


def test_what_it_says() -> None:
    found = clue(CAUSE, refused(http(503, reason="Service Unavailable"), OUTSIDE, WORKS))
    assert found is not None
    assert found.because == (
        "the proxy 127.0.0.1:3128 answered CONNECT with 503 Service Unavailable; "
        "without the proxy it works"
    )
    found = clue(CAUSE, refused(socks(4, meaning="host unreachable"), scheme="socks5"))
    assert found is not None
    assert found.because == (
        "SOCKS reply 4: host unreachable; git.corp is a name of this network (.corp)"
    )


@pytest.mark.parametrize(
    ("of", "made", "word"),
    [
        (INSIDE, ANSWERS, "likely"),
        (OUTSIDE, ANSWERS, "possible"),
        (INSIDE, FAILS, "excluded"),
        (OUTSIDE, FAILS, "excluded"),
    ],
)
def test_less_than_that(of: Fact, made: Trial, word: str) -> None:
    assert verdict(CAUSE, refused(http(502), of, made)) == word


@pytest.mark.parametrize(
    "known",
    [
        refused(http(407)),
        refused(http(200)),
        refused(socks(1), scheme="socks5"),
        refused(socks(0x5B, version=4), scheme="socks4"),
        refused(connected()),
        case(through("http"), http(503)),
        case(route("http-connect p:1", "http-connect q:1", "tls a"), INSIDE, http(503)),
        case(through("http"), INSIDE, passed(), http(503, hop=1)),
        case(INSIDE, http(503)),
    ],
    ids=[
        "407",
        "200",
        "general",
        "SOCKS 4",
        "silence",
        "nobody asked",
        "chain",
        "opened",
        "direct",
    ],
)
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""


def test_an_open_tunnel_asks_nothing() -> None:
    assert asks(CAUSE, case(through("http"), INSIDE, passed())) == []
