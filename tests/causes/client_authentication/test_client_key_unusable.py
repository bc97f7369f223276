from __future__ import annotations

import pytest

from causes_facts import alert, case, clue, established, notes, requested, verdict
from tlswhy.causes.client_authentication.client_key_unusable import CAUSE
from tlswhy.model.facts.context import ClientCertificateGiven

SHOWN = (established(), requested(2))
REFUSED = alert(51, after="finished")


def given(
    key_of: int | None, *, key: str = "RSA 2048", public: str = "RSA 2048", legacy: str = ""
) -> ClientCertificateGiven:
    return ClientCertificateGiven(
        count=2, subject="CN=ann", key_of=key_of, key=key, public=public, legacy=legacy
    )


class TestAKeyThatDoesNotBelong:
    def test_it_is_certain_whatever_the_server_says(self) -> None:
        found = clue(CAUSE, case(given(None), established()))
        assert found is not None
        assert (found.verdict.word, found.hop) == ("certain", 0)
        assert found.because == (
            "the client's key does not belong to its certificate CN=ann: both are RSA 2048, but "
            "not the same pair; most clients do not start with that"
        )

    @pytest.mark.parametrize("number", [51, 40, 42])
    @pytest.mark.parametrize("after", ["client-certificate", "finished"])
    def test_the_servers_alert_is_told(self, number: int, after: str) -> None:
        refused = alert(number, after=after)
        found = clue(CAUSE, case(given(None), requested(2), refused))
        assert found is not None
        assert found.because.endswith(f"; {refused.says}")
        assert refused in found.evidence

    def test_keys_of_different_kinds_are_named(self) -> None:
        found = clue(CAUSE, case(given(None, key="EC P-256")))
        assert found is not None
        assert "the certificate is for a key RSA 2048, and the key is EC P-256" in found.because

    def test_the_wrong_order_in_the_file_is_told(self) -> None:
        found = clue(CAUSE, case(given(1)))
        assert found is not None
        assert found.because.startswith(
            "the client's file begins with CN=ann, and its key belongs to certificate 2 of 2, "
            "which has to come first"
        )


class TestTheAlertAlone:
    def test_where_nothing_is_known_of_the_key_it_is_likely(self) -> None:
        assert verdict(CAUSE, case(*SHOWN, REFUSED)) == "likely"

    def test_a_key_that_belongs_is_not_doubted(self) -> None:
        assert clue(CAUSE, case(given(0), *SHOWN, REFUSED)) is None

    @pytest.mark.parametrize(
        "facts",
        [
            (established(), REFUSED),
            (established(), requested(0), REFUSED),
            (*SHOWN, alert(48, after="finished")),
            (*SHOWN, alert(51, after="finished", ours=True)),
            (*SHOWN, alert(51, after="finished", level=1)),
            (requested(2), alert(51, after="certificate")),
            SHOWN,
        ],
    )
    def test_what_it_leaves_to_others(self, facts: tuple[object, ...]) -> None:
        assert clue(CAUSE, case(*facts)) is None  # type: ignore[arg-type]


def test_a_file_of_the_old_kind_gets_a_note() -> None:
    assert notes(CAUSE, case(given(0, legacy="RC2-40"), established())) == [
        (
            "the client's file is encrypted with RC2-40: we read it, and OpenSSL 3 with what is "
            "built on it does so only with its legacy provider"
        )
    ]
    assert notes(CAUSE, case(given(0))) == []
    assert notes(CAUSE, case(established())) == []
