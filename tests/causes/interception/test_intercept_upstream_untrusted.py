from __future__ import annotations

import pytest

from causes_facts import (
    asks,
    case,
    chain,
    clue,
    established,
    inside,
    leaf,
    maker,
    problem,
    proof,
    trial,
    verdict,
)
from tlswhy.causes.interception.intercept_upstream_untrusted import CAUSE, PAGE
from tlswhy.model.case import Case, What
from tlswhy.model.facts import Fact

WORKS = (established(), leaf(), chain())
SQUID = inside(503, headers=(("X-Squid-Error", "ERR_SECURE_CONNECT_FAIL 0"),))
MITM = inside(502, headers=(("Server", "mitmproxy 10.1.1"),))
SAYS = trial(What.READ_REFUSAL, inside(502, page=PAGE, method="GET"))
SAYS_NOTHING = trial(What.READ_REFUSAL, inside(502, method="GET"))


def seen(*more: Fact) -> Case:
    return case(*WORKS, *more)


@pytest.mark.parametrize("answer", [inside(502), SQUID, MITM])
def test_the_page_is_certain(answer: Fact) -> None:
    known = seen(answer).plus((SAYS,))
    assert verdict(CAUSE, known) == "certain"
    assert proof(CAUSE, known) is SAYS


def test_a_page_that_came_at_once_needs_no_second_try() -> None:
    known = seen(inside(503, page=PAGE))
    assert verdict(CAUSE, known) == "certain"
    assert proof(CAUSE, known) is None


def test_a_client_that_trusts_not_even_the_proxy_does_not_come_that_far() -> None:
    known = seen(inside(502, page=PAGE), problem("untrusted-root"))
    assert verdict(CAUSE, known) == "likely"


def test_squid_says_it_in_a_header_too() -> None:
    known = seen(SQUID)
    assert verdict(CAUSE, known) == "likely"
    assert verdict(CAUSE, known.plus((SAYS_NOTHING,))) == "likely"
    assert proof(CAUSE, known.plus((SAYS_NOTHING,))) is None


def test_who_tells_it_in_the_page_alone_is_asked() -> None:
    assert verdict(CAUSE, seen(MITM)) == "possible"
    assert verdict(CAUSE, seen(inside(502), maker("interceptor", "mitmproxy"))) == "possible"
    assert verdict(CAUSE, seen(MITM).plus((SAYS_NOTHING,))) == ""
    assert verdict(CAUSE, seen(MITM).plus((trial(What.READ_REFUSAL),))) == ""
    assert asks(CAUSE, seen(MITM)) == ["read-the-refusal"]
    assert asks(CAUSE, seen()) == []


def test_a_gateway_with_a_status_of_its_own() -> None:
    assert (
        verdict(CAUSE, seen(inside(526), maker("interceptor", "Cloudflare Gateway"))) == "certain"
    )
    assert verdict(CAUSE, seen(inside(526))) == ""


def test_the_ca_that_nobody_is_meant_to_trust() -> None:
    forged = leaf(issuer="CN=Avast Web/Mail Shield Untrusted Root")
    found = clue(CAUSE, case(forged, maker("interceptor", "Avast"), problem("untrusted-root")))
    assert found is not None
    assert found.verdict.word == "certain"
    assert found.because == (
        "the certificate was issued by CN=Avast Web/Mail Shield Untrusted Root: that is how Avast "
        "says that it does not trust the server's own"
    )
    assert verdict(CAUSE, case(forged)) == ""
    assert verdict(CAUSE, case(leaf(), maker("interceptor", "Avast"))) == ""


@pytest.mark.parametrize("status", [200, 400, 404, 500, 502, 503, 504])
def test_other_answers_say_nothing(status: int) -> None:
    assert verdict(CAUSE, seen(inside(status))) == ""
    assert verdict(CAUSE, seen(inside(status)).plus((SAYS_NOTHING,))) == ""


def test_with_a_public_certificate_it_is_the_servers_own_proxy() -> None:
    assert verdict(CAUSE, case(established(), leaf(), chain(public=True), SQUID)) == ""


def test_none_of_it() -> None:
    assert verdict(CAUSE, seen()) == ""
    assert verdict(CAUSE, case(SQUID)) == "likely"
