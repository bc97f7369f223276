"""Certificates as they are printed in a text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tlswhy.texts import read_text
from tlswhy.texts.certificates import keys_of
from tlswhy.texts.hear import text_of

NOW = datetime(2026, 1, 1, tzinfo=UTC)
LEAF_ALONE = """
Certificate chain
 0 s:CN = a.test
   i:C = US, O = Let's Encrypt, CN = R11
---
Server certificate
"""
TWO = """
Certificate chain
 0 s:CN = a.test
   i:C = US, O = Let's Encrypt, CN = R11
 1 s:C = US, O = Let's Encrypt, CN = R11
   i:C = US, O = ISRG, CN = ISRG Root X1
---
"""


def keys(text: str, now: datetime | None = NOW) -> list[str]:
    return [key for key, _, _ in keys_of(text_of(text).flat, now)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("notAfter=Jan  5 10:00:00 2025 GMT", ["dates past"]),
        ("notAfter=Jan  5 10:00:00 2027 GMT", []),
        ("*  expire date: Sep 30 14:01:15 2021 GMT", ["dates past"]),
        ("Not After : Sep 30 14:01:15 2021 GMT", ["dates past"]),
        ("Valid until: 2025-12-31", ["dates past"]),
        ("Expires on 2026-12-31T00:00:00Z", []),
        ("notBefore=Jan  5 10:00:00 2027 GMT", ["dates future"]),
        ("* start date: Jan  5 10:00:00 2025 GMT", []),
        ("expires: never on any day that is known", []),
        ("expires: 2026-99-99", []),
    ],
)
def test_dates_are_judged_by_the_time(text: str, wanted: list[str]) -> None:
    assert keys(text) == wanted


def test_without_a_time_no_date_is_judged() -> None:
    assert keys("notAfter=Jan  5 10:00:00 2025 GMT", None) == []


@pytest.mark.parametrize(("text", "wanted"), [(LEAF_ALONE, "chain 1"), (TWO, "chain 2")])
def test_the_certificates_that_a_server_sends_are_counted(text: str, wanted: str) -> None:
    assert keys(text) == [wanted]


def test_they_are_facts_of_the_text() -> None:
    facts = read_text(f"{LEAF_ALONE}notAfter=Jan  5 10:00:00 2025 GMT", now=NOW)
    assert {"chain 1", "dates past"} <= {getattr(fact, "key", "") for fact in facts}
