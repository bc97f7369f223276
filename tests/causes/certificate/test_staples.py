"""cert-revoked and ocsp-staple-bad: what the stapled OCSP response says, and whether it holds."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from msgspec import structs

from causes_facts import asks, at, case, clue, established, leaf, problem, verdict
from tlswhy.causes.certificate import cert_revoked, ocsp_staple_bad
from tlswhy.model.diagnosis import Cause
from tlswhy.model.facts.certificate import LeafSeen, StapleSeen

REVOKED, BAD = cert_revoked.CAUSE, ocsp_staple_bad.CAUSE
EVERY_PROBLEM = (
    *ocsp_staple_bad.REFUSED,
    *ocsp_staple_bad.DOUBTFUL,
    "unchecked",
    "",
)


def staple(
    status: str = "good",
    problem: str = "",
    *,
    text: str = "",
    revoked_at: datetime | None = None,
    reason: str = "",
    hop: int = 1,
) -> StapleSeen:
    return StapleSeen(
        seen=at(hop),
        status=status,
        problem=problem,
        text=text or problem,
        this_update=datetime(2029, 12, 31, tzinfo=UTC),
        next_update=datetime(2030, 1, 6, tzinfo=UTC),
        revoked_at=revoked_at,
        reason=reason,
    )


def strict() -> LeafSeen:
    return structs.replace(leaf(), must_staple=True)


@pytest.mark.parametrize("both", [REVOKED, BAD])
class TestNeither:
    def test_a_good_staple(self, both: Cause) -> None:
        assert verdict(both, case(leaf(), staple(), established())) == ""

    def test_a_good_staple_that_is_demanded(self, both: Cause) -> None:
        assert verdict(both, case(strict(), staple(), established())) == ""

    def test_no_staple(self, both: Cause) -> None:
        assert verdict(both, case(leaf(), established())) == ""
        assert verdict(both, case(strict(), established())) == ""

    def test_no_certificate(self, both: Cause) -> None:
        assert verdict(both, case(staple("revoked"))) == ""

    def test_the_proxys_staple_is_another_matter(self, both: Cause) -> None:
        seen = case(leaf(), staple("revoked", "out-of-date", hop=0), established())
        assert verdict(both, seen) == ""

    def test_nothing_to_try(self, both: Cause) -> None:
        assert asks(both, case(leaf(), staple("revoked"))) == []


class TestRevoked:
    def test_the_issuer_says_so(self) -> None:
        when = datetime(2029, 11, 3, 4, tzinfo=UTC)
        seen = staple("revoked", revoked_at=when, reason="keyCompromise")
        found = clue(REVOKED, case(leaf(), seen, established()))
        assert found is not None
        assert found.because == (
            "CN=a.test was revoked on 2029-11-03 (keyCompromise), "
            "says the OCSP response that the server staples"
        )
        assert found.evidence == (seen, leaf())

    def test_no_date_and_no_reason(self) -> None:
        found = clue(REVOKED, case(leaf(), staple("revoked")))
        assert found is not None
        assert found.because.startswith("CN=a.test was revoked, says")

    @pytest.mark.parametrize(
        ("held_against", "word"),
        [
            ("", "certain"),
            ("out-of-date", "certain"),
            ("not-yet", "certain"),
            ("unchecked", "likely"),
            ("signature", ""),
            ("unsigned-by-issuer", ""),
        ],
    )
    def test_only_if_the_signature_holds(self, held_against: str, word: str) -> None:
        seen = case(leaf(), staple("revoked", held_against), established())
        assert verdict(REVOKED, seen) == word

    def test_what_could_not_be_checked_is_said(self) -> None:
        seen = staple("revoked", "unchecked", text="the issuer is not known")
        found = clue(REVOKED, case(leaf(), seen))
        assert found is not None
        assert found.because.endswith("staples; the issuer is not known")

    def test_unknown_is_not_revoked(self) -> None:
        assert verdict(REVOKED, case(leaf(), staple("unknown"))) == ""


class TestBad:
    @pytest.mark.parametrize("held_against", ocsp_staple_bad.REFUSED)
    def test_what_strict_clients_refuse(self, held_against: str) -> None:
        found = clue(BAD, case(leaf(), staple("", held_against), established()))
        assert found is not None
        assert (found.verdict.word, found.risk) == ("certain", False)

    @pytest.mark.parametrize("held_against", ocsp_staple_bad.REFUSED)
    def test_beside_another_failure_it_is_only_likely(self, held_against: str) -> None:
        seen = case(leaf(), problem("expired"), staple("", held_against), established())
        assert verdict(BAD, seen) == "likely"

    @pytest.mark.parametrize("held_against", ocsp_staple_bad.DOUBTFUL)
    def test_what_only_some_refuse_is_a_risk(self, held_against: str) -> None:
        found = clue(BAD, case(leaf(), staple("", held_against), established()))
        assert found is not None
        assert (found.verdict.word, found.risk) == ("likely", True)

    @pytest.mark.parametrize("held_against", ocsp_staple_bad.DOUBTFUL)
    def test_unless_the_certificate_demands_a_good_one(self, held_against: str) -> None:
        found = clue(BAD, case(strict(), staple("", held_against), established()))
        assert found is not None
        assert (found.verdict.word, found.risk) == ("certain", False)
        assert found.because == (
            f"the OCSP response stapled for CN=a.test is no good: {held_against}; "
            "the certificate demands a good one (must-staple)"
        )

    def test_a_demanded_one_that_did_not_come(self) -> None:
        found = clue(BAD, case(strict(), staple("", "missing"), established()))
        assert found is not None
        assert found.because == (
            "CN=a.test demands a stapled OCSP response (must-staple), and none came"
        )

    def test_a_certificate_that_its_issuer_does_not_know(self) -> None:
        found = clue(BAD, case(leaf(), staple("unknown"), established()))
        assert found is not None
        assert found.verdict.word == "certain"
        assert found.because.endswith("is no good: its issuer does not know the certificate")

    def test_what_could_not_be_checked_says_nothing(self) -> None:
        assert verdict(BAD, case(leaf(), staple("good", "unchecked"), established())) == ""
        assert verdict(BAD, case(leaf(), staple("unknown", "unchecked"), established())) == ""

    def test_an_old_one_says_when_it_ended(self) -> None:
        seen = staple("good", "out-of-date", text="it ended on 2029-12-29 00:00, 3 days ago")
        found = clue(BAD, case(leaf(), seen, established()))
        assert found is not None
        assert found.because == (
            "the OCSP response stapled for CN=a.test is no good: "
            "it ended on 2029-12-29 00:00, 3 days ago"
        )


@pytest.mark.parametrize("held_against", EVERY_PROBLEM)
def test_a_revoked_certificate_has_one_cause(held_against: str) -> None:
    seen = case(leaf(), staple("revoked", held_against), established())
    assert not (verdict(REVOKED, seen) and verdict(BAD, seen))
