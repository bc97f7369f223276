from __future__ import annotations

import pytest

from causes_facts import (
    TLS12,
    TLS13,
    alert,
    asks,
    at,
    case,
    clue,
    ended,
    established,
    hello,
    inside,
    notes,
    proof,
    requested,
    trial,
    verdict,
)
from tlswhy.causes.client_authentication.client_auth_late import CAUSE
from tlswhy.model.case import Trial, What
from tlswhy.model.diagnosis import Remedy
from tlswhy.model.facts import Fact
from tlswhy.model.facts.tls import RenegotiationAsked

FORBIDDEN = inside(403, reason="Forbidden")
REFUSED = (hello(), established(), FORBIDDEN)


def again(*, begun: bool = True) -> RenegotiationAsked:
    return RenegotiationAsked(seen=at(1), begun=begun)


def allowed(*facts: Fact) -> Trial:
    return trial(What.POST_HANDSHAKE_AUTH, hello(post_handshake=True), established(), *facts)


def older(*facts: Fact) -> Trial:
    return trial(What.VERSION_CAP, established(TLS12), *facts, value="1.2")


NOTHING_NEW = (allowed(FORBIDDEN), older(FORBIDDEN))
LATE = allowed(requested(2, late=True), inside(200, reason="OK"))


class TestWhatItFiresOn:
    @pytest.mark.parametrize("status", [400, 401, 403, 495, 496])
    def test_a_refused_request_is_possible(self, status: int) -> None:
        refused = case(hello(), established(), inside(status))
        assert verdict(CAUSE, refused) == "possible"
        assert asks(CAUSE, refused) == ["post-handshake-auth", "version-cap 1.2"]

    @pytest.mark.parametrize("how", ["closed", "reset"])
    def test_an_end_instead_of_an_answer(self, how: str) -> None:
        """As IIS does it."""
        cut = case(hello(), established(), ended(how, hop=2))
        assert verdict(CAUSE, cut) == "possible"
        proved = case(hello(), established(), ended(how, hop=2), trials=(LATE,))
        assert verdict(CAUSE, proved) == "certain"

    @pytest.mark.parametrize(
        "facts",
        [
            (hello(), FORBIDDEN),
            (hello(), established(), inside(200)),
            (hello(), established(), inside(404)),
            (hello(), established(), inside(401, headers=(("WWW-Authenticate", "Basic"),))),
            (hello(), established(), ended("silence", hop=2)),
            (hello(), established()),
            (hello(), established(), requested(0), FORBIDDEN),
            (hello(), established(TLS12), FORBIDDEN),
            (hello(post_handshake=True), established(), FORBIDDEN),
            (hello(), established(TLS12), again(), requested(0, late=True), FORBIDDEN),
            (hello(), established(TLS12), again(begun=False)),
        ],
    )
    def test_what_it_leaves_to_others(self, facts: tuple[Fact, ...]) -> None:
        assert clue(CAUSE, case(*facts)) is None
        assert asks(CAUSE, case(*facts)) == []

    def test_a_recording_without_our_hello_is_enough(self) -> None:
        assert verdict(CAUSE, case(established(), FORBIDDEN)) == "possible"


class TestTrials:
    def test_a_late_request_proves_it(self) -> None:
        found = clue(CAUSE, case(*REFUSED, trials=(LATE, older(again()))))
        assert found is not None
        assert found.verdict.word == "certain"
        assert found.confirmed_by == LATE
        assert found.because == (
            "HEAD answered 403 Forbidden; with authentication after the handshake allowed the "
            "server asks for a client certificate after the request, gets ours, and HEAD answered "
            "200 OK"
        )
        assert found.remedies == (Remedy.ASK_IN_HANDSHAKE, Remedy.ALLOW_LATE_AUTH)

    def test_also_where_we_have_none_to_show(self) -> None:
        refused = allowed(requested(0, late=True), alert(116, after="finished"))
        found = clue(CAUSE, case(*REFUSED, trials=(refused,)))
        assert found is not None
        assert found.because.endswith(
            "asks for a client certificate after the request, and the client has none"
        )
        assert found.confirmed_by == refused

    def test_or_where_ours_is_answered_by_nothing(self) -> None:
        cut = allowed(requested(1, late=True), alert(48, after="finished"))
        found = clue(CAUSE, case(*REFUSED, trials=(cut,)))
        assert found is not None
        assert found.because.endswith("asks for a client certificate after the request, gets ours")

    def test_a_second_handshake_proves_it_too(self) -> None:
        tries = (allowed(FORBIDDEN), older(again(begun=False), FORBIDDEN))
        found = clue(CAUSE, case(*REFUSED, trials=tries))
        assert found is not None
        assert found.because.endswith(
            "with TLS 1.2 at most the server asks for a second handshake after the request"
        )
        assert proof(CAUSE, case(*REFUSED, trials=tries)) == tries[1]
        shown = older(again(), requested(1, late=True), inside(200, reason="OK"))
        assert verdict(CAUSE, case(*REFUSED, trials=(shown,))) == "certain"

    def test_a_server_that_never_asks_forbids_for_another_reason(self) -> None:
        assert verdict(CAUSE, case(*REFUSED, trials=NOTHING_NEW)) == "excluded"

    def test_an_early_request_in_a_trial_is_none_after_it(self) -> None:
        early = allowed(requested(0), FORBIDDEN)
        assert verdict(CAUSE, case(*REFUSED, trials=(early, older(FORBIDDEN)))) == "excluded"

    def test_a_server_of_tls_13_alone_has_one_way_only(self) -> None:
        refused = trial(What.VERSION_CAP, alert(70), value="1.2")
        assert verdict(CAUSE, case(*REFUSED, trials=(allowed(FORBIDDEN), refused))) == "excluded"

    @pytest.mark.parametrize("tries", [NOTHING_NEW[:1], NOTHING_NEW[1:]])
    def test_one_trial_without_a_request_leaves_it_possible(self, tries: tuple[Trial, ...]) -> None:
        assert verdict(CAUSE, case(*REFUSED, trials=tries)) == "possible"

    def test_a_trial_that_did_not_come_so_far_tells_nothing(self) -> None:
        broken = trial(What.POST_HANDSHAKE_AUTH, ended("reset"))
        tries = (broken, older(FORBIDDEN))
        assert verdict(CAUSE, case(*REFUSED, trials=tries)) == "possible"


def test_a_server_without_rfc_5746_is_declined() -> None:
    refused = case(hello(), established(TLS12), again(begun=False), FORBIDDEN)
    found = clue(CAUSE, refused)
    assert found is not None
    assert found.verdict.word == "likely"
    why = "the client declined, because the server has not RFC 5746; then HEAD answered"
    assert why in found.because
    assert found.remedies[0] is Remedy.UPDATE_TLS_LIBRARY
    assert asks(CAUSE, refused) == []


def test_a_server_that_asks_late_and_is_content_gets_a_note() -> None:
    pleased = inside(200)
    twice = case(established(TLS12), again(), requested(1, late=True), pleased)
    assert notes(CAUSE, twice) == [
        (
            "the server asks for a client certificate only after the request, by a second "
            "handshake: browsers, Java and Go are refused in TLS 1.3, and HTTP/2 forbids it"
        )
    ]
    late = case(hello(post_handshake=True), established(TLS13), requested(1, late=True), pleased)
    assert notes(CAUSE, late)[0].startswith(
        "the server asks for a client certificate only after the request: browsers"
    )
    assert notes(CAUSE, case(established(), requested(1), pleased)) == []
    assert notes(CAUSE, case(established(), pleased)) == []
