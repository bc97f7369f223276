"""Servers without RFC 5746 and without RFC 7627: what TLS 1.2 learned late."""

from __future__ import annotations

import pytest
from msgspec import structs

from causes_facts import (
    TLS12,
    TLS13,
    alert,
    case,
    clue,
    established,
    notes,
    server_hello,
    spoken_as,
    verdict,
)
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


def test_no_extended_master_secret_is_a_note_for_all_others() -> None:
    known = case(chosen(ems=False), established(TLS12))
    assert clue(EMS, known) is None
    [said] = notes(EMS, known)
    assert said == (
        "TLS 1.2 without the extended master secret (RFC 7627): clients in FIPS mode, as of "
        "RHEL 9, refuse this server"
    )
    for other in (case(chosen(), established(TLS12)), case(chosen(0x0302, ems=False))):
        assert notes(EMS, other) == []


def test_a_client_that_ends_it_there_is_one_of_them() -> None:
    found = clue(EMS, case(chosen(ems=False), alert(80, after="key-exchange", ours=True)))
    assert found is not None
    assert (found.verdict.word, found.risk) == ("likely", False)


@pytest.mark.parametrize("of", [alert(80, after="key-exchange"), alert(48, ours=True)])
def test_another_alert_says_nothing_of_it(of: object) -> None:
    known = case(chosen(ems=False), of)  # type: ignore[arg-type]
    assert verdict(EMS, known) == ""


@pytest.mark.parametrize("cause", [LEGACY, EMS])
def test_none_of_it(cause: Cause) -> None:
    assert verdict(cause, case()) == ""
    assert verdict(cause, case(chosen())) == ""
    assert verdict(cause, case(chosen(TLS13, secure=None, ems=None))) == ""


def test_extended_master_secret_is_a_matter_of_tls_12() -> None:
    assert verdict(EMS, case(chosen(0x0302, ems=False))) == ""


def test_a_client_that_is_spoken_as_minds_or_does_not() -> None:
    minds = spoken_as("python-3.11", secure_renegotiation=True)
    found = clue(LEGACY, case(minds, chosen(secure=False), established(TLS12)))
    assert found is not None
    assert found.because.endswith("(RFC 5746); python-3.11 refuses such servers")
    assert verdict(LEGACY, case(spoken_as(), chosen(secure=False), established(TLS12))) == ""


def test_a_client_in_fips_mode_is_sure_of_it() -> None:
    fips = spoken_as("rhel-fips-9.2", extended_master_secret=True)
    found = clue(EMS, case(fips, chosen(ems=False), established(TLS12)))
    assert found is not None
    assert (found.verdict.word, found.risk) == ("certain", False)
    assert found.because.endswith("; rhel-fips-9.2 (its policy) insists on it")
    assert verdict(EMS, case(fips, chosen(), established(TLS12))) == ""
    assert notes(EMS, case(fips, chosen(ems=False), established(TLS12))) == []
    assert verdict(EMS, case(spoken_as(), chosen(ems=False), established(TLS12))) == ""
