"""Stores of Java: JKS and JCEKS, as keytool writes them."""

from __future__ import annotations

from tlswhy.pki import dn
from tlswhy.pki.containers._pile import Pile, inside
from tlswhy.pki.containers._sized import Bytes

JKS = b"\xfe\xed\xfe\xed"
JCEKS = b"\xce\xce\xce\xce"

_HASHED = b"Mighty Aphrodite"
_X509 = b"\0\x05X.509"
_CHAIN, _TRUSTED, _SECRET = 1, 2, 3


def java(data: bytes, within: str, pile: Pile) -> str:
    """JKS and JCEKS: magic, version, count, entries, and SHA-1 over password and all that.

    The SHA-1 proves only that whoever wrote the store knew the password; a client of Java that
    is given none reads the store unchecked, as we do.
    """
    kind = "JKS" if data.startswith(JKS) else "JCEKS"
    if pile.password is not None and not _is_whole(data, pile.password):
        pile.problem(within, f"the password is not that of this {kind}, or it was changed since")
    row = Bytes(data)
    row.take(4)
    try:
        version, count = row.number(4), row.number(4)
        if version not in {1, 2}:
            pile.problem(within, f"{kind} of version {version}, and there are 1 and 2")
            return kind
        for number in range(1, count + 1):
            if pile.full or not pile.has_room_for_part(number):
                break
            if not _entry(row, version, within, pile):
                break
    except EOFError:
        pile.problem(within, f"{kind} ends at byte {len(data)}, in the middle of an entry")
    return kind


def _is_whole(data: bytes, password: bytes) -> bool:
    from hashlib import sha1

    salted = password.decode("utf-8", "replace").encode("utf-16-be") + _HASHED
    return sha1(salted + data[:-20], usedforsecurity=False).digest() == data[-20:]


def _entry(row: Bytes, version: int, within: str, pile: Pile) -> bool:
    """Read one entry; False when there is no way past it."""
    start = row.at
    tag = row.number(4)
    alias = dn.printable(row.sized(2).decode("utf-8", "replace")[:64])
    place = inside(within, f"alias {alias}")
    row.take(8)  # when it was made
    if tag == _TRUSTED:
        _java_certificate(row, version, place, pile)
        return True
    if tag == _CHAIN:
        row.sized(4)
        if pile.has_room_for_key():
            pile.key(b"", place, encrypted=True)
        for number in range(1, row.number(4) + 1):
            if pile.full:
                break
            _java_certificate(row, version, f"{place}, certificate {number}", pile)
        return True
    if tag == _SECRET:
        # It is a serialized object of Java, which says nowhere how long it is.
        text = "a secret key; what follows it is read without its aliases"
        pile.problem(place, text)
        _marked(row, f"{place}, behind it", pile)
    else:
        pile.problem(place, f"an entry of kind {tag} at byte {start}, and there are 1, 2 and 3")
    return False


def _java_certificate(row: Bytes, version: int, place: str, pile: Pile) -> None:
    kind = row.sized(2) if version == 2 else b"X.509"
    der = row.sized(4)
    if kind == b"X.509":
        pile.certificate(der, place)
    else:
        shown = dn.printable(kind[:24].decode("ascii", "replace"))
        pile.problem(place, f"a certificate of kind {shown}, not X.509")


def _marked(row: Bytes, place: str, pile: Pile) -> None:
    """Every certificate by the name of its kind that stands before it."""
    at = row.data.find(_X509, row.at)
    while at >= 0 and not pile.full:
        row.at = at + len(_X509)
        pile.certificate(row.sized(4), place)
        at = row.data.find(_X509, row.at)
