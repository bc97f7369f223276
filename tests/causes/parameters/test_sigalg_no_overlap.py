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
    server_hello,
    spoken_as,
    trial,
    verdict,
)
from tlswhy.causes.parameters.sigalg_no_overlap import CAUSE
from tlswhy.model.case import Case, Trial, What
from tlswhy.model.diagnosis import Party
from tlswhy.model.facts import Fact

OWN = limits("--max-version 1.2", "--sigalgs RSA+SHA256")
CURED, NOT_CURED = trial(What.SCHEMES_ALL, server_hello()), trial(What.SCHEMES_ALL, alert(40))
NO_SUITE = trial(What.SUITES_ALL, alert(40))


def refused(*more: Fact, trials: tuple[Trial, ...] = (), by: int = 40) -> Case:
    return case(hello(), alert(by), *more, trials=trials)


@pytest.mark.parametrize("by", [40, 43, 47, 71])
def test_a_list_of_ones_own_is_likely(by: int) -> None:
    assert verdict(CAUSE, refused(OWN, by=by)) == "likely"


def test_without_one_it_stands_when_no_suite_helped() -> None:
    assert verdict(CAUSE, refused()) == ""
    assert verdict(CAUSE, refused(limits("--ciphers X"))) == ""
    assert verdict(CAUSE, refused(trials=(trial(What.SUITES_ALL, server_hello()),))) == ""
    assert verdict(CAUSE, refused(trials=(NO_SUITE,))) == "possible"


def test_every_algorithm_proves_it() -> None:
    found = clue(CAUSE, refused(OWN, trials=(CURED,)))
    assert found is not None
    assert (found.verdict.word, found.confirmed_by, found.acts) == ("certain", CURED, Party.CLIENT)
    assert found.because == (
        "the client is held to --sigalgs RSA+SHA256, and received alert handshake_failure (40) "
        "after client-hello; with every signature algorithm in the offer it is answered"
    )
    found = clue(CAUSE, refused(trials=(NO_SUITE, CURED)))
    assert found is not None
    assert (found.verdict.word, found.acts) == ("certain", Party.SERVER)


def test_or_excludes_it_unless_it_comes_and_goes() -> None:
    now_and_then = trial(What.AGAIN, server_hello())
    assert verdict(CAUSE, refused(OWN, trials=(now_and_then, NOT_CURED))) == "possible"
    assert verdict(CAUSE, refused(OWN, trials=(NOT_CURED,))) == "excluded"
    assert verdict(CAUSE, refused(trials=(NO_SUITE, NOT_CURED))) == "excluded"


@pytest.mark.parametrize(
    "known",
    [case(alert(40), OWN), case(hello(), OWN), case(hello(), alert(70), OWN)],
    ids=["no hello", "no refusal", "about the version"],
)
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""
    assert verdict(CAUSE, case(hello(), ended("reset"), OWN)) == ""


def test_what_it_asks() -> None:
    assert asks(CAUSE, refused(OWN)) == ["schemes-all"]


def test_the_client_that_is_spoken_as_is_named() -> None:
    found = clue(CAUSE, refused(spoken_as("android-7.0"), trials=(NO_SUITE, CURED)))
    assert found is not None
    assert found.because.startswith("those of android-7.0 were offered, and received alert")
