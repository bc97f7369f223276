"""Where Go and Java go their own ways: our verdict, and that of the real ones.

Each rule is one chain. Most are of `pki.forge`: an arrangement, and faults with their places.
"""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address, ip_network
from random import Random

import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID

from pki.forge import AT, HOST, KINDS, NAME_CONSTRAINTS, POLICIES, SHAPES, Plan, key
from pki.oracles import Case, oracle
from tlswhy.pki import clients, verdicts
from tlswhy.pki.stores import Store

BOTH = frozenset({"go", "java"})
GO = frozenset({"go"})
JAVA = frozenset({"java"})
NOBODY: frozenset[str] = frozenset()

# The shape, the faults with the index in the path that each is on, and who of the two refuses it.
FORGED: dict[tuple[str, str], frozenset[str]] = {
    # Go reads every certificate it was sent; what it cannot read ends the handshake.
    ("plain", "policies-malformed@0"): GO,
    ("plain", "policies-malformed@1"): GO,
    ("plain", "san-not-ascii@0"): GO,
    ("plain", "secp256k1@0"): GO,
    ("plain", "secp256k1@1"): BOTH,
    ("plain", "fraction-of-a-second@0"): GO,
    ("plain", "bytes-behind@0"): GO,
    ("pinned-leaf", "bc-path-length-negative@1"): GO,
    ("pinned-leaf", "serial-negative@1"): GO,
    ("pinned-leaf", "algorithm-differs@1"): BOTH,
    ("pinned-leaf", "nc-ip-bad-size@1"): BOTH,
    ("pinned-leaf", "expired@1"): NOBODY,
    # Java reads them all too, but overlooks what is not critical; that ends it for a pinned leaf.
    ("plain", "nc-ip-bad-size@2"): BOTH,
    ("self-signed-trusted", "bc-malformed@0"): BOTH,
    ("self-signed-trusted", "bc-malformed@0 bc-not-critical@0"): GO,
    ("self-signed-trusted", "subject-empty@0"): JAVA,
    ("pinned-leaf-alone", "subject-empty-ca@1"): JAVA,
    ("plain", "version-1-with-extensions@0"): BOTH,
    ("plain", "version-1-with-extensions@1"): BOTH,
    ("plain", "version-1-with-extensions@2"): JAVA,
    ("plain", "version-2@2"): NOBODY,
    # Java overlooks a SAN that it cannot read.
    ("plain", "san-missing@0 san-address-malformed@0"): GO,
    ("plain", "san-address-malformed@0 san-critical@0"): BOTH,
    # What is critical and not evaluated; Java asks nothing of the anchor.
    ("plain", "aki-critical@0"): BOTH,
    ("plain", "ski-critical@2"): GO,
    ("plain", "nc-dn-permitted@2"): GO,
    ("plain", "nc-dn-other-excluded@1"): GO,
    ("plain", "nc-other-name-excluded@2"): GO,
    ("plain", "nc-minimum@1"): JAVA,
    ("plain", "nc-minimum@2"): NOBODY,
    ("plain", "nc-dns-permitted@1 san-mail-malformed@0"): GO,
    ("plain", "nc-dns-other-excluded@1 san-dns-empty@0"): JAVA,
    ("plain", "explicit-policy-required@1"): BOTH,
    ("plain", "explicit-policy-required@2"): NOBODY,
    # Keys, signatures and usages.
    ("plain", "p-224@0"): NOBODY,
    ("plain", "p-224@1"): JAVA,
    ("plain", "signature-pss@0"): GO,
    ("plain", "eku-sgc@0"): GO,
    ("plain", "eku-sgc@1"): GO,
    ("plain", "ku-empty@1"): JAVA,
    ("plain", "name-spelt-otherwise@1"): GO,
    # Java's validator asks the anchor for the key identifier, its builder for dates.
    ("plain", "aki-wrong@0"): NOBODY,
    ("direct", "aki-wrong@0"): JAVA,
    ("plain", "aki-wrong@1"): JAVA,
    ("duplicates", "aki-wrong@1"): NOBODY,
    ("duplicates", "aki-issuer-serial-wrong@1"): NOBODY,
    ("plain", "expired@2"): GO,
    ("duplicates", "expired@2"): BOTH,
    ("plain", "begins-now@2 version-1@2"): NOBODY,
    ("duplicates", "begins-now@2 version-1@2"): JAVA,
}

BAD = b"\x30\x05\x06"
ISSUER_AND_SUBJECT = (
    bytes.fromhex("06092b06010401868d1f02"),
    bytes.fromhex("06092b06010401868d1f03"),
)
"""Two policies, encoded: those of `POLICY` and `OTHER`."""

POLICY = x509.ObjectIdentifier("1.3.6.1.4.1.99999.2")
OTHER = x509.ObjectIdentifier("1.3.6.1.4.1.99999.3")
ANY = x509.ObjectIdentifier("2.5.29.32.0")
IP = x509.IPAddress(ip_address("192.0.2.7"))


def plan(length: int = 3) -> Plan:
    """For `HOST`, with a common name that is none of a host."""
    made = Plan(Random("go and java"), length)
    made.host = HOST
    made.leaf_names(x509.DNSName(HOST))
    made.rename(0, name("Two words"))
    return made


def name(cn: str) -> bytes:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, cn)]).public_bytes()


def case(made: Plan, shape: str = "plain") -> Case:
    sent, trusted = SHAPES[shape].arrange(made)
    return Case(tuple(sent), tuple(trusted), made.host, AT)


def faulty(shape: str, faults: str) -> Case:
    made = plan(SHAPES[shape].length)
    made.rename(0, name(HOST))
    for fault in faults.split():
        kind, _, index = fault.partition("@")
        KINDS[kind].apply(made, int(index))
    return case(made, shape)


def with_policies(leaf: x509.ObjectIdentifier | None, ca: x509.ObjectIdentifier | None) -> Plan:
    """The intermediate asks for a policy."""
    made = plan()
    for draft, oid in zip(made.path, (leaf, ca), strict=False):
        if oid is not None:
            chosen = x509.CertificatePolicies([x509.PolicyInformation(oid, None)])
            draft.put(chosen, critical=False)
    made.path[1].put(x509.PolicyConstraints(0, None), critical=True)
    return made


def mapped(*, leaf: x509.ObjectIdentifier) -> Case:
    """The intermediate lets another policy stand for its own."""
    made = with_policies(leaf, POLICY)
    row = b"".join(ISSUER_AND_SUBJECT)
    value = bytes([0x30, 2 + len(row), 0x30, len(row)]) + row
    made.path[1].put_raw("2.5.29.33", value, critical=False)
    return case(made)


def any_inhibited() -> Case:
    made = with_policies(ANY, ANY)
    made.path[1].put(x509.InhibitAnyPolicy(0), critical=True)
    return case(made)


def with_policy_only_later() -> Case:
    """The CA above lets one certificate go without."""
    made = plan(4)
    made.path[2].put(x509.PolicyConstraints(1, None), critical=True)
    return case(made, "long")


def malformed(oid: str, *, critical: bool, index: int = 1) -> Case:
    made = plan()
    made.path[index].put_raw(oid, BAD, critical=critical)
    return case(made)


def twice() -> Case:
    """The same policies in two extensions."""
    made = with_policies(POLICY, None)
    made.path[1].drop("2.5.29.36")
    made.path[0].extensions += [one for one in made.path[0].extensions if one.oid == POLICIES]
    return case(made)


def limited(
    *,
    permitted: x509.GeneralName | None = None,
    excluded: x509.GeneralName | None = None,
    cn: str,
    index: int = 0,
    san: x509.GeneralName | None = None,
    host: str = HOST,
) -> Case:
    """Name constraints on the intermediate, or above a CA of that common name."""
    made = plan(3 if index == 0 else 4)
    made.rename(index, name(cn))
    made.host = host
    if san is not None:
        made.leaf_names(san)
    limits = x509.NameConstraints(
        None if permitted is None else [permitted], None if excluded is None else [excluded]
    )
    made.path[-2].put(limits, critical=True)
    return case(made, "plain" if index == 0 else "long")


def network(text: str) -> x509.IPAddress:
    return x509.IPAddress(ip_network(text))


def address_in_common_name(*, limits: bool) -> Case:
    made = plan()
    made.host = "192.0.2.8"
    made.rename(0, name(made.host))
    if limits:
        # Java keeps what it has read, changed or not: it must not be the same leaf.
        made.path[0].serial = b"\x01"
        other = x509.NameConstraints(None, [x509.DNSName("other.example")])
        made.path[1].put(other, critical=True)
    return case(made)


def odd_constraint(base: bytes, *, index: int) -> Case:
    """One permitted network, encoded in any size."""
    made = plan()
    subtree = bytes([0x87, len(base)]) + base
    inner = bytes([0x30, len(subtree)]) + subtree
    side = bytes([0xA0, len(inner)]) + inner
    made.path[index].put_raw(NAME_CONSTRAINTS, bytes([0x30, len(side)]) + side, critical=True)
    return case(made)


def rolled_over() -> Case:
    """A root permits names below example, and has issued its own name that has another one."""
    made = plan(4)
    made.path[2].put(x509.SubjectAlternativeName([x509.DNSName("ca.test")]), critical=False)
    limits = x509.NameConstraints([x509.DNSName("example")], None)
    made.path[3].put(limits, critical=True)
    return case(made, "self-issued")


def flight(*, count: int = 2, size: int = 0) -> Case:
    """A good chain with others behind, so many, and in a message of so many bytes."""
    good = case(plan())
    sent = [*good.chain]
    while len(sent) < count:
        stranger = plan().path[-1]
        stranger.subject = stranger.issuer = name(f"Stranger {len(sent)}")
        sent.append(stranger.issue())
    left = size - 3 - sum(3 + len(der) for der in sent)
    parts = -(-left // 50_000) if size else 0
    for part in range(parts):
        # The last one takes what is left over by the division.
        share = left // parts + (left % parts if part == parts - 1 else 0)
        sent.append(long_one(share - 3))
    return Case(tuple(sent), good.roots, good.host, AT)


def long_one(size: int) -> bytes:
    """A certificate of just this many bytes, some thousands."""
    draft = plan().path[-1]
    draft.subject = draft.issuer = name("Long")
    # Its signatures are all of one size.
    draft.key = draft.signer = key("long", "ed25519")
    draft.put_raw("1.3.6.1.4.1.99999.4", bytes(1000), critical=False)
    padding = 1000 + size - len(draft.issue())
    draft.put_raw("1.3.6.1.4.1.99999.4", bytes(padding), critical=False)
    return draft.issue()


MADE: dict[str, tuple[Callable[[], Case], frozenset[str]]] = {
    # RFC 5280 section 6.1, when a CA asks for a policy.
    "the leaf has the policy": (lambda: case(with_policies(POLICY, POLICY)), NOBODY),
    "the leaf has another policy": (lambda: case(with_policies(OTHER, POLICY)), BOTH),
    "the CA has no policy": (lambda: case(with_policies(POLICY, None)), BOTH),
    "the CA has any policy": (lambda: case(with_policies(OTHER, ANY)), NOBODY),
    "the leaf has any policy": (lambda: case(with_policies(ANY, POLICY)), NOBODY),
    "any policy is inhibited": (any_inhibited, BOTH),
    "the leaf has what stands for the policy": (lambda: mapped(leaf=OTHER), NOBODY),
    "the leaf has the policy itself": (lambda: mapped(leaf=POLICY), BOTH),
    "a policy is needed only later": (with_policy_only_later, BOTH),
    # Extensions that cannot be read; Java overlooks those that are not critical.
    "key usage": (lambda: malformed("2.5.29.15", critical=False), GO),
    "critical key usage": (lambda: malformed("2.5.29.15", critical=True), BOTH),
    "critical policies": (lambda: malformed("2.5.29.32", critical=True), BOTH),
    "critical policies of the root": (lambda: malformed("2.5.29.32", critical=True, index=2), BOTH),
    "policies twice": (twice, BOTH),
    # Name constraints: Java compares common names, of CAs too, and addresses there.
    "a word": (
        lambda: limited(permitted=x509.DNSName("example"), cn="Shop", san=IP, host="192.0.2.7"),
        JAVA,
    ),
    "two words": (
        lambda: limited(permitted=x509.DNSName("example"), cn="A shop", san=IP, host="192.0.2.7"),
        NOBODY,
    ),
    "a CA of one word": (
        lambda: limited(permitted=x509.DNSName("example"), cn="CA", index=1),
        JAVA,
    ),
    "no host": (lambda: limited(excluded=network("192.0.2.0/24"), cn="192.0.2.7"), JAVA),
    "no address": (
        lambda: limited(
            permitted=x509.DNSName("example"), cn="192.0.2.1", san=IP, host="192.0.2.7"
        ),
        NOBODY,
    ),
    "an address in the common name": (lambda: address_in_common_name(limits=False), BOTH),
    "and it was compared": (lambda: address_in_common_name(limits=True), GO),
    "a network of 5 bytes": (lambda: odd_constraint(b"\0\0\0\0\xff", index=2), BOTH),
    "a network of 4 bytes": (lambda: odd_constraint(b"\0\0\0\0", index=2), GO),
    "a CA that is its own issuer": (rolled_over, GO),
    "no letter is permitted": (lambda: limited(permitted=x509.DNSName(""), cn="A shop"), JAVA),
    # How much is read.
    "10 certificates": (lambda: flight(count=10), NOBODY),
    "11 certificates": (lambda: flight(count=11), JAVA),
    "32,768 bytes": (lambda: flight(size=1 << 15), NOBODY),
    "32,769 bytes": (lambda: flight(size=(1 << 15) + 1), JAVA),
    "262,144 bytes": (lambda: flight(size=1 << 18), JAVA),
    "262,145 bytes": (lambda: flight(size=(1 << 18) + 1), BOTH),
}
"""What each chain is about, and which of the two refuse it."""


def chains() -> dict[str, tuple[Case, frozenset[str]]]:
    forged = {
        f"{faults} in {shape}": (faulty(shape, faults), who)
        for (shape, faults), who in FORGED.items()
    }
    return forged | {about: (make(), who) for about, (make, who) in MADE.items()}


@pytest.mark.parametrize("client", sorted(BOTH))
def test_our_verdict_is_the_measured_one(client: str) -> None:
    wrong = {}
    for about, (one, who) in chains().items():
        store = Store("forged", "test", one.roots)
        found = verdicts.assess(one.chain, host=one.host, at=one.at, stores=(store,))
        said = verdicts.verdict(found, clients.BY_KEY[client], store)
        if said.ok is (client in who):
            wrong[about] = [problem.code for problem in said.reasons]
    assert not wrong


@pytest.mark.parametrize("client", sorted(BOTH))
def test_the_real_client_says_so(client: str) -> None:
    lacking = oracle(client).missing()
    if lacking:
        pytest.skip(f"{client} needs {lacking}")
    asked = chains()
    answers = oracle(client).verdicts([one for one, _ in asked.values()])
    measured = zip(asked.items(), answers, strict=True)
    assert not [
        (about, answer.reason)
        for (about, (_, who)), answer in measured
        if answer.ok is (client in who)
    ]
