"""What fails behind a proxy is tried without it."""

from __future__ import annotations

import pytest
from msgspec import structs

from causes_facts import (
    alert,
    case,
    connected,
    ended,
    established,
    hello,
    http,
    passed,
    route,
    server_hello,
    through,
    trial,
)
from engine.fakes import Driven, cause, saying
from tlswhy.causes import Entry
from tlswhy.engine import Budget
from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Outcome, Verdict

OPENED = (through("http"), connected("127.0.0.1:3128"), http(200), passed())
BEHIND = case(*OPENED, hello(), ended("reset"))
AT_IT = case(through("http"), connected("127.0.0.1:3128"), http(407))
WORKS = case(*OPENED, hello(), server_hello(), established())
PROVED = structs.replace(trial(What.CLOCK, established()), connections=0)


def sure(hop: int, **more: object) -> Entry:
    return cause("a", saying(Verdict.CERTAIN, confirmed_by=PROVED, hop=hop, **more))


@pytest.mark.parametrize(
    ("known", "entry"),
    [
        (BEHIND, sure(1)),
        (BEHIND, cause("a", saying(Verdict.CERTAIN, evidence=(alert(40),)))),
        (BEHIND, cause("a", saying(Verdict.POSSIBLE))),
        (AT_IT, cause("a", saying(Verdict.LIKELY, hop=0))),
    ],
    ids=["sure", "by what was seen", "unsure", "unsure at the proxy"],
)
def test_a_failure_behind_it_is_tried_without_it(known: Case, entry: Entry) -> None:
    assert Driven(known, entry).rounds == [["direct"]]


def test_even_when_nothing_is_known_of_it() -> None:
    assert Driven(BEHIND).rounds == [["direct"]]


@pytest.mark.parametrize(
    ("known", "entry"),
    [
        (AT_IT, sure(0)),
        (AT_IT, cause("a", saying(Verdict.CERTAIN))),
        (WORKS, cause("a", saying(Verdict.CERTAIN))),
        (case(connected(), hello(), ended("reset")), sure(1)),
    ],
    ids=["the proxy said why", "at the first hop", "works", "no proxy"],
)
def test_where_it_would_tell_nothing(known: Case, entry: Entry) -> None:
    assert Driven(known, entry).rounds == []


def test_what_fails_after_the_handshake_too() -> None:
    late = cause("a", saying(Verdict.CERTAIN, hop=2), after_handshake=True)
    done = Driven(WORKS, late)
    assert done.diagnosis.outcome is Outcome.FAILED
    assert done.rounds == [["direct"]]
    at_risk = cause("a", saying(Verdict.CERTAIN, hop=2, risk=True), after_handshake=True)
    assert Driven(WORKS, at_risk).rounds == []


def test_the_last_of_several_proxies_counts() -> None:
    known = case(route("http-connect p:1", "http-connect q:1", "tls a"), connected(), http(403, 1))
    assert Driven(known, sure(1)).rounds == []
    assert Driven(known, sure(2)).rounds == [["direct"]]


def test_it_comes_first_and_in_the_words_of_the_cause_that_asks_it_too() -> None:
    asking = cause("a", saying(Verdict.POSSIBLE), What.LISTEN, What.DIRECT)
    done = Driven(BEHIND, asking, budget=Budget(rounds=1, width=1))
    assert done.rounds == [["direct"]]
    done = Driven(BEHIND, asking, budget=Budget(rounds=0))
    assert [(e.change.name, e.settles) for e in done.diagnosis.open] == [
        ("direct", "what a wants to know"),
        ("listen-first", "what a wants to know"),
    ]
