"""Where OpenSSL, the same with its strict flag, and `cryptography` go their own ways.

Each rule is one chain; our verdict is held against that of the real ones. Most are of `pki.forge`:
a fault, its place, and how the chain is arranged.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa

from pki.chains import key_usage
from pki.forge import (
    AKI,
    AT,
    BASIC,
    HOST,
    KEY_USAGE,
    NAME_CONSTRAINTS,
    SAN,
    SKI,
    Draft,
    Plan,
    key,
    single,
)
from pki.oracles import Case, oracle
from tlswhy.pki import clients, verdicts
from tlswhy.pki.checks import keys
from tlswhy.pki.stores import Store

NOBODY = frozenset[str]()
STRICT, PYCA = frozenset({"python"}), frozenset({"pyca"})
OPENSSL = STRICT | {"openssl"}
ALL = OPENSSL | PYCA
OTHERS = STRICT | PYCA

# The fault, its place, the arrangement, and which of the three refuse it.
FORGED: dict[tuple[str, str, str], frozenset[str]] = {
    # A leaf in the store is trusted last, and what was built above it is judged (OpenSSL).
    ("expired", "intermediate", "pinned-leaf"): OPENSSL,
    ("signature-bad", "leaf", "pinned-leaf"): OPENSSL,
    ("expired", "intermediate", "pinned-leaf-alone"): NOBODY,
    ("bc-path-length-negative", "intermediate", "pinned-leaf"): NOBODY,
    # An extension that it cannot read: it has no issuer then, and may need none.
    ("bc-malformed", "leaf", "self-signed-trusted"): OTHERS,
    ("san-malformed", "leaf", "pinned-leaf-alone"): OTHERS,
    ("extension-twice", "leaf", "pinned-leaf-alone"): OTHERS,
    ("ku-empty", "leaf", "pinned-leaf-alone"): STRICT,
    ("ku-empty", "leaf", "plain"): OPENSSL,
    # Read before a path is looked for.
    ("bytes-behind", "intermediate", "pinned-leaf"): ALL,
    ("fraction-of-a-second", "intermediate", "pinned-leaf-alone"): NOBODY,
    # The algorithm outside is compared when the signature is checked, or by the book.
    ("algorithm-differs", "root", "plain"): OTHERS,
    ("algorithm-differs", "leaf", "plain"): ALL,
    ("algorithm-differs", "leaf", "pinned-leaf-alone"): PYCA,
    # Nothing stands alone for `cryptography`, and for strict OpenSSL something is a CA.
    ("unknown-not-critical", "leaf", "self-signed-trusted"): PYCA,
    ("ku-also-cert-sign", "leaf", "pinned-leaf-alone"): PYCA,
    ("subject-empty", "leaf", "pinned-leaf-alone"): PYCA,
    ("version-1-with-extensions", "leaf", "plain"): OTHERS,
    ("version-1-with-extensions", "root", "plain"): OTHERS,
    ("version-1-with-extensions", "leaf", "pinned-leaf-alone"): PYCA,
    # Purposes.
    ("eku-empty", "intermediate", "plain"): ALL,
    ("eku-sgc", "leaf", "plain"): PYCA,
    ("eku-sgc", "intermediate", "plain"): PYCA,
    # Keys and signatures.
    ("rsa-2046", "leaf", "plain"): NOBODY,
    ("rsa-2046", "intermediate", "plain"): NOBODY,
    ("signature-pss", "leaf", "plain"): PYCA,
    # Critical extensions.
    ("policies-critical", "leaf", "plain"): PYCA,
    ("explicit-policy-required", "root", "plain"): PYCA,
    ("inhibit-any-policy", "intermediate", "plain"): PYCA,
    ("ski-critical", "leaf", "plain"): OPENSSL,
    ("ski-critical", "root", "plain"): ALL,
    # Names, and how things are written.
    ("name-spelt-otherwise", "root", "plain"): PYCA,
    ("name-spelt-otherwise", "intermediate", "plain"): PYCA,
    ("bc-written-false", "leaf", "plain"): PYCA,
    ("generalized-time", "leaf", "plain"): PYCA,
    ("generalized-time", "root", "plain"): PYCA,
    ("never-ends", "leaf", "plain"): NOBODY,
    ("serial-21", "leaf", "plain"): NOBODY,
    ("serial-40", "leaf", "plain"): PYCA,
    ("aki-empty", "leaf", "plain"): STRICT,
    ("aki-empty", "intermediate", "plain"): OTHERS,
    ("aki-empty", "root", "plain"): PYCA,
    ("san-mail-malformed", "leaf", "plain"): NOBODY,
    ("san-dns-with-space", "leaf", "plain"): NOBODY,
    ("san-dns-empty", "leaf", "plain"): NOBODY,
    ("san-not-ascii", "leaf", "plain"): NOBODY,
    ("san-address-malformed", "leaf", "plain"): NOBODY,
    # Name constraints count where they meet a name.
    ("nc-dn-permitted", "intermediate", "plain"): PYCA,
    ("nc-dn-other-excluded", "root", "plain"): PYCA,
    ("nc-mail-unused", "intermediate", "plain"): NOBODY,
}


def plain(plan: Plan) -> Case:
    *sent, root = plan.issued()
    return Case(tuple(sent), (root,), plan.host, AT)


def constrained(base: bytes, *, excluded: bool = False, host: str = HOST, **more: bytes) -> Case:
    """An intermediate with one subtree. more: `beside`, a name of the leaf after its host's."""
    plan = _plan(3, host)
    side = 0xA1 if excluded else 0xA0
    value = _tlv(0x30, _tlv(side, _tlv(0x30, base + more.get("bounds", b""))))
    plan.path[1].put_raw(NAME_CONSTRAINTS, value, critical=more.get("critical") != b"")
    if "beside" in more:
        own = _tlv(0x82, host.encode())
        plan.path[0].put_raw(SAN, _tlv(0x30, own + more["beside"]), critical=False)
    return plain(plan)


def _plan(length: int = 3, host: str = HOST) -> Plan:
    plan = Plan(Random("plan"), length)
    plan.host = host
    address = host[0].isdigit()
    body = bytes(map(int, host.split("."))) if address else host.encode()
    plan.path[0].put_raw(SAN, _tlv(0x30, _tlv(0x87 if address else 0x82, body)), critical=False)
    plan.path[0].put_raw("2.5.29.37", bytes.fromhex("300a06082b06010505070301"), critical=False)
    return plan


def _tlv(tag: int, body: bytes) -> bytes:
    assert len(body) < 0x80
    return bytes([tag, len(body)]) + body


def twins(change: Callable[[Draft], None], *, namesakes: bool = False) -> Case:
    """The intermediate is sent twice, changed first. namesakes: the leaf names no key."""
    plan = _plan()
    if namesakes:
        plan.path[0].drop(AKI)
    twin = plan.path[1].copied()
    twin.serial = b"\x11" + twin.serial[1:]
    change(twin)
    leaf, good, root = plan.issued()
    return Case((leaf, twin.issue(), good), (root,), plan.host, AT)


def without_right_to_sign(twin: Draft) -> None:
    twin.put(key_usage(("crl_sign",)), critical=True)


def unreadable(twin: Draft) -> None:
    twin.put_raw(BASIC, b"\x30\x03\x02", critical=True)


def of_rsa(twin: Draft) -> None:
    twin.key = key("other", "rsa2048")
    twin.put(x509.SubjectKeyIdentifier.from_public_key(twin.key.public_key()), critical=False)


def alone(change: Callable[[Draft], None]) -> Case:
    """A leaf that has issued itself, and is trusted."""
    plan = _plan(1)
    change(plan.path[0])
    (der,) = plan.issued()
    return Case((der,), (der,), plan.host, AT)


def may_sign(leaf: Draft) -> None:
    leaf.drop(BASIC)
    leaf.put(key_usage(("digital_signature", "key_cert_sign")), critical=True)


def old(leaf: Draft) -> None:
    leaf.version, leaf.extensions = 1, []
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)]).public_bytes()
    leaf.subject = leaf.issuer = name


def limited_leaf() -> Case:
    plan = _plan()
    plan.path[0].put(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    return plain(plan)


def critical(oid: str, value: bytes) -> Case:
    plan = _plan()
    plan.path[0].put_raw(oid, value, critical=True)
    return plain(plan)


def purposes_of_root(value: str) -> Case:
    plan = _plan()
    plan.path[-1].put_raw("2.5.29.37", bytes.fromhex(value), critical=False)
    return plain(plan)


ADDRESS = "192.0.2.7"
MAIL = _tlv(0x81, b"me@shop.example")
WEB = _tlv(0x86, b"https://shop.example/")
SHORT = _tlv(0x87, b"\xc0\0\2\0\xff")
HOLES = _tlv(0x87, b"\xc0\0\2\0\xff\0\xff\0")
STAR = _tlv(0x82, b"*.example")
NAME_OF_O = _tlv(0xA4, bytes.fromhex("30103 10e300c060355040a0c05466f726765".replace(" ", "")))

MADE: dict[str, tuple[Callable[[], Case], frozenset[str]]] = {
    "a first issuer that may not sign": (lambda: twins(without_right_to_sign), OPENSSL),
    "a first issuer that cannot be read": (lambda: twins(unreadable), NOBODY),
    "a first issuer with a key of another type": (lambda: twins(of_rsa, namesakes=True), OTHERS),
    "alone, it may sign without basicConstraints": (lambda: alone(may_sign), OTHERS),
    "alone, of version 1": (lambda: alone(old), OTHERS),
    "a leaf that limits the path and cannot sign": (limited_leaf, OTHERS),
    "a critical OCSP No Check": (
        lambda: critical("1.3.6.1.5.5.7.48.1.5", b"\x05\0"),
        PYCA,
    ),
    "no purpose of the root": (lambda: purposes_of_root("3000"), ALL),
    "a subtree of a wrong size, unused": (lambda: constrained(SHORT), NOBODY),
    "a subtree of a wrong size": (lambda: constrained(SHORT, host=ADDRESS), ALL),
    "a wrong size excluded": (lambda: constrained(SHORT, host=ADDRESS, excluded=True), ALL),
    "a mask with holes, unused": (lambda: constrained(HOLES), NOBODY),
    "a mask with holes": (lambda: constrained(HOLES, host=ADDRESS), PYCA),
    "a star, unused": (lambda: constrained(STAR, host=ADDRESS), NOBODY),
    "a star": (lambda: constrained(STAR), ALL),
    "a star excluded": (lambda: constrained(STAR, excluded=True), PYCA),
    "a leading dot, unused": (lambda: constrained(_tlv(0x82, b".example"), host=ADDRESS), NOBODY),
    "a leading dot": (lambda: constrained(_tlv(0x82, b".example")), PYCA),
    "any DNS name permitted": (lambda: constrained(_tlv(0x82, b"")), PYCA),
    "an odd mail base excluded": (
        lambda: constrained(_tlv(0x81, b"a@b@c"), excluded=True, beside=MAIL),
        PYCA,
    ),
    "a web page, permitted": (lambda: constrained(_tlv(0x86, b"shop.example"), beside=WEB), PYCA),
    "a minimum, unused": (
        lambda: constrained(_tlv(0x82, b"example"), host=ADDRESS, bounds=b"\x80\1\1"),
        NOBODY,
    ),
    "a minimum": (lambda: constrained(_tlv(0x82, b"example"), bounds=b"\x80\1\1"), OPENSSL),
    "a directory name": (lambda: constrained(NAME_OF_O), PYCA),
    "a directory name, not critical": (lambda: constrained(NAME_OF_O, critical=b""), NOBODY),
}


@pytest.mark.parametrize("client", sorted(ALL))
@pytest.mark.parametrize(("kind", "place", "shape"), FORGED)
def test_a_fault(client: str, kind: str, place: str, shape: str) -> None:
    _compare(client, single(kind, place, shape).case, FORGED[kind, place, shape])


@pytest.mark.parametrize("client", sorted(ALL))
@pytest.mark.parametrize("title", MADE)
def test_a_chain_made_for_one_rule(client: str, title: str) -> None:
    make, who = MADE[title]
    _compare(client, make(), who)


@pytest.mark.parametrize("bits", [keys.LEAST_RSA_OF_OPENSSL - 1, keys.LEAST_RSA_OF_OPENSSL])
def test_the_least_rsa_key_of_openssl(bits: int) -> None:
    """A modulus of any size will do for the leaf: nobody checks that it has two factors."""
    numbers = rsa.RSAPublicNumbers(65537, 1 << (bits - 1) | 0x1234567 << 20 | 1)
    plan = _plan()
    plan.path[0].drop(SKI)
    plan.path[0].drop(KEY_USAGE)
    plan.path[0].key = _PublicAlone(numbers.public_key())  # type: ignore[assignment]
    enough = bits >= keys.LEAST_RSA_OF_OPENSSL
    _compare("openssl", plain(plan), NOBODY if enough else OPENSSL)


class _PublicAlone:
    """What a draft needs of the key of a certificate that signs nothing."""

    def __init__(self, public: rsa.RSAPublicKey) -> None:
        self._public = public

    def public_key(self) -> rsa.RSAPublicKey:
        return self._public


def _compare(client: str, case: Case, who: frozenset[str]) -> None:
    store = Store("made", "test", case.roots)
    found = verdicts.assess(case.chain, host=case.host, at=case.at, stores=(store,))
    ours = verdicts.verdict(found, clients.BY_KEY[client], store)
    assert ours.ok is (client not in who), [(one.code, one.place) for one in ours.reasons]
    lacking = oracle(client).missing()
    if lacking:
        pytest.skip(f"{client} needs {lacking}")
    (theirs,) = oracle(client).verdicts([case])
    assert theirs.ok is (client not in who), theirs.reason
