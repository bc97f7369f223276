"""A certificate that works, in the last part of its life."""

from __future__ import annotations

from datetime import timedelta

import pytest

from causes_facts import NOW, alert, asks, case, clock, clue, established, leaf, problem, verdict
from tlswhy.causes.certificate.cert_expired import CAUSE
from tlswhy.model.case import Case


def lives(life: timedelta, left: timedelta) -> Case:
    ends = NOW + left
    return case(established(), leaf(not_before=ends - life, not_after=ends), clock())


@pytest.mark.parametrize(
    ("life", "left"),
    [
        (timedelta(days=90), timedelta(days=8, hours=23)),
        (timedelta(days=3650), timedelta(days=29)),
        (timedelta(days=6), timedelta(hours=14)),
        (timedelta(hours=10), timedelta(minutes=59)),
    ],
)
def test_the_last_tenth_is_a_risk(life: timedelta, left: timedelta) -> None:
    found = clue(CAUSE, lives(life, left))
    assert found is not None
    assert (found.verdict.word, found.risk) == ("likely", True)
    assert asks(CAUSE, lives(life, left)) == []


@pytest.mark.parametrize(
    ("life", "left"),
    [
        (timedelta(days=90), timedelta(days=9)),
        (timedelta(days=90), timedelta(days=89)),
        (timedelta(days=3650), timedelta(days=30)),
        (timedelta(hours=9), timedelta(minutes=5)),
    ],
)
def test_before_it_and_in_short_lives_nothing_is_said(life: timedelta, left: timedelta) -> None:
    assert verdict(CAUSE, lives(life, left)) == ""


def test_it_says_when_and_how_soon() -> None:
    found = clue(CAUSE, lives(timedelta(days=90), timedelta(days=5)))
    assert found is not None
    assert found.because == (
        "CN=a.test ends on 2030-01-06 00:00 UTC, in 5 days; its life is 90 days"
    )
    found = clue(CAUSE, lives(timedelta(days=90), timedelta(hours=30)))
    assert found is not None
    assert "in 30 hours" in found.because


def test_what_does_not_work_is_not_called_a_risk() -> None:
    soon = lives(timedelta(days=90), timedelta(days=5))
    for broken in (problem("hostname-mismatch"), alert(116, after="finished")):
        assert verdict(CAUSE, case(*soon.facts, broken)) == ""
    assert verdict(CAUSE, case(established(), clock())) == ""
    assert verdict(CAUSE, case(established(), leaf())) == ""
