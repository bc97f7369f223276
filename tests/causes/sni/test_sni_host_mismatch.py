from __future__ import annotations

import pytest

from causes_facts import asked, asks, case, clue, hello, http, proof, trial, verdict
from tlswhy.causes.sni.sni_host_mismatch import CAUSE
from tlswhy.model.case import Case, What

MISDIRECTED = http(421, hop=2, reason="Misdirected Request", method="GET")
HELLO = hello(sni="b.test")


def test_the_answer_says_it() -> None:
    found = clue(CAUSE, case(HELLO, asked(), MISDIRECTED))
    assert found is not None
    assert found.verdict.word == "certain"
    assert found.because == (
        "the hello was for b.test, the request for a.test, and GET answered 421 Misdirected Request"
    )


def test_no_name_is_said_so() -> None:
    found = clue(CAUSE, case(hello(sni=None), asked(), MISDIRECTED))
    assert found is not None
    assert found.because.startswith("the hello was for no name, ")


def test_one_name_for_both_proves_it() -> None:
    cured, again = trial(What.SNI_SENT, http(200, hop=2)), trial(What.SNI_SENT, MISDIRECTED)
    assert proof(CAUSE, case(HELLO, asked(), MISDIRECTED, trials=(cured,))) is cured
    assert proof(CAUSE, case(HELLO, asked(), MISDIRECTED, trials=(again,))) is None
    assert proof(CAUSE, case(HELLO, asked(), MISDIRECTED, trials=(trial(What.SNI_SENT),))) is None


@pytest.mark.parametrize(
    "known",
    [
        case(asked(), MISDIRECTED),
        case(HELLO, MISDIRECTED),
        case(HELLO, asked()),
        case(HELLO, asked(), http(404, hop=2)),
        case(HELLO, asked(), http(421, hop=0)),
    ],
    ids=["no hello", "nothing asked", "no answer", "another answer", "a proxy's answer"],
)
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""


def test_what_it_asks() -> None:
    assert asks(CAUSE, case(HELLO, asked(), MISDIRECTED)) == ["sni-sent a.test"]
    assert asks(CAUSE, case(hello(), asked(), MISDIRECTED)) == []
    assert asks(CAUSE, case(HELLO, asked("192.0.2.1"), MISDIRECTED)) == []
    assert asks(CAUSE, case(HELLO)) == []
    assert asks(CAUSE, case(asked())) == []
