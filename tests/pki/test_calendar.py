"""The days on which roots lose trust, against the certificates themselves."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tlswhy.pki import certificate as certificates
from tlswhy.pki import roots
from tlswhy.pki.calendar import DAYS, Ends, aged_out, days_of
from tlswhy.pki.certificate import Certificate
from tlswhy.pki.roots import STORES


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


KNOWN = {one.subject: one for one in roots.known().values()}


def test_they_stand_in_order_and_name_their_source() -> None:
    assert [day.on for day in DAYS] == sorted(day.on for day in DAYS)
    for day in DAYS:
        assert day.roots
        assert day.whose
        assert day.source


def test_every_root_is_a_public_one_written_as_certificates_write_it() -> None:
    assert {root for day in DAYS for root in day.roots} - KNOWN.keys() == set()


def test_what_leaves_mozilla_is_there_until_then() -> None:
    leaving = [day for day in DAYS if day.ends is Ends.LEAVES and "Mozilla" in day.whose]
    assert leaving
    for day in leaving:
        for root in day.roots:
            said = KNOWN[root].member("mozilla")
            assert said
            assert (said.until is None) == (day.on.date() > STORES["mozilla"].on)


def test_what_expires_does_so_by_its_own_date() -> None:
    ends = {
        one.subject: one.not_after.date()
        for one in map(certificates.read, roots.certificates().values())
        if isinstance(one, Certificate)
    }
    expiring = [day for day in DAYS if day.ends is Ends.EXPIRES]
    assert expiring
    for day in expiring:
        assert {ends[root] for root in day.roots} == {day.on.date()}


def test_since_when_nothing_is_taken_is_what_the_lists_say() -> None:
    """Programs that begin on one day are named together."""
    [entrust] = [root for root in KNOWN if root.startswith("CN=Entrust Root") and "G4" in root]
    told = [(day.whose, f"{day.on:%Y-%m-%d}", day.source) for day in days_of(entrust)]
    assert told == [
        ("Chrome and Java", "2024-11-12", "Chrome's root store, JDK"),
        ("Firefox", "2024-12-01", "NSS, certdata.txt"),
    ]
    assert not [day for day in DAYS if day.ends is Ends.ISSUED]


def test_what_is_to_leave_for_its_age_is_as_old_as_the_rule_wants() -> None:
    """Of Mozilla's roots from before July 2012, where it goes by the root's own date."""
    for root in map(certificates.read, roots.public("mozilla").anchors):
        assert isinstance(root, Certificate)
        if root.not_before.year < 2012 and not KNOWN[root.subject].members[0].issued_before:
            leaves = [day.on for day in days_of(root.subject) if day.ends is Ends.LEAVES]
            assert leaves == [aged_out(root.not_before)]


@pytest.mark.parametrize(
    ("made", "leaves"),
    [
        ("2005-12-31", "2025-04-15"),
        ("2006-01-01", "2026-04-15"),
        ("2009-12-31", "2027-04-15"),
        ("2010-01-01", "2028-04-15"),
        ("2014-04-14", "2029-04-15"),
        ("2014-04-15", "2029-04-15"),
        ("2015-06-04", "2030-06-04"),
        ("2020-02-29", "2035-03-01"),
    ],
)
def test_mozilla_goes_by_the_age_of_the_key(made: str, leaves: str) -> None:
    assert aged_out(day(made)) == day(leaves)


def test_the_days_of_one_root() -> None:
    izenpe = days_of("CN=Izenpe.com, O=IZENPE S.A., C=ES")
    assert [(day.whose, f"{day.on:%Y-%m-%d}") for day in izenpe] == [
        ("Chrome", "2026-04-15"),
        ("Firefox", "2026-04-16"),
    ]
    assert days_of("CN=Own Root") == ()
