from __future__ import annotations

from datetime import UTC, datetime

from msgspec import structs

from causes_facts import (
    asks,
    case,
    chain,
    clue,
    established,
    leaf,
    problem,
    proof,
    trial,
    verdict,
)
from tlswhy.causes.trust.chain_cross_sign_expired import CAUSE
from tlswhy.model.case import Case, What
from tlswhy.model.facts import Fact
from tlswhy.model.facts.certificate import CertificateProblem

TOP = "CN=Old Root, O=Old"
CHAIN = chain(anchor=TOP, top=TOP, top_issuer=TOP)
CURED = trial(What.CLOCK, established())


def expired(index: int, subject: str) -> CertificateProblem:
    return problem("expired", index=index, subject=subject, text="ended on 2021-09-30")


ROOT, CROSS = expired(3, "Old Root"), expired(2, "Young Root")


def judged(*more: Fact) -> Case:
    return case(leaf(), CHAIN, *more)


def test_the_root_at_the_top_is_certain() -> None:
    found = clue(CAUSE, judged(CROSS, ROOT))
    assert found is not None
    assert found.verdict.word == "certain"
    assert found.because == (
        "Old Root: ended on 2021-09-30; the server's own certificate and its issuer are within "
        "their dates"
    )


def test_also_when_it_signed_the_leaf_itself() -> None:
    assert verdict(CAUSE, judged(expired(1, "Old Root"))) == "certain"


def test_a_certificate_below_it_is_likely() -> None:
    assert verdict(CAUSE, judged(CROSS)) == "likely"


def test_another_time_proves_it() -> None:
    known = judged(ROOT)
    assert proof(CAUSE, known) is None
    assert proof(CAUSE, known.plus((CURED,))) is CURED
    assert proof(CAUSE, known.plus((trial(What.CLOCK, established(), ROOT),))) is None


def test_what_it_asks() -> None:
    ends = datetime(2021, 9, 30, 14, tzinfo=UTC)
    dates = structs.replace(CHAIN, valid_to=ends)
    assert asks(CAUSE, case(leaf(), dates, ROOT)) == ["clock 2021-09-30T13:00:00+00:00"]
    assert asks(CAUSE, judged(ROOT)) == []
    assert asks(CAUSE, case(leaf(), ROOT)) == []


def test_an_expired_leaf_or_issuer_is_the_servers_fault() -> None:
    assert verdict(CAUSE, judged(expired(0, "a.test"))) == ""
    assert verdict(CAUSE, judged(expired(0, "a.test"), ROOT)) == ""
    assert verdict(CAUSE, judged(expired(1, "Issuing CA"), ROOT)) == ""
    assert verdict(CAUSE, judged(expired(1, "Old"))) == ""


def test_a_self_signed_leaf_is_no_root() -> None:
    own = chain(anchor="", top="CN=a.test", top_issuer="CN=a.test")
    assert verdict(CAUSE, case(leaf(self_issued=True), own, expired(0, "a.test"))) == ""


def test_none_of_it() -> None:
    assert verdict(CAUSE, judged()) == ""
    assert verdict(CAUSE, judged(problem("untrusted-root", index=3, subject="Old Root"))) == ""
    assert verdict(CAUSE, case(CHAIN, ROOT)) == ""
    assert verdict(CAUSE, case(leaf(), ROOT)) == ""
