from __future__ import annotations

import pytest

from causes_facts import (
    alert,
    asks,
    case,
    clue,
    connected,
    declined,
    ended,
    established,
    fault,
    http,
    not_connected,
    not_resolved,
    passed,
    proxy,
    route,
    server_hello,
    spoke,
    through,
    trial,
)
from tlswhy.causes.forward_proxy.proxy_unreachable import CAUSE
from tlswhy.model.case import Trial, What
from tlswhy.model.diagnosis import Remedy, Verdict
from tlswhy.model.facts import Fact

ANSWERS = trial(What.DIRECT, server_hello(), established())
FAILS = trial(What.DIRECT, not_connected("unanswered"))


@pytest.mark.parametrize("scheme", ["http", "https", "socks5"])
@pytest.mark.parametrize(
    "seen", [not_connected("refused", "127.0.0.1:3128"), not_resolved("proxy.invalid")]
)
def test_no_way_to_the_proxy_is_certain(scheme: str, seen: Fact) -> None:
    lost = case(through(scheme), proxy(source="HTTPS_PROXY"), seen)
    found = clue(CAUSE, lost)
    assert found is not None
    assert (found.verdict, found.confirmed_by) == (Verdict.CERTAIN, None)
    assert "127.0.0.1:3128 (HTTPS_PROXY): " in found.because
    assert seen.says in found.because
    assert asks(CAUSE, lost) == ["direct"]


def test_without_the_proxy_the_target_answers() -> None:
    found = clue(CAUSE, case(through("http"), not_connected(), trials=(ANSWERS,)))
    assert found is not None
    assert found.confirmed_by is ANSWERS
    assert Remedy.BYPASS_PROXY in found.remedies


def test_leaving_out_the_proxy_is_no_remedy_where_it_does_not_help() -> None:
    found = clue(CAUSE, case(through("http"), not_connected(), trials=(FAILS,)))
    assert found is not None
    assert (found.verdict, found.confirmed_by) == (Verdict.CERTAIN, None)
    assert Remedy.BYPASS_PROXY not in found.remedies


@pytest.mark.parametrize(
    ("trials", "verdict"),
    [
        ((), Verdict.POSSIBLE),
        ((trial(What.PROXY_AS_HTTP, through("http"), ended(hop=0)),), Verdict.LIKELY),
        ((trial(What.PROXY_AS_HTTP, through("http"), http(407)),), Verdict.EXCLUDED),
    ],
)
@pytest.mark.parametrize(("scheme", "hop"), [("socks5", 0), ("https", 1)])
def test_a_proxy_that_takes_tcp_and_says_nothing(
    scheme: str, hop: int, trials: tuple[Trial, ...], verdict: Verdict
) -> None:
    found = clue(CAUSE, case(through(scheme), connected(), ended(hop=hop), trials=trials))
    assert found is not None
    assert (found.verdict, found.hop) == (verdict, hop)


@pytest.mark.parametrize(
    ("scheme", "facts"),
    [
        ("http", (connected(), ended(hop=0))),
        ("http", (connected(), http(502))),
        ("socks5", (connected(), ended(hop=0, received=2))),
        ("https", (connected(), passed("tls", hop=1), ended(hop=2))),
        ("https", (connected(), passed("tls", hop=1), alert(40, 1), ended(hop=2, received=9))),
        ("https", (connected(), spoke("http-answer", 1), ended(hop=1, received=90))),
        ("https", (connected(), alert(48, 1, ours=True))),
        ("http", (connected(), http(200), passed(), ended())),
        ("http", (not_connected(), connected(), http(403))),
        ("http", ()),
    ],
)
def test_silent_once_the_proxy_was_reached(scheme: str, facts: tuple[Fact, ...]) -> None:
    assert clue(CAUSE, case(through(scheme), *facts)) is None


def test_silent_without_a_proxy() -> None:
    assert clue(CAUSE, case(not_connected())) is None
    assert asks(CAUSE, case(not_connected())) == []


def test_a_second_proxy_is_out_of_our_sight() -> None:
    two = route("http-connect 192.0.2.9:3128", "socks5 192.0.2.8:1080", "tls a.test")
    assert clue(CAUSE, case(two, connected(), passed(), ended(hop=1))) is None


def test_a_socks_4_proxy_may_wait_for_the_target() -> None:
    assert clue(CAUSE, case(through("socks4"), connected(), ended(hop=0))) is None


def test_a_name_that_only_the_tunnel_needs_is_not_the_proxys() -> None:
    lost = (connected(), not_resolved("a.test"), declined("resolve a.test", "socks5"))
    assert clue(CAUSE, case(through("socks5"), *lost)) is None


@pytest.mark.parametrize(
    "facts",
    [
        (server_hello(hop=1), ended("silence", 1, received=90)),
        (ended("closed", 1, received=7),),
        (alert(40, 1),),
        (fault("too-much", "it does not end", 1),),
    ],
)
def test_tls_with_the_proxy_that_broke_off_is_possible(facts: tuple[Fact, ...]) -> None:
    found = clue(CAUSE, case(through("https"), connected(), *facts))
    assert found is not None
    assert (found.verdict, found.hop) == (Verdict.POSSIBLE, 1)
    assert facts[-1].says in found.because
