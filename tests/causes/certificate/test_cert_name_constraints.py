from __future__ import annotations

from causes_facts import case, clue, leaf, problem, verdict
from tlswhy.causes.certificate.cert_name_constraints import CAUSE
from tlswhy.model.diagnosis import Party

BROKEN = problem("name-constraint", text="breaks the name constraints of Corp CA")


def test_a_name_outside_is_certain_and_the_ca_acts() -> None:
    found = clue(CAUSE, case(leaf(), BROKEN))
    assert found is not None
    assert found.verdict.word == "certain"
    assert found.because == "CN=a.test: breaks the name constraints of Corp CA"
    assert CAUSE.acts is Party.CA


def test_none_of_it() -> None:
    assert verdict(CAUSE, case(BROKEN)) == ""
    assert verdict(CAUSE, case(leaf(), problem("hostname-mismatch"))) == ""
    assert verdict(CAUSE, case(leaf(hop=0), problem("name-constraint", hop=0))) == ""


def test_odd_constraints_that_the_client_lets_pass_break_nothing() -> None:
    odd = problem("name-constraint:leading-dot", fatal=False)
    assert verdict(CAUSE, case(leaf(), odd)) == ""
