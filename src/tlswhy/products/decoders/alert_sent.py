"""Alerts that the speaking program sent: names and numbers as in `alert`."""

from __future__ import annotations

from tlswhy.products.decoders.alert import number


def decode(code: str) -> tuple[str, ...]:
    """`alert-sent N`; close_notify says nothing."""
    found = number(code)
    return (f"alert-sent {found}",) if found else ()
