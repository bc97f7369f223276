"""OpenSSL with the settings of Python 3.13 and newer: strict about RFC 5280."""

from __future__ import annotations

from collections.abc import Sequence

from pki.oracles import Case, Verdict
from pki.oracles.openssl import asked, missing

__all__ = ["missing", "verdicts"]


def verdicts(cases: Sequence[Case]) -> list[Verdict]:
    return [asked(case, strict=True) for case in cases]
