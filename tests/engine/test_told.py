"""What a text says is added up, and how far the first stands before the second tells how sure."""

from __future__ import annotations

import pytest

from tlswhy.causes import Entry, catalogue
from tlswhy.engine.told import explain, score
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import (
    Cause,
    Leg,
    Outcome,
    Party,
    Step,
    Told,
    Verdict,
    look_at_nothing,
)
from tlswhy.model.facts.words import Refusal, Said, Sign


def said(what: Sign, value: str = "") -> Said:
    return Said(what=what, value=value, means=f"{what} {value}".strip())


def entry(id_: str, told: Told | None) -> Entry:
    cause = Cause(
        acts=Party.SERVER, look=look_at_nothing, remedies=(), references=("RFC 8446",), told=told
    )
    return Entry(id_, "family", f"{id_}.", cause)


def found(*facts: Said, **tables: Told | None) -> list[tuple[str, Verdict]]:
    causes = {name: entry(name, told) for name, told in tables.items()}
    return [(f.cause, f.clue.verdict) for f in explain(Case(facts), causes).findings]


RESET = said(Sign.RESET)
UPSTREAM = said(Sign.LEG, "upstream")


def test_nothing_said_is_no_failure() -> None:
    diagnosis = explain(Case(()), catalogue())
    assert (diagnosis.outcome, diagnosis.findings) == (Outcome.OK, ())
    assert diagnosis.broke_at.step is Step.NONE


def test_context_alone_is_no_failure() -> None:
    assert found(UPSTREAM, a=Told(says={"reset": 1}, beside={"leg upstream": 4})) == []


def test_words_that_say_so_with_nobody_near_are_certain() -> None:
    tables = {"a": Told(says={"reset": 3.5}), "b": Told(says={"reset": 1})}
    assert found(RESET, **tables) == [("a", Verdict.CERTAIN)]


def test_somebody_near_makes_it_likely_and_then_possible() -> None:
    strong = Told(says={"reset": 3})
    assert found(RESET, a=strong, b=Told(says={"reset": 2.4}))[0] == ("a", Verdict.LIKELY)
    assert found(RESET, a=strong, b=Told(says={"reset": 2.9}))[0] == ("a", Verdict.POSSIBLE)


def test_context_never_makes_certain() -> None:
    told = Told(says={"reset": 1}, beside={"leg upstream": 5})
    assert found(RESET, UPSTREAM, a=told) == [("a", Verdict.LIKELY)]


def test_what_a_cause_needs_has_to_be_there() -> None:
    told = Told(says={"reset": 3}, needs=("leg upstream",))
    assert found(RESET, a=told) == []
    assert found(RESET, UPSTREAM, a=told) == [("a", Verdict.CERTAIN)]


def test_what_speaks_against_it_is_taken_off() -> None:
    told = Told(says={"reset": 1}, beside={"leg upstream": -2})
    assert found(RESET, UPSTREAM, a=told, b=Told(says={"reset": 0.5})) == [("b", Verdict.POSSIBLE)]


def test_a_second_spelling_adds_little() -> None:
    told = Told(says={"reset": 2, "eof": 2})
    both = {fact.key: fact for fact in (RESET, said(Sign.EOF))}
    assert score(told, both).total == pytest.approx(2.6)


def test_causes_that_no_text_shows_are_left_out() -> None:
    assert found(RESET, a=None) == []


def test_the_leg_is_the_one_spoken_of() -> None:
    causes = {"a": entry("a", Told(says={"reset": 3}))}
    assert explain(Case((RESET, UPSTREAM)), causes).broke_at.leg is Leg.PROXY_ORIGIN
    assert explain(Case((RESET,)), causes).broke_at.leg is Leg.CLIENT_ORIGIN


def test_the_reason_is_told_without_what_is_no_news() -> None:
    causes = {"a": entry("a", Told(says={"reset": 3}, beside={"side server": 1, "host ip": 1}))}
    facts = (RESET, said(Sign.SIDE, "server"), said(Sign.HOST, "ip"))
    (finding,) = explain(Case(facts), causes).findings
    assert finding.clue.because == "reset; host ip"


@pytest.mark.parametrize(
    ("facts", "cause"),
    [
        ((said(Sign.VERIFY, Refusal.EXPIRED),), "cert-expired"),
        ((said(Sign.CLIENT_VERIFY, Refusal.EXPIRED),), "client-cert-expired"),
        ((said(Sign.SERVER_ALERT, "116"),), "client-cert-missing"),
        ((said(Sign.CLIENT_ALERT, "48"),), "trust-private-ca"),
        ((said(Sign.SERVER_ALERT, "48"),), "client-cert-untrusted"),
        ((said(Sign.SERVER_ALERT, "112"),), "sni-unrecognized"),
        ((said(Sign.SERVER_ALERT, "112"), UPSTREAM), "upstream-sni-missing"),
        ((said(Sign.NOT_TLS, "http"),), "plaintext-server"),
        ((said(Sign.NOT_TLS, "http"), UPSTREAM), "upstream-plain-http"),
        ((said(Sign.NOT_TLS), said(Sign.PROXY_URL, "https")), "proxy-scheme-https"),
        ((said(Sign.PROXY_ANSWERED, "407"),), "proxy-auth-required"),
        ((said(Sign.SOCKS_VERSION, "67"),), "socks-http-mismatch"),
        ((said(Sign.EOF), said(Sign.NOTHING_WRONG)), "health-check-noise"),
        ((said(Sign.HANDSHAKE_TIMEOUT), said(Sign.WORKS, "without-pq")), "hello-too-large"),
    ],
)
def test_the_direction_decides(facts: tuple[Said, ...], cause: str) -> None:
    assert explain(Case(facts), catalogue()).findings[0].cause == cause
