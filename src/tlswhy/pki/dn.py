"""Distinguished names: readable, comparable (RFC 4514, RFC 5280 section 7.1)."""

from __future__ import annotations

from functools import lru_cache

from tlswhy.pki import oids
from tlswhy.pki.der import element

LONGEST_VALUE = 128
"""In characters, of one attribute in `text`. RFC 5280 appendix A.1 allows 64 for most."""

LONGEST_TEXT = 512
"""In characters, of a whole name in `text`."""

Canonical = tuple[tuple[tuple[str, str], ...], ...]
"""RDNs as pairs of OID and value, in such a form that equal names compare equal."""

_SPECIAL = {ord(char): "\\" + char for char in '\\,+"<>;'}
_ENCODINGS = {
    0x0C: "utf-8",
    0x13: "ascii",
    0x14: "latin-1",
    0x16: "ascii",
    0x1A: "ascii",
    0x1C: "utf-32-be",
    0x1E: "utf-16-be",
}


@lru_cache(1024)
def attributes(der: bytes) -> tuple[tuple[tuple[str, str], ...], ...]:
    """RDNs in the order encoded, each a row of OID and value.

    A name that cannot be read ends in the pair of "?" and all its bytes in hex, so that it
    equals no other.
    """
    rdns: list[tuple[tuple[str, str], ...]] = []
    try:
        for rdn in element(der).children():
            pairs: list[tuple[str, str]] = []
            for attribute in rdn.children():
                kind, value = attribute.children()[:2]
                pairs.append((kind.oid(), _text(value.tag, value.value)))
            rdns.append(tuple(pairs))
    except ValueError:
        rdns.append((("?", der.hex()),))
    return tuple(rdns)


def values(der: bytes, oid: str) -> tuple[str, ...]:
    """All values of one attribute, in the order encoded."""
    return tuple(value for rdn in attributes(der) for kind, value in rdn if kind == oid)


def last(der: bytes, oid: str) -> str:
    """The most specific value of one attribute, "" if it has none; safe to print, bounded."""
    return printable(_cut((values(der, oid) or ("",))[-1], LONGEST_VALUE))


@lru_cache(1024)
def canonical(der: bytes) -> Canonical:
    """For comparison as OpenSSL does it: letter case of ASCII and runs of spaces do not count."""
    return tuple(
        tuple(sorted((kind, " ".join(_lower(value).split())) for kind, value in rdn))
        for rdn in attributes(der)
    )


def text(der: bytes) -> str:
    """Most specific part first, as RFC 4514 section 2.1 has it, with a space after each comma.

    Safe to print: what is not printable is escaped, and the length is bounded.
    """
    whole = ", ".join(
        "+".join(f"{oids.ATTRIBUTES.get(kind, kind)}={_escaped(value)}" for kind, value in rdn)
        for rdn in reversed(attributes(der))
    )
    return _cut(whole, LONGEST_TEXT)


def printable(value: str) -> str:
    """The same with everything that is not printable written as an escape."""
    if value.isprintable():
        return value
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in value
    )


def _text(tag: int, value: bytes) -> str:
    try:
        return value.decode(_ENCODINGS.get(tag, "latin-1"))
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _lower(value: str) -> str:
    return value.lower() if value.isascii() else "".join(map(_lower_ascii, value))


def _lower_ascii(char: str) -> str:
    return char.lower() if char.isascii() else char


def _escaped(value: str) -> str:
    return printable(_cut(value, LONGEST_VALUE).translate(_SPECIAL))


def _cut(value: str, longest: int) -> str:
    return value if len(value) <= longest else value[: longest - 1] + "…"
