"""A failure behind a proxy, seen from three sides."""

from __future__ import annotations

import pytest
from msgspec import structs

from causes_facts import (
    TLS12,
    alert,
    case,
    connected,
    ended,
    established,
    hello,
    http,
    inside,
    not_connected,
    passed,
    problem,
    proxy,
    route,
    server_hello,
    socks,
    spoke,
    through,
    trial,
)
from report import samples
from tlswhy.model.case import Case, Trial, What
from tlswhy.model.diagnosis import Outcome
from tlswhy.model.facts import Fact
from tlswhy.report import html, json, markdown, text
from tlswhy.report.views import View, views

SAMPLE = samples.proxy_407()
UP = connected("127.0.0.1:3128")
OPENED = (through("http"), UP, http(200, reason="OK"), passed())
WORKS = trial(What.DIRECT, server_hello(), established())
RESET = case(*OPENED, hello(), ended("reset"), trials=(WORKS,))


def seen(of: Case, outcome: Outcome = Outcome.FAILED) -> tuple[View, ...]:
    return views(structs.replace(SAMPLE.diagnosis, case=of, outcome=outcome))


def said(of: Case) -> dict[str, str]:
    return {view.name: f"{view.outcome}: {view.says}" for view in seen(of)}


def test_all_three() -> None:
    assert said(RESET) == {
        "through the proxy": "fails: reset after the hello",
        "direct": "works: works, TLS 1.3, no ALPN",
        "the proxy itself": "works: answers CONNECT with 200 OK",
    }


@pytest.mark.parametrize(
    ("facts", "through_it"),
    [
        ((hello(), alert(40)), "fails: alert handshake_failure (40)"),
        (
            (hello(), server_hello(), established(), problem("expired", text="ended")),
            "answered: ServerHello TLS 1.3, then CN=a.test: ended",
        ),
        (
            (hello(), server_hello(), established(), inside(502, reason="Bad Gateway")),
            "answered: works, TLS 1.3, no ALPN, HTTP 502 Bad Gateway",
        ),
        ((hello(), server_hello(), established()), "answered: works, TLS 1.3, no ALPN"),
        ((hello(), server_hello(), established(alpn="h2")), "answered: works, TLS 1.3, h2"),
        ((hello(alpn=()), server_hello(), established(TLS12)), "answered: works, TLS 1.2"),
    ],
)
def test_what_came_through_it(facts: tuple[Fact, ...], through_it: str) -> None:
    assert said(case(*OPENED, *facts, trials=(WORKS,)))["through the proxy"] == through_it


@pytest.mark.parametrize(
    ("tried", "directly"),
    [
        (trial(What.DIRECT, ended("silence", after=2500)), "silence for 2.5 s after the hello"),
        (trial(What.DIRECT, not_connected()), "TCP to 192.0.2.1:443 refused after 10 ms"),
        (
            trial(What.DIRECT, server_hello(), established(), inside(200, reason="OK")),
            "works, TLS 1.3, no ALPN, HTTP 200 OK",
        ),
    ],
)
def test_what_came_without_it(tried: Trial, directly: str) -> None:
    of = structs.replace(RESET, trials=(tried,))
    assert said(of)["direct"].partition(": ")[2] == directly


@pytest.mark.parametrize(
    ("scheme", "facts", "itself"),
    [
        (
            "http",
            (UP, http(403, reason="Forbidden")),
            "answered: answers CONNECT with 403 Forbidden",
        ),
        (
            "http",
            (not_connected(address="127.0.0.1:3128"),),
            "fails: TCP to 127.0.0.1:3128 refused",
        ),
        ("http", (UP, spoke("socks5", hop=0)), "fails: socks5"),
        ("http", (UP,), "fails: nothing"),
        ("https", (UP, problem("expired", hop=1, text="ended")), "fails: CN=a.test: ended"),
        ("socks5", (UP, socks(4, meaning="no way")), "answered: answers SOCKS with: no way"),
        ("socks5", (UP, passed("socks5")), "works: opens the tunnel by SOCKS"),
        ("http", (UP, passed()), "works: opens the tunnel by CONNECT"),
    ],
)
def test_what_the_proxy_said(scheme: str, facts: tuple[Fact, ...], itself: str) -> None:
    made = said(case(through(scheme), *facts, trials=(WORKS,)))
    assert made["the proxy itself"].startswith(itself)
    opened = any(fact == passed(scheme if scheme == "socks5" else "http-connect") for fact in facts)
    assert (made["through the proxy"] == "fails: the target is not reached") is not opened


def test_of_several_proxies_the_one_that_did_not_open() -> None:
    chain = route("http-connect p:1", "http-connect q:1", "tls a")
    of = case(chain, UP, http(200), passed(), http(403, 1), trials=(WORKS,))
    assert said(of)["the proxy q:1 itself"] == "answered: answers CONNECT with 403"


@pytest.mark.parametrize(
    ("of", "outcome"),
    [
        (RESET, Outcome.OK),
        (RESET, Outcome.AT_RISK),
        (case(*OPENED, hello(), ended("reset")), Outcome.FAILED),
        (case(hello(), ended("reset"), trials=(WORKS,)), Outcome.FAILED),
    ],
    ids=["works", "works still", "not tried", "no proxy"],
)
def test_none_of_them(of: Case, outcome: Outcome) -> None:
    assert seen(of, outcome) == ()


def test_every_report_for_people_has_them_and_the_document_too() -> None:
    made = structs.replace(SAMPLE.diagnosis, case=RESET.plus(()))
    made = structs.replace(made, case=structs.replace(RESET, facts=(*RESET.facts, proxy())))
    shown = text.render(made, SAMPLE.transcript, SAMPLE.subject)
    assert (
        "\nCompared\n"
        "  - through the proxy: reset after the hello\n"
        "  - direct: works, TLS 1.3, no ALPN\n"
        "  - the proxy itself: answers CONNECT with 200 OK\n"
    ) in shown
    assert "- the proxy itself: answers CONNECT with 200 OK\n" in markdown.render(
        made, SAMPLE.transcript, SAMPLE.subject
    )
    page = html.render(made, SAMPLE.transcript, SAMPLE.subject)
    assert '<h2>Compared</h2>\n<ul><li>through the proxy: <span class="">reset after' in page
    document = json.document(made, SAMPLE.transcript, SAMPLE.subject)
    assert document["views"] == [
        {"side": "through-proxy", "outcome": "fails", "says": "reset after the hello"},
        {"side": "direct", "outcome": "works", "says": "works, TLS 1.3, no ALPN"},
        {"side": "proxy", "outcome": "works", "says": "answers CONNECT with 200 OK"},
    ]
    assert document["tried"] == [
        {"change": "direct", "outcome": "works", "connections": 1, "got": ""}
    ]


def test_no_report_mentions_them_where_there_are_none() -> None:
    given = (SAMPLE.diagnosis, SAMPLE.transcript, SAMPLE.subject)
    assert "Compared" not in text.render(*given) + markdown.render(*given) + html.render(*given)
    assert "views" not in json.document(*given)
