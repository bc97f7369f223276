from __future__ import annotations

import pytest

from causes_facts import (
    asks,
    case,
    clue,
    ended,
    http,
    passed,
    route,
    server_hello,
    spoke,
    through,
    trial,
)
from tlswhy.causes.forward_proxy.proxy_scheme_http import CAUSE
from tlswhy.model.case import Case, Trial, What
from tlswhy.model.diagnosis import Verdict
from tlswhy.model.facts import Fact


def in_clear(*facts: Fact, trials: tuple[Trial, ...] = ()) -> Case:
    return case(through("http"), *facts, trials=trials)


TLS_WORKS = trial(What.PROXY_AS_HTTPS, through("https"), server_hello(hop=1))
TLS_FAILS = trial(What.PROXY_AS_HTTPS, through("https"), ended(hop=1))


def test_an_alert_in_answer_to_connect_is_certain() -> None:
    found = clue(CAUSE, in_clear(spoke("tls", hop=0, excerpt="15 03 03 00 02 02 0a")))
    assert found is not None
    assert (found.verdict, found.confirmed_by) == (Verdict.CERTAIN, None)
    assert "15 03 03" in found.because


@pytest.mark.parametrize(
    "seen", [ended("closed", hop=0), ended("reset", hop=0), ended("silence", hop=0), http(400)]
)
def test_tls_with_the_proxy_settles_it(seen: Fact) -> None:
    first = clue(CAUSE, in_clear(seen))
    cured = clue(CAUSE, in_clear(seen, trials=(TLS_WORKS,)))
    failed = clue(CAUSE, in_clear(seen, trials=(TLS_FAILS,)))
    assert first is not None
    assert cured is not None
    assert failed is not None
    assert (first.verdict, first.confirmed_by) == (Verdict.POSSIBLE, None)
    assert (cured.verdict, cured.confirmed_by) == (Verdict.CERTAIN, TLS_WORKS)
    assert failed.verdict is Verdict.EXCLUDED
    assert asks(CAUSE, in_clear(seen)) == ["proxy-as-https"]


def test_an_alert_stays_certain_whatever_the_trial_says() -> None:
    found = clue(CAUSE, in_clear(spoke("tls", hop=0), trials=(TLS_FAILS,)))
    assert found is not None
    assert (found.verdict, found.confirmed_by) == (Verdict.CERTAIN, None)


@pytest.mark.parametrize(
    "facts",
    [
        (http(403),),
        (http(407),),
        (http(502),),
        (spoke("socks5", hop=0), ended(hop=0, received=2)),
        (http(200), passed(), ended(hop=1)),
        (),
    ],
)
def test_silent_on_other_answers(facts: tuple[Fact, ...]) -> None:
    assert clue(CAUSE, in_clear(*facts)) is None


@pytest.mark.parametrize("scheme", ["https", "socks5"])
def test_silent_where_the_proxy_was_not_spoken_to_in_http(scheme: str) -> None:
    assert clue(CAUSE, case(through(scheme), ended(hop=0), ended(hop=2))) is None


def test_a_second_proxy_is_not_what_the_experiment_changes() -> None:
    two = route("http-connect 192.0.2.9:3128", "http-connect 192.0.2.8:3128", "tls a.test")
    behind = case(two, passed(), ended(hop=1), trials=(TLS_WORKS,))
    found = clue(CAUSE, behind)
    assert found is not None
    assert found.verdict is Verdict.POSSIBLE
    assert asks(CAUSE, behind) == []
