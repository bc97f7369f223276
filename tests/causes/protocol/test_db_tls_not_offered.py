from __future__ import annotations

import pytest

from causes_facts import (
    case,
    clue,
    declined,
    ended,
    hello,
    passed,
    route,
    spoke,
    trial,
)
from tlswhy.causes.protocol.db_tls_not_offered import CAUSE
from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Verdict
from tlswhy.model.facts import Fact


def by(protocol: str, *facts: Fact) -> Case:
    return case(route("tcp 192.0.2.1:5432", f"starttls {protocol}", "tls a.test"), *facts)


@pytest.mark.parametrize(
    ("protocol", "step", "verdict"),
    [
        ("postgres", "SSLRequest (server answered N)", Verdict.CERTAIN),
        ("postgres", "SSLRequest", Verdict.LIKELY),
        ("mysql", "SSLRequest (TLS not offered)", Verdict.CERTAIN),
        ("mssql", "PRELOGIN (TLS not offered)", Verdict.CERTAIN),
    ],
)
def test_a_no_before_tls(protocol: str, step: str, verdict: Verdict) -> None:
    found = clue(CAUSE, by(protocol, declined(step, "starttls", 1, said="N")))
    assert found is not None
    assert (found.verdict, found.hop) == (verdict, 1)


@pytest.mark.parametrize(
    ("protocol", "facts"),
    [
        ("postgres", (declined("SSLRequest (not PostgreSQL)", "starttls", 1), spoke("tls"))),
        ("postgres", (passed("starttls", 1),)),
        ("mysql", (declined("greeting", "starttls", 1), spoke("mysql"))),
        ("mssql", (declined("PRELOGIN", "starttls", 1), spoke("tds"))),
        ("smtp", (declined("EHLO (no STARTTLS offered)", "starttls", 1),)),
    ],
)
def test_silent_on_other_answers(protocol: str, facts: tuple[Fact, ...]) -> None:
    assert clue(CAUSE, by(protocol, *facts)) is None


def test_silent_without_starttls() -> None:
    assert clue(CAUSE, case(spoke("postgres-error"))) is None


@pytest.mark.parametrize(
    ("protocol", "facts", "verdict"),
    [
        ("postgres", (declined("SSLRequest (server answered N)", "starttls", 1),), "certain"),
        ("mssql", (declined("PRELOGIN (TLS not offered)", "starttls", 1),), "certain"),
        ("postgres", (declined("SSLRequest (not PostgreSQL)", "starttls", 1),), ""),
        ("postgres", (passed("starttls", 1),), ""),
        ("smtp", (declined("EHLO (no STARTTLS offered)", "starttls", 1),), ""),
    ],
)
def test_a_database_that_hangs_up_on_a_hello_is_asked_in_its_own_words(
    protocol: str, facts: tuple[Fact, ...], verdict: str
) -> None:
    way = route("tcp 192.0.2.1:5432", f"starttls {protocol}", "tls a.test")
    tried = trial(What.STARTTLS, way, *facts, value=protocol)
    found = clue(CAUSE, case(hello(), ended("closed"), trials=(tried,)))
    assert (found.verdict.word if found else "") == verdict
    assert found is None or found.confirmed_by is tried
    assert clue(CAUSE, case(hello(), ended("closed"))) is None
