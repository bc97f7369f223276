"""Remarks on what works, in both reports."""

from __future__ import annotations

from msgspec import structs

from report import samples
from tlswhy.report import json, text

FINE = samples.fine()
NOTED = structs.replace(FINE.diagnosis, notes=("TLS 1.0 is used", "decrypted by \x1b[31mX"))


def test_the_text_has_them_below_a_heading_of_their_own() -> None:
    shown = text.render(NOTED, FINE.transcript, FINE.subject)
    assert "\nNote\n  - TLS 1.0 is used\n  - decrypted by" in shown
    assert "\x1b" not in shown
    assert "Note" not in text.render(FINE.diagnosis, FINE.transcript, FINE.subject)


def test_the_document_has_them_when_there_are_some() -> None:
    made = json.document(NOTED, FINE.transcript, FINE.subject)
    assert made["notes"] == list(NOTED.notes)
    assert "notes" not in json.document(FINE.diagnosis, FINE.transcript, FINE.subject)
