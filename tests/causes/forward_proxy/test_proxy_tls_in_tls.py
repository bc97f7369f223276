from __future__ import annotations

import pytest

from causes_facts import (
    asks,
    case,
    clue,
    connected,
    ended,
    established,
    notes,
    passed,
    route,
    through,
)
from tlswhy.causes.forward_proxy.proxy_tls_in_tls import CAUSE
from tlswhy.model.case import Case


def test_tls_inside_tls_that_works_is_remarked() -> None:
    known = case(through("https"), passed(hop=2), established(hop=3))
    [said] = notes(CAUSE, known)
    assert said.startswith("TLS runs inside the TLS with the proxy 127.0.0.1:3128, which Python's")
    assert clue(CAUSE, known) is None


def test_of_several_proxies_the_first_is_named() -> None:
    chain = route(
        *("http-connect p:1", "tls q", "http-connect q:2", "tls r", "http-connect r:3", "tls a")
    )
    [said] = notes(CAUSE, case(chain, established(hop=5)))
    assert "the proxy q:2," in said


@pytest.mark.parametrize(
    "known", [case(through("http"), established()), case(through("socks5")), case(established())]
)
def test_other_routes_have_nothing_to_remark(known: Case) -> None:
    assert notes(CAUSE, known) == []


def test_a_connection_that_fails_never_shows_it() -> None:
    known = case(through("https"), connected(), ended("reset", hop=1))
    assert clue(CAUSE, known) is None
    assert asks(CAUSE, known) == []
