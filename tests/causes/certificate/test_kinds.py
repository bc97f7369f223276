"""What the certificate is made of, and what it is made for."""

from __future__ import annotations

import pytest

from causes_facts import case, clue, leaf, problem
from tlswhy.causes.certificate import cert_weak_crypto, cert_wrong_usage
from tlswhy.model.diagnosis import Cause

WEAK, USAGE = cert_weak_crypto.CAUSE, cert_wrong_usage.CAUSE
CODES = [
    (WEAK, "weak-key"),
    (WEAK, "weak-signature"),
    (USAGE, "wrong-eku"),
    (USAGE, "wrong-key-usage"),
    (USAGE, "not-a-ca"),
]
each = pytest.mark.parametrize(("cause", "code"), CODES, ids=[code for _, code in CODES])


@each
def test_the_certificate_says_it(cause: Cause, code: str) -> None:
    wrong = problem(code, text="512 bits")
    found = clue(cause, case(leaf(), wrong))
    assert found is not None
    assert (found.verdict.word, found.because) == ("certain", "CN=a.test: 512 bits")
    assert found.evidence == (wrong, leaf())


@each
def test_each_code_is_one_causes(cause: Cause, code: str) -> None:
    other = WEAK if cause is USAGE else USAGE
    assert clue(other, case(leaf(), problem(code))) is None


@each
def test_none_of_it(cause: Cause, code: str) -> None:
    assert clue(cause, case(leaf(), problem(code, fatal=False))) is None
    assert clue(cause, case(problem(code))) is None
    assert clue(cause, case(leaf())) is None
    assert clue(cause, case(leaf(hop=0), problem(code, hop=0))) is None
