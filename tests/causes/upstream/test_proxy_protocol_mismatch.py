from __future__ import annotations

import pytest

from causes_facts import (
    alert,
    asks,
    case,
    clue,
    ended,
    hello,
    http,
    route,
    server_hello,
    spoke,
    through,
    trial,
    verdict,
)
from tlswhy.causes.upstream.proxy_protocol_mismatch import CAUSE
from tlswhy.model.case import Case, Trial, What
from tlswhy.model.diagnosis import Verdict
from tlswhy.model.facts import Fact

BEHIND = ("tcp 192.0.2.1:443", "proxy-protocol v1", "tls a.test")
OLDER = trial(What.VERSION_CAP, hello(), ended("reset"), value="1.2")


def headed(version: str, *facts: Fact) -> Trial:
    hops = route("tcp 192.0.2.1:443", f"proxy-protocol {version}", "tls a.test")
    return trial(What.PROXY_PROTOCOL, hops, *facts, value=version)


V1, V2 = headed("v1", server_hello(hop=2)), headed("v2", server_hello(hop=2))
NO_V1, NO_V2 = headed("v1", ended(hop=2)), headed("v2", ended("reset", hop=2))


@pytest.mark.parametrize("how", ["closed", "reset", "silence"])
@pytest.mark.parametrize(
    ("trials", "verdict", "next_"),
    [
        ((OLDER,), Verdict.POSSIBLE, "v1"),
        ((OLDER, V1), Verdict.CERTAIN, "v2"),
        ((OLDER, NO_V1), Verdict.POSSIBLE, "v2"),
        ((OLDER, NO_V1, V2), Verdict.CERTAIN, "v2"),
        ((OLDER, NO_V1, NO_V2), Verdict.EXCLUDED, "v2"),
    ],
)
def test_a_header_that_is_missing(
    how: str, trials: tuple[Trial, ...], verdict: Verdict, next_: str
) -> None:
    mute = case(hello(), ended(how), trials=trials)
    found = clue(CAUSE, mute)
    assert found is not None
    assert found.verdict is verdict
    assert found.confirmed_by is (trials[-1] if verdict is Verdict.CERTAIN else None)
    assert asks(CAUSE, mute)[-1] == f"proxy-protocol {next_}"


def test_what_is_cheaper_is_tried_first() -> None:
    assert clue(CAUSE, case(hello(), ended("reset"))) is None


@pytest.mark.parametrize(
    "of",
    [
        case(hello(), alert(40), trials=(OLDER,)),
        case(hello(), server_hello(), ended(received=90), trials=(OLDER,)),
        case(hello(), spoke("ssh"), ended(received=20), trials=(OLDER,)),
        case(ended("reset", hop=0), trials=(OLDER,)),
        case(hello(), ended(), trials=(trial(What.SNI_OTHER, server_hello()), OLDER)),
        case(
            route("tcp 192.0.2.1:25", "starttls smtp", "tls a.test"),
            *(hello(hop=2), ended(hop=2)),
            trials=(OLDER,),
        ),
    ],
)
def test_a_header_is_not_what_is_missing(of: Case) -> None:
    assert clue(CAUSE, of) is None


SEEN = [ended(hop=2), alert(70, hop=2), alert(10, hop=2), spoke("http-answer", hop=2)]


@pytest.mark.parametrize("seen", SEEN)
@pytest.mark.parametrize(
    ("tried", "verdict"),
    [
        (None, Verdict.POSSIBLE),
        (trial(What.WITHOUT_PROXY_PROTOCOL, server_hello()), Verdict.CERTAIN),
        (trial(What.WITHOUT_PROXY_PROTOCOL, ended()), Verdict.EXCLUDED),
    ],
)
def test_a_header_that_is_not_wanted(seen: Fact, tried: Trial | None, verdict: Verdict) -> None:
    trials = (tried,) if tried is not None else ()
    sent = case(route(*BEHIND), hello(hop=2), seen, trials=trials)
    found = clue(CAUSE, sent)
    assert found is not None
    assert (found.verdict, found.hop) == (verdict, 1)
    assert found.confirmed_by is (tried if verdict is Verdict.CERTAIN else None)
    assert asks(CAUSE, sent) == ["without-proxy-protocol"]


@pytest.mark.parametrize("facts", [(alert(40, hop=2),), (server_hello(hop=2),), ()])
def test_a_header_that_did_no_harm(facts: tuple[Fact, ...]) -> None:
    assert clue(CAUSE, case(route(*BEHIND), hello(hop=2), *facts)) is None


BAD = "HTTP/1.1 400 Bad Request"
PLAIN = route("tcp 192.0.2.1:443", "plain-http a.test:443")
LISTENING = route("tcp 192.0.2.1:443", "listen a.test:443")


def plain(status: int) -> Trial:
    return trial(What.PLAIN_HTTP, PLAIN, http(status, hop=1))


def unasked(*facts: Fact) -> Trial:
    return trial(What.LISTEN, LISTENING, *facts)


def in_clear(*trials: Trial, excerpt: str = BAD) -> Case:
    return case(hello(), spoke("http-answer", excerpt=excerpt), trials=trials)


def test_a_header_that_another_sends() -> None:
    known = in_clear(plain(400))
    assert verdict(CAUSE, known) == "possible"
    assert asks(CAUSE, known) == ["listen-first"]
    said = unasked(spoke("http-answer", excerpt=BAD))
    found = clue(CAUSE, known.plus((said,)))
    assert found is not None
    assert (found.verdict, found.confirmed_by) == (Verdict.CERTAIN, said)
    assert "so is nothing at all" in found.because


@pytest.mark.parametrize(
    "of",
    [
        in_clear(),
        in_clear(plain(200)),
        in_clear(plain(400), excerpt="HTTP/1.1 403 Forbidden"),
        in_clear(plain(400), unasked(ended("silence"))),
        in_clear(plain(400), unasked(spoke("http-answer", excerpt="HTTP/1.1 408 Timeout"))),
        case(
            *(through("http"), hello(), spoke("http-answer", excerpt=BAD)),
            http(200, headers=(("Content-Type", "text/html"),)),
            trials=(plain(400),),
        ),
    ],
    ids=["not tried", "plain HTTP", "another answer", "silent", "slow", "a proxy's page"],
)
def test_a_server_of_plain_http(of: Case) -> None:
    assert clue(CAUSE, of) is None


def test_without_a_route_there_is_no_header() -> None:
    assert list(CAUSE.look(Case((hello(hop=0), ended(hop=0)), (OLDER,))))
