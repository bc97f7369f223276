"""Numbers of TLS with their names: versions, suites, groups, schemes, alerts and the rest.

A peer may send any number, so a `Code` takes them all and only prints differently. The tables
in `tlswhy.wire.registries` are read when the first name is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import import_module
from typing import ClassVar, TypeVar

from msgspec import Struct

from tlswhy.wire.grease import is_grease


class Code(int):
    """A number of one registry. Prints its name, or the number in hexadecimal.

    REGISTRY: its module in `tlswhy.wire.registries`. SIZE: in bytes on the wire.
    """

    __slots__ = ()
    REGISTRY: ClassVar[str]
    SIZE: ClassVar[int] = 2

    @property
    def name(self) -> str | None:
        """IANA's name, or the one its users gave it; None for a number nobody names, and GREASE."""
        return _names(self.REGISTRY).get(self)

    def __str__(self) -> str:
        digits = f"0x{int(self):0{2 * self.SIZE}x}"
        return f"GREASE ({digits})" if is_grease(self) else self.name or digits

    def __repr__(self) -> str:
        return f"{type(self).__name__}(0x{int(self):0{2 * self.SIZE}x})"


class ProtocolVersion(Code):
    """A version as hellos and records carry it: "TLS 1.2", "SSL 3.0", "DTLS 1.2"."""

    __slots__ = ()
    REGISTRY = "versions"


class CipherSuite(Code):
    """A cipher suite of SSL 3.0 to TLS 1.3. SSL 2.0 has other numbers, of 3 bytes."""

    __slots__ = ()
    REGISTRY = "cipher_suites"

    @property
    def openssl(self) -> str | None:
        """OpenSSL's name, as its cipher strings and most servers' settings take it."""
        return _openssl_suites().get(self)


class NamedGroup(Code):
    """A group for the key exchange: a curve, a finite field, a KEM or a hybrid."""

    __slots__ = ()
    REGISTRY = "groups"


class SignatureScheme(Code):
    """A signature scheme, or TLS 1.2's pair of hash and signature (RFC 5246 section 7.4.1.4.1)."""

    __slots__ = ()
    REGISTRY = "signature_schemes"


class AlertDescription(Code):
    """What an alert says (RFC 8446 section 6)."""

    __slots__ = ()
    REGISTRY = "alerts"
    SIZE = 1


class ExtensionType(Code):
    """The type of an extension (RFC 8446 section 4.2)."""

    __slots__ = ()
    REGISTRY = "extensions"


class HandshakeType(Code):
    """The type of a handshake message (RFC 8446 section 4)."""

    __slots__ = ()
    REGISTRY = "handshake_types"
    SIZE = 1


class ContentType(Code):
    """The type of a record (RFC 8446 section 5.1)."""

    __slots__ = ()
    REGISTRY = "content_types"
    SIZE = 1


class CompressionAlgorithm(Code):
    """How a certificate message is compressed (RFC 8879 section 3)."""

    __slots__ = ()
    REGISTRY = "certificate_compression"


class CompressionMethod(Code):
    """How records are compressed before TLS 1.3 (RFC 3749)."""

    __slots__ = ()
    REGISTRY = "compression_methods"
    SIZE = 1


class UnknownName(ValueError):
    """A name, typed by a user, that is in no table.

    kind: of what it should be the name, such as "cipher suite". name: the one element of the list.
    near: names that look like it, the most similar first.
    """

    def __init__(self, kind: str, name: str, near: tuple[str, ...]) -> None:
        hint = f"; similar: {', '.join(near)}" if near else ""
        super().__init__(f"no {kind} is called {name!r}{hint}")
        self.kind = kind
        self.name = name
        self.near = near


def suites_named(text: str) -> tuple[CipherSuite, ...]:
    """Cipher suites from a list of IANA's or OpenSSL's names, or numbers such as 0xcca8.

    The list is separated by ":" or ","; upper and lower case are the same, empty elements are
    passed over, and order and repetitions are kept, here and in the functions below. Keywords of
    OpenSSL's cipher strings (`HIGH`, `!aNULL`) are not names.

    Raises:
        UnknownName: an element is no name.
    """
    return _named(text, CipherSuite, "cipher suite", _suite_spellings())


def groups_named(text: str) -> tuple[NamedGroup, ...]:
    """Groups by IANA's, OpenSSL's or NIST's names: secp256r1, prime256v1 and P-256 are one.

    Raises:
        UnknownName: an element is no name.
    """
    return _named(text, NamedGroup, "group", _group_spellings())


def schemes_named(text: str) -> tuple[SignatureScheme, ...]:
    """Signature schemes by IANA's names, or as OpenSSL's pairs: RSA+SHA256, RSA-PSS+SHA256.

    Raises:
        UnknownName: an element is no name.
    """
    return _named(text, SignatureScheme, "signature scheme", _scheme_spellings())


def versions_named(text: str) -> tuple[ProtocolVersion, ...]:
    """Versions by any usual spelling: 1.2, TLSv1.2, tls1_2, TLS 1.2, TLSv1 (1.0), SSLv3, DTLS1.2.

    Raises:
        UnknownName: an element is no name.
    """
    return _named(text, ProtocolVersion, "protocol version", _version_spellings(), _version_key)


class SuiteParts(Struct, frozen=True):
    """What a cipher suite is made of.

    kx: ECDHE, DHE, RSA, ECDH, DH, PSK, ECDHE_PSK, DHE_PSK, RSA_PSK, SRP, KRB5, NULL, GOST,
        CECPQ1, ECCPWD, ECJPAKE, FORTEZZA_KEA; ECC, IBC, IBSDH of GM/T 0024; TLS13 when groups and
        PSK modes are negotiated apart from the suite. DH_anon and ECDH_anon count as DHE and
        ECDHE, since their keys are sent and used once.
    auth: RSA, ECDSA, DSS, GOST, SM2, IBC, IBS or KEA for the kind of certificate; anon, PSK, SRP,
        KRB5 or PWD when there is none; "any" in TLS 1.3.
    cipher: without the hash: AES_128_GCM, CHACHA20_POLY1305, 3DES_EDE_CBC, NULL.
    mac_or_hash: of the record's MAC, or of the key derivation for an AEAD: SHA1, SHA256, MD5.
    kind: "aead", "cbc", "stream" or "null".
    export: weakened for the export rules of the 1990s.
    """

    kx: str
    auth: str
    cipher: str
    mac_or_hash: str
    kind: str
    export: bool = False


@cache
def suite_parts(code: int) -> SuiteParts | None:
    """The parts of a suite, read from its name; None for a signal (SCSV), GREASE or no name."""
    name = CipherSuite(code).name
    if name is None or name.endswith("_SCSV"):
        return None
    bare = name.removeprefix("OLD_").removeprefix("TLS_").removeprefix("SSL_")
    left, separator, right = bare.partition("_WITH_")
    if not separator:
        return _without_with(bare, chinese=bare == name)
    if "_MGM_" in right:  # RFC 9367: suites of TLS 1.3 named as those of 1.2 are
        return SuiteParts("TLS13", "any", right, left, "aead")
    exchange, weak, _ = left.partition("_EXPORT")
    return _parts(*_exchange(exchange), right, export=bool(weak))


def _without_with(bare: str, *, chinese: bool) -> SuiteParts:
    """TLS 1.3 (AES_128_GCM_SHA256) or GM/T 0024 (ECC_SM4_CBC_SM3)."""
    if not chinese:
        return _parts("TLS13", "any", bare)
    kx, _, cipher = bare.partition("_")
    auth = {"RSA": "RSA", "IBC": "IBC", "IBSDH": "IBS"}.get(kx, "SM2")
    return _parts(kx, auth, cipher)


def _exchange(left: str) -> tuple[str, str]:
    """Key exchange and authentication, from what stands before `_WITH_`."""
    if left in _EXCHANGES:
        return _EXCHANGES[left]
    if left.startswith("GOST"):
        return "GOST", "GOST"
    kx, _, auth = left.partition("_")
    return ("ECDHE" if kx == "ECDH" else "DHE", auth) if auth == "anon" else (kx, auth)


_EXCHANGES = {
    "RSA": ("RSA", "RSA"),
    "RSA_FIPS": ("RSA", "RSA"),
    "RSA_OLDFIPS": ("RSA", "RSA"),
    "PSK": ("PSK", "PSK"),
    "DHE_PSK": ("DHE_PSK", "PSK"),
    "PSK_DHE": ("DHE_PSK", "PSK"),
    "ECDHE_PSK": ("ECDHE_PSK", "PSK"),
    "RSA_PSK": ("RSA_PSK", "RSA"),
    "SRP_SHA": ("SRP", "SRP"),
    "SRP_SHA_RSA": ("SRP", "RSA"),
    "SRP_SHA_DSS": ("SRP", "DSS"),
    "KRB5": ("KRB5", "KRB5"),
    "NULL": ("NULL", "anon"),
    "ECCPWD": ("ECCPWD", "PWD"),
    "ECJPAKE": ("ECJPAKE", "PWD"),
    "FORTEZZA_KEA": ("FORTEZZA_KEA", "KEA"),
}

_HASHES = {
    **{name: name for name in ("MD5", "SHA1", "SHA256", "SHA384", "SHA512", "SM3")},
    **{name: name for name in ("IMIT", "OMAC", "GOSTR3411", "NULL")},
    "SHA": "SHA1",
}


def _parts(kx: str, auth: str, text: str, *, export: bool = False) -> SuiteParts:
    """Split cipher from hash. A CCM suite without one has SHA-256 (RFC 6655 section 3)."""
    cipher, _, hash_ = text.rpartition("_")
    if hash_ not in _HASHES:
        cipher, hash_ = text, "SHA256"
    if cipher in _HASHES:  # RFC 9150: a MAC in the cipher's place
        cipher = "NULL"
    return SuiteParts(kx, auth, cipher, _HASHES[hash_], _kind(cipher), export)


def _kind(cipher: str) -> str:
    if cipher == "NULL":
        return "null"
    if any(mode in cipher for mode in ("GCM", "CCM", "POLY1305", "AEGIS")):
        return "aead"
    # SM1 has no mode in its name; GM/T 0024 uses it as a block cipher in CBC.
    return "cbc" if "CBC" in cipher or cipher == "SM1" else "stream"


C = TypeVar("C", bound=Code)

Spellings = Mapping[str, tuple[int, str]]
"""Comparable spelling -> number, and the name to show."""


def _named(
    text: str,
    of: type[C],
    kind: str,
    known: Spellings,
    key: Callable[[str], str] = str.casefold,
) -> tuple[C, ...]:
    elements = (element.strip() for element in text.replace(",", ":").split(":"))
    return tuple(of(_number(element, kind, known, key)) for element in elements if element)


def _number(element: str, kind: str, known: Spellings, key: Callable[[str], str]) -> int:
    spelling = key(element)
    if spelling in known:
        return known[spelling][0]
    number = _hexadecimal(element)
    if number is not None:
        return number
    from difflib import get_close_matches

    near = (known[found][1] for found in get_close_matches(spelling, known))
    raise UnknownName(kind, element, tuple(dict.fromkeys(near)))


def _hexadecimal(element: str) -> int | None:
    """A number of two bytes, written 0xcca8."""
    if not element.casefold().startswith("0x"):
        return None
    try:
        number = int(element, 16)
    except ValueError:
        return None
    return number if number <= 0xFFFF else None


@cache
def _names(registry: str) -> Mapping[int, str]:
    module = import_module(f"tlswhy.wire.registries.{registry}")
    return {**module.UNREGISTERED, **module.NAMES}


@cache
def _openssl_suites() -> Mapping[int, str]:
    from tlswhy.wire.registries import cipher_suites

    return cipher_suites.OPENSSL


def _spellings(names: Iterable[tuple[int, str]]) -> Spellings:
    return {name.casefold(): (number, name) for number, name in names}


@cache
def _suite_spellings() -> Spellings:
    return _spellings([*_names("cipher_suites").items(), *_openssl_suites().items()])


@cache
def _group_spellings() -> Spellings:
    names = _names("groups")
    numbers = {name: number for number, name in names.items()}
    also = ((numbers[name], other) for other, name in _GROUPS_ALSO.items())
    return _spellings([*names.items(), *also])


# FIPS 186-4 appendix D, and ANSI X9.62 as OpenSSL has it.
_GROUPS_ALSO = {
    "P-192": "secp192r1",
    "P-224": "secp224r1",
    "P-256": "secp256r1",
    "P-384": "secp384r1",
    "P-521": "secp521r1",
    "prime192v1": "secp192r1",
    "prime256v1": "secp256r1",
    **{f"K-{size}": f"sect{size}k1" for size in (163, 233, 283, 409, 571)},
    **{f"B-{size}": f"sect{size}r1" for size in (233, 283, 409, 571)},
    "B-163": "sect163r2",
}


@cache
def _scheme_spellings() -> Spellings:
    return _spellings([*_names("signature_schemes").items(), *_openssl_schemes()])


def _openssl_schemes() -> Iterable[tuple[int, str]]:
    """`-sigalgs` of OpenSSL: RSA-PSS means a key for any use (rsae), not one for PSS alone."""
    hashes = ((1, "MD5"), (2, "SHA1"), (3, "SHA224"), (4, "SHA256"), (5, "SHA384"), (6, "SHA512"))
    for hash_, over in hashes:
        for signature, by in ((1, "RSA"), (2, "DSA"), (3, "ECDSA")):
            yield hash_ << 8 | signature, f"{by}+{over}"
    for number, over in hashes[3:]:
        yield 0x0800 | number, f"RSA-PSS+{over}"
        yield 0x0800 | number, f"PSS+{over}"


@cache
def _version_spellings() -> Spellings:
    found: dict[str, tuple[int, str]] = {}
    for number, name in _names("versions").items():
        key = _version_key(name)
        for spelling in (key, key.replace(".", ""), key.removesuffix(".0")):
            found[spelling] = (number, name)
        if name.startswith("TLS"):
            found[key.removeprefix("tls")] = (number, name)
    return found


def _version_key(text: str) -> str:
    """`TLSv1_2`, `tls 1.2` and `TLS1.2` as one."""
    return text.casefold().replace(" ", "").replace("_", ".").replace("v", "")
