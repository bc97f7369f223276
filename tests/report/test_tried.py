"""How the end of a trial is told."""

from __future__ import annotations

import pytest

from report.samples import MISNAMED, hello, seen, server_hello
from tlswhy.model.case import Change, Trial, What
from tlswhy.model.diagnosis import Leg, Party
from tlswhy.model.facts import Fact
from tlswhy.model.facts.context import Route
from tlswhy.model.facts.network import (
    Connected,
    Declined,
    Ended,
    HttpAnswered,
    NotConnected,
    NotResolved,
    SocksAnswered,
    Spoke,
)
from tlswhy.model.facts.tls import AlertSeen, BadMessage, Established, OurFault, ServerHelloSeen
from tlswhy.report.tried import got, outcome
from tlswhy.report.words import CHANGES, LEGS, PARTIES, change_words

DIRECT = Route(hops=("tcp a.test:443", "tls a.test"), target_tls=1)
PROXIED = Route(hops=("http-connect p.test:3128", "tls a.test"), target_tls=1)
OPENED = HttpAnswered(
    seen=seen(1, 0), status=200, reason="OK", headers=(), body="", method="CONNECT"
)


def trial(*facts: Fact, what: What = What.AGAIN, route: Route = DIRECT) -> Trial:
    return Trial(Change(what), (route, *facts), 1)


def told(*facts: Fact, what: What = What.AGAIN, route: Route = DIRECT) -> tuple[str, str]:
    made = trial(*facts, what=what, route=route)
    return outcome(made), got(made)


def test_a_handshake_that_finishes_works() -> None:
    done = Established(seen=seen(3), version=0x0304, suite=0x1301)
    assert told(server_hello(2), done) == ("works", "")


def test_a_server_hello_is_an_answer() -> None:
    assert told(server_hello(2)) == ("answered", "ServerHello TLS 1.3")
    old = ServerHelloSeen(seen=seen(2), version=0x0302, suite=0x002F, group=None, retry=False)
    stop = AlertSeen(seen=seen(3), level=2, description=70, ours=True, after="server-hello")
    assert told(old, stop) == (
        "answered",
        "ServerHello TLS 1.1, then our alert protocol_version (70)",
    )


def test_a_retry_is_an_answer() -> None:
    again = ServerHelloSeen(seen=seen(2), version=0x0304, suite=0x1301, group=23, retry=True)
    assert told(again) == ("answered", "HelloRetryRequest")


def test_an_alert_after_the_handshake_counts_more_than_the_end_of_the_request() -> None:
    done = Established(seen=seen(3), version=0x0304, suite=0x1301)
    late = AlertSeen(seen=seen(4), level=2, description=116, ours=False, after="finished")
    end = Ended(seen=seen(5, 2), how="closed", sent=97, received=0, after=1)
    assert told(server_hello(2), done, late, end) == (
        "answered",
        "ServerHello TLS 1.3, then alert certificate_required (116)",
    )


def test_a_certificate_that_is_refused_is_what_counts() -> None:
    done = Established(seen=seen(3), version=0x0304, suite=0x1301)
    assert told(server_hello(2), done, *MISNAMED) == (
        "answered",
        "ServerHello TLS 1.3, then CN=other.test: is not valid for b.test",
    )


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (
            AlertSeen(seen=seen(2), level=2, description=112, ours=False, after="client-hello"),
            "alert unrecognized_name (112)",
        ),
        (Ended(seen=seen(2), how="silence", sent=9, received=0, after=4999), "silence for 5 s"),
        (Ended(seen=seen(2), how="reset", sent=9, received=0, after=3), "reset"),
        (Ended(seen=seen(2), how="closed", sent=9, received=0, after=3), "closed"),
        (Spoke(seen=seen(2), protocol="ssh", excerpt="SSH-2.0"), "ssh"),
        (SocksAnswered(seen=seen(2, 0), reply=5, meaning="refused"), "SOCKS: refused"),
        (BadMessage(seen=seen(2), field="f", offset=1, problem="cut"), "f at byte 1: cut"),
        (OurFault(seen=seen(2), code="c", text="t"), "the client stopped (c): t"),
        (
            Declined(seen=seen(2, 0), kind_of_hop="starttls", peer="p", step="EHLO", said="no"),
            "p refused EHLO: no",
        ),
        (NotResolved(seen=seen(0, 0), name="a.test", how="nxdomain"), "a.test: nxdomain"),
        (
            NotConnected(seen=seen(0, 0), address="192.0.2.1:443", how="refused", after=1),
            "TCP to 192.0.2.1:443 refused after 1 ms",
        ),
        (Connected(seen=seen(0, 0), address="192.0.2.1:443", took=1), "nothing"),
    ],
)
def test_what_came_instead(fact: Fact, words: str) -> None:
    assert told(fact) == ("fails", words)


def test_a_proxy_that_opened_its_tunnel_is_no_trouble() -> None:
    reset = Ended(seen=seen(3), how="reset", sent=9, received=0, after=3)
    assert told(OPENED, reset, route=PROXIED) == ("fails", "reset")
    assert told(OPENED, route=PROXIED) == ("fails", "nothing")


def test_a_proxy_that_refuses() -> None:
    refused = HttpAnswered(
        seen=seen(1, 0), status=407, reason="", headers=(), body="", method="CONNECT"
    )
    assert told(refused, route=PROXIED) == ("fails", "HTTP 407")


def test_plain_words_are_an_answer_where_they_were_asked_for() -> None:
    plain = Route(hops=("tcp a.test:80", "plain-http a.test:80"), target_tls=-1)
    page = HttpAnswered(seen=seen(2), status=200, reason="OK", headers=(), body="", method="GET")
    banner = Spoke(seen=seen(2), protocol="smtp", excerpt="220 a")
    assert told(page, what=What.PLAIN_HTTP, route=plain) == ("answered", "HTTP 200 OK")
    assert told(banner, what=What.LISTEN, route=plain) == ("answered", "smtp")
    quiet = Ended(seen=seen(2), how="silence", sent=0, received=0, after=2000)
    assert told(quiet, what=What.LISTEN, route=plain) == ("fails", "silence for 2 s")


def test_a_trial_of_which_nothing_is_known() -> None:
    bare = Trial(Change(What.LISTEN), (hello(1),), 1)
    assert (outcome(bare), got(bare)) == ("fails", "nothing")


def test_there_are_words_for_everything() -> None:
    assert set(CHANGES) == set(What)
    assert set(PARTIES) == set(Party)
    assert set(LEGS) == set(Leg)
    assert change_words(Change(What.VERSION_CAP, "1.2")) == "with TLS 1.2 at most"
