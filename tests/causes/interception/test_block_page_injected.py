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
    leaf,
    maker,
    passed,
    problem,
    route,
    server_hello,
    spoke,
    through,
    trial,
)
from tlswhy.causes.interception.block_page_injected import CAUSE
from tlswhy.model.case import Trial, What
from tlswhy.model.diagnosis import Remedy, Verdict
from tlswhy.model.facts import Fact
from tlswhy.model.facts.context import Asked
from tlswhy.model.facts.network import HttpAnswered

PLAIN = route("tcp 192.0.2.1:443", "plain-http a.test:443")
PAGE = trial(What.PLAIN_HTTP, PLAIN, http(403, 1, page="Zscaler", method="GET"))
PORTAL = trial(What.PLAIN_HTTP, PLAIN, http(302, 1, page="captive portal", method="GET"))
ORDINARY = trial(What.PLAIN_HTTP, PLAIN, http(200, 1, method="GET"))
NOTHING = trial(What.PLAIN_HTTP, PLAIN, ended())
OTHER_NAME = trial(What.SNI_OTHER, server_hello())


@pytest.mark.parametrize("protocol", ["http-answer", "html"])
def test_a_page_where_tls_should_be_is_certain(protocol: str) -> None:
    blocked = case(hello(), spoke(protocol, page="Zscaler"))
    found = clue(CAUSE, blocked)
    assert found is not None
    assert (found.verdict, found.confirmed_by) == (Verdict.CERTAIN, None)
    assert "answered by Zscaler" in found.because
    assert asks(CAUSE, blocked) == ["plain-http"]


@pytest.mark.parametrize(("tried", "confirms"), [(PAGE, True), (ORDINARY, False), (NOTHING, False)])
def test_a_page_for_a_plain_request_confirms_it(tried: Trial, confirms: bool) -> None:
    found = clue(CAUSE, case(hello(), spoke("http-answer", page="Zscaler"), trials=(tried,)))
    assert found is not None
    assert found.confirmed_by is (tried if confirms else None)


def test_a_bare_400_and_a_page_for_a_plain_request() -> None:
    found = clue(CAUSE, case(hello(), spoke("http-answer"), trials=(PORTAL,)))
    assert found is not None
    assert (found.verdict, found.confirmed_by) == (Verdict.CERTAIN, PORTAL)
    assert found.remedies == (Remedy.LOG_IN_TO_PORTAL,)


def test_a_filter_is_asked_to_allow_the_name() -> None:
    found = clue(CAUSE, case(hello(), spoke("html", page="Zscaler")))
    assert found is not None
    assert found.remedies[0] is Remedy.ALLOW_NAME


@pytest.mark.parametrize("how", ["closed", "reset", "silence"])
def test_a_hello_cut_off_and_a_page_for_a_plain_request(how: str) -> None:
    found = clue(CAUSE, case(hello(), ended(how), trials=(PAGE,)))
    assert found is not None
    assert (found.verdict, found.confirmed_by) == (Verdict.CERTAIN, PAGE)


def test_where_other_names_pass_the_name_is_the_better_answer() -> None:
    found = clue(CAUSE, case(hello(), ended("reset"), trials=(PAGE, OTHER_NAME)))
    assert found is not None
    assert found.verdict is Verdict.LIKELY


def test_a_page_inside_a_granted_tunnel() -> None:
    inside = case(through("http"), http(200), passed(), hello(), spoke("html", page="Zscaler"))
    found = clue(CAUSE, inside)
    assert found is not None
    assert found.verdict is Verdict.CERTAIN


def redirect(place: str) -> Trial:
    answer = http(302, 1, headers=(("Location", place),), method="GET")
    return trial(What.PLAIN_HTTP, PLAIN, answer)


@pytest.mark.parametrize(
    ("trials", "verdict"),
    [
        ((), Verdict.LIKELY),
        ((redirect("http://portal.wifi.test/login?continue=https://a.test/"),), Verdict.CERTAIN),
        ((redirect("http://[2001:db8::1]:8080/"),), Verdict.CERTAIN),
        ((redirect("https://A.test/login"),), Verdict.POSSIBLE),
        ((redirect("/login"),), Verdict.POSSIBLE),
        ((NOTHING,), Verdict.POSSIBLE),
    ],
)
def test_a_redirection_in_answer_to_a_hello(trials: tuple[Trial, ...], verdict: Verdict) -> None:
    first = asked(), hello(), spoke("http-answer", excerpt="HTTP/1.1 302 Found")
    found = clue(CAUSE, case(*first, trials=trials))
    assert found is not None
    assert found.verdict is verdict
    assert found.confirmed_by is (trials[0] if verdict is Verdict.CERTAIN else None)


def portal(*more: Fact, code: str = "hostname-mismatch") -> tuple[Fact, ...]:
    return (maker("filter", "an Aruba portal"), leaf(), problem(code), *more)


@pytest.mark.parametrize("code", ["hostname-mismatch", "wildcard-mismatch", "ip-not-in-san"])
def test_the_certificate_of_a_portal_for_another_name(code: str) -> None:
    found = clue(CAUSE, case(asked(), *portal(code=code)))
    assert found is not None
    assert (found.verdict, found.confirmed_by) == (Verdict.CERTAIN, None)
    assert found.remedies == (Remedy.LOG_IN_TO_PORTAL,)


@pytest.mark.parametrize(
    ("wanted", "trials", "verdict"),
    [
        (asked("192.0.2.1"), (), Verdict.LIKELY),
        (asked("192.0.2.1"), (PORTAL,), Verdict.CERTAIN),
        (asked(), (ORDINARY,), Verdict.LIKELY),
        (asked(), (NOTHING,), Verdict.CERTAIN),
        (asked(), (PORTAL,), Verdict.CERTAIN),
    ],
)
def test_the_device_itself_may_have_been_meant(
    wanted: Asked, trials: tuple[Trial, ...], verdict: Verdict
) -> None:
    found = clue(CAUSE, case(wanted, *portal(), trials=trials))
    assert found is not None
    assert found.verdict is verdict
    assert found.confirmed_by is (PORTAL if PORTAL in trials else None)


@pytest.mark.parametrize(
    ("facts", "trials"),
    [
        ((hello(), ended("reset")), ()),
        ((hello(), ended("reset")), (ORDINARY,)),
        ((hello(), ended("closed", received=9)), (PAGE,)),
        ((hello(), spoke("http-answer")), (ORDINARY,)),
        ((hello(), spoke("ssh")), (PAGE,)),
        ((hello(), spoke("http-answer", page="Squid (ERR_PROTOCOL_UNKNOWN)")), ()),
        ((through("http"), http(403, page="Zscaler")), ()),
        ((through("https"), spoke("http-answer", 1, page="Squid")), ()),
        ((leaf(), problem("hostname-mismatch")), ()),
        ((maker("filter", "a FortiGate"), leaf(), problem("issuer-unknown")), ()),
        ((maker("interceptor", "Zscaler"), leaf(), problem("hostname-mismatch")), ()),
        ((maker("filter", "a FortiGate"), problem("hostname-mismatch")), ()),
    ],
)
def test_silent_on_the_neighbours(facts: tuple[Fact, ...], trials: tuple[Trial, ...]) -> None:
    assert clue(CAUSE, case(*facts, trials=trials)) is None


BESIDE = http(200, headers=(("Content-Type", "text/html"),))
UNASKED = route("tcp 127.0.0.1:3128", "http-connect 127.0.0.1:3128", "listen a.test:443")


@pytest.mark.parametrize(
    ("grant", "trials", "word"),
    [
        (http(200), (), ""),
        (BESIDE, (), "likely"),
        (BESIDE, (trial(What.LISTEN, UNASKED, spoke("html", 2)),), "certain"),
        (BESIDE, (trial(What.LISTEN, UNASKED, ended("silence", 2)),), "excluded"),
        (BESIDE, (trial(What.LISTEN, UNASKED, spoke("ssh", 2)),), "excluded"),
    ],
)
def test_a_page_that_a_proxy_sends_with_the_tunnel(
    grant: HttpAnswered, trials: tuple[Trial, ...], word: str
) -> None:
    answered = case(through("http"), grant, passed(), hello(), spoke("html"), trials=trials)
    found = clue(CAUSE, answered)
    assert (found.verdict.word if found else "") == word
    assert found is None or found.confirmed_by is (trials[0] if word == "certain" else None)
    assert asks(CAUSE, answered) == ["plain-http", *(["listen-first"] if grant is BESIDE else [])]
