"""Private keys, of which only the public half is kept, and PKCS #12 (RFC 7292).

Both are opened by `cryptography`. What a password would cost is read from the file before.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from tlswhy.pki import dn
from tlswhy.pki.containers._ber import Ber
from tlswhy.pki.containers._body import Body
from tlswhy.pki.containers._pile import Pile, inside
from tlswhy.pki.containers._sized import Bytes
from tlswhy.pki.der import INTEGER, OCTET_STRING, SEQUENCE, BadDer

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes, PublicKeyTypes

LARGEST_KEY = 64 * 1024
"""In bytes. An RSA key of 16,384 bits has 9 kB."""

_ROUNDS = re.compile(
    rb"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x05[\x01-\x0e]|\x06\x0a\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x01."
    rb"(?=\x30)",
    re.DOTALL,
)
_CIPHER = re.compile(r"DEK-Info:\s*([^,\s]+)\s*,\s*([0-9A-Fa-f]*)")
_OLD_CIPHERS = re.compile(rb"\x06\x0a\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x01([\x01\x02\x05\x06])")
_TRIPLE_DES = re.compile(rb"\x06\x0a\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x01[\x03\x04]")
_OLD = {1: "RC4", 2: "RC4", 5: "RC2", 6: "RC2"}


def key(der: bytes, place: str, pile: Pile) -> None:
    """One in DER: PKCS #8, open or encrypted, or an older form, open."""
    from cryptography.hazmat.primitives.serialization import load_der_private_key

    encrypted = _is_encrypted(der)
    password = pile.password if encrypted else None
    _open_key(
        lambda: load_der_private_key(der, password, unsafe_skip_rsa_key_validation=True),
        der,
        place,
        pile,
        encrypted=encrypted,
    )


def old_key(body: Body, label: str, place: str, pile: Pile) -> None:
    """Encrypted as RFC 1421 has it, with the cipher named above the base64."""
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    if vector_is_short(body.headers):
        if pile.has_room_for_key():
            pile.key(b"", place, encrypted=True)
            pile.problem(place, "the private key is encrypted with too short a vector to open it")
        return

    lines = "\n".join(body.base64[at : at + 64] for at in range(0, len(body.base64), 64))
    pem = f"-----BEGIN {label}-----\n{body.headers}\n\n{lines}\n-----END {label}-----\n".encode()
    _open_key(
        lambda: load_pem_private_key(pem, pile.password, unsafe_skip_rsa_key_validation=True),
        body.decoded,
        place,
        pile,
        encrypted=True,
    )


def vector_is_short(headers: str) -> bool:
    """Whether a key encrypted as RFC 1421 has it lacks bytes of the vector its cipher starts with.

    `cryptography` 50 does not survive to be asked for it: a panic of Rust is no Exception.
    """
    cipher = _CIPHER.search(headers)
    return cipher is not None and len(cipher[2]) < (16 if cipher[1].startswith("DES") else 32)


def _open_key(
    load: Callable[[], PrivateKeyTypes], der: bytes, place: str, pile: Pile, *, encrypted: bool
) -> None:
    from cryptography.exceptions import InternalError, UnsupportedAlgorithm

    if not pile.has_room_for_key():
        return
    spki, problem = b"", ""
    if len(der) > LARGEST_KEY:
        problem = f"a private key of {len(der)} bytes, which is more than {LARGEST_KEY}"
    elif encrypted and pile.password is None:
        problem = "the private key is encrypted, and not to be compared without its password"
    elif encrypted and not _affordable(der, pile):
        problem = f"to open the private key would take more than {pile.most_rounds} rounds"
    else:
        try:
            with _quiet():
                spki = _spki(load().public_key())
        except UnsupportedAlgorithm as bad:
            problem = f"a private key of a kind that is not known here: {bad}"
        except (ValueError, TypeError, InternalError):
            closed = "the private key is not opened by this password"
            problem = closed if encrypted else "the private key cannot be read"
    if problem:
        pile.problem(place, problem)
    pile.key(spki, place, encrypted=encrypted)


def ssh_key(data: bytes, place: str, pile: Pile) -> None:
    """The public half stands outside of what is encrypted (PROTOCOL.key of OpenSSH)."""
    from base64 import b64encode

    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_ssh_public_key

    if not pile.has_room_for_key():
        return
    row = Bytes(data)
    try:
        row.take(15)
        cipher = row.sized(4)
        row.sized(4)
        row.sized(4)
        row.number(4)
        blob = row.sized(4)
        kind = Bytes(blob).sized(4)
        with _quiet():
            spki = _spki(load_ssh_public_key(kind + b" " + b64encode(blob)))
        pile.key(spki, place, encrypted=cipher != b"none")
        pile.problem(place, "the key is written as OpenSSH does, which no TLS server reads")
    except (EOFError, ValueError, TypeError, UnsupportedAlgorithm, NotImplementedError):
        # The last is what `cryptography` raises for a point that is compressed.
        pile.key(b"", place, encrypted=False)
        pile.problem(place, "the key of OpenSSH cannot be read")


def pkcs12(data: bytes, place: str, pile: Pile) -> None:
    """RFC 7292."""
    from cryptography.exceptions import InternalError, UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

    old = sorted({_OLD[each[1][0]] for each in _OLD_CIPHERS.finditer(data)})
    if old:
        text = f"it is encrypted with {', '.join(old)}; OpenSSL 3 needs its legacy provider for it"
        pile.problem(place, text)
    if not _affordable(data, pile):
        pile.problem(place, f"to open PKCS #12 would take more than {pile.most_rounds} rounds")
        return
    try:
        with _quiet():
            store = pkcs12.load_pkcs12(data, pile.password)
            held = ([store.cert] if store.cert else []) + list(store.additional_certs)
            ders = [one.certificate.public_bytes(Encoding.DER) for one in held]
            spki = _spki(store.key.public_key()) if store.key else b""
    except (ValueError, TypeError, UnsupportedAlgorithm, InternalError):
        pile.problem(place, _closed(pile.password, data))
        return
    names = [_alias(one.friendly_name) for one in held]
    for number, (der, name) in enumerate(zip(ders, names, strict=True), 1):
        pile.certificate(der, inside(place, name or f"certificate {number}"))
    if store.key and pile.has_room_for_key():
        name = names[0] if store.cert else ""
        pile.key(spki, inside(place, name or "key 1"), encrypted=bool(pile.password))
    if not held:
        pile.problem(place, "PKCS #12 without certificates")


def _closed(password: bytes | None, data: bytes) -> str:
    if password is None:
        return "PKCS #12 opens only with its password, or it is damaged"
    triple = bool(_TRIPLE_DES.search(data))
    old = ", or this system's OpenSSL refuses its triple DES" if triple else ""
    return f"PKCS #12 is not opened by this password, or it is damaged{old}"


def _alias(name: bytes | None) -> str:
    return f"alias {dn.printable(name[:64].decode('utf-8', 'replace'))}" if name else ""


def _is_encrypted(der: bytes) -> bool:
    ber = Ber(der)
    try:
        parts = ber.first(ber.at(0, len(der)), 2)
    except BadDer:
        return False
    return [part.tag for part in parts] == [SEQUENCE, OCTET_STRING]


def _affordable(data: bytes, pile: Pile) -> bool:
    """Whether as many rounds may be done as a file asks for, outside of what it encrypts."""
    rounds = _rounds(data)
    if rounds > pile.rounds:
        return False
    pile.rounds -= rounds
    return True


def _rounds(data: bytes) -> int:
    found = [0, *(_number_in(data, each.end(), 1) for each in _ROUNDS.finditer(data))]
    ber = Ber(data)
    try:
        parts = ber.first(ber.at(0, len(data)), 3)
    except BadDer:
        return max(found)
    if len(parts) == 3:  # the MacData of PKCS #12
        found.append(_number_in(data, parts[2].start, 2))
    return max(found)


def _number_in(data: bytes, start: int, index: int) -> int:
    """The INTEGER at an index of the SEQUENCE there, 0 without one."""
    ber = Ber(data)
    try:
        parts = ber.first(ber.at(start, len(data)), index + 1)
        return parts[index].integer() if parts[index].tag == INTEGER else 0
    except (BadDer, IndexError):
        return 0


@contextmanager
def _quiet() -> Iterator[None]:
    """`cryptography` warns of what it will refuse one day; here that is a finding of others."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _spki(public: PublicKeyTypes) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


@lru_cache(256)
def plain(spki: bytes) -> bytes:
    """The same key in one form: named curve, whole point, and RSA without limits to PSS."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        with _quiet():
            return _spki(load_der_public_key(spki))
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return spki
