from __future__ import annotations

import pytest

from causes_facts import (
    asked,
    asks,
    case,
    clue,
    ended,
    hello,
    http,
    passed,
    route,
    spoke,
    through,
    trial,
    verdict,
)
from tlswhy.causes.protocol.plaintext_server import CAUSE
from tlswhy.model.case import Case, Trial, What
from tlswhy.model.diagnosis import Party, Verdict
from tlswhy.model.facts import Fact
from tlswhy.model.facts.network import HttpAnswered

PLAIN = route("tcp 192.0.2.1:443", "plain-http a.test:443")
NGINX_497 = "<center>The plain HTTP request was sent to HTTPS port</center>"
GO = "Client sent an HTTP request to an HTTPS server."
APACHE = "Reason: You're speaking plain HTTP to an SSL-enabled server port."
TOMCAT = "Bad Request: This combination of host and port requires TLS."


def plain(*facts: Fact) -> Trial:
    return trial(What.PLAIN_HTTP, PLAIN, *facts)


def page(
    status: int, *, body: str = "", location: str = "", upgrade: str = "", by: str = ""
) -> HttpAnswered:
    named = (("Location", location), ("Upgrade", upgrade))
    headers = tuple((name, value) for name, value in named if value)
    return http(status, 1, headers=headers, body=body, page=by, method="GET")


def cut(how: str = "closed", *trials: Trial, port: int = 443) -> Case:
    return case(asked(port=port), hello(), ended(how), trials=trials)


@pytest.mark.parametrize("protocol", ["http-answer", "html", "http2"])
def test_http_in_answer_to_the_hello_is_certain(protocol: str) -> None:
    spoken = case(hello(), spoke(protocol, product="nginx/1.22.1"))
    found = clue(CAUSE, spoken)
    assert found is not None
    assert (found.verdict, found.confirmed_by) == (Verdict.CERTAIN, None)
    assert "plain HTTP by nginx/1.22.1" in found.because
    assert asks(CAUSE, spoken) == ["plain-http"]


@pytest.mark.parametrize("status", [200, 301, 400, 404])
def test_a_plain_answer_confirms_it(status: int) -> None:
    tried = plain(page(status))
    found = clue(CAUSE, case(hello(), spoke("http-answer"), trials=(tried,)))
    assert found is not None
    assert (found.verdict, found.confirmed_by) == (Verdict.CERTAIN, tried)


def test_no_plain_answer_leaves_it_certain() -> None:
    found = clue(CAUSE, case(hello(), spoke("http-answer"), trials=(plain(ended()),)))
    assert found is not None
    assert (found.verdict, found.confirmed_by) == (Verdict.CERTAIN, None)


def test_a_block_page_is_not_the_servers_own() -> None:
    assert clue(CAUSE, case(hello(), spoke("http-answer", page="Zscaler"))) is None
    later = case(hello(), spoke("http-answer"), trials=(plain(page(302, by="captive portal")),))
    found = clue(CAUSE, later)
    assert found is not None
    assert found.verdict is Verdict.EXCLUDED
    assert "captive portal" in found.because


@pytest.mark.parametrize(
    ("trials", "verdict"),
    [
        ((), Verdict.POSSIBLE),
        ((plain(page(302)),), Verdict.POSSIBLE),
        ((plain(ended()),), Verdict.POSSIBLE),
        ((plain(page(200)),), Verdict.CERTAIN),
    ],
)
def test_a_redirection_in_answer_to_a_hello_is_hardly_a_servers(
    trials: tuple[Trial, ...], verdict: Verdict
) -> None:
    redirected = case(hello(), spoke("http-answer", excerpt="HTTP/1.1 302 Found"), trials=trials)
    found = clue(CAUSE, redirected)
    assert found is not None
    assert found.verdict is verdict
    assert found.confirmed_by is (trials[0] if verdict is Verdict.CERTAIN else None)


@pytest.mark.parametrize("how", ["closed", "reset", "silence"])
def test_an_unanswered_hello_is_possible_until_http_is_tried(how: str) -> None:
    found = clue(CAUSE, cut(how))
    assert found is not None
    assert (found.verdict, found.confirmed_by) == (Verdict.POSSIBLE, None)


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (page(200), Verdict.CERTAIN),
        (page(404), Verdict.CERTAIN),
        (page(302, location="/login"), Verdict.CERTAIN),
        (page(301, location="https://a.test:8443/"), Verdict.CERTAIN),
        (page(301, location="http://a.test/"), Verdict.CERTAIN),
        (page(301, location="https://a.test/"), Verdict.POSSIBLE),
        (page(301, location="HTTPS://[2001:db8::1]:443/x"), Verdict.POSSIBLE),
        (page(400), Verdict.POSSIBLE),
        (page(400, body=NGINX_497), Verdict.EXCLUDED),
        (page(400, body=GO), Verdict.EXCLUDED),
        (page(400, body=APACHE), Verdict.EXCLUDED),
        (page(400, body=TOMCAT), Verdict.EXCLUDED),
        (page(426, upgrade="TLS/1.3, HTTP/1.1"), Verdict.EXCLUDED),
        (page(403, by="FortiGuard web filter (Fortinet)"), Verdict.EXCLUDED),
        (spoke("tls"), Verdict.EXCLUDED),
        (ended("silence"), Verdict.EXCLUDED),
    ],
)
def test_a_plain_request_settles_an_unanswered_hello(answer: Fact, verdict: Verdict) -> None:
    tried = plain(answer)
    found = clue(CAUSE, cut("reset", tried))
    assert found is not None
    assert found.verdict is verdict
    assert found.confirmed_by is (tried if verdict is Verdict.CERTAIN else None)


def test_a_proxy_that_did_not_understand_is_no_filter() -> None:
    squid = "Squid (ERR_PROTOCOL_UNKNOWN)"
    tried = plain(page(400, by="Squid (ERR_INVALID_URL)"))
    found = clue(CAUSE, case(hello(), spoke("http-answer", page=squid), trials=(tried,)))
    assert found is not None
    assert (found.verdict, found.confirmed_by) == (Verdict.CERTAIN, tried)


def test_a_redirection_away_from_port_80_is_plain_http() -> None:
    tried = plain(page(301, location="https://a.test/"))
    found = clue(CAUSE, cut("closed", tried, port=80))
    assert found is not None
    assert found.verdict is Verdict.CERTAIN


def test_a_redirection_counts_where_the_port_is_unknown() -> None:
    tried = plain(page(301, location="https://a.test/"))
    found = clue(CAUSE, case(hello(), ended(), trials=(tried,)))
    assert found is not None
    assert found.verdict is Verdict.CERTAIN


@pytest.mark.parametrize("protocol", ["text", "binary"])
def test_an_unknown_answer_is_settled_by_a_plain_request(protocol: str) -> None:
    first = clue(CAUSE, case(hello(), spoke(protocol)))
    then = clue(CAUSE, case(hello(), spoke(protocol), trials=(plain(page(200)),)))
    assert first is not None
    assert then is not None
    assert (first.verdict, then.verdict) == (Verdict.POSSIBLE, Verdict.CERTAIN)


@pytest.mark.parametrize(
    "facts",
    [
        (hello(), spoke("ssh"), ended()),
        (hello(), spoke("smtp")),
        (hello(), ended("closed", received=7)),
        (ended(),),
        (route("tcp 192.0.2.1:25", "starttls smtp", "tls a.test"), hello(2), ended(hop=2)),
        (passed("tls", 1),),
    ],
)
def test_silent_where_something_else_was_said(facts: tuple[Fact, ...]) -> None:
    assert clue(CAUSE, case(*facts)) is None


def test_the_proxys_answer_to_connect_is_not_the_targets() -> None:
    tunnelled = route("http-connect 192.0.2.9:3128", "plain-http a.test:443")
    tried = trial(What.PLAIN_HTTP, tunnelled, http(200), passed(), ended())
    found = clue(CAUSE, cut("closed", tried))
    assert found is not None
    assert found.verdict is Verdict.EXCLUDED


BESIDE = http(200, headers=(("Content-Type", "text/html; charset=utf-8"),))
LISTENING = route("tcp 127.0.0.1:3128", "http-connect 127.0.0.1:3128", "listen a.test:443")


@pytest.mark.parametrize(
    ("grant", "trials", "word"),
    [
        (http(200), (), "certain"),
        (http(200, headers=(("Content-Type", "text/plain"),)), (), "certain"),
        (http(200, headers=BESIDE.headers, method="HEAD"), (), "certain"),
        (BESIDE, (), "possible"),
        (BESIDE, (trial(What.LISTEN, LISTENING, spoke("html", 2)),), "possible"),
        (BESIDE, (trial(What.LISTEN, LISTENING, ended("silence", 2)),), "certain"),
    ],
)
def test_a_proxy_that_grants_the_tunnel_with_a_page_may_have_sent_it(
    grant: HttpAnswered, trials: tuple[Trial, ...], word: str
) -> None:
    tunnel = through("http"), grant, passed(), hello(), spoke("http-answer")
    assert verdict(CAUSE, case(*tunnel, trials=trials)) == word


@pytest.mark.parametrize(("port", "acts"), [(80, Party.CLIENT), (8080, None), (443, None)])
def test_who_asks_port_80_for_tls_asks_the_wrong_port(port: int, acts: Party | None) -> None:
    found = clue(CAUSE, case(asked("a.test", port), hello(), spoke("http-answer")))
    assert found is not None
    assert found.acts is acts
