"""What tools/fuzz.py throws at certificates: damaged ones, and parts of one put into another.

A change of a byte mostly ends at the first length that no longer fits. So half of the inputs are
grafted: one element of DER takes the place of another, and all lengths around it are mended.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs7,
    pkcs12,
)
from msgspec import structs

sys.path.append(str(Path(__file__).parent.parent / "tests"))

from pki.chains import AT, between, leaf, root
from pki.forge import forge
from pki.oracles import Case, limbo
from pki.staples import delegate, response
from tlswhy.pki import certificate, checks, containers, crl, names, ocsp, roots, scts
from tlswhy.pki.certificate import Certificate
from tlswhy.pki.der import BadDer, Element, element
from tlswhy.pki.extensions import GeneralName
from tlswhy.pki.stores import Store
from tlswhy.pki.survey import Question, survey

Target = Callable[[bytes], object]
Feed = Callable[[random.Random], bytes]

PASSWORD = b"changeit"
ROUNDS = 4096
NOBODY = Store("none", "")


def targets(damaged: Callable[[random.Random, bytes], bytes]) -> Iterator[tuple[Target, Feed]]:
    """Each with what is thrown at it. damaged: changes some bytes."""
    made = _Made(damaged)
    yield survey_of_chain, made.chain
    yield one_certificate, lambda dice: made.of(dice, _certificates())
    yield files, made.file
    yield revocation_list, lambda dice: made.of(dice, _lists())
    yield answer_of_responder, lambda dice: made.of(dice, _answers())
    yield timestamps, made.timestamps
    yield host_names, made.names


def survey_of_chain(data: bytes) -> None:
    """All clients and cures, for a row of certificates as in TLS 1.2; the first byte says which
    forged chain has the roots and the host."""
    case = _cases()[int.from_bytes(data[:2]) % len(_cases())]
    row, chain = data[2:], []
    while row:
        size = int.from_bytes(row[:3])
        chain.append(row[3 : 3 + size])
        row = row[3 + size :]
    store = Store("forged", "", case.roots)
    made = survey(
        Question(tuple(chain), case.host, case.at, store, NOBODY), cures=len(data) % 64 == 0
    )
    assert all(problem.says for one in made.verdicts for problem in one.reasons)


def one_certificate(data: bytes) -> None:
    read = certificate.read(data)
    if isinstance(read, Certificate):
        found = checks.Checks(checks.Scene(at=AT)).of_one(read, 0)
        assert all(problem.says for problem in found)
        scts.embedded(read)


def files(data: bytes) -> None:
    containers.read(data, PASSWORD if len(data) % 2 else None, rounds=ROUNDS)


def revocation_list(data: bytes) -> None:
    crl.read(data)
    crl.judge(data, *_pair(), AT)


def answer_of_responder(data: bytes) -> None:
    read = ocsp.read(data)
    if isinstance(read, ocsp.Staple):
        ocsp.judge(read, *_pair(), AT)
        ocsp.judge(read, _pair()[0], None, AT)


def timestamps(data: bytes) -> None:
    assert len(scts.read(data)) <= scts.MOST


def host_names(data: bytes) -> None:
    """The first line is the host, the second the common name, the others are in the SAN."""
    host, *raws = data.split(b"\n")
    common, *listed = raws or [b""]
    kinds = {1: "ip", 2: "email"}
    san = tuple(
        GeneralName(kinds.get(at, "dns"), _shown(raw), raw) for at, raw in enumerate(listed)
    )
    one = structs.replace(
        _pair()[0],
        subject_der=_name(common[:100]),
        has_san=bool(listed),
        alternatives=san,
        names=tuple(name.text for name in san if name.kind == "dns"),
        ips=tuple(name.text for name in san if name.kind == "ip"),
    )
    asked = host.decode("utf-8", "replace")
    problems = list(checks.of_leaf(one, asked))
    assert all(problem.says for problem in problems)
    names.only_common_name(one, asked)
    if not names.matches(one, asked) and asked:
        assert problems, "OpenSSL refuses it, and nobody has anything against it"


def _shown(raw: bytes) -> str:
    return raw.decode("ascii", "backslashreplace")


def _name(common: bytes) -> bytes:
    value = b"\x0c" + bytes([len(common)]) + common
    pair = b"\x06\x03\x55\x04\x03" + value
    for tag in (0x30, 0x31, 0x30):
        pair = bytes([tag, len(pair)]) + pair
    return pair


class _Made:
    """Inputs, each from what is well-formed."""

    def __init__(self, damaged: Callable[[random.Random, bytes], bytes]) -> None:
        self._damaged = damaged

    def of(self, dice: random.Random, known: Sequence[bytes]) -> bytes:
        """One of several, with a part of another or some bytes changed."""
        one = dice.choice(known)
        for _ in range(dice.randint(1, 3)):
            one = grafted(dice, one, dice.choice(known))
        return one if dice.random() < 0.5 else self._damaged(dice, one)

    def chain(self, dice: random.Random) -> bytes:
        number = dice.randrange(len(_cases()))
        row = list(_cases()[number].chain)
        for _ in range(dice.randint(0, 3)):
            at = dice.randrange(len(row))
            match dice.randrange(5):
                case 0:
                    row.insert(at, dice.choice(dice.choice(_cases()).chain))
                case 1:
                    row.insert(at, dice.choice(row))
                case 2 if len(row) > 1:
                    del row[at]
                case _:
                    row[at] = self.of(dice, [row[at], *dice.choice(_cases()).chain])
        chain = b"".join(len(one).to_bytes(3) + one for one in row)
        return number.to_bytes(2) + chain

    def file(self, dice: random.Random) -> bytes:
        one = dice.choice(_files())
        if one[:1] == b"\x30" and dice.random() < 0.5:
            return self.of(dice, [one, *_certificates()[:50]])
        return self._damaged(dice, one if dice.random() < 0.7 else one + dice.choice(_files()))

    def timestamps(self, dice: random.Random) -> bytes:
        each = (
            bytes([dice.choice((0, 0, 0, 1))]) + dice.randbytes(dice.choice((40, 40, 39, 90)))
            for _ in range(dice.randint(0, 40))
        )
        row = b"".join(len(one).to_bytes(2) + one for one in each)
        whole = len(row).to_bytes(2) + row
        return whole if dice.random() < 0.5 else self._damaged(dice, whole)

    def names(self, dice: random.Random) -> bytes:
        lines = dice.choices(_HOSTS, k=dice.randint(1, 5))
        if dice.random() < 0.5:
            lines[-1] = lines[0]
        whole = "\n".join(lines).encode()
        return whole if dice.random() < 0.3 else self._damaged(dice, whole)


_HOSTS = (
    *(
        "www.shop.example",
        "*.shop.example",
        "shop.example",
        "WWW.Shop.example.",
        "a.b.shop.example",
    ),
    *("*", "*.example", "*b.shop.example", "a*.shop.example", "www.*.example", "*.*.example"),
    *("192.0.2.7", "2001:db8::7", "[::1]", "fe80::1%eth0", "::ffff:192.0.2.7", "1.2.3", "*.0.2.7"),
    *("xn--bcher-kva.example", "bücher.example", "*.xn--bcher-kva.example", "xn--.example"),
    *("a_b.shop.example", "-a.shop.example", "a-.example", "a..b", ".", "", " ", "localhost"),
    *("*.co.uk", "shop.co.uk", "a.1", f"{'a' * 70}.example", "a." * 130 + "example"),
)


def grafted(dice: random.Random, one: bytes, other: bytes) -> bytes:
    """`one` with an element of `other`, or of itself, in the place of one of its own."""
    try:
        path, part = _descent(dice, one), _descent(dice, other)[-1]
    except BadDer:
        return one
    new = part.raw if dice.random() < 0.8 else b""
    for inner, outer in zip(path[::-1], path[-2::-1], strict=False):
        body = one[outer.body : inner.start] + new + one[inner.end : outer.end]
        new = bytes([outer.tag]) + _length(len(body)) + body
    return new + one[path[0].end :]


def _descent(dice: random.Random, der: bytes) -> list[Element]:
    """From the whole down to a random element."""
    path = [element(der)]
    while path[-1].tag & 0x20 or path[-1].tag in {3, 4}:
        body = path[-1].body + (path[-1].tag == 3)
        try:
            inside: list[Element] = []
            while body < path[-1].end:
                inside.append(element(der, body, path[-1].end))
                body = inside[-1].end
        except BadDer:
            break
        if not inside or (len(path) > 2 and dice.random() < 0.15):
            break
        path.append(dice.choice(inside))
    return path


def _length(size: int) -> bytes:
    if size < 0x80:
        return bytes([size])
    octets = size.to_bytes((size.bit_length() + 7) // 8)
    return bytes([0x80 | len(octets)]) + octets


# What is well-formed.


@cache
def _cases() -> list[Case]:
    """Forged chains of every kind, and those of real sites where they are at hand."""
    real = [] if limbo.missing() else limbo.read().items()
    online = [one.case for name, one in real if name.startswith("online::")]
    return [*(one.case for one in forge(9, 600)), *online]


@cache
def _certificates() -> list[bytes]:
    sent = {der for case in _cases() for der in case.chain}
    return [*sorted(sent), *roots.certificates().values()]


@cache
def _pair() -> tuple[Certificate, Certificate]:
    """A leaf and its issuer."""
    read = [certificate.read(der) for der in (_LEAF.der, _ISSUER.der)]
    one, two = (each for each in read if isinstance(each, Certificate))
    return one, two


_ISSUER = root("Issuer")
_LEAF = leaf(_ISSUER)


@cache
def _answers() -> list[bytes]:
    by = delegate(_ISSUER)
    return [
        response(_LEAF, _ISSUER),
        response(_LEAF, _ISSUER, signer=by, sent=(by,), by_name=True),
        response(_LEAF, _ISSUER, digest=hashes.SHA256(), ends=None),
        response(
            _LEAF,
            _ISSUER,
            status=x509.ocsp.OCSPCertStatus.REVOKED,
            reason=x509.ReasonFlags.key_compromise,
        ),
        response(leaf(_ISSUER, "b.example"), _ISSUER),
    ]


@cache
def _lists() -> list[bytes]:
    point = x509.IssuingDistributionPoint(
        [x509.UniformResourceIdentifier("http://crl.example/a.crl")],
        None,
        only_contains_user_certs=True,
        only_contains_ca_certs=False,
        only_some_reasons=None,
        indirect_crl=False,
        only_contains_attribute_certs=False,
    )
    extensions: list[tuple[x509.ExtensionType, ...]] = [
        (),
        (x509.CRLNumber(7), point),
        (x509.CRLNumber(8), x509.DeltaCRLIndicator(7)),
    ]
    return [_list(each, serials) for each in extensions for serials in (0, 1, 40)]


def _list(extensions: Sequence[x509.ExtensionType], serials: int) -> bytes:
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(_ISSUER.parsed.subject)
        .last_update(AT - timedelta(days=1))
        .next_update(AT + timedelta(days=1))
    )
    for number in range(serials):
        serial = _LEAF.parsed.serial_number if number == serials - 1 else number + 1
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(AT)
        reason = x509.CRLReason(x509.ReasonFlags.superseded)
        builder = builder.add_revoked_certificate(entry.add_extension(reason, False).build())
    for extension in extensions:
        builder = builder.add_extension(extension, critical=True)
    assert isinstance(_ISSUER.private, ec.EllipticCurvePrivateKey)
    return builder.sign(_ISSUER.private, hashes.SHA256()).public_bytes(Encoding.DER)


@cache
def _files() -> list[bytes]:
    middle = between(_ISSUER)
    chain = [_LEAF.parsed, middle.parsed]
    private = _LEAF.private
    assert isinstance(private, ec.EllipticCurvePrivateKey)
    sealed = BestAvailableEncryption(PASSWORD)
    few = PrivateFormat.PKCS12.encryption_builder().kdf_rounds(64).build(PASSWORD)
    keys = [
        private.private_bytes(encoding, form, how)
        for encoding in (Encoding.PEM, Encoding.DER)
        for form, how in (
            (PrivateFormat.PKCS8, NoEncryption()),
            (PrivateFormat.PKCS8, sealed),
            (PrivateFormat.TraditionalOpenSSL, NoEncryption()),
        )
    ]
    keys.append(private.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, sealed))
    keys.append(private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
    sets = [pkcs7.serialize_certificates(chain, each) for each in (Encoding.PEM, Encoding.DER)]
    packed = [
        pkcs12.serialize_key_and_certificates(b"web", private, _LEAF.parsed, chain[1:], how)
        for how in (few, NoEncryption())
    ]
    text = _LEAF.pem + middle.pem
    bom = b"\xff\xfe" + text.decode().encode("utf-16-le")
    crl_pem = b"-----BEGIN X509 CRL-----\nMAA=\n-----END X509 CRL-----\n"
    return [text, keys[0] + text, bom, crl_pem, _LEAF.der, *keys, *sets, *packed, _key_store()]


def _key_store() -> bytes:
    """A JKS with one trusted certificate and one chain."""

    def sized(size: int, value: bytes) -> bytes:
        return len(value).to_bytes(size) + value

    one = sized(2, b"X.509") + sized(4, _LEAF.der)
    trusted = b"\0\0\0\2" + sized(2, b"root") + bytes(8) + one
    chain = b"\0\0\0\1" + sized(2, b"web") + bytes(8) + sized(4, b"key") + b"\0\0\0\2" + one + one
    return b"\xfe\xed\xfe\xed\0\0\0\2\0\0\0\2" + trusted + chain + bytes(20)
