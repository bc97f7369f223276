"""Whole reports kept as files. `TLSWHY_RENEW=1 pytest tests/report` writes them anew: read the
difference before it is committed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tlswhy.causes import Entry
from tlswhy.model.diagnosis import Cause, Party, Remedy

FOLDER = Path(__file__).parent / "snapshots"

# A text of its own, so that a better one in the catalogue changes no snapshot.
TEXT = """The server's certificate has expired.

## What happens
The client ends the handshake with the alert
`certificate_expired` (45).
## Why
- It was not renewed, or
  not reloaded.
- One of several servers has the old one.
## How we tell
Its notAfter lies before the time of the attempt:

    openssl x509 -noout -enddate
## Fix
Renew it.
"""
ENTRY = Entry(
    "cert-expired",
    "certificate",
    TEXT,
    Cause(
        acts=Party.SERVER,
        look=lambda _: iter(()),
        remedies=(Remedy.RENEW_CERTIFICATE,),
        references=("RFC 5280 section 4.1.2.5", "RFC 8446 section 6.2"),
    ),
)


def catalogue() -> dict[str, Entry]:
    """Instead of the real one."""
    return {ENTRY.id: ENTRY}


def check(name: str, made: str) -> None:
    """The report is what the file says."""
    file = FOLDER / name
    if os.environ.get("TLSWHY_RENEW"):
        file.write_text(made, encoding="utf-8")
        pytest.skip(f"{name} was written anew")
    assert made == file.read_text(encoding="utf-8")
