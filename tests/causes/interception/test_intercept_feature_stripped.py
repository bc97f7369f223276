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
    inside,
    proxy,
    requested,
    server_hello,
    trial,
    verdict,
)
from tlswhy.causes.interception.intercept_feature_stripped import CAUSE
from tlswhy.model.case import Case, What
from tlswhy.model.facts import Fact
from tlswhy.model.facts.context import ClientCertificateGiven

H2 = hello(alpn=("h2",))
LACKS = (H2, server_hello(), established())
WITH, WITHOUT = trial(What.DIRECT, established(alpn="h2")), trial(What.DIRECT, established())


@pytest.mark.parametrize("facts", [LACKS, (H2, alert(120))], ids=["not chosen", "refused"])
def test_what_is_chosen_without_the_proxy_alone(facts: tuple[Fact, ...]) -> None:
    known = case(*facts, proxy())
    assert verdict(CAUSE, known) == "possible"
    assert asks(CAUSE, known) == ["direct"]
    found = clue(CAUSE, known.plus((WITH,)))
    assert found is not None
    assert (found.verdict.word, found.confirmed_by) == ("certain", WITH)
    assert found.because.startswith(
        "the client offers h2; through http://127.0.0.1:3128 none is chosen ("
    )
    assert found.because.endswith("), without it h2 is")


OWN = ClientCertificateGiven(count=1)
FAILED = inside(502, reason="Bad Gateway")
ASKS = trial(What.DIRECT, established(), requested(1))
SILENT = ended("silence", hop=2)


@pytest.mark.parametrize("failed", [FAILED, SILENT], ids=["answered", "silent"])
def test_a_certificate_that_is_asked_for_without_the_proxy_alone(failed: Fact) -> None:
    known = case(hello(), established(), proxy(), OWN, failed)
    assert verdict(CAUSE, known) == "possible"
    assert asks(CAUSE, known) == ["direct"]
    found = clue(CAUSE, known.plus((ASKS,)))
    assert found is not None
    assert (found.verdict.word, found.confirmed_by) == ("certain", ASKS)
    assert found.because.endswith(f"and then {failed.says}; without it the server asks")
    refused = trial(What.DIRECT, requested(1), alert(48))
    assert verdict(CAUSE, known.plus((refused,))) == "likely"
    assert verdict(CAUSE, known.plus((trial(What.DIRECT, established()),))) == ""


@pytest.mark.parametrize(
    "facts",
    [
        (established(), proxy(), FAILED),
        (established(), OWN, FAILED),
        (established(), proxy(), OWN, requested(1), FAILED),
        (proxy(), OWN, FAILED),
        (established(), proxy(), OWN, inside(204)),
        (established(), proxy(), OWN),
    ],
    ids=["none of ours", "no proxy", "asked for", "no handshake", "works", "no request"],
)
def test_a_certificate_that_nobody_misses(facts: tuple[Fact, ...]) -> None:
    assert verdict(CAUSE, case(hello(), *facts)) == ""


def test_what_is_never_chosen_is_the_servers_choice() -> None:
    known = case(*LACKS, proxy())
    assert verdict(CAUSE, known.plus((WITHOUT,))) == ""
    assert verdict(CAUSE, known.plus((trial(What.DIRECT, ended()),))) == ""


@pytest.mark.parametrize(
    "known",
    [
        case(*LACKS),
        case(established(), proxy()),
        case(hello(alpn=()), server_hello(), established(), proxy()),
        case(hello(alpn=("h2", "http/1.1")), server_hello(), established(), proxy()),
        case(H2, server_hello(), established(alpn="h2"), proxy()),
        case(H2, alert(40), proxy()),
        case(H2, ended(), proxy()),
    ],
    ids=["no proxy", "no hello", "no offer", "fallback", "chosen", "alert 40", "cut"],
)
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""
