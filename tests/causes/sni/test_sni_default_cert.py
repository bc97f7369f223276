from __future__ import annotations

import pytest

from causes_facts import case, clue, hello, leaf, maker, problem, verdict
from tlswhy.causes.sni.sni_default_cert import CAUSE
from tlswhy.model.case import Case

DEFAULT = leaf("CN=TRAEFIK DEFAULT CERT", names=("x.traefik.default",))
MAKER = maker("default-certificate", "Traefik", subject="CN=TRAEFIK DEFAULT CERT")


@pytest.mark.parametrize(
    "code", ["hostname-mismatch", "ip-not-in-san", "no-san", "wildcard-mismatch"]
)
def test_a_fallback_for_another_name(code: str) -> None:
    wrong = problem(code)
    found = clue(CAUSE, case(hello(), DEFAULT, MAKER, MAKER, wrong))
    assert found is not None
    assert found.verdict.word == "certain"
    assert found.because == (
        "asked for a.test, the server sent CN=TRAEFIK DEFAULT CERT, "
        "the fallback certificate of Traefik"
    )
    assert found.evidence == (hello(), DEFAULT, MAKER, wrong)


WRONG = problem("hostname-mismatch")


@pytest.mark.parametrize(
    "known",
    [
        case(hello(), DEFAULT, MAKER),
        case(hello(), DEFAULT, MAKER, problem("hostname-mismatch", fatal=False)),
        case(hello(), DEFAULT, MAKER, problem("expired")),
        case(hello(), DEFAULT, WRONG),
        case(hello(), DEFAULT, maker("interceptor", "Fiddler"), WRONG),
        case(hello(sni=None), DEFAULT, MAKER, WRONG),
        case(hello(), MAKER, WRONG),
        case(DEFAULT, MAKER, WRONG),
    ],
    ids=["fits", "not fatal", "old", "no maker", "another maker", "no name", "no leaf", "no hello"],
)
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""
