from __future__ import annotations

import pytest

from causes_facts import case, clue, fault, leaf, verdict
from tlswhy.causes.server_configuration.server_key_mismatch import CAUSE
from tlswhy.model.diagnosis import Step
from tlswhy.model.facts.certificate import ChainGiven

WRONG = fault("signature-invalid", "the server's signature is not that of its key")


def test_a_signature_of_another_key_is_certain() -> None:
    found = clue(CAUSE, case(leaf(), WRONG))
    assert found is not None
    assert found.verdict.word == "certain"
    assert found.because == "the server's signature is not that of its key: CN=a.test"
    assert found.evidence == (WRONG, leaf())


def test_none_of_it() -> None:
    assert verdict(CAUSE, case(WRONG)) == ""
    assert verdict(CAUSE, case(leaf(), fault("finished-invalid"))) == ""
    assert verdict(CAUSE, case(leaf(hop=0), fault("signature-invalid", hop=0))) == ""


def files(key_of: int | None, leaf_at: int = 0, locked: int = 0) -> ChainGiven:
    return ChainGiven(
        files=("a.pem", "a.key"), count=2, leaf_at=leaf_at, keys=1, locked=locked, key_of=key_of
    )


@pytest.mark.parametrize(
    ("key_of", "says"),
    [
        (-1, "the private key does not belong to CN=a.test"),
        (1, "the private key does not belong to CN=a.test, but to certificate 2"),
    ],
)
def test_a_key_file_of_another_certificate_is_certain(key_of: int, says: str) -> None:
    given = files(key_of)
    found = clue(CAUSE, case(leaf(), given))
    assert found is not None
    assert found.verdict.word == "certain"
    assert found.because == says
    assert found.evidence == (given, leaf())
    assert found.step is Step.START, "the program says so when it reads its files"


@pytest.mark.parametrize("given", [files(0), files(1, leaf_at=1), files(None), files(None, 0, 1)])
def test_a_key_that_fits_or_cannot_be_read(given: ChainGiven) -> None:
    assert verdict(CAUSE, case(leaf(), given)) == ""


def test_files_without_a_certificate_that_can_be_read() -> None:
    assert verdict(CAUSE, case(files(-1))) == ""
