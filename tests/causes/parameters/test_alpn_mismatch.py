from __future__ import annotations

import pytest

from causes_facts import (
    alert,
    asks,
    case,
    clue,
    ended,
    established,
    hello,
    proof,
    server_hello,
    spoken_as,
    trial,
    verdict,
)
from tlswhy.causes.parameters.alpn_mismatch import CAUSE
from tlswhy.model.case import Case, What

REFUSED = (hello(), alert(120))


def test_the_alert_says_it() -> None:
    found = clue(CAUSE, case(*REFUSED))
    assert found is not None
    assert found.verdict.word == "certain"
    assert found.because.startswith("the client offers h2, http/1.1, and received alert ")


def test_a_hello_without_protocols_proves_it() -> None:
    passed = trial(What.ALPN_ABSENT, server_hello())
    failed = trial(What.ALPN_ABSENT, alert(40))
    assert proof(CAUSE, case(*REFUSED, trials=(passed,))) is passed
    assert proof(CAUSE, case(*REFUSED, trials=(failed,))) is None


def test_the_alert_may_follow_a_server_hello() -> None:
    late = case(hello(), server_hello(), alert(120, after="server-hello"))
    again = trial(What.ALPN_ABSENT, server_hello(), alert(120, after="server-hello"))
    passed = trial(What.ALPN_ABSENT, server_hello(), established())
    assert verdict(CAUSE, late) == "certain"
    assert asks(CAUSE, late) == ["alpn-absent"]
    assert proof(CAUSE, late.plus((again,))) is None
    assert proof(CAUSE, late.plus((passed,))) is passed
    assert verdict(CAUSE, case(hello(), alert(120, ours=True))) == ""


def test_nothing_offered_is_said_so() -> None:
    found = clue(CAUSE, case(hello(alpn=()), alert(120)))
    assert found is not None
    assert found.because.startswith("the client offers nothing, ")


@pytest.mark.parametrize(
    "known",
    [case(alert(120)), case(hello(), alert(40)), case(hello(), ended("reset")), case(hello())],
)
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""


def test_it_asks_for_a_hello_without_protocols() -> None:
    assert asks(CAUSE, case(*REFUSED)) == ["alpn-absent"]


INSISTS = spoken_as("grpc-go-1.67", alpn=True)


def test_a_client_that_insists_on_a_protocol_gets_none() -> None:
    found = clue(CAUSE, case(INSISTS, hello(alpn=("h2",)), established()))
    assert found is not None
    assert found.verdict.word == "certain"
    assert found.because == "grpc-go-1.67 offers h2, and the server answers without ALPN"
    assert CAUSE.after_handshake
    assert asks(CAUSE, case(INSISTS, hello(alpn=("h2",)), established())) == []


@pytest.mark.parametrize(
    "known",
    [
        case(hello(alpn=("h2",)), established()),
        case(spoken_as(), hello(alpn=("h2",)), established()),
        case(INSISTS, hello(alpn=()), established()),
        case(INSISTS, established()),
        case(INSISTS, hello(alpn=("h2",)), established(alpn="h2")),
        case(INSISTS, hello(alpn=("h2",)), established(hop=0)),
        case(INSISTS, hello(alpn=("h2",))),
    ],
    ids=["nobody", "another", "none offered", "no hello", "answered", "a proxy's", "unfinished"],
)
def test_and_who_does_not_insist_or_gets_one_has_no_trouble(known: Case) -> None:
    assert verdict(CAUSE, known) == ""
