"""Where GnuTLS and rustls go their own ways: our verdict, and that of the real ones.

Each rule is one chain. Most are of `pki.forge`: a fault, its place, and how the chain is arranged.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID

from pki.forge import AT, HOST, NAME_CONSTRAINTS, Plan, single
from pki.oracles import Case, oracle
from tlswhy.pki import clients, verdicts
from tlswhy.pki.stores import Store

NOBODY = frozenset[str]()
GNUTLS, RUSTLS = frozenset({"gnutls"}), frozenset({"rustls"})
BOTH = GNUTLS | RUSTLS

# The fault, its place, the arrangement, and which of the two refuse it.
FORGED: dict[tuple[str, str, str], frozenset[str]] = {
    # An anchor is looked for twice, and a leaf in the store is hardly looked at (GnuTLS).
    ("unknown-not-critical", "leaf", "pinned-leaf-alone"): RUSTLS,
    ("unknown-not-critical", "leaf", "pinned-leaf"): BOTH,
    ("unknown-critical", "leaf", "pinned-leaf-alone"): RUSTLS,
    ("eku-client", "leaf", "pinned-leaf-alone"): BOTH,
    ("expired", "leaf", "pinned-leaf-alone"): BOTH,
    ("extension-twice", "leaf", "pinned-leaf-alone"): BOTH,
    ("unknown-not-critical", "leaf", "cross-root-new"): NOBODY,
    ("unknown-not-critical", "leaf", "cross-root-expired"): NOBODY,
    ("unknown-not-critical", "leaf", "expired-bridge"): NOBODY,
    ("unknown-not-critical", "leaf", "self-issued"): NOBODY,
    # A root that is the leaf has issued itself (rustls).
    ("unknown-not-critical", "leaf", "self-signed-trusted"): NOBODY,
    ("signature-bad", "leaf", "self-signed-trusted"): RUSTLS,
    ("leaf-is-ca", "leaf", "self-signed-trusted"): RUSTLS,
    # Who may sign.
    ("unknown-not-critical", "leaf", "pinned-intermediate"): NOBODY,
    ("bc-missing", "intermediate", "pinned-intermediate"): GNUTLS,
    ("pathlen-exact", "root", "self-issued"): NOBODY,
    ("bc-malformed", "leaf", "plain"): RUSTLS,
    ("bc-malformed", "intermediate", "plain"): BOTH,
    ("bc-path-length-negative", "intermediate", "plain"): RUSTLS,
    ("leaf-path-length", "leaf", "plain"): NOBODY,
    ("ku-also-cert-sign", "leaf", "plain"): NOBODY,
    ("ku-digital-signature-only", "intermediate", "plain"): GNUTLS,
    ("ku-empty", "intermediate", "plain"): GNUTLS,
    ("must-staple", "intermediate", "plain"): GNUTLS,
    # Who issued whom.
    ("name-spelt-otherwise", "root", "plain"): BOTH,
    ("name-spelt-otherwise", "intermediate", "plain"): BOTH,
    ("aki-issuer-serial-wrong", "leaf", "plain"): NOBODY,
    ("aki-wrong", "leaf", "plain"): GNUTLS,
    # What is read, and when.
    ("fraction-of-a-second", "root", "plain"): GNUTLS,
    ("extension-twice", "leaf", "plain"): GNUTLS,
    ("version-1-with-extensions", "intermediate", "plain"): BOTH,
    ("version-1-with-extensions", "root", "plain"): BOTH,
    ("version-1", "root", "plain"): NOBODY,
    ("version-2", "root", "plain"): RUSTLS,
    ("san-dns-empty", "leaf", "plain"): GNUTLS,
    ("san-address-only", "leaf", "plain"): BOTH,
    # Critical extensions.
    ("aki-critical", "leaf", "plain"): RUSTLS,
    ("ski-critical", "intermediate", "plain"): RUSTLS,
    ("ski-critical", "root", "plain"): NOBODY,
    ("aia-critical", "intermediate", "plain"): RUSTLS,
    ("policies-critical", "leaf", "plain"): RUSTLS,
    ("explicit-policy-required", "intermediate", "plain"): BOTH,
    ("explicit-policy-required", "root", "plain"): GNUTLS,
    ("inhibit-any-policy", "intermediate", "plain"): RUSTLS,
    # Purposes.
    ("eku-sgc", "leaf", "plain"): BOTH,
    ("eku-sgc", "intermediate", "plain"): RUSTLS,
    ("eku-empty", "leaf", "plain"): RUSTLS,
    ("eku-empty", "intermediate", "plain"): RUSTLS,
    # Keys and signatures.
    ("p-224", "root", "plain"): RUSTLS,
    ("p-521", "intermediate", "plain"): NOBODY,
    ("signature-pss", "leaf", "plain"): BOTH,
    # Name constraints.
    ("nc-dn-permitted", "intermediate", "plain"): RUSTLS,
    ("nc-dn-not-permitted", "intermediate", "plain"): RUSTLS,
    ("nc-dn-other-excluded", "intermediate", "plain"): BOTH,
    ("nc-uri-not-permitted", "intermediate", "plain"): RUSTLS,
    ("nc-uri-excluded", "root", "plain"): BOTH,
    ("nc-mail-permitted", "intermediate", "plain"): RUSTLS,
    ("nc-mail-unused", "intermediate", "plain"): NOBODY,
    ("nc-id-permitted", "intermediate", "plain"): GNUTLS,
    ("nc-minimum", "root", "plain"): RUSTLS,
    ("nc-ip-other-family", "intermediate", "plain"): RUSTLS,
}


def beside(der: bytes) -> Case:
    """A good chain, and one more certificate that has nothing to do with it."""
    good = single("unknown-not-critical", "leaf").case
    return Case((*good.chain, der), good.roots, good.host, good.at)


def name(cn: str) -> bytes:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, cn)]).public_bytes()


def der(tag: int, *parts: bytes) -> bytes:
    """One element of less than 128 bytes."""
    body = b"".join(parts)
    return bytes([tag, len(body)]) + body


def plain(plan: Plan) -> Case:
    *sent, root = plan.issued()
    return Case(tuple(sent), (root,), plan.host, AT)


def stranger(**changed: object) -> bytes:
    draft = Plan(Random(0), 3).path[-1]
    draft.subject = draft.issuer = name("Stranger")
    for field, value in changed.items():
        setattr(draft, field, value)
    return draft.issue()


def limited(subtree: bytes, *, excluded: bool, host: str = HOST) -> Case:
    """Name constraints of one subtree on the intermediate; the leaf's common name is no host's."""
    plan = Plan(Random(0), 3)
    plan.host = host
    plan.also_named()
    plan.rename(0, name("Shop"))
    side = der(0xA1 if excluded else 0xA0, der(0x30, subtree))
    plan.path[1].put_raw(NAME_CONSTRAINTS, der(0x30, side), critical=True)
    return plain(plan)


def rolled_over() -> Case:
    """A root permits names below example, and has issued its own name that has another one."""
    plan = Plan(Random(0), 4)
    again, root = plan.path[2], plan.path[3]
    again.subject = plan.path[1].issuer = root.subject
    again.put(x509.SubjectAlternativeName([x509.DNSName("ca.test")]), critical=False)
    plan.host = HOST
    plan.leaf_names(x509.DNSName(HOST))
    root.put(x509.NameConstraints([x509.DNSName("example")], None), critical=True)
    return plain(plan)


def gated() -> Case:
    """A leaf that is a CA for server-gated cryptography."""
    plan = Plan(Random(0), 3)
    plan.path[0].put(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    plan.path[0].put(x509.ExtendedKeyUsage([x509.ObjectIdentifier(NETSCAPE)]), critical=False)
    return plain(plan)


def gated_above(purpose: str) -> Case:
    plan = Plan(Random(0), 3)
    plan.path[1].put(x509.ExtendedKeyUsage([x509.ObjectIdentifier(purpose)]), critical=False)
    return plain(plan)


NETSCAPE, MICROSOFT = "2.16.840.1.113730.4.1", "1.3.6.1.4.1.311.10.3.3"
ADDRESS = "192.0.2.7"
HOLES = b"\xff\0\xff\0"

MADE: dict[str, tuple[Callable[[], Case], frozenset[str]]] = {
    "no certificate beside the chain": (lambda: beside(b"junk"), GNUTLS),
    "a date with a fraction beside it": (lambda: beside(stranger(fraction=True)), GNUTLS),
    "version 1 with extensions beside it": (lambda: beside(stranger(version=1)), GNUTLS),
    "bytes behind it": (lambda: beside(stranger(after=b"\0")), GNUTLS),
    "a good one beside it": (lambda: beside(stranger()), NOBODY),
    "a mask with a hole that an address meets": (
        lambda: limited(der(0x87, b"\xc0\0\0\0" + HOLES), excluded=True, host=ADDRESS),
        BOTH,
    ),
    "a mask with a hole that none meets": (
        lambda: limited(der(0x87, bytes(4) + HOLES), excluded=True, host=ADDRESS),
        GNUTLS,
    ),
    "a mask with a hole and no address": (
        lambda: limited(der(0x87, bytes(4) + HOLES), excluded=True),
        GNUTLS,
    ),
    "a network cut short and no address": (
        lambda: limited(der(0x87, bytes(5)), excluded=True),
        GNUTLS,
    ),
    "a network cut short and an address": (
        lambda: limited(der(0x87, bytes(5)), excluded=True, host=ADDRESS),
        BOTH,
    ),
    "a base with a star": (
        lambda: limited(der(0x82, b"*.example"), excluded=True),
        RUSTLS,
    ),
    "a base with a star and no DNS name": (
        lambda: limited(der(0x82, b"*.example"), excluded=True, host=ADDRESS),
        NOBODY,
    ),
    "a base for mail that is empty": (
        lambda: limited(der(0x81, b""), excluded=False),
        NOBODY,
    ),
    "a common name that is no host's": (
        lambda: limited(der(0x82, b"other.example"), excluded=False, host=ADDRESS),
        GNUTLS,
    ),
    "a CA that is its own issuer has another name": (rolled_over, RUSTLS),
    "a leaf that is a CA, for Netscape's step-up": (gated, RUSTLS),
    "an intermediate for Netscape's step-up": (lambda: gated_above(NETSCAPE), RUSTLS),
    "an intermediate for Microsoft's step-up": (lambda: gated_above(MICROSOFT), BOTH),
}


def ours(client: str, case: Case) -> bool:
    """Whether our profile of the client refuses the chain."""
    store = Store("forged", "test", case.roots)
    found = verdicts.assess(case.chain, host=case.host, at=case.at, stores=(store,))
    return not verdicts.verdict(found, clients.BY_KEY[client], store).ok


def cases() -> dict[str, tuple[Case, frozenset[str]]]:
    forged = {
        f"{kind} on the {place}, {shape}": (single(kind, place, shape).case, who)
        for (kind, place, shape), who in FORGED.items()
    }
    return {**forged, **{title: (made(), who) for title, (made, who) in MADE.items()}}


@pytest.mark.parametrize("client", sorted(BOTH))
def test_our_verdict_is_what_was_measured(client: str) -> None:
    refused = {title for title, (case, _) in cases().items() if ours(client, case)}
    assert refused == {title for title, (_, who) in cases().items() if client in who}


@pytest.mark.parametrize("client", sorted(BOTH))
def test_the_real_client_does_so(client: str) -> None:
    lacking = oracle(client).missing()
    if lacking:
        pytest.skip(f"{client} needs {lacking}")
    asked = cases()
    answers = oracle(client).verdicts([case for case, _ in asked.values()])
    refused = {title for title, answer in zip(asked, answers, strict=True) if not answer.ok}
    assert refused == {title for title, (_, who) in asked.items() if client in who}
