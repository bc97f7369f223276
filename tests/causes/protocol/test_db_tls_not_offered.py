from __future__ import annotations

import pytest

from causes_facts import case, clue, declined, passed, route, spoke
from tlswhy.causes.protocol.db_tls_not_offered import CAUSE
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Verdict
from tlswhy.model.facts import Fact


def by(protocol: str, *facts: Fact) -> Case:
    return case(route("tcp 192.0.2.1:5432", f"starttls {protocol}", "tls a.test"), *facts)


@pytest.mark.parametrize(
    ("protocol", "step", "verdict"),
    [
        ("postgres", "SSLRequest (server answered N)", Verdict.CERTAIN),
        ("postgres", "SSLRequest", Verdict.LIKELY),
        ("mysql", "greeting (no SSL offered)", Verdict.CERTAIN),
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
        ("smtp", (declined("EHLO (no STARTTLS offered)", "starttls", 1),)),
    ],
)
def test_silent_on_other_answers(protocol: str, facts: tuple[Fact, ...]) -> None:
    assert clue(CAUSE, by(protocol, *facts)) is None


def test_silent_without_starttls() -> None:
    assert clue(CAUSE, case(spoke("postgres-error"))) is None
