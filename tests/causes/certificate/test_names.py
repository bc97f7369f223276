"""The certificate is for another name: none fits, an address, a wildcard, no list at all."""

from __future__ import annotations

import pytest

from causes_facts import (
    asks,
    case,
    clue,
    established,
    leaf,
    maker,
    problem,
    proof,
    spoken_as,
    trial,
    verdict,
)
from tlswhy.causes.certificate import (
    cert_cn_only,
    cert_hostname_mismatch,
    cert_ip_san_missing,
    cert_wildcard_mismatch,
)
from tlswhy.model.case import What
from tlswhy.model.diagnosis import Cause

NAME, ADDRESS = cert_hostname_mismatch.CAUSE, cert_ip_san_missing.CAUSE
WILDCARD, CN_ONLY = cert_wildcard_mismatch.CAUSE, cert_cn_only.CAUSE
CODES = [
    (NAME, "hostname-mismatch"),
    (ADDRESS, "ip-not-in-san"),
    (WILDCARD, "wildcard-mismatch"),
    (CN_ONLY, "no-san"),
]
each = pytest.mark.parametrize(("cause", "code"), CODES, ids=[code for _, code in CODES])
CURED = trial(What.SNI_FROM_CERTIFICATE, established(), value="b.test")
NOT_CURED = trial(What.SNI_FROM_CERTIFICATE, established(), problem("expired"), value="b.test")


@each
def test_the_certificate_says_it(cause: Cause, code: str) -> None:
    wrong = problem(code, text="it lists b.test")
    found = clue(cause, case(leaf(), wrong))
    assert found is not None
    assert (found.verdict.word, found.because) == ("certain", "CN=a.test: it lists b.test")
    assert found.evidence == (wrong, leaf())


@each
def test_each_code_is_one_causes(cause: Cause, code: str) -> None:
    known = case(leaf(), problem(code))
    assert [one for one, _ in CODES if clue(one, known) is not None] == [cause]


@each
def test_none_of_it(cause: Cause, code: str) -> None:
    assert clue(cause, case(leaf())) is None
    assert clue(cause, case(problem(code))) is None
    assert clue(cause, case(leaf(), problem("expired"))) is None
    assert clue(cause, case(leaf(hop=0), problem(code, hop=0))) is None


@pytest.mark.parametrize(("cause", "code"), CODES[:3])
def test_a_listed_name_that_passes_proves_it(cause: Cause, code: str) -> None:
    known = case(leaf(), problem(code))
    assert proof(cause, known.plus((CURED,))) is CURED
    assert proof(cause, known.plus((NOT_CURED,))) is None
    assert proof(cause, known) is None


@pytest.mark.parametrize(("cause", "code"), CODES[:3])
def test_a_name_that_this_client_takes_is_no_cause(cause: Cause, code: str) -> None:
    assert clue(cause, case(leaf(), problem(f"{code}:variant", fatal=False))) is None
    assert verdict(cause, case(leaf(), problem(f"{code}:variant"))) == "certain"


def test_a_host_that_this_client_takes_for_none_is_one() -> None:
    assert verdict(NAME, case(leaf(), problem("odd-host:underscore"))) == "certain"
    assert verdict(NAME, case(leaf(), problem("odd-host:underscore", fatal=False))) == ""


@pytest.mark.parametrize("role", ["filter", "interceptor"])
def test_whoever_made_it_may_be_the_better_reason(role: str) -> None:
    known = case(leaf(), problem("hostname-mismatch"), maker(role, "Somebody"))
    assert verdict(NAME, known) == "likely"


def test_a_default_certificate_is_still_for_another_name() -> None:
    known = case(leaf(), problem("hostname-mismatch"), maker("default-certificate", "Traefik"))
    assert verdict(NAME, known) == "certain"


@pytest.mark.parametrize("cause", [NAME, ADDRESS])
def test_the_first_name_without_a_star_is_asked_for(cause: Cause) -> None:
    listed = leaf(names=("*.a.test", "b.test", "c.test"))
    assert asks(cause, case(listed)) == ["sni-from-certificate b.test"]
    assert asks(cause, case(leaf(names=("*.a.test",)))) == []
    assert asks(cause, case()) == []


def test_a_wildcard_is_asked_for_one_level_up() -> None:
    listed = leaf(names=("b.test", "*.a.test"))
    assert asks(WILDCARD, case(listed)) == ["sni-from-certificate www.a.test"]
    assert asks(WILDCARD, case(leaf())) == []
    assert asks(WILDCARD, case()) == []


def test_a_list_of_names_cannot_be_tried_where_there_is_none() -> None:
    assert asks(CN_ONLY, case(leaf(), problem("no-san"))) == []


def test_a_client_that_reads_the_common_name_has_no_trouble() -> None:
    wrong = (leaf(), problem("no-san", fatal=False))
    assert verdict(CN_ONLY, case(spoken_as("curl-7.88.1"), *wrong)) == ""
    assert verdict(CN_ONLY, case(spoken_as("go-1.24", san=True), *wrong)) == "certain"
