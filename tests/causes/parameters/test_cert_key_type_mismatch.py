from __future__ import annotations

import pytest

from causes_facts import alert, asks, case, clue, ended, hello, limits, server_hello, trial, verdict
from tlswhy.causes.parameters import cipher_no_overlap
from tlswhy.causes.parameters.cert_key_type_mismatch import CAUSE
from tlswhy.model.case import Case, Trial, What
from tlswhy.model.diagnosis import Party
from tlswhy.model.facts import Fact

OWN = limits("--ciphers ECDHE-RSA-AES256-GCM-SHA384")
RSA = hello(suites=(0xC030, 0xC02F, 0x00FF))
TWIN, OTHER, SAME_KEY, BY_PSK, TLS13 = 0xC02C, 0xCCA9, 0x009F, 0x008C, 0x1301


def picks(suite: int, what: What = What.SUITES_MODERN) -> Trial:
    return trial(what, server_hello(suite=suite))


def refused(*more: Fact, trials: tuple[Trial, ...] = ()) -> Case:
    return case(RSA, alert(40), *more, trials=trials)


def test_one_kind_of_key_is_possible_and_asked_about() -> None:
    assert verdict(CAUSE, refused()) == "possible"
    assert asks(CAUSE, refused()) == ["suites-other-key", "suites-all"]
    assert asks(CAUSE, refused(OWN)) == ["suites-other-key", "suites-modern", "suites-all"]
    both = case(hello(suites=(0xC030, 0xC02C)), alert(40))
    assert asks(CAUSE, both) == ["suites-all"]


def test_the_same_suite_for_another_key_is_certain() -> None:
    made = picks(TWIN)
    found = clue(CAUSE, refused(OWN, trials=(made,)))
    assert found is not None
    assert (found.verdict.word, found.confirmed_by, found.acts) == ("certain", made, Party.CLIENT)
    assert found.because == (
        "only suites for RSA keys are offered, and received alert handshake_failure (40) after "
        "client-hello; offered more, it picks TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, for "
        "ECDSA keys"
    )


def test_the_same_suites_for_the_other_kind_of_key_tell_most() -> None:
    made = picks(TWIN, What.SUITES_OTHER_KEY)
    found = clue(CAUSE, refused(OWN, trials=(picks(OTHER), made)))
    assert found is not None
    assert (found.verdict.word, found.confirmed_by) == ("certain", made)
    assert "; offered the same for the other kind, it picks TLS_ECDHE_ECDSA" in found.because


def test_the_reverse() -> None:
    offered = hello(suites=(0xC02C,))
    known = case(offered, alert(71), trials=(picks(0xC030, What.SUITES_ALL),))
    found = clue(CAUSE, known)
    assert found is not None
    assert (found.verdict.word, found.acts) == ("certain", Party.SERVER)


def test_a_suite_that_differs_in_more_is_likely_and_the_ciphers_come_first() -> None:
    known = refused(OWN, trials=(picks(OTHER),))
    assert verdict(CAUSE, known) == "likely"
    assert verdict(cipher_no_overlap.CAUSE, known) == "certain"


@pytest.mark.parametrize("suite", [SAME_KEY, BY_PSK, TLS13, 0xFAFA])
def test_what_it_picks_for_another_reason(suite: int) -> None:
    assert verdict(CAUSE, refused(OWN, trials=(picks(suite),))) == ""


def test_nothing_picked_is_no_clue() -> None:
    assert verdict(CAUSE, refused(trials=(trial(What.SUITES_ALL, alert(40)),))) == ""


def test_the_second_trial_may_tell() -> None:
    first, second = trial(What.SUITES_MODERN, alert(40)), picks(TWIN, What.SUITES_ALL)
    assert verdict(CAUSE, refused(OWN, trials=(first, second))) == "certain"


@pytest.mark.parametrize(
    "known",
    [
        case(alert(40)),
        case(RSA),
        case(RSA, ended("reset")),
        case(RSA, alert(70)),
        case(hello(suites=(0xC030, 0xC02C)), alert(40)),
        case(hello(suites=(0x1301, 0xC030)), alert(40)),
        case(hello(suites=(0x1301,)), alert(40)),
        case(hello(suites=(0x00FF,)), alert(40)),
    ],
    ids=["no hello", "no refusal", "cut", "version", "both", "any", "TLS 1.3", "none"],
)
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""
