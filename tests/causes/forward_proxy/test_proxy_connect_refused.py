from __future__ import annotations

import pytest

from causes_facts import (
    asked,
    asks,
    case,
    clue,
    ended,
    http,
    passed,
    route,
    server_hello,
    socks,
    through,
    trial,
)
from tlswhy.causes.forward_proxy.proxy_connect_refused import CAUSE
from tlswhy.model.case import Trial, What
from tlswhy.model.diagnosis import Remedy, Verdict
from tlswhy.model.facts import Fact

DENIED = ("X-Squid-Error", "ERR_ACCESS_DENIED 0")


def to_443(scheme: str, *facts: Fact) -> Trial:
    return trial(What.PROXY_PORT_443, through(scheme), *facts)


@pytest.mark.parametrize("status", [401, 403, 404, 405, 451, 501, 511])
def test_a_refusal_is_certain(status: int) -> None:
    found = clue(CAUSE, case(through("http"), asked(), http(status)))
    assert found is not None
    assert found.verdict is Verdict.CERTAIN
    assert f"answered CONNECT with {status}" in found.because


def test_who_is_asked_who_they_are_is_not_refused() -> None:
    challenge = (("WWW-Authenticate", 'Basic realm="lab"'),)
    assert clue(CAUSE, case(through("http"), asked(), http(401, headers=challenge))) is None


@pytest.mark.parametrize("status", [302, 400, 408])
def test_an_answer_that_may_mean_something_else_is_likely(status: int) -> None:
    found = clue(CAUSE, case(through("http"), http(status)))
    assert found is not None
    assert found.verdict is Verdict.LIKELY


def test_a_400_from_a_port_that_speaks_tls_is_no_refusal() -> None:
    tls = trial(What.PROXY_AS_HTTPS, through("https"), server_hello(hop=1))
    found = clue(CAUSE, case(through("http"), http(400), trials=(tls,)))
    assert found is not None
    assert found.verdict is Verdict.EXCLUDED


def test_the_proxys_own_reason_is_named() -> None:
    headers = (DENIED, ("Via", "1.1 gate (squid/5.7)"))
    found = clue(CAUSE, case(through("http"), http(403, headers=headers, page="Squid (x)")))
    assert found is not None
    assert "X-Squid-Error: ERR_ACCESS_DENIED 0; Via: 1.1 gate (squid/5.7)" in found.because


def test_a_block_page_in_answer_to_connect_is_named() -> None:
    found = clue(CAUSE, case(through("http"), http(403, page="Zscaler")))
    assert found is not None
    assert "(page of Zscaler)" in found.because


@pytest.mark.parametrize(
    "headers",
    [
        (("Proxy-Status", "gate.test; error=destination_ip_prohibited"),),
        (("Proxy-Status", 'gate; details="x"; error=http_request_denied, origin'),),
        (DENIED,),
    ],
)
def test_a_rule_behind_a_502_is_a_refusal(headers: tuple[tuple[str, str], ...]) -> None:
    assert clue(CAUSE, case(through("http"), http(502, headers=headers))) is not None


@pytest.mark.parametrize(
    ("status", "first"),
    [(403, Remedy.PROXY_ALLOW_CONNECT), (405, Remedy.PROXY_ADDRESS), (501, Remedy.PROXY_ADDRESS)],
)
def test_who_makes_no_tunnels_at_all_may_be_no_proxy(status: int, first: Remedy) -> None:
    found = clue(CAUSE, case(through("http"), http(status)))
    assert found is not None
    assert found.remedies[0] is first


def test_another_port_than_443_is_named_and_tried() -> None:
    refused = case(through("http"), asked(port=8443), http(403))
    found = clue(CAUSE, refused)
    assert found is not None
    assert "the target's port is 8443" in found.because
    assert asks(CAUSE, refused) == ["proxy-to-port-443"]


def test_port_443_is_not_tried_twice() -> None:
    assert asks(CAUSE, case(through("http"), asked(port=443), http(403))) == []
    assert asks(CAUSE, case(through("http"), http(403))) == []


@pytest.mark.parametrize(
    ("facts", "allowed"),
    [
        ((http(200), passed()), True),
        ((http(503),), True),
        ((http(403),), False),
        ((http(407),), False),
        ((ended(hop=0),), False),
    ],
)
def test_port_443_tells_whether_it_is_the_port(facts: tuple[Fact, ...], allowed: bool) -> None:
    tried = to_443("http", *facts)
    found = clue(CAUSE, case(through("http"), asked(port=8443), http(403), trials=(tried,)))
    assert found is not None
    assert found.verdict is Verdict.CERTAIN
    assert found.confirmed_by is (tried if allowed else None)
    assert ("is not refused" if allowed else "no better") in found.because


@pytest.mark.parametrize("reply", [2, 7, 8])
def test_socks_rules(reply: int) -> None:
    found = clue(CAUSE, case(through("socks5"), socks(reply)))
    assert found is not None
    assert found.verdict is Verdict.CERTAIN
    assert found.remedies == (Remedy.PROXY_ALLOW_CONNECT,)


@pytest.mark.parametrize(("reply", "allowed"), [(5, True), (2, False)])
def test_socks_to_port_443(reply: int, allowed: bool) -> None:
    tried = to_443("socks5", socks(reply))
    found = clue(CAUSE, case(through("socks5"), asked(port=8443), socks(2), trials=(tried,)))
    assert found is not None
    assert found.confirmed_by is (tried if allowed else None)


@pytest.mark.parametrize(
    ("scheme", "facts"),
    [
        ("http", (http(407),)),
        ("http", (http(502),)),
        ("http", (http(500),)),
        ("http", (http(501, page="Tor (a SOCKS port)"),)),
        ("http", (http(200), passed(), ended())),
        ("http", (http(200), ended("silence", 0, received=25))),
        ("http", (http(100), ended("silence", 0, received=25))),
        ("http", (ended(hop=0),)),
        ("socks5", (socks(5),)),
        ("socks5", (ended(hop=0),)),
    ],
)
def test_silent_on_other_answers(scheme: str, facts: tuple[Fact, ...]) -> None:
    assert clue(CAUSE, case(through(scheme), *facts)) is None


def test_silent_without_a_proxy() -> None:
    assert clue(CAUSE, case(http(403, hop=2, method="HEAD"))) is None


VAGUE = socks(0x5B, version=4)
OPENS = to_443("socks4", passed("socks4"))
STAYS_SHUT = to_443("socks4", VAGUE)
DEAD, ALIVE = trial(What.DIRECT, ended()), trial(What.DIRECT, server_hello())


@pytest.mark.parametrize(
    ("trials", "verdict"),
    [
        ((), Verdict.POSSIBLE),
        ((STAYS_SHUT,), Verdict.POSSIBLE),
        ((OPENS,), Verdict.LIKELY),
        ((OPENS, ALIVE), Verdict.LIKELY),
        ((OPENS, DEAD), Verdict.POSSIBLE),
    ],
)
def test_socks_4_does_not_say_why(trials: tuple[Trial, ...], verdict: Verdict) -> None:
    vague = case(through("socks4"), asked(port=8443), VAGUE, trials=trials)
    found = clue(CAUSE, vague)
    assert found is not None
    assert found.verdict is verdict
    assert asks(CAUSE, vague) == ["proxy-to-port-443"]


def test_identd_is_no_rule() -> None:
    assert clue(CAUSE, case(through("socks4"), socks(0x5C, version=4))) is None


CHAIN = route("http-connect 127.0.0.1:3128", "http-connect 192.0.2.9:8080", "tls a.test")


def test_the_first_proxy_of_a_chain_is_asked_for_the_second() -> None:
    shut = case(CHAIN, asked(port=8443), http(403), trials=(to_443("http", http(403)),))
    found = clue(CAUSE, shut)
    assert found is not None
    assert found.hop == 0
    assert found.because.endswith("; it was asked for the next proxy, 192.0.2.9:8080")
    assert asks(CAUSE, shut) == []


def test_the_second_proxy_of_a_chain_is_asked_for_the_target() -> None:
    shut = case(CHAIN, asked(port=8443), passed(), http(200), http(403, hop=1))
    found = clue(CAUSE, shut)
    assert found is not None
    assert found.hop == 1
    assert found.because.startswith("the proxy 192.0.2.9:8080 answered CONNECT with 403")
    assert found.because.endswith("; the target's port is 8443")
    assert asks(CAUSE, shut) == ["proxy-to-port-443"]


@pytest.mark.parametrize(
    ("reply", "verdict"), [(2, Verdict.CERTAIN), (5, Verdict.EXCLUDED), (1, Verdict.EXCLUDED)]
)
def test_socks_5_says_why(reply: int, verdict: Verdict) -> None:
    told = trial(What.PROXY_AS_SOCKS5, through("socks5"), socks(reply, meaning="its reason"))
    found = clue(CAUSE, case(through("socks4"), VAGUE, trials=(told,)))
    assert found is not None
    assert found.verdict is verdict
    assert found.because.endswith("; asked by SOCKS 5: its reason")


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [((passed("socks5"),), Verdict.EXCLUDED), ((ended(hop=0),), Verdict.POSSIBLE)],
)
def test_socks_5_opens_it_or_is_not_answered(facts: tuple[Fact, ...], verdict: Verdict) -> None:
    told = trial(What.PROXY_AS_SOCKS5, through("socks5"), *facts)
    found = clue(CAUSE, case(through("socks4"), VAGUE, trials=(told,)))
    assert found is not None
    assert found.verdict is verdict


def test_the_second_proxy_of_a_chain_cannot_be_asked_by_socks_5() -> None:
    hops = route("http-connect 127.0.0.1:3128", "socks4 192.0.2.9:1080", "tls a.test")
    told = trial(What.PROXY_AS_SOCKS5, through("socks5"), passed("socks5"))
    refused = socks(0x5B, hop=1, version=4)
    found = clue(CAUSE, case(hops, passed(), http(200), refused, trials=(told,)))
    assert found is not None
    assert found.verdict is Verdict.POSSIBLE
