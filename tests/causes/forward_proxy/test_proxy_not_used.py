from __future__ import annotations

import pytest

from causes_facts import (
    alert,
    asks,
    available,
    case,
    clue,
    connected,
    ended,
    established,
    hello,
    http,
    not_connected,
    not_resolved,
    passed,
    problem,
    proof,
    proxy,
    server_hello,
    spoke,
    trial,
    verdict,
)
from causes_facts import (
    through as by,
)
from tlswhy.causes.forward_proxy.proxy_not_used import CAUSE
from tlswhy.model.case import Case, Trial, What
from tlswhy.model.facts import Fact

LEFT = available("http://p.test:3128", "HTTPS_PROXY", "NO_PROXY takes a.test out")
HELLO = (connected(), hello())
PAGE = spoke("html", page="web filter")


def through(*facts: Fact) -> Trial:
    value = "http://p.test:3128"
    return trial(What.THROUGH_PROXY, by("http"), passed(), *facts, value=value)


WORKS = through(server_hello(), established())
ANSWERS = through(server_hello(), established(), problem("untrusted-root"))
FAILS = through(ended("closed"))


@pytest.mark.parametrize(
    "failed",
    [
        (not_connected("unanswered"),),
        (not_connected("unreachable"),),
        (not_connected("refused"),),
        (not_resolved(),),
        (*HELLO, ended("reset")),
        (*HELLO, ended("silence")),
        (*HELLO, PAGE),
    ],
    ids=["unanswered", "unreachable", "refused", "no address", "reset", "silence", "page"],
)
def test_what_the_proxy_cures(failed: tuple[Fact, ...]) -> None:
    known = case(*failed, LEFT)
    assert verdict(CAUSE, known) == "possible"
    assert asks(CAUSE, known) == ["through-proxy http://p.test:3128"]
    known = case(*failed, LEFT, trials=(WORKS,))
    assert verdict(CAUSE, known) == "certain"
    assert proof(CAUSE, known) is WORKS


def test_it_says_what_failed_and_why_the_proxy_was_left_aside() -> None:
    found = clue(CAUSE, case(not_connected("unanswered", after=5000), LEFT, trials=(WORKS,)))
    assert found is not None
    assert found.because == (
        "directly: TCP to 192.0.2.1:443 unanswered after 5000 ms; proxy http://p.test:3128 "
        "(HTTPS_PROXY) is not used: NO_PROXY takes a.test out; through it the target works"
    )


def test_an_answer_with_another_fault_is_likely_and_none_excludes() -> None:
    assert verdict(CAUSE, case(not_connected(), LEFT, trials=(ANSWERS,))) == "likely"
    assert proof(CAUSE, case(not_connected(), LEFT, trials=(ANSWERS,))) is ANSWERS
    assert verdict(CAUSE, case(not_connected(), LEFT, trials=(FAILS,))) == "excluded"
    assert proof(CAUSE, case(not_connected(), LEFT, trials=(FAILS,))) is None


@pytest.mark.parametrize(
    "known",
    [
        case(not_connected()),
        case(not_connected(), LEFT, proxy()),
        case(*HELLO, LEFT, server_hello(), established()),
        case(*HELLO, LEFT, alert(40)),
        case(*HELLO, LEFT, ended("closed")),
        case(*HELLO, LEFT, spoke("ssh")),
        case(*HELLO, LEFT, http(403, hop=2)),
    ],
    ids=["no proxy", "another proxy", "works", "alert", "closed", "ssh", "page inside"],
)
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""


def test_nothing_is_asked_where_it_works() -> None:
    assert asks(CAUSE, case(*HELLO, LEFT, server_hello(), established())) == []
