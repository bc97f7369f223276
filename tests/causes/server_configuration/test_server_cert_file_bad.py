from __future__ import annotations

from causes_facts import case, clue, leaf, verdict
from tlswhy.causes.server_configuration.server_cert_file_bad import CAUSE
from tlswhy.model.facts.certificate import ChainGiven

MISPLACED = ChainGiven(files=("a.pem",), count=3, leaf_at=2, misplaced=True)


def test_a_leaf_behind_another_certificate_is_certain() -> None:
    found = clue(CAUSE, case(leaf(), MISPLACED))
    assert found is not None
    assert found.verdict.word == "certain"
    assert found.because == (
        "CN=a.test is certificate 3 of the file, and programs show the first one as their own"
    )
    assert found.evidence == (MISPLACED, leaf())


def test_none_of_it() -> None:
    assert verdict(CAUSE, case(leaf())) == ""
    assert verdict(CAUSE, case(MISPLACED)) == "", "nothing in it can be read"
    assert verdict(CAUSE, case(leaf(), ChainGiven(files=("a.pem",), count=3))) == ""


def test_the_facts_words() -> None:
    assert MISPLACED.says == "3 certificates in a.pem"
    one = ChainGiven(files=("a.pem", "a.key"), count=1, keys=1)
    assert one.says == "1 certificate and 1 private key in a.pem, a.key"
    assert ChainGiven(files=("a.p12",), count=2, keys=2).says.endswith("2 private keys in a.p12")
