from __future__ import annotations

from causes_facts import case, clue, fault, leaf, verdict
from tlswhy.causes.server_configuration.server_key_mismatch import CAUSE

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
