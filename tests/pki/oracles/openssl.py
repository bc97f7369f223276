"""`pki.opinions.openssl` as an oracle."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from pki.oracles import Case, Verdict
from tlswhy.pki.opinions import Opinion, openssl


def verdicts(cases: Sequence[Case]) -> list[Verdict]:
    return [asked(case, strict=False) for case in cases]


def missing() -> str:
    none = openssl.ask((), roots=(), host="", at=datetime.fromtimestamp(0, UTC)) is None
    return "libcrypto" if none else ""


def asked(case: Case, *, strict: bool) -> Verdict:
    """strict: with X509_V_FLAG_X509_STRICT."""
    opinion = openssl.ask(case.chain, roots=case.roots, host=case.host, at=case.at, strict=strict)
    assert opinion is not None
    return of(opinion)


def of(opinion: Opinion) -> Verdict:
    """The opinion's reasons as one text."""
    reason = "; ".join(f"{one.code} at {one.index}: {one.text}" for one in opinion.reasons)
    return Verdict(ok=opinion.ok, reason=reason)
