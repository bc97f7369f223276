from __future__ import annotations

import pytest

from causes_facts import alert, asks, case, clue, ended, hello, server_hello, trial, verdict
from tlswhy.causes.server_configuration.server_no_certificate import CAUSE
from tlswhy.model.case import Case, Trial, What


def refused(description: int) -> tuple[Trial, ...]:
    """Every deciding change, met with the same alert."""
    decides = (What.SUITES_ALL, What.SNI_ABSENT, What.SNI_OTHER)
    return tuple(trial(what, alert(description)) for what in decides)


EVERYTHING = refused(40)


@pytest.mark.parametrize("description", [40, 80])
def test_an_alert_alone_is_possible(description: int) -> None:
    assert verdict(CAUSE, case(hello(), alert(description))) == "possible"
    some = case(hello(), alert(description), trials=refused(description)[:2])
    assert verdict(CAUSE, some) == "possible"


def test_where_nothing_helps_it_is_likely() -> None:
    found = clue(CAUSE, case(hello(), alert(40), trials=EVERYTHING))
    assert found is not None
    assert found.verdict.word == "likely"
    assert found.because.endswith("; every suite and any name are refused as well")


def test_go_sends_internal_error_for_a_name_it_does_not_know() -> None:
    assert verdict(CAUSE, case(hello(), alert(80), trials=refused(80))) == "possible"


def test_a_refusal_of_another_kind_is_not_the_same() -> None:
    assert verdict(CAUSE, case(hello(), alert(80), trials=EVERYTHING)) == ""


@pytest.mark.parametrize(
    "known",
    [
        case(alert(40)),
        case(hello()),
        case(hello(), ended("reset")),
        case(hello(), alert(70)),
        case(hello(), alert(40), trials=(trial(What.VERSION_CAP, server_hello()),)),
    ],
    ids=["no hello", "no refusal", "no alert", "about the version", "something is answered"],
)
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""


def test_what_it_asks() -> None:
    assert asks(CAUSE, case(hello(), alert(40)))[:2] == ["suites-all", "sni-absent"]
