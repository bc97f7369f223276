from __future__ import annotations

import pytest

from causes_facts import (
    alert,
    asks,
    case,
    clue,
    ended,
    hello,
    limits,
    proof,
    server_hello,
    spoke,
    spoken_as,
    trial,
    verdict,
)
from tlswhy.causes.parameters.cipher_no_overlap import CAUSE
from tlswhy.model.case import Case, Trial, What
from tlswhy.model.diagnosis import Party, Remedy
from tlswhy.model.facts import Fact

OWN = limits("--ciphers AES128-SHA")
OFFERED = hello(suites=(0x002F, 0x00FF))
ALL = trial(What.SUITES_ALL, server_hello(suite=0x000A))
NONE_AT_ALL = trial(What.SUITES_ALL, alert(40))
SAME = trial(What.SUITES_ALL, server_hello(suite=0x002F))
MODERN = trial(What.SUITES_MODERN, server_hello(suite=0x1301))
NOT_MODERN = trial(What.SUITES_MODERN, alert(40))


def refused(*more: Fact, trials: tuple[Trial, ...] = ()) -> Case:
    return case(OFFERED, alert(40), *more, trials=trials)


def test_an_alert_is_possible_and_with_a_list_of_ones_own_likely() -> None:
    assert verdict(CAUSE, refused()) == "possible"
    assert verdict(CAUSE, refused(OWN)) == "likely"
    assert verdict(CAUSE, case(OFFERED, alert(71), OWN)) == "likely"


def test_an_end_without_a_word_stays_possible() -> None:
    assert verdict(CAUSE, case(OFFERED, ended("reset"), OWN)) == "possible"


def test_signals_are_not_counted_as_suites() -> None:
    found = clue(CAUSE, refused())
    assert found is not None
    assert found.because.startswith("1 suites were offered and received alert ")


def test_another_suite_proves_it_and_the_server_has_to_act() -> None:
    found = clue(CAUSE, refused(trials=(ALL,)))
    assert found is not None
    assert (found.verdict.word, found.confirmed_by) == ("certain", ALL)
    assert found.because.endswith("the server picks TLS_RSA_WITH_3DES_EDE_CBC_SHA")
    assert (found.acts, found.remedies) == (Party.SERVER, (Remedy.WIDEN_SERVER_CIPHERS,))


def test_the_usual_suites_prove_it_and_the_client_has_to_act() -> None:
    found = clue(CAUSE, refused(OWN, trials=(MODERN,)))
    assert found is not None
    assert (found.verdict.word, found.confirmed_by) == ("certain", MODERN)
    assert (found.acts, found.remedies) == (Party.CLIENT, (Remedy.WIDEN_CLIENT_CIPHERS,))


def test_the_usual_ones_come_before_all_there_are() -> None:
    assert proof(CAUSE, refused(OWN, trials=(ALL, MODERN))) is MODERN
    assert proof(CAUSE, refused(OWN, trials=(NOT_MODERN, ALL))) is ALL


@pytest.mark.parametrize("made", [NONE_AT_ALL, SAME])
def test_all_suites_without_another_answer_exclude_it(made: Trial) -> None:
    assert verdict(CAUSE, refused(trials=(made,))) == "excluded"


def test_the_usual_ones_alone_exclude_nothing() -> None:
    assert verdict(CAUSE, refused(OWN, trials=(NOT_MODERN,))) == ""


@pytest.mark.parametrize(
    "known",
    [
        case(alert(40)),
        case(OFFERED),
        case(OFFERED, alert(70)),
        case(OFFERED, server_hello(), alert(40)),
        case(OFFERED, spoke("ssh"), ended(received=30)),
    ],
    ids=["no hello", "no refusal", "about the version", "answered", "not TLS"],
)
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""


def test_what_it_asks() -> None:
    assert asks(CAUSE, refused()) == ["suites-all"]
    assert asks(CAUSE, refused(OWN)) == ["suites-modern", "suites-all"]
    assert asks(CAUSE, case(OFFERED, ended("reset"), OWN)) == ["suites-modern"]


def test_whether_a_client_that_is_spoken_as_or_the_server_is_behind() -> None:
    modern = trial(What.SUITES_ALL, server_hello(0x0303, suite=0xC02F))
    unknown = trial(What.SUITES_ALL, server_hello(0x0303, suite=0xFEFE))
    for made, who in ((ALL, Party.SERVER), (modern, Party.CLIENT), (unknown, Party.SERVER)):
        found = clue(CAUSE, refused(spoken_as(), trials=(made,)))
        assert found is not None
        assert (found.verdict.word, found.acts) == ("certain", who)
    found = clue(CAUSE, refused(trials=(modern,)))
    assert found is not None
    assert found.acts is Party.SERVER
