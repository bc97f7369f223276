"""How strong keys and signatures are, and whether clients can use their kinds."""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.pki import oids
from tlswhy.pki.certificate import Certificate
from tlswhy.pki.checks import raw
from tlswhy.pki.checks.problem import ANCHOR, BETWEEN, LEAF, Problem, Spot
from tlswhy.pki.paths import Path

LEAST_RSA = 2048
LEAST_RSA_OF_OPENSSL = 1963
LEAST_EC = 224
"""In bits, for 112 bits of security, OpenSSL's level 2 (NIST SP 800-57 part 1, table 2).

OpenSSL rounds what it computes for other sizes of RSA to the nearest multiple of 8
(RSA_security_bits), so 1963 bits are enough; others count the bytes, so 2041 are.
"""

COMMON_CURVES = frozenset({"P-256", "P-384", "P-521"})
WEAK_DIGESTS = {"md2": "md5", "md5": "md5", "sha1": "sha1", "sha224": "sha224"}


def check(spot: Spot) -> Iterator[Problem]:
    """What is held against a certificate's own key."""
    kind, bits = spot.one.key_type, spot.one.key_bits
    if kind not in oids.KEYS.values():
        yield spot.problem("key-type:unknown", f"has a key of the unknown type {kind or '(none)'}")
    elif kind.startswith("ml-dsa"):
        says = f"has a key of type {kind}, which OpenSSL before 3.5 cannot read"
        yield spot.problem("key-type:ml-dsa", says)
    elif kind in {"ed25519", "ed448"}:
        says = f"has a key of type {kind}, which the Baseline Requirements (6.1.5) do not have"
        yield spot.problem("key-type:eddsa", says)
    elif kind == "ec":
        yield from _curve(spot)
    elif kind == "dsa":
        says = "has a DSA key, for which TLS 1.3 has no signatures (RFC 8446, 4.2.3)"
        yield spot.problem("key-type:dsa", says)
    if kind != "ec" and 0 < bits < LEAST_RSA and kind in {"rsa", "rsa-pss", "dsa"}:
        says = f"has a key of {bits} bits ({kind}); {LEAST_RSA} are the least"
        yield spot.problem(f"weak-key{_nearly(kind, bits)}", says)


def _nearly(kind: str, bits: int) -> str:
    """The variant for a key that some clients take."""
    if bits < 1024:
        return ":512"
    if kind == "dsa" or bits < LEAST_RSA_OF_OPENSSL:
        return ""
    return ":2041" if bits > LEAST_RSA - 8 else ":1963"


def _curve(spot: Spot) -> Iterator[Problem]:
    curve, bits = spot.one.curve, spot.one.key_bits
    if curve == "explicit":
        says = "has an EC key with its curve written out instead of named (RFC 5480 section 2.1.1)"
        yield spot.problem("key-type:explicit-curve", says)
    elif 0 < bits < LEAST_EC:
        says = f"has a key of {bits} bits (ec); {LEAST_EC} are the least"
        yield spot.problem("weak-key:ec", says)
    elif curve == "P-224":
        says = "has a key on P-224, for which TLS 1.3 has no signatures (RFC 8446, 4.2.3)"
        yield spot.problem("key-type:p224", says)
    elif curve not in COMMON_CURVES:
        says = f"has a key on the curve {curve or '(none)'}, none of P-256, P-384 and P-521"
        yield spot.problem("key-type:curve", says)


def signatures(path: Path) -> Iterator[Problem]:
    """What is held against the signatures; the last one counts for nobody if it is a root's."""
    last = len(path.certificates) - 1
    for index, one in enumerate(path.certificates):
        place = LEAF if not index else ANCHOR if index == last and path.anchored else BETWEEN
        spot = Spot(one, index, place)
        if index < last or not (path.anchored or one.self_issued):
            yield from _algorithm(spot, checked=index < last)
        if index < last:
            yield from _link(spot, path.certificates[index + 1], path.links[index])


def _algorithm(spot: Spot, *, checked: bool) -> Iterator[Problem]:
    """checked: the next certificate of the path has the key to do so."""
    one = spot.one
    if one.signature_hash in WEAK_DIGESTS:
        code = f"weak-signature:{WEAK_DIGESTS[one.signature_hash] if checked else 'unchecked'}"
        least = "SHA-256 is the least of the Baseline Requirements (7.1.3.2)"
        yield spot.problem(code, f"is signed with {one.signature_algorithm}; {least}")
    family = oids.FAMILIES.get(one.signature_algorithm, "")
    says = f"is signed with {one.signature_algorithm}"
    if one.signature_algorithm == oids.SIGNATURES[oids.RSA_PSS].name and raw.odd_pss(one.der):
        says = f"{says} in a form that is none of the usual ones (RFC 4055, 3.1)"
        yield spot.problem("signature-type:odd-pss", says)
    elif family == "dsa":
        yield spot.problem("signature-type:dsa", f"{says}{_NOT_LISTED}")
    elif family in {"ed25519", "ed448"}:
        yield spot.problem("signature-type:eddsa", f"{says}{_NOT_LISTED}")
    elif family.startswith("ml-dsa"):
        yield spot.problem("signature-type:ml-dsa", f"{says}, which older libraries cannot check")


_NOT_LISTED = ", which the Baseline Requirements (7.1.3.2) do not have"


def _link(spot: Spot, issuer: Certificate, signed: bool | None) -> Iterator[Problem]:
    by = spot.index + 1
    if signed is None:
        if oids.FAMILIES.get(spot.one.signature_algorithm, "").startswith("ml-dsa"):
            return
        says = f"has a signature ({spot.one.signature_algorithm}) that cannot be checked here"
        yield spot.problem("signature-type:unknown", says, by)
    elif not signed:
        says = f"has a signature that was not made with the key of {issuer.name}"
        yield spot.problem("bad-signature", says, by)
