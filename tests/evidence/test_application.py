from __future__ import annotations

from evidence.scripts import ours, talk, theirs
from tlswhy.evidence.application import answered, http, listen, spoken
from tlswhy.model.facts import Anchor
from tlswhy.model.facts.network import HttpAnswered, Spoke

ROUTE = ("tcp a.test:80", "plain-http a.test:80")
HERE = Anchor(hop=1, event=1)


def test_an_answer_to_a_request() -> None:
    request = ours(b"GET / HTTP/1.1\r\n\r\n")
    parts = (theirs(b"HTTP/1.1 302 Found\r\nLoca"), theirs(b"tion: /b\r\n\r\nhi"))
    [answer] = http(talk(request, *parts, route=ROUTE), 1)
    assert isinstance(answer, HttpAnswered)
    assert (answer.status, answer.reason, answer.method) == (302, "Found", "GET")
    assert answer.path == "/"
    assert (answer.header("Location"), answer.body) == ("/b", "hi")
    assert (answer.seen, answer.filter, answer.page) == (HERE, "", "")


def test_the_page_that_was_asked_for() -> None:
    request = ours(b"HEAD /private HTTP/1.1\r\nHost: a.test\r\n\r\n")
    [answer] = http(talk(request, theirs(b"HTTP/1.1 403 Forbidden\r\n\r\n"), route=ROUTE), 1)
    assert answer.says == "HEAD /private answered 403 Forbidden"


def test_something_else_instead_of_an_answer() -> None:
    [other] = http(talk(ours(b"GET / "), theirs(b"SSH-2.0-OpenSSH_9\r\n"), route=ROUTE), 1)
    assert isinstance(other, Spoke)
    assert (other.protocol, other.product) == ("ssh", "OpenSSH_9")


def test_nothing() -> None:
    assert list(http(talk(ours(b"GET / "), route=ROUTE), 1)) == []
    assert list(listen(talk(route=ROUTE), 1)) == []


def test_a_greeting() -> None:
    [greeting] = listen(talk(theirs(b"220 mail.test ESMTP "), theirs(b"Postfix\r\n")), 1)
    assert isinstance(greeting, Spoke)
    assert (greeting.protocol, greeting.product) == ("smtp", "Postfix")
    assert greeting.excerpt == "220 mail.test ESMTP Postfix"


def test_a_page_of_a_known_program_has_a_meaning() -> None:
    page = b"HTTP/1.1 400 Bad Request\r\n\r\n<center>No required SSL certificate was sent</center>"
    answer = answered(page, HERE, "GET")
    assert answer is not None
    assert answer.page == "client-cert-missing"


def test_a_block_page_is_named() -> None:
    said = b"HTTP/1.1 511 Network Authentication Required\r\n\r\n"
    answer = answered(said, HERE, "CONNECT")
    assert answer is not None
    assert answer.filter == "captive portal (511)"
    assert spoken(said, HERE).filter == "captive portal (511)"


def test_an_ordinary_page_is_no_block_page() -> None:
    assert spoken(b"HTTP/1.1 200 OK\r\n\r\nhi", HERE).filter == ""


def test_what_is_no_http_is_no_answer() -> None:
    assert answered(b"220 mail.test", HERE, "GET") is None


def test_html_without_a_head() -> None:
    said = spoken(b"<!doctype html><title>hi</title>", HERE)
    assert (said.protocol, said.filter) == ("html", "")
    portal = spoken(b"<html><title>Login to network</title></html>", HERE)
    assert portal.filter == 'captive portal ("Login to network")'
    blocked = spoken(b"<html><title>FortiGuard - Web Filter Violation</title>", HERE)
    assert blocked.filter == "FortiGuard web filter (Fortinet)"


def test_no_bytes_are_nothing() -> None:
    assert spoken(b"", HERE) == Spoke(seen=HERE, protocol="nothing", excerpt="")
