"""What is said while nothing narrower is known: reset, closed, silent."""

from __future__ import annotations

import pytest

from causes_facts import (
    alert,
    asks,
    case,
    clue,
    connected,
    ended,
    established,
    fault,
    hello,
    server_hello,
    spoke,
    through,
    trial,
    verdict,
)
from tlswhy.causes.network import handshake_timeout, peer_closed_early, reset_on_hello
from tlswhy.model.case import Case, Trial, What
from tlswhy.model.diagnosis import Cause, Party, Remedy
from tlswhy.model.facts import Fact
from tlswhy.model.facts.network import Ended
from tlswhy.model.facts.tls import OurFault

RESET, CLOSED, SILENT = reset_on_hello.CAUSE, peer_closed_early.CAUSE, handshake_timeout.CAUSE
UMBRELLAS = [(RESET, "reset"), (CLOSED, "closed"), (SILENT, "silence")]
each = pytest.mark.parametrize(("cause", "how"), UMBRELLAS, ids=[how for _, how in UMBRELLAS])


def failed(what: What, how: str) -> Trial:
    return trial(what, hello(), ended(how))


def passed(what: What) -> Trial:
    return trial(what, hello(), server_hello())


def ended_by(how: str, *trials: Trial) -> Case:
    return case(hello(), ended(how), trials=trials)


@each
def test_alone_it_is_possible(cause: Cause, how: str) -> None:
    assert verdict(cause, ended_by(how)) == "possible"


@each
def test_where_nothing_helps_it_is_likely(cause: Cause, how: str) -> None:
    found = clue(cause, ended_by(how, failed(What.SNI_OTHER, how), failed(What.AGAIN, how)))
    assert found is not None
    assert found.verdict.word == "likely"
    assert found.because.endswith("; the same with again, sni-other")


@each
def test_where_a_change_helps_it_is_left_to_narrower_causes(cause: Cause, how: str) -> None:
    found = clue(cause, ended_by(how, passed(What.SNI_OTHER), failed(What.AGAIN, how)))
    assert found is not None
    assert (found.verdict.word, found.because) == ("possible", ended(how).says)


@each
def test_a_cut_hello_that_passes_explains_nothing(cause: Cause, how: str) -> None:
    made = passed(What.SEGMENTED)
    found = clue(cause, ended_by(how, failed(What.SNI_OTHER, how), made))
    assert found is not None
    assert (found.verdict.word, found.confirmed_by) == ("likely", made)
    assert "cut into small segments" in found.because


@each
def test_what_passes_the_second_time_comes_and_goes(cause: Cause, how: str) -> None:
    found = clue(cause, ended_by(how, passed(What.AGAIN), passed(What.SNI_OTHER)))
    assert found is not None
    assert (found.verdict.word, found.confirmed_by) == ("likely", None)
    assert "it comes and goes: 2 of 3 attempts were answered" in found.because


@each
def test_other_ends_are_other_umbrellas(cause: Cause, how: str) -> None:
    for other in {"reset", "closed", "silence"} - {how}:
        assert verdict(cause, case(hello(), ended(other))) == ""


@each
def test_without_a_hello_or_an_end_there_is_none(cause: Cause, how: str) -> None:
    assert verdict(cause, case(ended(how))) == ""
    assert verdict(cause, case(hello())) == ""
    assert verdict(cause, case(hello(hop=0), ended(how, hop=0))) == ""


def test_a_reset_in_the_middle_is_an_early_end() -> None:
    midway = (hello(), server_hello(), ended("reset", received=90))
    assert verdict(RESET, case(*midway)) == ""
    assert verdict(CLOSED, case(*midway)) == "possible"


@pytest.mark.parametrize("reason", [alert(40), spoke("ssh"), established()])
def test_an_early_end_with_a_reason_is_no_mystery(reason: Fact) -> None:
    assert verdict(CLOSED, case(hello(), reason, ended("closed", received=20))) == ""


@pytest.mark.parametrize(
    ("cause", "first"), [(RESET, []), (CLOSED, []), (SILENT, ["small-answer"])]
)
def test_what_they_ask(cause: Cause, first: list[str]) -> None:
    rest = ["version-cap 1.2", "again", "segmented-hello"]
    assert asks(cause, case(hello())) == [*first, *rest]


def test_a_goodbye_in_place_of_an_answer_is_an_early_end() -> None:
    goodbye = alert(0, level=1)
    assert verdict(CLOSED, case(hello(), goodbye)) == "likely"
    assert verdict(CLOSED, case(hello(), goodbye, ended("closed", received=7))) == "likely"


FLOOD = fault("too-much", "the peer does not come to an end")


def test_a_peer_without_an_end_is_not_done_in_time() -> None:
    found = clue(SILENT, case(hello(), FLOOD))
    assert found is not None
    assert (found.verdict.word, found.because) == ("possible", FLOOD.text)
    assert found.remedies == (Remedy.READ_SERVER_LOG,)
    again = trial(What.AGAIN, hello(), FLOOD)
    assert verdict(SILENT, case(hello(), FLOOD, trials=(again,))) == "likely"
    assert asks(SILENT, case(hello(), FLOOD)) == ["version-cap 1.2", "again", "segmented-hello"]


def test_another_address_is_no_change_of_the_hello() -> None:
    other = trial(What.ANOTHER_ADDRESS, hello(), server_hello(), value="192.0.2.2")
    found = clue(RESET, ended_by("reset", failed(What.AGAIN, "reset"), other))
    assert found is not None
    assert (found.verdict.word, found.because[-20:]) == ("likely", "; the same with again"[-20:])


@pytest.mark.parametrize("code", ["malformed", "second-retry", "decrypt-failed"])
def test_what_breaks_the_rules_after_the_server_hello(code: str) -> None:
    broken = fault(code)
    assert verdict(CLOSED, case(hello(), server_hello(), broken)) == "possible"
    assert verdict(CLOSED, case(hello(), broken)) == ""


@pytest.mark.parametrize("code", ["too-much", "not-tls"])
def test_other_faults_have_other_umbrellas(code: str) -> None:
    assert verdict(CLOSED, case(hello(), server_hello(), fault(code))) == ""


@pytest.mark.parametrize(
    ("stop", "cause"),
    [
        (ended("silence", hop=0, received=7), SILENT),
        (ended("closed", hop=0, received=7), CLOSED),
        (ended("reset", hop=0, received=7), CLOSED),
        (fault("too-much", hop=0), SILENT),
    ],
)
def test_a_dialogue_before_the_hello_that_breaks_off(stop: Ended | OurFault, cause: Cause) -> None:
    for one in (RESET, CLOSED, SILENT):
        known = case(connected(), stop)
        assert verdict(one, known) == ("possible" if one is cause else "")
        assert asks(one, known) == []
    found = clue(cause, case(through("http"), connected(), stop))
    assert found is not None
    assert (found.acts, found.hop) == (Party.FORWARD_PROXY, 0)
    assert found.because.startswith("before the ClientHello: ")
    assert verdict(cause, case(stop)) == ""


def test_without_a_route_nobody_is_a_proxy() -> None:
    found = clue(SILENT, Case((connected(), ended("silence", hop=0, received=7))))
    assert found is not None
    assert found.acts is Party.SERVER


def test_a_dialogue_that_never_began_is_told_elsewhere() -> None:
    for one in (RESET, CLOSED, SILENT):
        assert verdict(one, case(connected(), ended("silence", hop=0))) == ""
