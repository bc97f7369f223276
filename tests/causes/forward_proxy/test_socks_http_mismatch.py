from __future__ import annotations

import pytest

from causes_facts import (
    asks,
    case,
    clue,
    declined,
    ended,
    http,
    passed,
    route,
    server_hello,
    socks,
    spoke,
    through,
    trial,
)
from tlswhy.causes.forward_proxy.socks_http_mismatch import CAUSE
from tlswhy.model.case import Trial, What
from tlswhy.model.diagnosis import Remedy, Verdict
from tlswhy.model.facts import Fact


def as_socks(*facts: Fact) -> Trial:
    return trial(What.PROXY_AS_SOCKS5, through("socks5"), *facts)


def as_http(*facts: Fact) -> Trial:
    return trial(What.PROXY_AS_HTTP, through("http"), *facts)


def as_https(*facts: Fact) -> Trial:
    return trial(What.PROXY_AS_HTTPS, through("https"), *facts)


SOCKS_OPENS = as_socks(passed("socks5"))
SOCKS_REFUSES = as_socks(declined("connect", "socks5"), socks(5))
NO_SOCKS = as_socks(ended(hop=0))
NO_SOCKS_BUT_HTTP = as_socks(declined("greeting", "socks5"), spoke("http-answer", hop=0))


@pytest.mark.parametrize("protocol", ["socks5", "socks4"])
def test_socks_in_answer_to_connect_is_certain(protocol: str) -> None:
    found = clue(CAUSE, case(through("http"), spoke(protocol, hop=0)))
    assert found is not None
    assert found.verdict is Verdict.CERTAIN
    assert found.remedies == (Remedy.PROXY_URL_SOCKS,)


def test_tors_page_is_certain() -> None:
    found = clue(CAUSE, case(through("http"), http(501, page="Tor (a SOCKS port)")))
    assert found is not None
    assert found.verdict is Verdict.CERTAIN


@pytest.mark.parametrize(("scheme", "hop"), [("http", 0), ("https", 1)])
@pytest.mark.parametrize(
    ("tried", "verdict"),
    [
        (None, Verdict.POSSIBLE),
        (SOCKS_OPENS, Verdict.CERTAIN),
        (SOCKS_REFUSES, Verdict.CERTAIN),
        (NO_SOCKS, Verdict.EXCLUDED),
        (NO_SOCKS_BUT_HTTP, Verdict.EXCLUDED),
    ],
)
def test_a_proxy_without_a_word_is_settled_by_a_socks_greeting(
    scheme: str, hop: int, tried: Trial | None, verdict: Verdict
) -> None:
    trials = () if tried is None else (tried,)
    mute = case(through(scheme), ended(hop=hop), trials=trials)
    found = clue(CAUSE, mute)
    assert found is not None
    assert (found.verdict, found.hop) == (verdict, hop)
    assert found.confirmed_by is (tried if verdict is Verdict.CERTAIN else None)
    assert asks(CAUSE, mute) == ["proxy-as-socks5"]


def test_an_answer_in_socks_stays_certain_without_confirmation() -> None:
    found = clue(CAUSE, case(through("http"), spoke("socks5", hop=0), trials=(NO_SOCKS,)))
    assert found is not None
    assert (found.verdict, found.confirmed_by) == (Verdict.CERTAIN, None)


@pytest.mark.parametrize("protocol", ["http-answer", "html", "tls"])
def test_another_protocol_in_answer_to_the_greeting_is_certain(protocol: str) -> None:
    greeted = case(through("socks5"), declined("greeting", "socks5"), spoke(protocol, hop=0))
    found = clue(CAUSE, greeted)
    assert found is not None
    assert found.verdict is Verdict.CERTAIN
    assert asks(CAUSE, greeted) == ["proxy-as-http", "proxy-as-https"]


@pytest.mark.parametrize("first", [spoke("http-answer", hop=0), ended("silence", hop=0)])
@pytest.mark.parametrize(
    ("trials", "remedy"),
    [
        ((as_http(http(407)), as_https(ended())), Remedy.PROXY_URL_HTTP),
        ((as_http(http(200), passed()),), Remedy.PROXY_URL_HTTP),
        ((as_http(http(400)), as_https(server_hello())), Remedy.PROXY_URL_HTTPS),
    ],
)
def test_what_works_instead_of_socks_is_named(
    first: Fact, trials: tuple[Trial, ...], remedy: Remedy
) -> None:
    found = clue(CAUSE, case(through("socks5"), first, trials=trials))
    assert found is not None
    assert (found.verdict, found.remedies) == (Verdict.CERTAIN, (remedy,))
    assert found.confirmed_by in trials


@pytest.mark.parametrize(
    ("trials", "verdict"),
    [
        ((), Verdict.POSSIBLE),
        ((as_http(ended(hop=0)), as_https(ended())), Verdict.EXCLUDED),
        ((as_http(http(400)), as_https(ended())), Verdict.LIKELY),
    ],
)
def test_an_unanswered_greeting_without_a_cure(trials: tuple[Trial, ...], verdict: Verdict) -> None:
    found = clue(CAUSE, case(through("socks5"), ended(hop=0), trials=trials))
    assert found is not None
    assert (found.verdict, found.confirmed_by) == (verdict, None)


@pytest.mark.parametrize(
    ("scheme", "facts"),
    [
        ("http", (http(403),)),
        ("http", (http(200), passed(), ended(hop=1))),
        ("http", (spoke("ssh", hop=0), ended(hop=0, received=20))),
        ("socks5", (declined("method", "socks5"),)),
        ("socks5", (socks(5), ended(hop=0, received=10))),
        ("socks5", (passed("socks5"), ended(hop=1))),
        ("https", (passed("tls", hop=1), ended(hop=2))),
    ],
)
def test_silent_where_both_speak_the_same(scheme: str, facts: tuple[Fact, ...]) -> None:
    assert clue(CAUSE, case(through(scheme), *facts)) is None


def test_without_a_proxy_there_is_nothing_to_see_or_ask() -> None:
    assert clue(CAUSE, case(ended())) is None
    assert asks(CAUSE, case(ended())) == []


def test_a_second_proxy_is_not_what_the_experiments_change() -> None:
    two = route("socks5 192.0.2.9:1080", "socks5 192.0.2.8:1080", "tls a.test")
    behind = case(two, passed("socks5"), ended(hop=1), trials=(as_http(http(200), passed()),))
    found = clue(CAUSE, behind)
    assert found is not None
    assert found.verdict is Verdict.POSSIBLE
    assert asks(CAUSE, behind) == []


def as_socks4(*facts: Fact) -> Trial:
    return trial(What.PROXY_AS_SOCKS4, through("socks4"), *facts)


NO_SOCKS_4 = as_socks4(declined("connect (the answer is not SOCKS 4)", "socks4"), spoke("x", hop=0))


@pytest.mark.parametrize(
    ("scheme", "answer", "remedy", "next_"),
    [
        ("socks4", "socks5", Remedy.PROXY_URL_SOCKS, "proxy-as-socks5"),
        ("socks5", "socks4", Remedy.PROXY_URL_SOCKS4, "proxy-as-socks4"),
    ],
)
def test_the_other_version_of_socks_is_certain(
    scheme: str, answer: str, remedy: Remedy, next_: str
) -> None:
    mixed = case(through(scheme), declined("connect", scheme), spoke(answer, hop=0))
    found = clue(CAUSE, mixed)
    assert found is not None
    assert (found.verdict, found.remedies) == (Verdict.CERTAIN, (remedy,))
    assert next_ in asks(CAUSE, mixed)


@pytest.mark.parametrize(
    ("scheme", "tried", "remedy"),
    [
        ("socks4", SOCKS_OPENS, Remedy.PROXY_URL_SOCKS),
        ("socks4", SOCKS_REFUSES, Remedy.PROXY_URL_SOCKS),
        ("socks5", as_socks4(passed("socks4")), Remedy.PROXY_URL_SOCKS4),
        (
            "socks5",
            as_socks4(declined("connect", "socks4"), socks(0x5B, version=4)),
            Remedy.PROXY_URL_SOCKS4,
        ),
    ],
)
def test_the_version_that_is_answered_is_named(scheme: str, tried: Trial, remedy: Remedy) -> None:
    mute = as_http(ended(hop=0))
    found = clue(CAUSE, case(through(scheme), ended(hop=0), trials=(mute, tried)))
    assert found is not None
    assert (found.verdict, found.remedies) == (Verdict.CERTAIN, (remedy,))
    assert found.confirmed_by is tried


def test_the_likelier_mistake_is_asked_about_first() -> None:
    four, five = case(through("socks4"), ended(hop=0)), case(through("socks5"), ended(hop=0))
    assert asks(CAUSE, four) == ["proxy-as-socks5", "proxy-as-http", "proxy-as-https"]
    assert asks(CAUSE, five) == ["proxy-as-http", "proxy-as-https", "proxy-as-socks4"]


def test_an_http_proxy_asked_by_socks_4() -> None:
    facts = (declined("connect (the answer is not SOCKS 4)", "socks4"), spoke("http-answer", hop=0))
    found = clue(CAUSE, case(through("socks4"), *facts, trials=(NO_SOCKS, as_http(http(407)))))
    assert found is not None
    assert (found.verdict, found.remedies) == (Verdict.CERTAIN, (Remedy.PROXY_URL_HTTP,))
    assert "answers SOCKS 4 with HTTP" in found.because


def test_no_version_is_answered() -> None:
    tried = (as_http(ended(hop=0)), NO_SOCKS_4)
    found = clue(CAUSE, case(through("socks5"), ended(hop=0), trials=tried))
    assert found is not None
    assert found.verdict is Verdict.EXCLUDED


@pytest.mark.parametrize(
    ("trials", "verdict"),
    [
        ((), Verdict.POSSIBLE),
        ((SOCKS_OPENS,), Verdict.CERTAIN),
        ((SOCKS_REFUSES,), Verdict.EXCLUDED),
    ],
)
def test_a_refusal_by_socks_4_may_be_about_the_version(
    trials: tuple[Trial, ...], verdict: Verdict
) -> None:
    refused = case(through("socks4"), socks(0x5B, version=4), trials=trials)
    found = clue(CAUSE, refused)
    assert found is not None
    assert (found.verdict, found.remedies) == (verdict, (Remedy.PROXY_URL_SOCKS,))
    assert found.confirmed_by is (SOCKS_OPENS if verdict is Verdict.CERTAIN else None)
    assert asks(CAUSE, refused) == ["proxy-as-socks5"]
