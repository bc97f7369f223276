"""What causes remark on a handshake that works."""

from __future__ import annotations

from datetime import timedelta

import pytest

from causes_facts import (
    NOW,
    TLS12,
    case,
    chain,
    clock,
    established,
    leaf,
    maker,
    notes,
)
from tlswhy.causes.certificate import cert_expired
from tlswhy.causes.interception import intercept_ca_untrusted
from tlswhy.causes.parameters import cipher_no_overlap
from tlswhy.causes.version import version_server_too_old
from tlswhy.model.case import Case


def test_a_trusted_interceptor_is_named() -> None:
    known = case(maker("interceptor", "Zscaler"), chain(anchor="CN=Zscaler Root CA"))
    assert notes(intercept_ca_untrusted.CAUSE, known) == [
        (
            "the connection is decrypted on the way by Zscaler, whose CA is trusted here: "
            "CN=Zscaler Root CA"
        )
    ]
    for other in (case(maker("filter", "a portal"), chain()), case(maker("interceptor", "X"))):
        assert notes(intercept_ca_untrusted.CAUSE, other) == []


@pytest.mark.parametrize(("version", "name"), [(0x0301, "TLS 1.0"), (0x0302, "TLS 1.1")])
def test_an_old_version(version: int, name: str) -> None:
    said = [f"{name} is used, which current clients refuse (RFC 8996)"]
    assert notes(version_server_too_old.CAUSE, case(established(version))) == said


@pytest.mark.parametrize("known", [case(established(TLS12)), case()])
def test_no_old_version(known: Case) -> None:
    assert notes(version_server_too_old.CAUSE, known) == []


@pytest.mark.parametrize(
    ("suite", "said"),
    [
        (
            0x009C,
            [
                (
                    "TLS_RSA_WITH_AES_128_GCM_SHA256 has no forward secrecy: whoever gets the "
                    "server's key can read what was recorded before"
                )
            ],
        ),
        (0xC012, ["TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA encrypts weakly (3DES_EDE_CBC)"]),
        (0xC02F, []),
        (0x1301, []),
        (0xFAFA, []),
    ],
)
def test_suites(suite: int, said: list[str]) -> None:
    assert notes(cipher_no_overlap.CAUSE, case(established(TLS12, suite=suite))) == said
    assert notes(cipher_no_overlap.CAUSE, case()) == []


def holds(days: float, of: float) -> Case:
    ends = NOW + timedelta(days=days)
    return case(leaf(not_before=ends - timedelta(days=of), not_after=ends), clock())


def test_the_days_that_are_left_when_renewal_is_due() -> None:
    assert notes(cert_expired.CAUSE, holds(29, of=90)) == [
        "the certificate ends on 2030-01-30, in 29 days of its 90: by now it should be renewed"
    ]
    for other in (holds(31, of=90), holds(8, of=90), holds(0.1, of=1), case(leaf()), case(clock())):
        assert notes(cert_expired.CAUSE, other) == []
