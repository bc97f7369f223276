"""The package `cryptography`, whose verifier follows the rules for public CAs."""

from __future__ import annotations

from collections.abc import Sequence

from pki.oracles import Case, Verdict
from pki.oracles.openssl import of
from tlswhy.pki.opinions import pyca


def verdicts(cases: Sequence[Case]) -> list[Verdict]:
    return [_verdict(case) for case in cases]


def missing() -> str:
    return ""


def _verdict(case: Case) -> Verdict:
    opinion = pyca.ask(case.chain, roots=case.roots, host=case.host, at=case.at)
    assert opinion is not None
    return of(opinion)
