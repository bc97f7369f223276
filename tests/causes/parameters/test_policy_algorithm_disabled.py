from __future__ import annotations

import pytest

from causes_facts import (
    TLS12,
    alert,
    asks,
    at,
    case,
    clue,
    established,
    fault,
    key_exchange,
    problem,
    server_hello,
    spoken_as,
    trial,
    verdict,
)
from tlswhy.causes.parameters.policy_algorithm_disabled import CAUSE
from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Party, Remedy, Step
from tlswhy.model.facts.certificate import StrengthSeen
from tlswhy.model.facts.context import ClientProfile

LEVEL_3 = spoken_as(
    "openssl-3",
    rsa_bits=3072,
    ec_bits=256,
    dh_bits=3072,
    digests=("sha1",),
    public_digests=("sha224",),
    handshake_sha2=True,
)
EASY = spoken_as("easy-1")
OLD = server_hello(0x0302, suite=0xC013, group=None)
UNLISTED = fault("scheme-not-offered", "the server signs with scheme 0x0201")


def strength(
    key: str = "rsa",
    bits: int = 2048,
    digest: str = "sha256",
    *,
    public: bool = False,
    hop: int = 1,
) -> StrengthSeen:
    return StrengthSeen(
        seen=at(hop), index=0, subject="a.test", key=key, bits=bits, digest=digest, public=public
    )


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (strength(), "wants 3072 bits"),
        (strength("rsa-pss"), "wants 3072 bits"),
        (strength("ec", 224), "wants 256 bits"),
        (strength("ec", 256, "sha1"), "takes no certificate signed with sha1"),
        (strength("ec", 256, "sha224", public=True), "takes no certificate signed with sha224"),
    ],
)
def test_a_certificate_that_others_take(one: StrengthSeen, why: str) -> None:
    found = clue(CAUSE, case(LEVEL_3, one, established()))
    assert found is not None
    assert (found.verdict.word, found.step) == ("certain", Step.CERTIFICATE)
    assert found.because == f"{one.says}; openssl-3 (its policy) {why}"
    assert found.remedies == (Remedy.RELAX_CLIENT_POLICY,)
    assert (CAUSE.acts, CAUSE.after_handshake) == (Party.CLIENT, True)


@pytest.mark.parametrize("code", ["weak-key", "weak-signature"])
def test_where_all_would_mind_the_server_comes_first(code: str) -> None:
    found = clue(CAUSE, case(LEVEL_3, strength(bits=1024), problem(code)))
    assert found is not None
    assert found.verdict.word == "likely"
    assert found.remedies == (Remedy.REISSUE_STRONGER, Remedy.RELAX_CLIENT_POLICY)
    assert verdict(CAUSE, case(LEVEL_3, strength(bits=1024), problem("expired"))) == "certain"


@pytest.mark.parametrize(
    ("profile", "one"),
    [
        (LEVEL_3, strength(bits=3072)),
        (LEVEL_3, strength("ec", 256)),
        (LEVEL_3, strength("ed25519", 0)),
        (LEVEL_3, strength("ec", 256, "sha224")),
        (LEVEL_3, strength(hop=0)),
        (EASY, strength(bits=1024, digest="sha1")),
        (spoken_as("nginx", rsa_bits=3072, verifies=False), strength()),
    ],
    ids=["enough", "curve", "another kind", "private", "a proxy's", "takes all", "does not look"],
)
def test_a_certificate_that_it_takes(profile: ClientProfile, one: StrengthSeen) -> None:
    assert verdict(CAUSE, case(profile, one)) == ""


def test_a_prime_that_others_take() -> None:
    found = clue(CAUSE, case(LEVEL_3, server_hello(TLS12), key_exchange(0, 2048)))
    assert found is not None
    assert (found.verdict.word, found.step) == ("certain", Step.KEY_EXCHANGE)
    assert found.because.endswith("DH of 2048 bits; openssl-3 (its policy) wants 3072")


@pytest.mark.parametrize(("bits", "profile"), [(1024, LEVEL_3), (3072, LEVEL_3), (2048, EASY)])
def test_a_prime_that_it_takes_or_nobody(bits: int, profile: ClientProfile) -> None:
    assert verdict(CAUSE, case(profile, server_hello(TLS12), key_exchange(0, bits))) == ""


def test_signatures_before_tls_12() -> None:
    found = clue(CAUSE, case(LEVEL_3, OLD, key_exchange(29)))
    assert found is not None
    assert (found.verdict.word, found.step) == ("certain", Step.KEY_EXCHANGE)
    assert found.because.startswith("the key exchange of TLS 1.1 is signed with SHA-1; openssl-3 ")
    unknown = server_hello(0x0302, suite=0xFEFE, group=None)
    assert verdict(CAUSE, case(LEVEL_3, unknown, key_exchange(29))) == "certain"


@pytest.mark.parametrize(
    "known",
    [
        case(LEVEL_3, OLD),
        case(LEVEL_3, key_exchange(29)),
        case(EASY, OLD, key_exchange(29)),
        case(LEVEL_3, server_hello(TLS12, suite=0xC013), key_exchange(29)),
        case(LEVEL_3, server_hello(0x0302, suite=0xC018, group=None), key_exchange(29)),
    ],
    ids=["RSA key exchange", "no choice", "takes it", "TLS 1.2", "anonymous"],
)
def test_nothing_old_is_signed(known: Case) -> None:
    assert verdict(CAUSE, known) == ""


def test_an_algorithm_that_was_not_listed() -> None:
    known = case(LEVEL_3, UNLISTED)
    found = clue(CAUSE, known)
    assert found is not None
    assert (found.verdict.word, found.confirmed_by) == ("likely", None)
    assert asks(CAUSE, known) == ["schemes-all"]
    cured = trial(What.SCHEMES_ALL, established(TLS12))
    found = clue(CAUSE, known.plus((cured,)))
    assert found is not None
    assert (found.verdict.word, found.confirmed_by) == ("certain", cured)
    assert found.because == (
        "the server signs with scheme 0x0201; its policy takes no SHA-1; with SHA-1 in the list "
        "the handshake is finished"
    )
    assert verdict(CAUSE, known.plus((trial(What.SCHEMES_ALL, alert(40)),))) == ""


@pytest.mark.parametrize(
    "known",
    [case(), case(UNLISTED), case(EASY, UNLISTED), case(LEVEL_3, fault("malformed"))],
    ids=["nothing", "nobody", "takes it", "another fault"],
)
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""
    assert asks(CAUSE, known) == []
