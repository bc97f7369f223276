"""The days on which roots lose trust, against the certificates themselves."""

from __future__ import annotations

from tlswhy.pki import certificate as certificates
from tlswhy.pki.calendar import DAYS, Ends, days_of
from tlswhy.pki.certificate import Certificate
from tlswhy.pki.stores import mozilla

PRESENT = {
    one.subject: one
    for one in map(certificates.read, mozilla().anchors)
    if isinstance(one, Certificate)
}


def test_they_stand_in_order_and_name_their_source() -> None:
    assert [day.on for day in DAYS] == sorted(day.on for day in DAYS)
    for day in DAYS:
        assert day.roots
        assert day.whose
        assert day.source


def test_subjects_are_written_as_certificates_write_them() -> None:
    """Whatever root of that name is still in Mozilla's store has the same subject to the letter."""
    roots = {root for day in DAYS for root in day.roots}
    names = {subject.partition(",")[0]: subject for subject in PRESENT}
    assert [root for root in roots if names.get(root.partition(",")[0], root) != root] == []
    assert roots & PRESENT.keys()


def test_what_leaves_mozilla_has_left() -> None:
    gone = [root for day in DAYS if day.ends is Ends.LEAVES for root in day.roots]
    assert gone
    assert not PRESENT.keys() & set(gone)


def test_the_days_of_one_root() -> None:
    izenpe = days_of("CN=Izenpe.com, O=IZENPE S.A., C=ES")
    assert [(day.whose, f"{day.on:%Y-%m-%d}") for day in izenpe] == [
        ("Chrome", "2026-04-15"),
        ("Firefox", "2026-04-16"),
    ]
    assert days_of("CN=Own Root") == ()
