"""Servers without RFC 5746 and without RFC 7627: what TLS 1.2 learned late."""

from __future__ import annotations

import pytest
from msgspec import structs

from causes_facts import TLS12, TLS13, alert, case, clue, established, server_hello, verdict
from tlswhy.causes.parameters import ems_missing, legacy_renegotiation_disabled
from tlswhy.model.diagnosis import Cause
from tlswhy.model.facts.tls import ServerHelloSeen

LEGACY, EMS = legacy_renegotiation_disabled.CAUSE, ems_missing.CAUSE


def chosen(
    version: int = TLS12, *, secure: bool | None = True, ems: bool | None = True
) -> ServerHelloSeen:
    return structs.replace(
        server_hello(version, suite=0xC02F, group=None),
        secure_renegotiation=secure,
        extended_master_secret=ems,
    )


def test_no_secure_renegotiation_is_certain_although_this_client_went_on() -> None:
    found = clue(LEGACY, case(chosen(secure=False), established(TLS12)))
    assert found is not None
    assert (found.verdict.word, found.risk) == ("certain", False)
    assert found.because == (
        "ServerHello: TLS 1.2, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, without renegotiation_info "
        "(RFC 5746); OpenSSL 3 refuses such servers"
    )
    assert LEGACY.after_handshake


def test_below_tls_12_the_version_comes_first() -> None:
    assert verdict(LEGACY, case(chosen(0x0301, secure=False))) == "likely"


def test_no_extended_master_secret_is_a_risk_for_some() -> None:
    found = clue(EMS, case(chosen(ems=False), established(TLS12)))
    assert found is not None
    assert (found.verdict.word, found.risk) == ("possible", True)
    assert found.because.endswith("clients in FIPS mode refuse that")


def test_a_client_that_ends_it_there_is_one_of_them() -> None:
    found = clue(EMS, case(chosen(ems=False), alert(80, after="key-exchange", ours=True)))
    assert found is not None
    assert (found.verdict.word, found.risk) == ("likely", False)


@pytest.mark.parametrize("of", [alert(80, after="key-exchange"), alert(48, ours=True)])
def test_another_alert_says_nothing_of_it(of: object) -> None:
    known = case(chosen(ems=False), of)  # type: ignore[arg-type]
    assert verdict(EMS, known) == "possible"


@pytest.mark.parametrize("cause", [LEGACY, EMS])
def test_none_of_it(cause: Cause) -> None:
    assert verdict(cause, case()) == ""
    assert verdict(cause, case(chosen())) == ""
    assert verdict(cause, case(chosen(TLS13, secure=None, ems=None))) == ""


def test_extended_master_secret_is_a_matter_of_tls_12() -> None:
    assert verdict(EMS, case(chosen(0x0302, ems=False))) == ""
