"""Random chains with known faults, to hold our verdicts against those of real clients.

Theory of operation: a `Plan` is the intended path, from the leaf (0) to the root, as drafts that
can still be changed. A shape says how long it is; faults then change drafts or the host; at last
the shape issues the certificates and says which are sent and which are trusted. Certificates are
written by hand (RFC 5280 section 4.1), as a builder refuses much of what a peer may send.

Everything follows from the seed: keys are derived, not generated, and signatures with ECDSA are
deterministic (RFC 6979), so two machines forge the same bytes.

All dates are far from `AT` unless a fault is about the second itself: a program that reads the
real clock between 2026 and 2050 has to come to the same verdict.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable
from copy import copy
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from msgspec import Struct, field

from pki.chains import key_usage
from pki.oracles import Case

AT = datetime(2030, 1, 1, tzinfo=UTC)
"""The time at which all chains are judged."""

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey


class Fault(Struct, frozen=True):
    """One thing made wrong, or at least unusual, on purpose.

    kind: one of `KINDS`. index: in the intended path, 0 for the leaf. place: "leaf",
    "intermediate", "root"; a fault of the host is on the leaf.
    """

    kind: str
    index: int
    place: str


class Forged(Struct, frozen=True):
    """A chain, what was done to it, and how it was arranged: a key of `SHAPES`."""

    case: Case
    faults: tuple[Fault, ...]
    shape: str


def forge(seed: int, count: int) -> list[Forged]:
    """The first `count` chains of a seed; a greater count only adds to them."""
    return [forged(seed, number) for number in range(count)]


def forged(seed: int, number: int) -> Forged:
    """One chain of a seed, with none, one or two faults."""
    dice = Random(f"{seed}/{number}")
    shape = "plain" if dice.random() < 0.5 else dice.choice(list(SHAPES))
    many = dice.choices((0, 1, 2), (1, 6, 3))[0]
    plan = Plan(dice, SHAPES[shape].length)
    faults: list[Fault] = []
    while len(faults) < many:
        kind = dice.choice(list(KINDS))
        index = dice.choice(_where(plan, kind) or [-1])
        if index >= 0 and kind not in (fault.kind for fault in faults):
            KINDS[kind].apply(plan, index)
            faults.append(Fault(kind, index, plan.place(index)))
    return Forged(_arranged(plan, shape), tuple(faults), shape)


def single(kind: str, place: str, shape: str = "plain", seed: int = 0) -> Forged:
    """A chain with this one fault, on the lowest certificate of that place.

    Raises:
        ValueError: no certificate of this shape can have it there.
    """
    plan = Plan(Random(f"{seed}/{kind}"), SHAPES[shape].length)
    index = next((one for one in _where(plan, kind) if plan.place(one) == place), None)
    if index is None:
        raise ValueError(f"{kind} cannot be on the {place} of a chain that is {shape}")
    KINDS[kind].apply(plan, index)
    return Forged(_arranged(plan, shape), (Fault(kind, index, place),), shape)


def _where(plan: Plan, kind: str) -> list[int]:
    """The indexes of the path at which the fault is possible."""
    return [
        index
        for index in range(len(plan.path))
        if plan.place(index)[0].upper() in KINDS[kind].places
        and (kind != "pathlen-short" or index > 1)
        and (not kind.startswith("nc-") or index > 0 or kind == "nc-on-leaf")
    ]


def _arranged(plan: Plan, shape: str) -> Case:
    sent, trusted = SHAPES[shape].arrange(plan)
    # A store always has others too, in any order that the shape leaves open.
    others = [_other_root(f"bystander {n}").issue() for n in range(plan.dice.randrange(3))]
    place = plan.dice.randrange(len(others) + 1)
    roots = (*others[:place], *trusted, *others[place:])
    return Case(tuple(sent), roots, plan.host, AT)


class Extension(Struct):
    oid: str
    critical: bool
    value: bytes


class Draft(Struct):
    """A certificate that is not signed yet.

    subject, issuer: names in DER. serial: content of the INTEGER. version: as printed, 1 to 3.
    outer: the algorithm of the signature as the certificate says outside of what is signed; ""
    says the same. spoilt: the signature does not fit. fraction: dates are written with a
    fraction of a second, `general`: as GeneralizedTime. after: bytes behind the end.
    """

    subject: bytes
    issuer: bytes
    key: Key
    signer: Key
    begins: datetime
    ends: datetime
    serial: bytes
    extensions: list[Extension] = field(default_factory=list)
    version: int = 3
    digest: str = "sha256"
    pss: bool = False
    outer: bytes = b""
    spoilt: bool = False
    general: bool = False
    fraction: bool = False
    after: bytes = b""

    def issue(self) -> bytes:
        algorithm = _algorithm(self.signer, self.digest, pss=self.pss)
        listed = _tlv(0xA3, _sequence(*map(_extension, self.extensions)))
        signed = _sequence(
            _tlv(0xA0, _tlv(2, bytes([self.version - 1]))) if self.version > 1 else b"",
            _tlv(2, self.serial),
            algorithm,
            self.issuer,
            _sequence(self._date(self.begins), self._date(self.ends)),
            self.subject,
            _spki(self.key),
            listed if self.extensions else b"",
        )
        signature = bytearray(_sign(self.signer, signed, self.digest, pss=self.pss))
        if self.spoilt:
            signature[-1] ^= 1
        whole = _sequence(signed, self.outer or algorithm, _tlv(3, b"\0" + signature))
        return whole + self.after

    def _date(self, at: datetime) -> bytes:
        if self.general or self.fraction or at.year >= 2050:
            return _tlv(24, f"{at:%Y%m%d%H%M%S}{'.5' if self.fraction else ''}Z".encode())
        return _tlv(23, f"{at:%y%m%d%H%M%SZ}".encode())

    def put(self, value: x509.ExtensionType, *, critical: bool) -> None:
        """Set an extension, instead of one of its kind."""
        self.put_raw(value.oid.dotted_string, value.public_bytes(), critical=critical)

    def put_raw(self, oid: str, value: bytes, *, critical: bool) -> None:
        self.drop(oid)
        self.extensions.append(Extension(oid, critical, value))

    def drop(self, oid: str) -> None:
        self.extensions = [one for one in self.extensions if one.oid != oid]

    def has(self, oid: str) -> bool:
        return any(one.oid == oid for one in self.extensions)

    def mark(self, oid: str, *, critical: bool) -> None:
        """Make an extension critical, or not; nothing if there is none."""
        self.extensions = [
            Extension(oid, critical, one.value) if one.oid == oid else one
            for one in self.extensions
        ]

    def copied(self) -> Draft:
        twin = copy(self)
        twin.extensions = list(self.extensions)
        return twin


BASIC = "2.5.29.19"
KEY_USAGE = "2.5.29.15"
EKU = "2.5.29.37"
SAN = "2.5.29.17"
AKI = "2.5.29.35"
SKI = "2.5.29.14"
NAME_CONSTRAINTS = "2.5.29.30"
AIA = "1.3.6.1.5.5.7.1.1"
POLICIES = "2.5.29.32"
UNKNOWN = "1.3.6.1.4.1.99999.1"

SERVER = ExtendedKeyUsageOID.SERVER_AUTH
CLIENT = ExtendedKeyUsageOID.CLIENT_AUTH
ANY = ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE
CODE = ExtendedKeyUsageOID.CODE_SIGNING

HOST = "www.shop.example"
HOSTS = (HOST, HOST, HOST, HOST, HOST, HOST, "192.0.2.7", "2001:db8::7")


class Plan:
    """The path to be made and the host to be asked for; see the module's text."""

    def __init__(self, dice: Random, length: int) -> None:
        self.dice = dice
        self.host = dice.choice(HOSTS)
        names = ("Leaf", "Issuing CA", "Policy CA", "Third CA", "Fourth CA")[: length - 1]
        self.path = [self._draft(cn, depth) for depth, cn in enumerate((*names, "Root CA"))]
        if length == 1:
            self.path = [self._draft("Leaf", 0)]
        for below, above in zip(self.path, self.path[1:], strict=False):
            _issue_by(below, above)
        root = self.path[-1]
        root.issuer, root.signer = root.subject, root.key
        if dice.random() < 0.3:
            root.put(_aki(root.key), critical=False)
        if length == 1:
            root.drop(AKI)

    def place(self, index: int) -> str:
        if index == 0:
            return "leaf"
        return "root" if index == len(self.path) - 1 else "intermediate"

    def issued(self) -> list[bytes]:
        """The certificates of the path."""
        return [draft.issue() for draft in self.path]

    def rekey(self, index: int, kind: str) -> None:
        """Give a certificate a key of another kind, and tell those that name the old one."""
        draft = self.path[index]
        draft.key = key(f"{index}", kind)
        if draft.has(SKI):
            draft.put(_ski(draft.key), critical=False)
        below = [self.path[index - 1]] if index else []
        for signed in [*below, *([draft] if draft is self.path[-1] else [])]:
            signed.signer = draft.key
            if signed.has(AKI):
                signed.put(_aki(draft.key), critical=False)

    def rename(self, index: int, name: bytes) -> None:
        """Give a certificate another subject, and those it issues another issuer."""
        draft = self.path[index]
        draft.subject = name
        for signed in [*self.path[:index][-1:], *([draft] if draft is self.path[-1] else [])]:
            signed.issuer = name

    def leaf_names(self, *names: x509.GeneralName) -> None:
        """Replace the leaf's subject alternative names."""
        self.path[0].put(x509.SubjectAlternativeName(names), critical=False)

    def also_named(self, *names: x509.GeneralName) -> None:
        """Add to the leaf's subject alternative names."""
        self.leaf_names(*_names_for(self.host), *names)

    def _draft(self, cn: str, depth: int) -> Draft:
        if cn == "Leaf":
            return self._leaf()
        own = key(f"{depth}")
        draft = _ca(cn, own, self.dice)
        if cn != "Root CA" and self.dice.random() < 0.3:
            draft.put(x509.ExtendedKeyUsage([SERVER, CLIENT]), critical=False)
        return draft

    def _leaf(self) -> Draft:
        own = key("0")
        cn = self.host if self.dice.random() < 0.8 else "Shop"
        draft = Draft(
            subject=_name(cn),
            issuer=b"",
            key=own,
            signer=own,
            begins=datetime(2025, 1, 1, tzinfo=UTC),
            ends=datetime(2050, 1, 1, tzinfo=UTC),
            serial=_serial(self.dice),
        )
        if self.dice.random() < 0.8:
            draft.put(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        draft.put(key_usage(("digital_signature",)), critical=True)
        purposes = [SERVER, CLIENT] if self.dice.random() < 0.5 else [SERVER]
        draft.put(x509.ExtendedKeyUsage(purposes), critical=False)
        draft.put(_ski(own), critical=False)
        draft.put(x509.SubjectAlternativeName(_names_for(self.host)), critical=False)
        if self.dice.random() < 0.5:
            draft.put(_ca_issuers(), critical=False)
            draft.put(_policies(), critical=False)
        return draft


def _ca(cn: str, own: Key, dice: Random) -> Draft:
    """A CA that has issued itself."""
    draft = Draft(
        subject=_name(cn),
        issuer=_name(cn),
        key=own,
        signer=own,
        begins=datetime(2020, 1, 1, tzinfo=UTC),
        ends=datetime(2060, 1, 1, tzinfo=UTC),
        serial=_serial(dice),
    )
    draft.put(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    draft.put(key_usage(("key_cert_sign", "crl_sign")), critical=True)
    draft.put(_ski(own), critical=False)
    return draft


def _other_root(label: str) -> Draft:
    """A root that has nothing to do with the path."""
    return _ca(label.title(), key(label), Random(label))


def _issue_by(below: Draft, above: Draft) -> None:
    below.issuer, below.signer = above.subject, above.key
    below.put(_aki(above.key), critical=False)


def _names_for(host: str) -> list[x509.GeneralName]:
    if host[0].isdigit():
        return [x509.IPAddress(ipaddress.ip_address(host))]
    return [x509.DNSName(host), x509.DNSName(host.removeprefix("www."))]


# Keys.


@cache
def key(label: str, kind: str = "p256") -> Key:
    """The private key of a label, always the same; kind: "p224" to "p521", "rsa1024" and so on."""
    dice = Random(f"{kind} {label}")
    if kind == "ed25519":
        return ed25519.Ed25519PrivateKey.from_private_bytes(dice.randbytes(32))
    if kind.startswith("rsa"):
        return _rsa(dice, int(kind[3:]))
    curves: dict[str, ec.EllipticCurve] = {
        "p224": ec.SECP224R1(),
        "p256": ec.SECP256R1(),
        "p384": ec.SECP384R1(),
        "p521": ec.SECP521R1(),
        "k256": ec.SECP256K1(),
    }
    return ec.derive_private_key(dice.getrandbits(200), curves[kind])


def _rsa(dice: Random, bits: int) -> rsa.RSAPrivateKey:
    exponent = 65537
    p, q = (_prime(dice, bits // 2) for _ in range(2))
    d = pow(exponent, -1, (p - 1) * (q - 1))
    public = rsa.RSAPublicNumbers(exponent, p * q)
    crt = (rsa.rsa_crt_dmp1(d, p), rsa.rsa_crt_dmq1(d, q), rsa.rsa_crt_iqmp(p, q))
    return rsa.RSAPrivateNumbers(p, q, d, *crt, public).private_key()


def _prime(dice: Random, bits: int) -> int:
    """A prime whose two highest bits are set, by Fermat's test with four bases."""
    small = [n for n in range(3, 2000, 2) if all(n % d for d in range(3, 45, 2) if d < n)]
    while True:
        n = dice.getrandbits(bits) | 3 << (bits - 2) | 1
        if all(n % p for p in small) and all(pow(a, n - 1, n) == 1 for a in (2, 3, 5, 7)):
            return n


def _ski(own: Key) -> x509.SubjectKeyIdentifier:
    return x509.SubjectKeyIdentifier.from_public_key(own.public_key())


def _aki(signer: Key) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier(_ski(signer).digest, None, None)


def _sign(signer: Key, signed: bytes, digest: str, *, pss: bool) -> bytes:
    if isinstance(signer, ed25519.Ed25519PrivateKey):
        return signer.sign(signed)
    hashed = _HASHES[digest]
    if isinstance(signer, ec.EllipticCurvePrivateKey):
        return signer.sign(signed, ec.ECDSA(hashed, deterministic_signing=True))
    if pss:
        # No salt, so that the signature is always the same.
        return signer.sign(signed, padding.PSS(padding.MGF1(hashed), 0), hashed)
    return signer.sign(signed, padding.PKCS1v15(), hashed)


_HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha1": hashes.SHA1(),
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}

_OIDS = {
    "ed25519": "1.3.101.112",
    "rsa sha1": "1.2.840.113549.1.1.5",
    "rsa sha256": "1.2.840.113549.1.1.11",
    "rsa sha384": "1.2.840.113549.1.1.12",
    "rsa sha512": "1.2.840.113549.1.1.13",
    "pss": "1.2.840.113549.1.1.10",
    "ec sha1": "1.2.840.10045.4.1",
    "ec sha256": "1.2.840.10045.4.3.2",
    "ec sha384": "1.2.840.10045.4.3.3",
    "ec sha512": "1.2.840.10045.4.3.4",
    "sha256": "2.16.840.1.101.3.4.2.1",
    "mgf1": "1.2.840.113549.1.1.8",
}


def _algorithm(signer: Key, digest: str, *, pss: bool) -> bytes:
    """AlgorithmIdentifier (RFC 3279, 4055, 5758, 8410)."""
    if isinstance(signer, ed25519.Ed25519PrivateKey):
        return _sequence(_oid(_OIDS["ed25519"]))
    if isinstance(signer, ec.EllipticCurvePrivateKey):
        return _sequence(_oid(_OIDS[f"ec {digest}"]))
    null = b"\x05\0"
    if pss:
        hashed = _sequence(_oid(_OIDS["sha256"]), null)
        masked = _sequence(_oid(_OIDS["mgf1"]), hashed)
        salt = _tlv(0xA2, _tlv(2, b"\0"))
        settings = _sequence(_tlv(0xA0, hashed), _tlv(0xA1, masked), salt)
        return _sequence(_oid(_OIDS["pss"]), settings)
    return _sequence(_oid(_OIDS[f"rsa {digest}"]), null)


# Encodings.


def _tlv(tag: int, body: bytes) -> bytes:
    size = len(body)
    if size < 0x80:
        return bytes([tag, size]) + body
    octets = size.to_bytes((size.bit_length() + 7) // 8)
    return bytes([tag, 0x80 | len(octets)]) + octets + body


def _sequence(*parts: bytes) -> bytes:
    return _tlv(0x30, b"".join(parts))


def _oid(dotted: str) -> bytes:
    first, second, *rest = map(int, dotted.split("."))
    body = bytearray()
    for number in (first * 40 + second, *rest):
        septets = [number >> shift & 0x7F for shift in range(0, max(number.bit_length(), 1), 7)]
        body += bytes([*(septet | 0x80 for septet in septets[:0:-1]), septets[0]])
    return _tlv(6, bytes(body))


def _extension(one: Extension) -> bytes:
    critical = b"\x01\x01\xff" if one.critical else b""
    return _sequence(_oid(one.oid), critical, _tlv(4, one.value))


@cache
def _spki(own: Key) -> bytes:
    return own.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def _name(cn: str, o: str = "Forge", *, tag: int = 12) -> bytes:
    """tag: of the strings, 12 for UTF8String, 19 for PrintableString."""
    parts = (("2.5.4.10", o), ("2.5.4.3", cn))
    return _sequence(
        *(_tlv(0x31, _sequence(_oid(oid), _tlv(tag, text.encode()))) for oid, text in parts)
    )


def _serial(dice: Random) -> bytes:
    return b"\x5a" + dice.randbytes(15)


def _ca_issuers() -> x509.AuthorityInformationAccess:
    place = x509.UniformResourceIdentifier("http://ca.example/issuing.crt")
    method = x509.oid.AuthorityInformationAccessOID.CA_ISSUERS
    return x509.AuthorityInformationAccess([x509.AccessDescription(method, place)])


def _policies() -> x509.CertificatePolicies:
    domain_validated = x509.ObjectIdentifier("2.23.140.1.2.1")
    return x509.CertificatePolicies([x509.PolicyInformation(domain_validated, None)])


# Faults.


class Kind(Struct, frozen=True):
    """places: L, I, R for leaf, intermediate and root, those on which it makes sense."""

    places: str
    apply: Callable[[Plan, int], None]


def _field(**changed: object) -> Callable[[Plan, int], None]:
    """Sets fields of the draft."""

    def apply(plan: Plan, index: int) -> None:
        for name, value in changed.items():
            setattr(plan.path[index], name, value)

    return apply


def _put(value: x509.ExtensionType, *, critical: bool = False) -> Callable[[Plan, int], None]:
    return lambda plan, index: plan.path[index].put(value, critical=critical)


def _raw(oid: str, value: bytes, *, critical: bool = False) -> Callable[[Plan, int], None]:
    return lambda plan, index: plan.path[index].put_raw(oid, value, critical=critical)


def _drop(*oids: str) -> Callable[[Plan, int], None]:
    def apply(plan: Plan, index: int) -> None:
        for oid in oids:
            plan.path[index].drop(oid)

    return apply


def _mark(oid: str, *, critical: bool) -> Callable[[Plan, int], None]:
    return lambda plan, index: plan.path[index].mark(oid, critical=critical)


def _rekey(kind: str) -> Callable[[Plan, int], None]:
    return lambda plan, index: plan.rekey(index, kind)


def _leaf_names(*names: x509.GeneralName) -> Callable[[Plan, int], None]:
    return lambda plan, _: plan.leaf_names(*names)


def _host(host: str) -> Callable[[Plan, int], None]:
    """The certificate is for `HOST`, and this one is asked for."""

    def apply(plan: Plan, _: int) -> None:
        plan.leaf_names(*_names_for(HOST))
        plan.host = host

    return apply


def _presented(name: str, host: str) -> Callable[[Plan, int], None]:
    """One dNSName in the leaf, and a host to ask for."""

    def apply(plan: Plan, _: int) -> None:
        plan.leaf_names(x509.DNSName(name))
        plan.host = host

    return apply


def _beside_host(name: bytes) -> Callable[[Plan, int], None]:
    """A GeneralName, encoded, after the one that the host needs."""

    def apply(plan: Plan, _: int) -> None:
        plan.host = HOST
        plan.path[0].put_raw(SAN, _sequence(_tlv(0x82, HOST.encode()), name), critical=False)

    return apply


def _cn_only(*others: x509.GeneralName, keep: bool = False) -> Callable[[Plan, int], None]:
    """The host is in the common name alone; others, keep: the SAN there is nevertheless."""

    def apply(plan: Plan, index: int) -> None:
        plan.host = HOST
        plan.rename(index, _name(HOST))
        plan.path[0].drop(SAN)
        if others or keep:
            plan.leaf_names(*others)

    return apply


def _limit(
    permitted: Iterable[x509.GeneralName] = (),
    excluded: Iterable[x509.GeneralName] = (),
    *,
    also: Iterable[x509.GeneralName] = (),
    critical: bool = True,
    host: str = HOST,
) -> Callable[[Plan, int], None]:
    """Name constraints on a CA; also: names the leaf gets besides the host's."""
    limits = x509.NameConstraints(list(permitted) or None, list(excluded) or None)

    def apply(plan: Plan, index: int) -> None:
        if plan.host != host:
            plan.host = host
            plan.path[0].drop(SAN)
        if also or not plan.path[0].has(SAN):
            plan.also_named(*also)
        plan.path[index].put(limits, critical=critical)

    return apply


def _permitted(subtree: bytes) -> bytes:
    """NameConstraints with one permitted subtree."""
    return _sequence(_tlv(0xA0, _sequence(subtree)))


def _limit_raw(value: bytes) -> Callable[[Plan, int], None]:
    return _raw(NAME_CONSTRAINTS, value, critical=True)


def _empty_subject(*, san_critical: bool) -> Callable[[Plan, int], None]:
    def apply(plan: Plan, index: int) -> None:
        plan.rename(index, _sequence())
        plan.path[index].mark(SAN, critical=san_critical)

    return apply


def _other_spelling(plan: Plan, index: int) -> None:
    """The child names its issuer in PrintableString, other case and more white space."""
    plan.rename(index, _name("Some  CA"))
    plan.path[index - 1].issuer = _name("some CA ", "FORGE", tag=19)


def _short(plan: Plan, index: int) -> None:
    """A path length that is one too small for the CAs below."""
    plan.path[index].put(x509.BasicConstraints(ca=True, path_length=index - 2), critical=True)


def _exact(plan: Plan, index: int) -> None:
    plan.path[index].put(x509.BasicConstraints(ca=True, path_length=index - 1), critical=True)


def _signer(kind: str, **changed: object) -> Callable[[Plan, int], None]:
    """The issuer of this certificate gets another kind of key, which signs in some way."""

    def apply(plan: Plan, index: int) -> None:
        plan.rekey(min(index + 1, len(plan.path) - 1), kind)
        _field(**changed)(plan, index)

    return apply


def _twice(plan: Plan, index: int) -> None:
    """The last extension stands there twice."""
    plan.path[index].extensions += plan.path[index].extensions[-1:]


def _issuer_and_serial(*, right: bool) -> Callable[[Plan, int], None]:
    """An authorityKeyIdentifier with all three fields."""

    def apply(plan: Plan, index: int) -> None:
        above = plan.path[min(index + 1, len(plan.path) - 1)]
        name = above.issuer if right else _name("Nobody")
        parts = (
            _tlv(0x80, _ski(above.key).digest),
            _tlv(0xA1, _tlv(0xA4, name)),
            _tlv(0x82, above.serial if right else b"\x01"),
        )
        plan.path[index].put_raw(AKI, _sequence(*parts), critical=False)

    return apply


def _without_key_id(plan: Plan, index: int) -> None:
    _issuer_and_serial(right=True)(plan, index)
    above = plan.path[min(index + 1, len(plan.path) - 1)]
    parts = (_tlv(0xA1, _tlv(0xA4, above.issuer)), _tlv(0x82, above.serial))
    plan.path[index].put_raw(AKI, _sequence(*parts), critical=False)


def _impostor(plan: Plan, index: int) -> None:
    """Signed by another key than that of the CA it names."""
    plan.path[index].signer = key("impostor")


def _all(*parts: Callable[[Plan, int], None]) -> Callable[[Plan, int], None]:
    def apply(plan: Plan, index: int) -> None:
        for part in parts:
            part(plan, index)

    return apply


DNS, URI, MAIL, ID = (
    x509.DNSName,
    x509.UniformResourceIdentifier,
    x509.RFC822Name,
    x509.RegisteredID,
)


def _net(text: str) -> x509.IPAddress:
    return x509.IPAddress(ipaddress.ip_network(text))


def _ip(text: str) -> x509.IPAddress:
    return x509.IPAddress(ipaddress.ip_address(text))


def _dn(cn: str = "", o: str = "") -> x509.DirectoryName:
    parts = ((NameOID.ORGANIZATION_NAME, o), (NameOID.COMMON_NAME, cn))
    return x509.DirectoryName(x509.Name([x509.NameAttribute(*one) for one in parts if one[1]]))


NULL = b"\x05\0"
_WRONG_ID = x509.AuthorityKeyIdentifier(b"\1" * 20, None, None)
_MUST_STAPLE = x509.TLSFeature([x509.TLSFeatureType.status_request])
_SGC = x509.ExtendedKeyUsage([x509.ObjectIdentifier("2.16.840.1.113730.4.1")])
_ANY_POLICY = "2.5.29.54"
_POLICY_CONSTRAINTS = x509.PolicyConstraints(require_explicit_policy=0, inhibit_policy_mapping=None)
_OTHER_NAME = x509.OtherName(x509.ObjectIdentifier(UNKNOWN), b"\x0c\x01a")

KINDS: dict[str, Kind] = {
    # Dates.
    "expired": Kind(
        "LIR",
        _field(begins=datetime(2000, 1, 1, tzinfo=UTC), ends=datetime(2024, 6, 1, tzinfo=UTC)),
    ),
    "not-yet-valid": Kind(
        "LIR",
        _field(begins=datetime(2055, 1, 1, tzinfo=UTC), ends=datetime(2065, 1, 1, tzinfo=UTC)),
    ),
    "ends-now": Kind("LIR", _field(ends=AT)),
    "begins-now": Kind("LIR", _field(begins=AT)),
    "ended-a-second-ago": Kind("LIR", _field(ends=AT - timedelta(seconds=1))),
    "never-ends": Kind("LIR", _field(ends=datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC))),
    "generalized-time": Kind("LIR", _field(general=True)),
    "fraction-of-a-second": Kind("LIR", _field(fraction=True)),
    # basicConstraints (RFC 5280 section 4.2.1.9).
    "bc-missing": Kind("LIR", _drop(BASIC)),
    "bc-false": Kind("IR", _put(x509.BasicConstraints(ca=False, path_length=None), critical=True)),
    "bc-not-critical": Kind("LIR", _mark(BASIC, critical=False)),
    "bc-written-false": Kind("LI", _raw(BASIC, _sequence(b"\x01\x01\0"), critical=True)),
    "bc-malformed": Kind("LI", _raw(BASIC, b"\x30\x03\x02", critical=True)),
    "bc-path-length-negative": Kind(
        "I", _raw(BASIC, bytes.fromhex("30060101ff0201ff"), critical=True)
    ),
    "leaf-is-ca": Kind("L", _put(x509.BasicConstraints(ca=True, path_length=None), critical=True)),
    "leaf-is-ca-may-sign": Kind(
        "L",
        _all(
            _put(x509.BasicConstraints(ca=True, path_length=0), critical=True),
            _put(key_usage(("digital_signature", "key_cert_sign")), critical=True),
        ),
    ),
    "leaf-path-length": Kind("L", _raw(BASIC, _sequence(b"\x02\x01\0"), critical=True)),
    "pathlen-short": Kind("IR", _short),
    "pathlen-exact": Kind("IR", _exact),
    # keyUsage (section 4.2.1.3).
    "ku-missing": Kind("LIR", _drop(KEY_USAGE)),
    "ku-not-critical": Kind("LIR", _mark(KEY_USAGE, critical=False)),
    "ku-crl-sign-only": Kind("LIR", _put(key_usage(("crl_sign",)), critical=True)),
    "ku-cert-sign-only": Kind("LIR", _put(key_usage(("key_cert_sign",)), critical=True)),
    "ku-digital-signature-only": Kind("IR", _put(key_usage(("digital_signature",)), critical=True)),
    "ku-key-encipherment-only": Kind("LI", _put(key_usage(("key_encipherment",)), critical=True)),
    "ku-key-agreement-only": Kind("L", _put(key_usage(("key_agreement",)), critical=True)),
    "ku-non-repudiation-only": Kind("L", _put(key_usage(("content_commitment",)), critical=True)),
    "ku-also-cert-sign": Kind(
        "L", _put(key_usage(("digital_signature", "key_cert_sign")), critical=True)
    ),
    "ku-empty": Kind("LIR", _put(key_usage(()), critical=True)),
    # extKeyUsage (section 4.2.1.12).
    "eku-missing": Kind("L", _drop(EKU)),
    "eku-client": Kind("LIR", _put(x509.ExtendedKeyUsage([CLIENT]))),
    "eku-code": Kind("LIR", _put(x509.ExtendedKeyUsage([CODE]))),
    "eku-any": Kind("LIR", _put(x509.ExtendedKeyUsage([ANY]))),
    "eku-client-any": Kind("LI", _put(x509.ExtendedKeyUsage([CLIENT, ANY]))),
    "eku-server-any": Kind("LI", _put(x509.ExtendedKeyUsage([SERVER, ANY]))),
    "eku-server": Kind("LIR", _put(x509.ExtendedKeyUsage([SERVER]))),
    "eku-critical": Kind("LIR", _put(x509.ExtendedKeyUsage([SERVER]), critical=True)),
    "eku-sgc": Kind("LI", _put(_SGC)),
    "eku-empty": Kind("LI", _raw(EKU, _sequence())),
    # Key identifiers (sections 4.2.1.1 and 4.2.1.2).
    "aki-missing": Kind("LI", _drop(AKI)),
    "aki-wrong": Kind("LIR", _put(_WRONG_ID)),
    "aki-critical": Kind("LI", _mark(AKI, critical=True)),
    "aki-issuer-serial": Kind("LI", _issuer_and_serial(right=True)),
    "aki-issuer-serial-wrong": Kind("LI", _issuer_and_serial(right=False)),
    "aki-no-key-id": Kind("LI", _without_key_id),
    "aki-empty": Kind("LIR", _raw(AKI, _sequence())),
    "ski-missing": Kind("LIR", _drop(SKI)),
    "ski-critical": Kind("LIR", _mark(SKI, critical=True)),
    "ski-other": Kind("LIR", _put(x509.SubjectKeyIdentifier(b"\2" * 20))),
    "key-ids-missing": Kind("IR", _drop(SKI, AKI)),
    # nameConstraints (section 4.2.1.10).
    "nc-dns-permitted": Kind("IR", _limit([DNS("example")])),
    "nc-dns-not-permitted": Kind("IR", _limit([DNS("other.example")])),
    "nc-dns-excluded": Kind("IR", _limit((), [DNS("shop.example")])),
    "nc-dns-other-excluded": Kind("IR", _limit((), [DNS("other.example")])),
    "nc-dns-all-excluded": Kind("IR", _limit((), [DNS("")])),
    "nc-dns-leading-dot": Kind("IR", _limit([DNS(".example")])),
    "nc-dns-capitals": Kind("IR", _limit([DNS("SHOP.Example")])),
    "nc-dns-not-critical": Kind("IR", _limit([DNS("other.example")], critical=False)),
    "nc-dns-wildcard": Kind("IR", _limit_raw(_permitted(_tlv(0x82, b"*.example")))),
    "nc-dns-half-permitted": Kind("IR", _limit([DNS("shop.example")], also=[DNS("a.other.test")])),
    "nc-dns-wildcard-san-excluded": Kind(
        "IR", _limit((), [DNS("a.shop.example")], also=[DNS("*.shop.example")])
    ),
    "nc-dns-wildcard-san-permitted": Kind(
        "IR", _limit([DNS("shop.example")], also=[DNS("*.shop.example")])
    ),
    "nc-dns-cn": Kind("IR", _all(_cn_only(), _limit([DNS("other.example")]))),
    "nc-dns-for-address": Kind("IR", _limit([DNS("other.example")], host="192.0.2.7")),
    "nc-ip-permitted": Kind("IR", _limit([_net("192.0.2.0/24")], host="192.0.2.7")),
    "nc-ip-not-permitted": Kind("IR", _limit([_net("198.51.100.0/24")], host="192.0.2.7")),
    "nc-ip-excluded": Kind("IR", _limit((), [_net("192.0.2.0/28")], host="192.0.2.7")),
    "nc-ip-all-excluded": Kind("IR", _limit((), [_net("0.0.0.0/0"), _net("::/0")])),
    "nc-ip-other-family": Kind("IR", _limit([_net("192.0.2.0/24")], host="2001:db8::7")),
    "nc-ip-half-permitted": Kind(
        "IR", _limit([_net("192.0.2.0/24")], also=[_ip("198.51.100.1"), _ip("192.0.2.1")])
    ),
    "nc-ip-bad-mask": Kind("IR", _limit_raw(_permitted(_tlv(0x87, b"\0\0\0\0\xff\0\xff\0")))),
    "nc-ip-bad-size": Kind("IR", _limit_raw(_permitted(_tlv(0x87, b"\0\0\0\0\xff")))),
    "nc-mail-permitted": Kind("IR", _limit([MAIL("shop.example")], also=[MAIL("me@shop.example")])),
    "nc-mail-not-permitted": Kind(
        "IR", _limit([MAIL("other.example")], also=[MAIL("me@shop.example")])
    ),
    "nc-mail-excluded": Kind(
        "IR", _limit((), [MAIL("shop.example")], also=[MAIL("me@shop.example")])
    ),
    "nc-mail-unused": Kind("IR", _limit([MAIL("other.example")])),
    "nc-dn-permitted": Kind("IR", _limit([_dn(o="Forge")])),
    "nc-dn-not-permitted": Kind("IR", _limit([_dn(o="Elsewhere")])),
    "nc-dn-excluded": Kind("IR", _limit((), [_dn(o="Forge")])),
    "nc-dn-other-excluded": Kind("IR", _limit((), [_dn(o="Elsewhere")])),
    "nc-uri-not-permitted": Kind(
        "IR", _limit([URI("other.example")], also=[URI("https://shop.example/")])
    ),
    "nc-uri-excluded": Kind(
        "IR", _limit((), [URI("shop.example")], also=[URI("https://shop.example/")])
    ),
    "nc-id-permitted": Kind("IR", _limit([ID(x509.ObjectIdentifier(UNKNOWN))])),
    "nc-id-excluded-used": Kind(
        "IR",
        _limit(
            (),
            [ID(x509.ObjectIdentifier(UNKNOWN))],
            also=[ID(x509.ObjectIdentifier(UNKNOWN))],
        ),
    ),
    "nc-other-name-excluded": Kind("IR", _limit((), [_OTHER_NAME], also=[_OTHER_NAME])),
    "nc-empty": Kind("IR", _limit_raw(_sequence())),
    "nc-minimum": Kind(
        "IR",
        _limit_raw(_permitted(_tlv(0x82, b"example") + _tlv(0x80, b"\1"))),
    ),
    "nc-on-leaf": Kind("L", _put(x509.NameConstraints([DNS("example")], None), critical=True)),
    # Other extensions.
    "unknown-critical": Kind("LIR", _raw(UNKNOWN, NULL, critical=True)),
    "unknown-not-critical": Kind("LIR", _raw(UNKNOWN, NULL)),
    "extension-twice": Kind("LIR", _twice),
    "no-extensions": Kind("LIR", _field(extensions=[])),
    "policies-critical": Kind("LI", _put(_policies(), critical=True)),
    "policies-malformed": Kind("LI", _raw(POLICIES, b"\x30\x05\x06")),
    "explicit-policy-required": Kind("IR", _put(_POLICY_CONSTRAINTS, critical=True)),
    "policy-constraints-not-critical": Kind(
        "I", _put(x509.PolicyConstraints(None, 0), critical=False)
    ),
    "inhibit-any-policy": Kind("IR", _put(x509.InhibitAnyPolicy(0), critical=True)),
    "must-staple": Kind("LI", _put(_MUST_STAPLE)),
    "must-staple-critical": Kind("LI", _put(_MUST_STAPLE, critical=True)),
    "aia-critical": Kind("LI", _put(_ca_issuers(), critical=True)),
    "aia-malformed": Kind("LI", _raw(AIA, b"\x30\x05\x06")),
    # subjectAltName (section 4.2.1.6), the subject and the host (RFC 9525).
    "san-missing": Kind("L", _cn_only()),
    "san-empty": Kind("L", _cn_only(keep=True)),
    "san-address-only": Kind("L", _cn_only(_ip("192.0.2.1"))),
    "san-mail-only": Kind("L", _cn_only(MAIL("me@shop.example"))),
    "san-uri-only": Kind("L", _cn_only(URI("https://www.shop.example/"))),
    "san-other-dns": Kind("L", _cn_only(DNS("other.example"))),
    "san-critical": Kind("L", _mark(SAN, critical=True)),
    "san-malformed": Kind("L", _raw(SAN, b"\x30\x05\x82")),
    "san-many-kinds": Kind(
        "L",
        lambda plan, _: plan.also_named(
            MAIL("me@shop.example"), URI("https://shop.example/"), _dn("Shop"), _OTHER_NAME
        ),
    ),
    "san-address-malformed": Kind(
        "L",
        _beside_host(_tlv(0x87, b"\1\2\3\4\5")),
    ),
    "san-not-ascii": Kind(
        "L",
        _beside_host(_tlv(0x82, b"\xc3\xa4.example")),
    ),
    "san-dns-empty": Kind("L", _beside_host(_tlv(0x82, b""))),
    "san-dns-with-space": Kind("L", _beside_host(_tlv(0x82, b"a b"))),
    "san-mail-malformed": Kind("L", _beside_host(_tlv(0x81, b"me"))),
    "subject-empty": Kind("L", _empty_subject(san_critical=False)),
    "subject-empty-san-critical": Kind("L", _empty_subject(san_critical=True)),
    "subject-empty-ca": Kind("IR", _empty_subject(san_critical=False)),
    "name-spelt-otherwise": Kind("IR", _other_spelling),
    "host-other": Kind("L", _host("other.example")),
    "host-below": Kind("L", _host("a.www.shop.example")),
    "host-above": Kind("L", _host("example.com")),
    "host-capitals": Kind("L", _host("WWW.Shop.example")),
    "host-final-dot": Kind("L", _host(f"{HOST}.")),
    "host-address": Kind("L", _host("192.0.2.9")),
    "host-address-in-dns": Kind("L", _presented("192.0.2.9", "192.0.2.9")),
    "host-underscore": Kind("L", _presented("*.shop.example", "a_b.shop.example")),
    "host-a-label": Kind("L", _presented("*.shop.example", "xn--bcher-kva.shop.example")),
    "wildcard": Kind("L", _presented("*.shop.example", "a.shop.example")),
    "wildcard-apex": Kind("L", _presented("*.shop.example", "shop.example")),
    "wildcard-two-labels": Kind("L", _presented("*.shop.example", "a.b.shop.example")),
    "wildcard-of-top-level": Kind("L", _presented("*.example", "shop.example")),
    "wildcard-begins": Kind("L", _presented("*b.shop.example", "ab.shop.example")),
    "wildcard-ends": Kind("L", _presented("a*.shop.example", "ab.shop.example")),
    "wildcard-inside": Kind("L", _presented("www.*.example", HOST)),
    "wildcard-twice": Kind("L", _presented("*.*.example", HOST)),
    "wildcard-alone": Kind("L", _presented("*", "localhost")),
    "dns-final-dot": Kind("L", _presented(f"{HOST}.", HOST)),
    "dns-capitals": Kind("L", _presented("WWW.Shop.Example", HOST)),
    "dns-underscore": Kind("L", _presented("a_b.shop.example", "a_b.shop.example")),
    # The certificate's own fields.
    "serial-zero": Kind("LIR", _field(serial=b"\0")),
    "serial-negative": Kind("LIR", _field(serial=b"\xfe\x01")),
    "serial-20": Kind("LIR", _field(serial=b"\x7f" * 20)),
    "serial-21-with-zero": Kind("LIR", _field(serial=b"\0" + b"\xff" * 20)),
    "serial-21": Kind("LIR", _field(serial=b"\x7f" * 21)),
    "serial-40": Kind("LIR", _field(serial=b"\x7f" * 40)),
    "version-1": Kind("LIR", _field(version=1, extensions=[])),
    "version-1-with-extensions": Kind("LIR", _field(version=1)),
    "version-2": Kind("IR", _field(version=2, extensions=[])),
    "rsa-1024": Kind("LIR", _rekey("rsa1024")),
    "rsa-2048": Kind("LIR", _rekey("rsa2048")),
    "rsa-2046": Kind("LI", _rekey("rsa2046")),
    "p-224": Kind("LIR", _rekey("p224")),
    "p-384": Kind("LIR", _rekey("p384")),
    "p-521": Kind("LIR", _rekey("p521")),
    "secp256k1": Kind("LIR", _rekey("k256")),
    "ed25519": Kind("LIR", _rekey("ed25519")),
    # The signature.
    "signature-bad": Kind("LIR", _field(spoilt=True)),
    "signature-of-another": Kind("LI", _impostor),
    "signature-sha1": Kind("LIR", _field(digest="sha1")),
    "signature-sha1-rsa": Kind("LIR", _signer("rsa2048", digest="sha1")),
    "signature-sha384": Kind("LIR", _field(digest="sha384")),
    "signature-sha512-p256": Kind("LIR", _field(digest="sha512")),
    "signature-pss": Kind("LI", _signer("rsa2048", pss=True)),
    "algorithm-differs": Kind("LIR", _field(outer=_sequence(_oid(_OIDS["ec sha384"])))),
    "bytes-behind": Kind("LI", _field(after=b"\0")),
}
"""Every kind of fault by name. Some are none for anybody: a verdict must not fear them."""


# Shapes.


class Shape(Struct, frozen=True):
    """length: of the intended path. arrange: what is sent, the leaf first, and what is trusted."""

    length: int
    arrange: Callable[[Plan], tuple[list[bytes], list[bytes]]]


Arranged = tuple[list[bytes], list[bytes]]


def _plain(plan: Plan) -> Arranged:
    *sent, root = plan.issued()
    return sent, [root]


def _root_sent(plan: Plan) -> Arranged:
    every = plan.issued()
    return every, every[-1:]


def _duplicates(plan: Plan) -> Arranged:
    *sent, root = plan.issued()
    return [*sent, *sent[1:], sent[0]], [root]


def _wrong_order(plan: Plan) -> Arranged:
    leaf, *sent, root = plan.issued()
    sent.reverse()
    return [leaf, *sent], [root]


def _unrelated(plan: Plan) -> Arranged:
    leaf, *sent, root = plan.issued()
    others = [_other_root(f"stranger {n}").issue() for n in range(2)]
    mixed = [*sent, *others]
    plan.dice.shuffle(mixed)
    return [leaf, *mixed], [root]


def _missing(plan: Plan) -> Arranged:
    """The certificate below the root is not sent."""
    *sent, _, root = plan.issued()
    return sent, [root]


def _missing_first(plan: Plan) -> Arranged:
    """The one above the leaf is not sent."""
    leaf, _, *sent, root = plan.issued()
    return [leaf, *sent], [root]


def _self_signed(plan: Plan) -> Arranged:
    return plan.issued(), [_other_root("somebody").issue()]


def _self_signed_trusted(plan: Plan) -> Arranged:
    every = plan.issued()
    return every, every


def _pinned_leaf(plan: Plan) -> Arranged:
    every = plan.issued()
    return every[:-1], every[:1]


def _pinned_leaf_alone(plan: Plan) -> Arranged:
    every = plan.issued()
    return every[:1], [every[0], every[-1]]


def _pinned_intermediate(plan: Plan) -> Arranged:
    every = plan.issued()
    return every[: plan.dice.choice((1, 2))], every[1:2]


def _unknown_root(plan: Plan) -> Arranged:
    return plan.issued()[:-1], [_other_root("somebody").issue()]


def _unknown_root_sent(plan: Plan) -> Arranged:
    return plan.issued(), [_other_root("somebody").issue()]


def _other_key(plan: Plan) -> Arranged:
    """A root of the same name is trusted, with another key."""
    twin = plan.path[-1].copied()
    twin.key = twin.signer = key("renewed")
    twin.put(_ski(twin.key), critical=False)
    return plan.issued()[:-1], [twin.issue()]


def _renewed_root(plan: Plan) -> Arranged:
    """Both roots of the same name are trusted, in any order."""
    sent, twin = _other_key(plan)
    trusted = [*twin, plan.path[-1].issue()]
    plan.dice.shuffle(trusted)
    return sent, trusted


def _twin_root(plan: Plan) -> Arranged:
    """The store has the root twice, with the same key; one has expired."""
    trusted = [_expired(plan.path[-1]), plan.path[-1].issue()]
    plan.dice.shuffle(trusted)
    return plan.issued()[:-1], trusted


def _bridge(plan: Plan) -> tuple[Draft, Draft]:
    """The root as another root has issued it, and that other root."""
    old = _other_root("Old Root")
    bridge = plan.path[-1].copied()
    bridge.serial = b"\x11" + bridge.serial[1:]
    _issue_by(bridge, old)
    return bridge, old


def _cross_root(which: str) -> Callable[[Plan], Arranged]:
    """The root is sent cross-signed by an old one; which of the two are trusted."""

    def arrange(plan: Plan) -> Arranged:
        bridge, old = _bridge(plan)
        *sent, root = plan.issued()
        oldest = _expired(old) if "expired" in which else old.issue()
        trusted = [one for one, name in ((root, "new"), (oldest, "old")) if name in which]
        plan.dice.shuffle(trusted)
        return [*sent, bridge.issue()], trusted

    return arrange


def _expired_bridge(plan: Plan) -> Arranged:
    """The cross-signed root has expired; both roots are trusted."""
    bridge, old = _bridge(plan)
    *sent, root = plan.issued()
    return [*sent, _expired(bridge)], [old.issue(), root]


def _cross_intermediate(plan: Plan) -> Arranged:
    """The intermediate is sent twice, issued by two roots; one or both are trusted."""
    other = _other_root("Second Root")
    twin = plan.path[1].copied()
    _issue_by(twin, other)
    leaf, middle, root = plan.issued()
    pair = [middle, twin.issue()]
    plan.dice.shuffle(pair)
    trusted = plan.dice.choice(([root], [other.issue()], [root, other.issue()]))
    return [leaf, *pair], trusted


def _expired_twin(plan: Plan) -> Arranged:
    """The intermediate is sent twice, and one has expired."""
    leaf, middle, root = plan.issued()
    pair = [_expired(plan.path[1]), middle]
    plan.dice.shuffle(pair)
    return [leaf, *pair], [root]


def _impostor_sent(plan: Plan) -> Arranged:
    """A CA of the intermediate's name with another key is sent too."""
    false = plan.path[1].copied()
    false.key = key("impostor")
    false.put(_ski(false.key), critical=False)
    leaf, middle, root = plan.issued()
    pair = [false.issue(), middle]
    plan.dice.shuffle(pair)
    return [leaf, *pair], [root]


def _useless_twin(plan: Plan) -> Arranged:
    """The intermediate is sent twice, and one is no CA."""
    false = plan.path[1].copied()
    false.put(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    leaf, middle, root = plan.issued()
    pair = [false.issue(), middle]
    plan.dice.shuffle(pair)
    return [leaf, *pair], [root]


def _self_issued(plan: Plan) -> Arranged:
    """The root has a new key, and its old one has issued the new one (RFC 4210 section 4.4)."""
    link, root = plan.path[2], plan.path[3]
    link.subject = root.subject
    plan.path[1].issuer = link.subject
    return _plain(plan)


def _circle(plan: Plan) -> Arranged:
    """Two CAs have issued each other, and the upper is issued by the root too."""
    back = plan.path[2].copied()
    _issue_by(back, plan.path[1])
    leaf, lower, upper, root = plan.issued()
    rest = [lower, back.issue(), upper]
    plan.dice.shuffle(rest)
    return [leaf, *rest], [root]


def _expired(draft: Draft) -> bytes:
    old = draft.copied()
    old.begins, old.ends = datetime(2000, 1, 1, tzinfo=UTC), datetime(2024, 1, 1, tzinfo=UTC)
    old.serial = b"\x22" + old.serial[1:]
    return old.issue()


SHAPES: dict[str, Shape] = {
    "plain": Shape(3, _plain),
    "direct": Shape(2, _plain),
    "long": Shape(4, _plain),
    "longest": Shape(6, _plain),
    "root-sent": Shape(3, _root_sent),
    "duplicates": Shape(3, _duplicates),
    "wrong-order": Shape(4, _wrong_order),
    "unrelated": Shape(3, _unrelated),
    "missing": Shape(3, _missing),
    "missing-upper": Shape(4, _missing),
    "missing-lower": Shape(4, _missing_first),
    "self-signed": Shape(1, _self_signed),
    "self-signed-trusted": Shape(1, _self_signed_trusted),
    "pinned-leaf": Shape(3, _pinned_leaf),
    "pinned-leaf-alone": Shape(3, _pinned_leaf_alone),
    "pinned-intermediate": Shape(3, _pinned_intermediate),
    "unknown-root": Shape(3, _unknown_root),
    "unknown-root-sent": Shape(3, _unknown_root_sent),
    "other-key-trusted": Shape(3, _other_key),
    "renewed-root": Shape(3, _renewed_root),
    "twin-root": Shape(3, _twin_root),
    "cross-root-new": Shape(3, _cross_root("new")),
    "cross-root-old": Shape(3, _cross_root("old")),
    "cross-root-both": Shape(3, _cross_root("new old")),
    "cross-root-expired": Shape(3, _cross_root("new old expired")),
    "cross-root-only-expired": Shape(3, _cross_root("old expired")),
    "expired-bridge": Shape(3, _expired_bridge),
    "cross-intermediate": Shape(3, _cross_intermediate),
    "expired-twin": Shape(3, _expired_twin),
    "impostor-sent": Shape(3, _impostor_sent),
    "useless-twin": Shape(3, _useless_twin),
    "self-issued": Shape(4, _self_issued),
    "circle": Shape(4, _circle),
}
"""Every arrangement by name."""
