from __future__ import annotations

from datetime import timedelta

import pytest

from causes_facts import (
    NOW,
    asks,
    case,
    chain,
    clock,
    clue,
    established,
    leaf,
    maker,
    proof,
    proxy,
    trial,
    verdict,
)
from tlswhy.causes.interception.intercept_ca_untrusted import CAUSE
from tlswhy.model.case import NOBODY, Case, What

FORGED = leaf(issuer="CN=Inspector")
BROKEN = chain(anchor="")
SEEN = (FORGED, BROKEN)
FOR_NOBODY = trial(What.SNI_OTHER, leaf(names=(NOBODY,), issuer="CN=Inspector"), value=NOBODY)
FOR_THE_SAME = trial(What.SNI_OTHER, leaf(issuer="CN=Inspector"), value=NOBODY)
NO_CERTIFICATE = trial(What.SNI_OTHER, value=NOBODY)
ANOTHER_ISSUER = trial(What.DIRECT, leaf(issuer="CN=Public CA"), established())
SAME_ISSUER = trial(What.DIRECT, leaf(issuer="CN=Inspector"))
UNREACHABLE = trial(What.DIRECT)


def test_a_known_product_is_certain() -> None:
    found = clue(CAUSE, case(*SEEN, maker("interceptor", "Fortinet FortiGate")))
    assert found is not None
    assert found.verdict.word == "certain"
    assert found.because == "the certificate was issued by CN=Inspector: Fortinet FortiGate"


def test_a_certificate_for_an_impossible_name_proves_it() -> None:
    known = case(*SEEN, trials=(FOR_NOBODY,))
    assert verdict(CAUSE, known) == "certain"
    assert proof(CAUSE, known) is FOR_NOBODY


def test_the_way_without_the_proxy_is_the_better_proof_when_it_works() -> None:
    assert proof(CAUSE, case(*SEEN, proxy(), trials=(FOR_NOBODY, ANOTHER_ISSUER))) is ANOTHER_ISSUER
    assert proof(CAUSE, case(*SEEN, proxy(), trials=(FOR_NOBODY, SAME_ISSUER))) is FOR_NOBODY


def test_another_issuer_without_the_proxy_proves_it() -> None:
    found = clue(CAUSE, case(*SEEN, proxy(), trials=(ANOTHER_ISSUER,)))
    assert found is not None
    assert (found.verdict.word, found.confirmed_by) == ("certain", ANOTHER_ISSUER)
    assert found.because == (
        "through http://127.0.0.1:3128 the certificate was issued by CN=Inspector, "
        "without it by CN=Public CA"
    )


def test_the_same_issuer_without_the_proxy_excludes_it() -> None:
    known = case(*SEEN, proxy(), trials=(SAME_ISSUER, FOR_THE_SAME))
    assert verdict(CAUSE, known) == "excluded"
    assert proof(CAUSE, known) is None


@pytest.mark.parametrize(
    ("age", "word"), [(timedelta(hours=1), "likely"), (timedelta(days=3), "possible")]
)
def test_behind_a_proxy_a_fresh_certificate_is_suspicious(age: timedelta, word: str) -> None:
    seen = leaf(issuer="CN=Inspector", not_before=NOW - age)
    assert verdict(CAUSE, case(seen, BROKEN, proxy(), clock())) == word


def test_without_a_clock_nothing_is_fresh() -> None:
    seen = leaf(not_before=NOW)
    assert verdict(CAUSE, case(seen, BROKEN, proxy(), trials=(UNREACHABLE,))) == "possible"


@pytest.mark.parametrize(
    "known",
    [
        case(*SEEN),
        case(*SEEN, trials=(FOR_THE_SAME,)),
        case(*SEEN, trials=(NO_CERTIFICATE,)),
        case(*SEEN, maker("default-certificate", "Traefik")),
        case(FORGED, chain(), maker("interceptor", "Fiddler")),
        case(FORGED, maker("interceptor", "Fiddler")),
        case(BROKEN, maker("interceptor", "Fiddler")),
    ],
    ids=[
        "no sign",
        "the same certificate for any name",
        "none for another name",
        "a default certificate",
        "trusted",
        "no chain",
        "no leaf",
    ],
)
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""


def test_what_it_asks() -> None:
    assert asks(CAUSE, case(*SEEN)) == [f"sni-other {NOBODY}"]
    assert asks(CAUSE, case(*SEEN, proxy())) == ["direct", f"sni-other {NOBODY}"]
