"""Certificate extensions, each from its value to plain data (RFC 5280 section 4.2).

Every function takes the element inside the extension's OCTET STRING and raises `BadDer`.
"""

from __future__ import annotations

from msgspec import Struct

from tlswhy.pki import dn
from tlswhy.pki.der import BOOLEAN, INTEGER, Element

KEY_USAGES = (
    "digitalSignature",
    "nonRepudiation",
    "keyEncipherment",
    "dataEncipherment",
    "keyAgreement",
    "keyCertSign",
    "cRLSign",
    "encipherOnly",
    "decipherOnly",
)
"""In the order of their bits (RFC 5280 section 4.2.1.3)."""

_KINDS = {1: "email", 2: "dns", 4: "dirname", 6: "uri", 7: "ip"}
_STATUS_REQUEST = 5
_CA_ISSUERS = "1.3.6.1.5.5.7.48.2"
_OCSP = "1.3.6.1.5.5.7.48.1"


class GeneralName(Struct, frozen=True, gc=False):
    """One name of a subjectAltName, or the base of one subtree (RFC 5280 section 4.2.1.6).

    kind: "email", "dns", "dirname", "uri", "ip", or "other".
    text: readable and safe to print; for "ip" an address or a network.
    raw: the value as encoded.
    """

    kind: str
    text: str
    raw: bytes


class NameConstraints(Struct, frozen=True, gc=False):
    """The subtrees a CA may or may not issue for (RFC 5280 section 4.2.1.10).

    bounded: a subtree has a minimum or maximum, which no client supports.
    """

    permitted: tuple[GeneralName, ...]
    excluded: tuple[GeneralName, ...]
    bounded: bool
    raw: bytes


class KeyHolder(Struct, frozen=True, gc=False):
    """An authorityKeyIdentifier (RFC 5280 section 4.2.1.1): three ways to say which issuer.

    issuer: the issuer's own issuer, as an encoded name; serial: the issuer's serial number.
    """

    key_id: bytes | None = None
    issuer: bytes | None = None
    serial: int | None = None


class Access(Struct, frozen=True, gc=False):
    """Addresses in authorityInfoAccess (RFC 5280 section 4.2.2.1)."""

    issuers: tuple[str, ...] = ()
    ocsp: tuple[str, ...] = ()


def basic_constraints(body: Element) -> tuple[bool, int | None]:
    """Whether it is a CA, and how many CAs may stand below it."""
    is_ca, path_length = False, None
    for part in body.children():
        if part.tag == BOOLEAN:
            is_ca = part.boolean()
        elif part.tag == INTEGER:
            path_length = part.integer()
    return is_ca, path_length


def key_usage(body: Element) -> tuple[str, ...]:
    bits = int.from_bytes(body.bits()[:2].ljust(2, b"\0"), "big")
    return tuple(name for at, name in enumerate(KEY_USAGES) if bits >> (15 - at) & 1)


def extended_key_usage(body: Element) -> tuple[str, ...]:
    return tuple(part.oid() for part in body.children())


def subject_key_identifier(body: Element) -> bytes:
    return body.value


def authority_key_identifier(body: Element) -> KeyHolder:
    key_id = issuer = serial = None
    for part in body.children():
        if part.tag == 0x80:
            key_id = part.value
        elif part.tag == 0xA1:
            names = [name for name in part.children() if name.tag == 0xA4]
            issuer = names[0].inner().raw if names else None
        elif part.tag == 0x82:
            serial = part.integer()
    return KeyHolder(key_id, issuer, serial)


def general_names(body: Element) -> tuple[GeneralName, ...]:
    return tuple(_general_name(part) for part in body.children())


def name_constraints(body: Element) -> NameConstraints:
    found: dict[int, list[GeneralName]] = {0xA0: [], 0xA1: []}
    bounded = False
    for side in body.children():
        if side.tag not in found:
            raise side.bad(f"tag 0x{side.tag:02x} in nameConstraints")
        for subtree in side.children():
            base, *bounds = subtree.children() or [subtree]
            if base is subtree:
                raise subtree.bad("a subtree without a base")
            bounded = bounded or bool(bounds)
            found[side.tag].append(_general_name(base))
    return NameConstraints(tuple(found[0xA0]), tuple(found[0xA1]), bounded, body.raw)


def authority_info_access(body: Element) -> Access:
    found: dict[str, list[str]] = {_CA_ISSUERS: [], _OCSP: []}
    for description in body.children():
        parts = description.children()
        if len(parts) < 2:
            raise description.bad("an access description of less than 2 parts")
        place = _general_name(parts[1])
        if place.kind == "uri" and parts[0].oid() in found:
            found[parts[0].oid()].append(place.text)
    return Access(tuple(found[_CA_ISSUERS]), tuple(found[_OCSP]))


def crl_distribution_points(body: Element) -> tuple[str, ...]:
    """The addresses among the full names."""
    return tuple(
        name.text
        for point in body.children()
        for part in point.children()
        if part.tag == 0xA0
        for full in part.children()
        if full.tag == 0xA0
        for name in general_names(full)
        if name.kind == "uri"
    )


def tls_feature(body: Element) -> bool:
    """Whether it demands a stapled OCSP response (RFC 7633)."""
    return any(part.integer() == _STATUS_REQUEST for part in body.children())


def address(packed: bytes) -> str:
    """An IP address as text, "" if it is neither 4 nor 16 bytes."""
    from ipaddress import ip_address

    return str(ip_address(packed)) if len(packed) in {4, 16} else ""


def network(packed: bytes) -> str:
    """Address and mask as text, "" if it is neither 8 nor 32 bytes."""
    half = len(packed) // 2
    if len(packed) not in {8, 32}:
        return ""
    mask = int.from_bytes(packed[half:], "big")
    ones = mask.bit_count()
    if mask == (1 << half * 8) - (1 << half * 8 - ones):
        return f"{address(packed[:half])}/{ones}"
    return f"{address(packed[:half])}/{address(packed[half:])}"


def _general_name(part: Element) -> GeneralName:
    kind = _KINDS.get(part.tag & 0x1F, "other")
    if kind == "dirname":
        return GeneralName(kind, dn.text(part.inner().raw), part.inner().raw)
    raw = part.value
    if kind == "ip":
        return GeneralName(kind, address(raw) or network(raw) or raw[:32].hex(), raw)
    if kind == "other":
        return GeneralName(kind, f"[{part.tag & 0x1F}] {raw[:32].hex()}", raw)
    return GeneralName(kind, dn.printable(raw.decode("ascii", "backslashreplace")), raw)
