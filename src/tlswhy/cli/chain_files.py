"""The certificates and keys that stand in the files of `tlswhy chain`, in the order of a flight."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tlswhy.cli import files, own
from tlswhy.model.errors import InputError
from tlswhy.model.facts.certificate import ChainGiven
from tlswhy.pki import containers
from tlswhy.pki.certificate import Certificate, read
from tlswhy.pki.containers import Contents
from tlswhy.pki.verdicts import MOST_READ


class Sent(Struct, frozen=True):
    """A chain, in the order in which a server would send it, the leaf first.

    places: of each certificate in the files. notes: on the files.
    """

    shown: ChainGiven
    chain: tuple[bytes, ...]
    places: tuple[str, ...]
    notes: tuple[str, ...]


def sent(options: Namespace) -> Sent:
    """Everything that the files hold, in order.

    Raises:
        InputError: one cannot be read, or none has a certificate.
    """

    secret = own.password(options.cert_password_file, os.environ)
    word = secret.reveal().encode("utf-8", "surrogateescape") if secret else None
    each = [(files.spelt(path), containers.read(_content(path), word)) for path in options.target]
    if not any(contents.certificates for _, contents in each):
        held = "only a private key" if any(contents.keys for _, contents in each) else "none"
        why = next((text for _, one in each for text in one.problems), f"it has {held}")
        raise InputError(f"there is no certificate in {', '.join(options.target)}: {why}")
    if options.key and options.key not in options.target:
        beside = containers.read(_content(options.key), word)
        if not beside.keys:
            why = next(iter(beside.problems), "it has none")
            raise InputError(f"there is no private key in {options.key}: {why}")
        each.append((files.spelt(options.key), replace(beside, certificates=())))
    return _ordered(each, many=len(each) > 1)


def _content(path: str) -> bytes:
    if path != "-":
        return files.content(path)
    if sys.stdin is None:  # the shell's <&-
        raise InputError("cannot read -: there is no standard input")
    return sys.stdin.buffer.read(files.LARGEST)


def _ordered(each: Sequence[tuple[str, Contents]], *, many: bool) -> Sent:

    found = [
        (one.der, f"{path}, {one.place}" if many else one.place)
        for path, contents in each
        for one in contents.certificates
    ]
    ders = [der for der, _ in found]
    parsed = [one for one in map(read, ders) if isinstance(one, Certificate)]
    leaf_at = _leaf_at(parsed, ders)
    order = [leaf_at, *(at for at in range(len(found)) if at != leaf_at)]
    keys = [key for _, contents in each for key in contents.keys]
    shown = ChainGiven(
        files=tuple(path for path, _ in each),
        count=len(found),
        leaf_at=leaf_at,
        misplaced=_is_misplaced(each, leaf_at),
        keys=len(keys),
        locked=sum(not key.spki for key in keys),
        key_of=_key_of(each, ders, order),
    )
    notes = [f"{path}: {text}" if many else text for path, one in each for text in one.problems]
    notes += _about(parsed, len(found))
    sent, places = tuple(ders[at] for at in order), tuple(found[at][1] for at in order)
    return Sent(shown, sent, places, tuple(notes))


def _about(parsed: Sequence[Certificate], count: int) -> Iterator[str]:

    if count > 1 and len(parsed) == count and all(one.self_issued for one in parsed):
        yield (
            f"all {count} certificates are roots: this is a list of whom to trust, and no server's "
            "chain; the first of them was judged as a server's"
        )
    if count > MOST_READ:
        yield f"only the first {MOST_READ} of {count} certificates were judged"


def _leaf_at(parsed: Sequence[Certificate], ders: Sequence[bytes]) -> int:
    """The first, unless it issued another of them: then the first that issued none and is no CA."""
    issuers = {one.issuer_der for one in parsed if not one.self_issued}
    if not parsed or parsed[0].subject_der not in issuers:
        return 0
    ends = [one for one in parsed if one.subject_der not in issuers and not one.is_ca]
    return ders.index(ends[0].der) if ends else 0


def _is_misplaced(each: Sequence[tuple[str, Contents]], leaf_at: int) -> bool:
    """The leaf is not the first of its file, in a kind of file where the order counts.

    That of PKCS #7 does not, in whatever it is wrapped: it has a set (RFC 5652 section 10.2.3).
    """
    first = 0
    for _, contents in each:
        after = first + len(contents.certificates)
        if first <= leaf_at < after:
            is_of_a_set = "certificate" in contents.certificates[leaf_at - first].place
            in_order = contents.kind in ("PEM", "base64") and not is_of_a_set
            return in_order and leaf_at > first
        first = after
    return False


def _key_of(
    each: Sequence[tuple[str, Contents]], ders: Sequence[bytes], order: Sequence[int]
) -> int | None:
    """Of several keys that of the leaf counts, which stands first in `order`."""

    keys = [key for _, contents in each for key in contents.keys]
    for at in order if keys else ():
        one = read(ders[at])
        if isinstance(one, Certificate) and any(containers.matches(one, key) for key in keys):
            # What is locked may be the leaf's.
            return at if at == order[0] or all(key.spki for key in keys) else None
    return -1 if keys and all(key.spki for key in keys) else None
