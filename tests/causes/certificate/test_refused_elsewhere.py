"""What works here and is refused by other clients: lives that are too long, and strict rules."""

from __future__ import annotations

import pytest
from msgspec import structs

from causes_facts import case, clue, established, leaf, maker, notes, problem, spoken_as
from tlswhy.causes.certificate import cert_lifetime_too_long, cert_strict_noncompliant
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Party, Remedy
from tlswhy.model.facts import Fact
from tlswhy.model.facts.certificate import CertificateProblem

LONG, STRICT = cert_lifetime_too_long.CAUSE, cert_strict_noncompliant.CAUSE
PYTHON, JAVA = "Python 3.13 and newer", "Java"


def held(code: str, *refused_by: str, index: int = 0, fatal: bool = False) -> CertificateProblem:
    made = problem(code, index=index, fatal=fatal, text=f"has {code}")
    return structs.replace(made, refused_by=refused_by)


def works(*problems: CertificateProblem) -> Case:
    return case(leaf(), established(), *problems)


@pytest.mark.parametrize(
    ("cause", "codes"), [(LONG, ("life-too-long",)), (STRICT, cert_strict_noncompliant.CODES)]
)
def test_what_works_here_is_a_risk_that_names_who_refuses_it(
    cause: Cause, codes: tuple[str, ...]
) -> None:
    for code in codes:
        found = clue(cause, works(held(code, PYTHON, JAVA)))
        assert found is not None
        assert (found.verdict.word, found.risk) == ("certain", True)
        assert found.refused_by == (PYTHON, JAVA)
        assert found.because == f"CN=a.test: has {code} (refused by {PYTHON}, {JAVA})"
        assert found.acts is None


def test_everything_is_said_at_once() -> None:
    first, second = held("no-authority-key-id", PYTHON), held("empty-issuer", PYTHON, JAVA, index=1)
    third = held("ca-not-critical", PYTHON, index=1)
    found = clue(STRICT, works(first, second, third))
    assert found is not None
    assert found.refused_by == (PYTHON, JAVA)
    assert found.evidence == (first, second, third, leaf())
    assert found.because == (
        "CN=a.test: has no-authority-key-id; CN=a.test: has ca-not-critical "
        f"(refused by {PYTHON}); CN=a.test: has empty-issuer (refused by {PYTHON}, {JAVA})"
    )


@pytest.mark.parametrize(
    ("problem_", "makers", "remedies"),
    [
        (
            held("empty-issuer", PYTHON),
            (),
            (Remedy.REISSUE_BY_THE_RULES, Remedy.RELAX_STRICT_CHECKS),
        ),
        (held("negative-serial", "Go"), (), (Remedy.REISSUE_BY_THE_RULES,)),
        (held("negative-serial", "Go"), (maker("interceptor", "X"),), (Remedy.FIX_INTERCEPTOR,)),
    ],
)
def test_what_to_do(
    problem_: CertificateProblem, makers: tuple[Fact, ...], remedies: tuple[Remedy, ...]
) -> None:
    found = clue(STRICT, case(leaf(), established(), problem_, *makers))
    assert found is not None
    assert found.remedies == remedies


def test_a_client_that_enforces_it_fails_for_it_alone() -> None:
    fatal = held("life-too-long", "Chrome and Edge", fatal=True)
    found = clue(LONG, works(fatal))
    assert found is not None
    assert (found.risk, found.refused_by) == (False, ())
    assert found.because == "CN=a.test: has life-too-long"
    fatal = held("no-authority-key-id", PYTHON, fatal=True)
    python = spoken_as("python-3.13")
    found = clue(STRICT, case(python, *works(fatal, held("negative-serial", "Go")).facts))
    assert found is not None
    assert found.evidence == (fatal, leaf())
    assert found.because == "CN=a.test: has no-authority-key-id; python-3.13 refuses that"


def test_who_acts_is_the_maker_of_a_forged_certificate() -> None:
    forged = (leaf(), established(), held("no-authority-key-id", PYTHON))
    found = clue(STRICT, case(*forged, maker("interceptor", "X")))
    assert found is not None
    assert found.acts is Party.MIDDLEBOX
    found = clue(STRICT, case(*forged, maker("default-certificate", "X")))
    assert found is not None
    assert found.acts is None


@pytest.mark.parametrize(
    "known",
    [
        works(),
        works(held("no-san", "Go")),
        case(leaf(), held("no-authority-key-id", PYTHON), held("life-too-long", "Apple")),
        case(established(), held("no-authority-key-id", PYTHON), held("life-too-long", "Apple")),
    ],
    ids=["nothing", "another code", "it fails for something else", "no leaf"],
)
def test_none_of_it(known: Case) -> None:
    assert clue(STRICT, known) is None
    assert clue(LONG, known) is None


def test_what_nobody_refuses_is_a_note() -> None:
    odd = problem("odd-encoding", fatal=False, text="is encoded oddly: a length is long")
    said = "CN=a.test: is encoded oddly: a length is long"
    end = "; RFC 5280 forbids it, and current clients take it"
    assert notes(STRICT, works(odd)) == [said + end]
    assert clue(STRICT, works(odd)) is None
    assert notes(STRICT, works(structs.replace(odd, index=1))) == []
    assert notes(STRICT, works(problem("no-san", fatal=False))) == []


def test_an_odd_serial_is_remarked_and_a_negative_one_is_a_risk() -> None:
    for code in ("zero-serial", "long-serial:21", "odd-encoding"):
        assert len(notes(STRICT, works(problem(code, fatal=False)))) == 1
    assert notes(STRICT, works(held("negative-serial", "Go"))) == []
    assert notes(STRICT, works(structs.replace(problem("zero-serial", fatal=False), index=1))) == []
