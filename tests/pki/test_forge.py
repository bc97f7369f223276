"""The forged chains are what they say, and real clients take them as has been measured.

Who refuses what was written down before the oracles were (x509-limbo, BetterTLS, and random chains
of another generator), so this holds forge and oracles against each other.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pki.forge import AT, KINDS, SHAPES, Forged, forge, forged, single
from pki.oracles import CLIENTS, Case, Verdict, oracle
from tlswhy.pki.der import element

PLACES = {"L": "leaf", "I": "intermediate", "R": "root"}

# Kind and place, and who refuses a chain that has just this fault.
ALL = frozenset(CLIENTS)
BY_THE_BOOK = frozenset({"python", "pyca"})
NOT_THE_ANCHOR = frozenset({"java", "rustls"})
MEASURED: dict[tuple[str, str], frozenset[str]] = {
    ("expired", "leaf"): ALL,
    ("expired", "intermediate"): ALL,
    ("expired", "root"): ALL - NOT_THE_ANCHOR,
    ("not-yet-valid", "leaf"): ALL,
    ("not-yet-valid", "root"): ALL - NOT_THE_ANCHOR,
    ("signature-bad", "leaf"): ALL,
    ("signature-bad", "intermediate"): ALL,
    ("signature-bad", "root"): frozenset(),
    ("bc-missing", "intermediate"): ALL,
    ("bc-false", "intermediate"): ALL,
    ("bc-not-critical", "intermediate"): BY_THE_BOOK,
    ("ku-missing", "intermediate"): BY_THE_BOOK,
    ("ski-missing", "intermediate"): frozenset({"python"}),
    ("aki-missing", "leaf"): BY_THE_BOOK,
    ("aki-missing", "intermediate"): frozenset({"python"}),
    ("unknown-critical", "leaf"): ALL,
    ("unknown-critical", "root"): ALL - NOT_THE_ANCHOR,
    ("unknown-not-critical", "leaf"): frozenset(),
    ("eku-client", "leaf"): ALL,
    ("eku-client", "intermediate"): ALL - {"java"},
    ("leaf-is-ca", "leaf"): frozenset({"pyca", "rustls"}),
    ("nc-dns-not-permitted", "intermediate"): ALL,
    ("nc-dns-not-permitted", "root"): ALL - {"java"},
    ("nc-dns-permitted", "intermediate"): frozenset(),
    ("nc-dns-excluded", "intermediate"): ALL,
    ("nc-dns-leading-dot", "intermediate"): frozenset({"pyca"}),
    ("san-missing", "leaf"): frozenset({"pyca", "go", "rustls"}),
    ("subject-empty", "leaf"): frozenset({"python", "pyca", "java"}),
    ("host-other", "leaf"): ALL,
    ("wildcard", "leaf"): frozenset(),
    ("wildcard-apex", "leaf"): ALL,
    ("rsa-1024", "leaf"): frozenset({"openssl", "python"}),
    ("rsa-2048", "leaf"): frozenset(),
    ("serial-zero", "leaf"): frozenset(),
}

ARRANGED: dict[str, frozenset[str]] = {
    **dict.fromkeys(("plain", "direct", "long", "root-sent", "duplicates"), frozenset()),
    **dict.fromkeys(("wrong-order", "unrelated", "cross-root-new"), frozenset()),
    **dict.fromkeys(("cross-root-old", "expired-twin"), frozenset()),
    **dict.fromkeys(("missing", "missing-upper", "missing-lower", "self-signed"), ALL),
    **dict.fromkeys(("unknown-root", "unknown-root-sent", "other-key-trusted"), ALL),
    "cross-root-only-expired": ALL - NOT_THE_ANCHOR,
    "pinned-leaf": frozenset({"gnutls", "rustls"}),
    # The way round is sent first, and they do not go back.
    "circle": frozenset({"openssl", "python", "gnutls"}),
}
"""Shape, and who refuses it without any other fault."""


@pytest.fixture(params=CLIENTS)
def client(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    lacking = oracle(name).missing()
    if lacking:
        pytest.skip(f"{name} needs {lacking}")
    return name


def test_the_same_seed_forges_the_same_bytes() -> None:
    assert forge(7, 30) == forge(7, 30)
    assert forge(7, 30)[:10] == forge(7, 10)
    assert forge(7, 30) != forge(8, 30)
    assert forge(7, 30)[20] == forged(7, 20)


def test_random_chains_have_up_to_two_faults_in_every_shape() -> None:
    chains = forge(3, 1500)
    assert {len(one.faults) for one in chains} == {0, 1, 2}
    assert {one.shape for one in chains} == set(SHAPES)
    assert {fault.kind for one in chains for fault in one.faults} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_is_on_the_certificate_it_names(kind: str) -> None:
    for place in KINDS[kind].places:
        made = single(kind, PLACES[place], "longest")
        path = [*made.case.chain, *made.case.roots]
        good = single("unknown-not-critical", "root", "longest")
        assert len(made.case.chain) == len(good.case.chain)
        for der in path:
            whole = element(der)
            assert len(whole.children()) == 3
        (fault,) = made.faults
        assert (fault.kind, fault.place) == (kind, PLACES[place])


def test_a_fault_that_has_no_place_is_refused() -> None:
    with pytest.raises(ValueError, match="pathlen-short cannot be on the intermediate"):
        single("pathlen-short", "intermediate")


def test_every_shape_is_asked_for_its_host_at_one_time() -> None:
    for shape in SHAPES:
        case = single("unknown-not-critical", "leaf", shape).case
        assert case.at == AT
        assert case.host
        assert case.chain
        assert case.roots


def test_clients_refuse_what_they_were_measured_to_refuse(client: str) -> None:
    chains = [single(kind, place) for kind, place in MEASURED]
    refused = _refused(client, chains)
    expected = {key for key, who in MEASURED.items() if client in who}
    assert {
        key for key, is_refused in zip(MEASURED, refused, strict=True) if is_refused
    } == expected


def test_clients_arrange_what_they_were_measured_to_arrange(client: str) -> None:
    chains = [single("unknown-not-critical", "leaf", shape) for shape in ARRANGED]
    refused = _refused(client, chains)
    expected = {shape for shape, who in ARRANGED.items() if client in who}
    assert {
        shape for shape, is_refused in zip(ARRANGED, refused, strict=True) if is_refused
    } == expected


def test_an_answer_does_not_depend_on_what_was_asked_before(client: str) -> None:
    cases = [one.case for one in forge(5, 24)]
    answers = oracle(client).verdicts(cases)
    assert oracle(client).verdicts(cases[::-1]) == answers[::-1]
    assert all(bool(answer.reason) is not answer.ok for answer in answers)


def test_bytes_that_are_no_certificate_are_refused(client: str) -> None:
    good = single("unknown-not-critical", "leaf").case
    for chain in ((b"\x30\x03\x02\x01\x01",), (b"junk", *good.chain[1:])):
        (answer,) = oracle(client).verdicts([Case(chain, good.roots, good.host, good.at)])
        assert not answer.ok
        assert answer.reason


def _refused(client: str, chains: Sequence[Forged]) -> list[bool]:
    answers: list[Verdict] = oracle(client).verdicts([one.case for one in chains])
    return [not answer.ok for answer in answers]
