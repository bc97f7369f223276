from __future__ import annotations

import pytest
from msgspec import structs

from causes_facts import (
    alert,
    asked,
    asks,
    case,
    clue,
    connected,
    ended,
    http,
    not_connected,
    proof,
    route,
    server_hello,
    spoke,
    trial,
    verdict,
)
from tlswhy.causes.protocol.plain_to_tls_port import CAUSE
from tlswhy.model.case import Case, Trial, What
from tlswhy.model.facts import Fact
from tlswhy.model.facts.network import HttpAnswered

PLAIN = route("tcp 192.0.2.1:8443", "plain-http a.test:8443")
ASKED = asked(port=8443, service="http")
SPEAKS, SAYS_NO = trial(What.TLS, server_hello()), trial(What.TLS, alert(40))
MUTE = trial(What.TLS, ended("closed"))


def answer(status: int, page: str = "") -> HttpAnswered:
    made = http(status, hop=1, reason="Bad Request", method="GET")
    return structs.replace(made, page=page)


def plain(*facts: Fact, trials: tuple[Trial, ...] = ()) -> Case:
    return case(PLAIN, ASKED, connected(), *facts, trials=trials)


TOLD = answer(400, "plain-http-to-tls")


def test_a_page_that_says_so_is_certain_and_tls_proves_it() -> None:
    found = clue(CAUSE, plain(TOLD))
    assert found is not None
    assert found.verdict.word == "certain"
    assert found.because == (
        "plain HTTP: GET answered 400 Bad Request, which is how a port says that it wants TLS"
    )
    assert asks(CAUSE, plain(TOLD)) == ["tls"]
    assert proof(CAUSE, plain(TOLD, trials=(SPEAKS,))) is SPEAKS
    assert verdict(CAUSE, plain(TOLD, trials=(MUTE,))) == "likely"


@pytest.mark.parametrize(
    "seen",
    [
        answer(400),
        answer(426),
        answer(497),
        ended("closed"),
        ended("reset"),
        ended("silence"),
        spoke("tls"),
        spoke("binary"),
        spoke("text"),
    ],
)
def test_what_is_no_answer_is_settled_by_tls(seen: Fact) -> None:
    assert verdict(CAUSE, plain(seen)) == "possible"
    found = clue(CAUSE, plain(seen, trials=(SPEAKS,)))
    assert found is not None
    assert found.verdict.word == "certain"
    assert found.confirmed_by is SPEAKS
    assert found.because.endswith(
        "; TLS is answered: ServerHello: TLS 1.3, TLS_AES_128_GCM_SHA256, x25519"
    )
    for trial_ in (SAYS_NO, MUTE):
        assert verdict(CAUSE, plain(seen, trials=(trial_,))) == "excluded"


@pytest.mark.parametrize(
    "known",
    [
        plain(answer(200)),
        plain(answer(301)),
        plain(answer(404)),
        plain(answer(403, "client-cert-missing")),
        plain(spoke("ssh")),
        case(PLAIN, ASKED, not_connected()),
        case(PLAIN, asked(port=8443), ended()),
        case(ASKED, TOLD),
        case(ASKED, ended()),
    ],
    ids=["200", "301", "404", "403", "ssh", "refused", "https asked", "TLS route", "TLS closed"],
)
def test_none_of_it(known: Case) -> None:
    assert clue(CAUSE, known) is None
