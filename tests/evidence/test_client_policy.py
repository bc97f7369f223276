"""What a chain is worth to a given client, instead of to OpenSSL at level 2."""

from __future__ import annotations

from typing import Any

import pytest

from causes_facts import spoken_as
from evidence.scripts import attempt, certificates, server_hello, theirs, trust
from pki import chains
from tlswhy.evidence import Setting, observe
from tlswhy.model.case import Case
from tlswhy.model.facts import Fact
from tlswhy.model.facts.certificate import CertificateProblem, StrengthSeen
from tlswhy.model.facts.context import Clock
from tlswhy.model.transcript import Transcript

ROOT = chains.root("Root")
RSA_ROOT = chains.root("RSA Root", kind="rsa2048")
NAMELESS = chains.leaf(ROOT, "a.test", names=None)
WEAK = chains.leaf(ROOT, "a.test", names=("a.test",), kind="rsa1024")
SHORT_CURVE = chains.leaf(ROOT, "a.test", names=("a.test",), kind="p192")
SHA1 = chains.with_sha1(chains.leaf(RSA_ROOT, "a.test", names=("a.test",)), RSA_ROOT.private)
HOME_MADE = chains.leaf(ROOT, "a.test", names=("a.test",), aki=None)
STRANGER = chains.leaf(chains.root("Nobody"), "a.test", names=("a.test",))


def seen(leaf: chains.Cert, *given: Fact, public: tuple[chains.Cert, ...] = ()) -> Case:
    made = attempt()
    route = tuple(hop.label for hop in made.hops)
    transcript = Transcript(route, (theirs(server_hello() + certificates(leaf.der)),), "by hand")
    trusted = trust(ROOT, RSA_ROOT, public=public)
    return Case(observe(transcript, made, Setting(given, Clock(now=chains.AT), trusted)))


def fatal(leaf: chains.Cert, *given: Fact, public: tuple[chains.Cert, ...] = ()) -> list[str]:
    problems = seen(leaf, *given, public=public).all(CertificateProblem)
    return [problem.kind for problem in problems if problem.fatal]


@pytest.mark.parametrize(
    ("leaf", "kind", "usually", "mild", "strict"),
    [
        (NAMELESS, "no-san", [], {}, {"san": True}),
        (WEAK, "weak-key", ["weak-key"], {"rsa_bits": 1024}, {"rsa_bits": 2048}),
        (SHORT_CURVE, "weak-key", ["weak-key"], {"ec_bits": 160}, {"ec_bits": 224}),
        (SHA1, "weak-signature", ["weak-signature"], {"digests": ("md5",)}, {"digests": ("sha1",)}),
        (HOME_MADE, "no-authority-key-id", [], {"client": "go"}, {"client": "python"}),
    ],
    ids=["no SAN", "RSA of 1024 bits", "P-192", "SHA-1", "no AKI"],
)
def test_a_client_refuses_what_its_policy_says(
    leaf: chains.Cert,
    kind: str,
    usually: list[str],
    mild: dict[str, Any],
    strict: dict[str, Any],
) -> None:
    assert [problem.kind for problem in seen(leaf).all(CertificateProblem)] == [kind]
    assert fatal(leaf) == usually
    assert fatal(leaf, spoken_as(**mild)) == []
    assert fatal(leaf, spoken_as(**strict)) == [kind]


def test_sha1_below_public_roots_alone() -> None:
    java = spoken_as("java-17", public_digests=("sha1",))
    assert fatal(SHA1, java) == []
    assert fatal(SHA1, java, public=(RSA_ROOT,)) == ["weak-signature"]


def test_everything_else_is_as_ever() -> None:
    assert fatal(STRANGER, spoken_as()) == fatal(STRANGER) == ["intermediate-missing"]


def test_who_does_not_look_has_nothing_against_it() -> None:
    assert seen(STRANGER, spoken_as("nginx", verifies=False)).all(CertificateProblem) == ()


def test_the_strength_of_each_certificate_is_seen_for_a_policy_only() -> None:
    assert seen(WEAK).all(StrengthSeen) == ()
    leaf, root = seen(WEAK, spoken_as(), public=(ROOT,)).all(StrengthSeen)
    assert (leaf.index, leaf.key, leaf.bits, leaf.digest) == (0, "rsa", 1024, "sha256")
    # Nobody looks at the signature of an anchor.
    assert (root.index, root.key, root.bits, root.digest, root.public) == (1, "ec", 256, "", True)
    assert leaf.says == "a.test: rsa key of 1024 bits, signed with sha256"
    assert root.says.endswith(": ec key of 256 bits")
