from __future__ import annotations

import pytest

from causes_facts import (
    alert,
    asks,
    case,
    clue,
    ended,
    http,
    passed,
    proxy,
    server_hello,
    spoke,
    through,
    trial,
)
from tlswhy.causes.forward_proxy.proxy_scheme_https import CAUSE
from tlswhy.model.case import Case, Trial, What
from tlswhy.model.diagnosis import Verdict
from tlswhy.model.facts import Fact
from tlswhy.model.facts.context import Route

TWO_PROXIES = Route(
    hops=(
        "http-connect 192.0.2.9:3128",
        "tls 192.0.2.8",
        "http-connect 192.0.2.8:3129",
        "tls a.test",
    ),
    target_tls=3,
)


def by_tls(*facts: Fact, trials: tuple[Trial, ...] = ()) -> Case:
    return case(through("https"), proxy("https://127.0.0.1:3128"), *facts, trials=trials)


def in_clear(*facts: Fact) -> Trial:
    return trial(What.PROXY_AS_HTTP, through("http"), *facts)


@pytest.mark.parametrize("protocol", ["http-answer", "html"])
def test_http_in_answer_to_the_hello_for_the_proxy_is_certain(protocol: str) -> None:
    found = clue(CAUSE, by_tls(spoke(protocol, excerpt="HTTP/1.1 400 Bad Request")))
    assert found is not None
    assert (found.verdict, found.hop, found.confirmed_by) == (Verdict.CERTAIN, 1, None)
    assert "127.0.0.1:3128 answers the ClientHello in plain HTTP" in found.because


@pytest.mark.parametrize("status", [200, 403, 407, 502])
def test_connect_answered_in_clear_confirms_it(status: int) -> None:
    cured = in_clear(http(status), *([passed()] if status == 200 else []))
    found = clue(CAUSE, by_tls(spoke("http-answer"), trials=(cured,)))
    assert found is not None
    assert (found.verdict, found.confirmed_by) == (Verdict.CERTAIN, cured)
    assert f"answered with {status}" in found.because


@pytest.mark.parametrize("how", ["closed", "reset", "silence"])
def test_an_unanswered_hello_is_possible_until_connect_is_tried(how: str) -> None:
    before = by_tls(ended(how))
    found = clue(CAUSE, before)
    assert found is not None
    assert found.verdict is Verdict.POSSIBLE
    assert asks(CAUSE, before) == ["proxy-as-http"]


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ((http(407),), Verdict.CERTAIN),
        ((http(400),), Verdict.LIKELY),
        ((ended(hop=0),), Verdict.EXCLUDED),
    ],
)
def test_an_unanswered_hello_is_settled_by_connect_in_clear(
    facts: tuple[Fact, ...], verdict: Verdict
) -> None:
    tried = in_clear(*facts)
    found = clue(CAUSE, by_tls(ended(), trials=(tried,)))
    assert found is not None
    assert found.verdict is verdict
    assert found.confirmed_by is (tried if verdict is Verdict.CERTAIN else None)


def test_a_certain_answer_is_not_taken_back_by_a_400() -> None:
    found = clue(CAUSE, by_tls(spoke("http-answer"), trials=(in_clear(http(400)),)))
    assert found is not None
    assert (found.verdict, found.confirmed_by) == (Verdict.CERTAIN, None)


@pytest.mark.parametrize(
    "facts",
    [
        (server_hello(hop=1), ended(hop=1, received=100)),
        (alert(40, hop=1),),
        (passed("tls", hop=1), passed(hop=2), spoke("http-answer", hop=3)),
        (spoke("socks5", hop=1),),
        (),
    ],
)
def test_silent_where_the_proxy_speaks_tls_or_no_http(facts: tuple[Fact, ...]) -> None:
    assert clue(CAUSE, by_tls(*facts)) is None


@pytest.mark.parametrize("scheme", ["http", "socks5"])
def test_silent_where_the_proxy_is_spoken_to_in_clear(scheme: str) -> None:
    assert clue(CAUSE, case(through(scheme), ended(hop=0))) is None


def test_without_a_proxy_there_is_nothing_to_see_or_ask() -> None:
    assert clue(CAUSE, case(spoke("http-answer"))) is None
    assert asks(CAUSE, case(spoke("http-answer"))) == []


def test_a_second_proxy_is_judged_without_experiments() -> None:
    behind = case(TWO_PROXIES, passed(), spoke("http-answer"))
    found = clue(CAUSE, behind)
    assert found is not None
    assert found.verdict is Verdict.CERTAIN
    assert asks(CAUSE, behind) == []
