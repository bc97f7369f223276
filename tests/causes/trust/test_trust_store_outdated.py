from __future__ import annotations

import pytest
from msgspec import structs

from causes_facts import case, chain, clue, leaf, problem, store, verdict
from tlswhy.causes.trust.trust_store_outdated import CAUSE
from tlswhy.model.case import Case

BROKEN = chain(anchor="")
PUBLIC = structs.replace(problem("issuer-unknown", text="Mozilla has it"), issuer_is_public=True)


def test_a_public_root_that_this_store_lacks() -> None:
    for known in (case(leaf(), BROKEN, PUBLIC), case(leaf(), BROKEN, PUBLIC, store())):
        found = clue(CAUSE, known)
        assert found is not None
        assert found.verdict.word == "certain"
        assert found.because == "CN=a.test: Mozilla has it"
        assert len(found.evidence) == len(known.facts) - 2


@pytest.mark.parametrize(
    "known",
    [
        case(leaf(), BROKEN, problem("issuer-unknown")),
        case(leaf(), chain(), PUBLIC),
        case(leaf(), PUBLIC),
        case(leaf(), BROKEN),
    ],
    ids=["private", "anchored", "no chain", "no problem"],
)
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""
