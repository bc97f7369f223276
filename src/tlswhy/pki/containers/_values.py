"""Encoded values: which kind each is, and the row of them that a binary file is."""

from __future__ import annotations

from tlswhy.pki.containers._ber import Ber
from tlswhy.pki.containers._keys import key, pkcs12
from tlswhy.pki.containers._pile import Pile, inside
from tlswhy.pki.containers._pkcs7 import pkcs7
from tlswhy.pki.der import (
    BIT_STRING,
    GENERALIZED_TIME,
    INTEGER,
    OBJECT_IDENTIFIER,
    OCTET_STRING,
    SEQUENCE,
    UTC_TIME,
    BadDer,
)

_SIGNED_DATA = "1.2.840.113549.1.7.2"
_CONTENTS = ("1.2.840.113549.1.7.", "1.2.840.113549.1.9.16.1.")


def shape_of(data: bytes) -> str:
    """What an encoded value is, by the tags of its first parts; "" for none of ours."""
    try:
        ber = Ber(data)
        parts = ber.first(ber.at(0, len(data)), 3) if data[:1] == b"\x30" else []
        tags = [part.tag for part in parts]
        if tags[:1] == [OBJECT_IDENTIFIER]:
            oid = parts[0].oid()
            return "PKCS #7" if oid == _SIGNED_DATA else _sealed(oid)
        if tags == [SEQUENCE, SEQUENCE, BIT_STRING]:
            return _signed([part.tag for part in ber.first(parts[0], 5)])
    except BadDer:
        return ""
    return _KEYS.get(tuple(tags), "")


_KEYS = {
    (INTEGER, SEQUENCE): "PKCS #12",
    (INTEGER, SEQUENCE, SEQUENCE): "PKCS #12",
    (INTEGER, SEQUENCE, OCTET_STRING): "private key",  # PKCS #8, RFC 5958
    (INTEGER, INTEGER, INTEGER): "private key",  # PKCS #1, RFC 8017 appendix A.1.2; DSA
    (INTEGER, OCTET_STRING): "private key",  # RFC 5915
    (INTEGER, OCTET_STRING, 0xA0): "private key",
    (INTEGER, OCTET_STRING, 0xA1): "private key",
    (SEQUENCE, OCTET_STRING): "private key",  # EncryptedPrivateKeyInfo
    (SEQUENCE, BIT_STRING): "public key",
    (INTEGER, INTEGER): "public key",
}


def _sealed(oid: str) -> str:
    return "CMS without certificates" if oid.startswith(_CONTENTS) else ""


def _signed(tags: list[int]) -> str:
    """Of something that, like a certificate, is what is signed, algorithm, signature."""
    start = 1 if tags[:1] == [INTEGER] else 0
    if tags[start : start + 2] == [SEQUENCE, SEQUENCE]:
        third = tags[start + 2 : start + 3]
        if third in ([UTC_TIME], [GENERALIZED_TIME]):
            return "revocation list"
        if start and third in ([0xA0], []):
            return "certificate request"
    return "certificate"


def sort_value(der: bytes, shape: str, place: str, pile: Pile) -> None:
    """Put one encoded value where it belongs."""
    match shape:
        case "certificate":
            pile.certificate(der, place)
        case "revocation list":
            pile.crl(der)
        case "PKCS #7":
            pkcs7(der, place, pile)
        case "PKCS #12":
            pkcs12(der, place, pile)
        case "private key":
            key(der, place, pile)
        case "certificate request":
            pile.problem(place, "a certificate request, from which a CA has yet to make one")
        case "":
            pile.problem(place, "it is no certificate, key or revocation list")
        case _:
            pile.problem(place, f"{shape}, in which there is nothing for a chain")


def row(data: bytes, within: str, pile: Pile) -> str:
    """DER, or several of it one behind the other, as `cat` joins them."""
    ber, at = Ber(data), 0
    shapes: list[str] = []
    while at < len(data) and not pile.full and pile.has_room_for_part(len(shapes) + 1):
        if at and data[at : at + 1].isspace() and data[at:].isspace():
            break
        place = inside(within, f"byte {at}")
        try:
            part = ber.at(at, len(data))
        except BadDer as bad:
            pile.problem(within, f"it cannot be read as DER: {bad}")
            break
        after = ber.after(part)
        der = data[at:after]
        shape = shape_of(der)
        if at and not shape:
            pile.problem(place, f"{len(data) - at} bytes that are no certificate")
            break
        shapes.append(shape)
        sort_value(der, shape, within if shape.startswith("PKCS") else place, pile)
        at = after
    return shapes[0] if shapes and shapes[0].startswith("PKCS") else "DER"
