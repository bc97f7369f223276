from __future__ import annotations

import pytest

from causes_facts import alert, case, clue, ended, hello, server_hello, trial, verdict
from tlswhy.causes.parameters import cipher_no_overlap
from tlswhy.causes.parameters.psk_mismatch import CAUSE
from tlswhy.causes.server_configuration import server_no_certificate
from tlswhy.model.case import Case, What

BY_PSK = trial(What.SUITES_ALL, server_hello(suite=0x00A8))
WITH_RSA = trial(What.SUITES_ALL, server_hello(suite=0x00AC))  # RSA_PSK: it has a certificate too


@pytest.mark.parametrize("number", [40, 71])
def test_a_suite_for_shared_keys_is_certain_and_the_others_are_silent(number: int) -> None:
    known = case(hello(), alert(number), trials=(BY_PSK,))
    found = clue(CAUSE, known)
    assert found is not None
    assert (found.verdict.word, found.confirmed_by) == ("certain", BY_PSK)
    assert found.because.endswith("the server picks TLS_PSK_WITH_AES_128_GCM_SHA256")
    assert verdict(cipher_no_overlap.CAUSE, known) == ""
    assert verdict(server_no_certificate.CAUSE, known) == ""


@pytest.mark.parametrize(
    "known",
    [
        case(alert(40), trials=(BY_PSK,)),
        case(hello(), trials=(BY_PSK,)),
        case(hello(), ended("closed"), trials=(BY_PSK,)),
        case(hello(), alert(70), trials=(BY_PSK,)),
        case(hello(), alert(40)),
        case(hello(), alert(40), trials=(trial(What.SUITES_ALL, alert(40)),)),
        case(hello(), alert(40), trials=(trial(What.SUITES_ALL, server_hello(suite=0xFAFA)),)),
        case(hello(), alert(40), trials=(WITH_RSA,)),
    ],
)
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""
