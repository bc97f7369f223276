from __future__ import annotations

import pytest

from causes_facts import (
    TLS12,
    TLS13,
    alert,
    asks,
    case,
    clue,
    connected,
    limits,
    not_connected,
    route,
    server_hello,
    spoken_as,
    trial,
    verdict,
)
from tlswhy.causes.version.policy_version_disabled import CAUSE
from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Step

JAVA = spoken_as("java-17")
NOTHING = limits("--as java-17", "--max-version 1.1", max_version=0, min_version=0)
SILENT = (route("tcp 192.0.2.1:443"), JAVA, NOTHING, connected())
ANSWERED = trial(What.VERSION_MODERN, server_hello())


def test_no_version_is_left() -> None:
    found = clue(CAUSE, case(*SILENT))
    assert found is not None
    assert found.because == (
        "java-17 speaks TLS 1.3 and TLS 1.2 (its policy), and --max-version 1.1 leaves none of "
        "them: no hello leaves"
    )
    assert (found.verdict.word, found.confirmed_by, found.hop) == ("certain", None, 0)
    assert CAUSE.step is Step.START
    assert asks(CAUSE, case(*SILENT)) == ["version-modern"]


def test_a_hello_of_today_proves_it_if_it_is_answered() -> None:
    found = clue(CAUSE, case(*SILENT, trials=(ANSWERED,)))
    assert found is not None
    assert found.confirmed_by is ANSWERED
    assert found.because.endswith("; without that, TLS 1.3 is answered")
    found = clue(CAUSE, case(*SILENT, trials=(trial(What.VERSION_MODERN, alert(40)),)))
    assert found is not None
    assert (found.verdict.word, found.confirmed_by) == ("certain", None)


def test_what_it_speaks_is_listed() -> None:
    for versions, named in (
        ((TLS12,), "TLS 1.2 (its"),
        ((TLS13, TLS12, 0x0302), "TLS 1.3, TLS 1.2 and TLS 1.1 (its"),
    ):
        found = clue(CAUSE, case(spoken_as(versions=versions), NOTHING, connected()))
        assert found is not None
        assert f"speaks {named}" in found.because


def test_who_does_not_get_as_far_as_that_has_other_trouble_first() -> None:
    assert verdict(CAUSE, case(JAVA, NOTHING, not_connected())) == "likely"


@pytest.mark.parametrize(
    "known",
    [
        case(NOTHING, connected()),
        case(JAVA, connected()),
        case(JAVA, limits("--as java-17"), connected()),
        Case((JAVA, NOTHING, connected())),
    ],
    ids=["nobody", "no limits", "versions are left", "no route"],
)
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""
