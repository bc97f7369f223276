from __future__ import annotations

import pytest

from causes_facts import (
    alert,
    case,
    clock,
    ended,
    established,
    hello,
    passed,
    problem,
    route,
    server_hello,
    trial,
)
from tlswhy.model.case import Case, Change, Trial, What
from tlswhy.model.facts import Anchor, Fact
from tlswhy.model.facts.context import Asked, Clock, Route
from tlswhy.model.facts.network import Ended, HttpAnswered, Passed
from tlswhy.model.facts.tls import ServerHelloSeen

THROUGH_TLS = ("tcp 192.0.2.1:443", "tls p.test", "http-connect p.test:443", "tls a.test")


def test_facts_are_found_by_kind_and_hop_in_their_order() -> None:
    one, two, three = passed(hop=0, peer="a"), passed(hop=1, peer="b"), passed(hop=1, peer="c")
    known = case(one, two, clock(), three)
    assert known.all(Passed) == (one, two, three)
    assert known.all(Passed, hop=1) == (two, three)
    assert known.first(Passed) == one
    assert known.first(Passed, hop=1) == two
    assert known.last(Passed) == three
    assert known.last(Passed, hop=0) == one


def test_what_was_not_seen_is_none() -> None:
    assert case().first(Clock) is None
    assert case().last(Ended) is None
    assert case(passed(hop=0)).last(Passed, hop=7) is None


def test_the_last_trial_of_a_change_counts() -> None:
    first, other = trial(What.AGAIN), trial(What.DIRECT)
    again = trial(What.AGAIN, established())
    known = case().plus((first, other)).plus((again,))
    assert known.trial(What.AGAIN) is again
    assert known.trial(What.CLOCK) is None
    assert known.tried(What.AGAIN, What.CLOCK) == (first, again)
    assert known.trials == (first, other, again)


def test_the_target_is_the_last_tls() -> None:
    assert case(route(*THROUGH_TLS)).target_hop == 3
    assert case(route("tcp a:443", "tls a", "http a")).target_hop == 1
    assert case(route("tcp a:443", "listen a")).target_hop == -1
    assert Case(()).target_hop == 0


def test_it_works_when_the_handshake_finished_and_nothing_is_held_against_it() -> None:
    assert case(established()).works
    assert case(established(), problem("sha1-signature", fatal=False)).works


@pytest.mark.parametrize(
    "facts",
    [
        (),
        (route(*THROUGH_TLS), established(hop=1)),
        (established(), problem("expired")),
        (route(*THROUGH_TLS), established(hop=3), problem("expired", hop=1)),
        (established(), alert(116, after="finished")),
    ],
    ids=["unfinished", "only with the proxy", "expired", "expired proxy", "taken back"],
)
def test_it_does_not_work(facts: tuple[Fact, ...]) -> None:
    assert not case(*facts).works


@pytest.mark.parametrize("description", [0, 90])
def test_the_end_of_a_session_takes_nothing_back(description: int) -> None:
    known = case(established(), alert(description, after="finished"))
    assert known.works
    assert known.late_alerts == ()


def test_only_a_peers_alert_after_finished_is_late() -> None:
    ours, early = alert(116, after="finished", ours=True), alert(116, after="certificate")
    late, elsewhere = alert(116, after="finished"), alert(116, hop=0, after="finished")
    assert case(ours, early, late, elsewhere).late_alerts == (late,)


def test_a_change_is_named_with_its_value() -> None:
    assert Change(What.VERSION_CAP, "1.2").name == "version-cap 1.2"
    assert Change(What.AGAIN).name == "again"


def test_a_trial_is_asked_like_a_case() -> None:
    good = trial(What.AGAIN, server_hello(), established())
    assert good.works
    assert good.case.last(ServerHelloSeen) == good.answered


def test_only_the_target_answers_a_trial() -> None:
    answer = server_hello(hop=3)
    both = (route(*THROUGH_TLS), server_hello(hop=1), answer)
    assert Trial(Change(What.AGAIN), both, 1).answered is answer
    assert Trial(Change(What.AGAIN), both[:2], 1).answered is None
    assert not trial(What.AGAIN, ended()).works


PLAIN = (
    Route(hops=("tcp a:80", "plain-http a:80"), target_tls=-1),
    Asked(host="a", port=80, service="http"),
)


def answer(page: str = "", hop: int = 1) -> HttpAnswered:
    return HttpAnswered(seen=Anchor(hop=hop), status=200, reason="", headers=(), body="", page=page)


@pytest.mark.parametrize(
    ("facts", "hop", "works"),
    [
        ((*PLAIN, answer()), 1, True),
        ((*PLAIN, answer("plain-http-to-tls")), 1, False),
        ((*PLAIN, answer(hop=0)), 1, False),
        (PLAIN, 1, False),
        ((PLAIN[0], answer()), None, False),
        ((PLAIN[0], Asked(host="a", port=80, service="https"), answer()), None, False),
        ((Route(hops=("tcp a:80", "tls a"), target_tls=1), PLAIN[1], answer()), None, False),
        ((PLAIN[1], answer()), None, False),
    ],
)
def test_a_url_without_tls_works_when_it_is_answered(
    facts: tuple[Fact, ...], hop: int | None, works: bool
) -> None:
    known = Case(facts)
    assert (known.plain_hop, known.works) == (hop, works)


class TestRefusal:
    """How the target's side met our hello instead of answering it."""

    def test_an_alert(self) -> None:
        refused = alert(40)
        assert case(hello(), refused, ended()).refusal is refused

    def test_an_alert_behind_a_retry(self) -> None:
        refused, retry = alert(80), server_hello(retry=True)
        assert case(hello(), retry, hello(), refused).refusal is refused
        assert case(hello(), retry, hello(), ended(received=99)).refusal is None
        assert trial(What.VERSION_MODERN, retry, refused).answered is None
        assert trial(What.VERSION_MODERN, retry).answered is retry

    def test_an_end_without_a_byte(self) -> None:
        cut = ended("reset")
        assert case(hello(), cut).refusal is cut

    @pytest.mark.parametrize(
        "facts",
        [
            (),
            (hello(),),
            (ended("reset"),),
            (hello(), ended("closed", received=20)),
            (hello(), server_hello(), alert(40)),
            (hello(), alert(70, ours=True), ended("closed", received=90)),
            (hello(hop=0), ended("reset", hop=0)),
        ],
        ids=["nothing", "no end", "no hello", "a banner", "answered", "ours", "elsewhere"],
    )
    def test_none(self, facts: tuple[Fact, ...]) -> None:
        assert case(*facts).refusal is None
