"""What was found in a file so far, within the limits; every format adds to it.

A place is written from the outside in: "line 4, certificate 2".
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

MOST_CERTIFICATES = 4096
MOST_KEYS = 64
MOST_CRLS = 64
MOST_PROBLEMS = 64
MOST_PARTS = 20_000
"""Blocks of a text, values in it, entries of a store: with nothing in them that is of use."""

MOST_ROUNDS = 5_000_000
"""Of deriving a key from a password, some seconds. OpenSSL writes 2,048, Java 10,000."""

NOTHING = "it has no certificate, key or revocation list"


class Found(Struct, frozen=True, gc=False):
    """One certificate as encoded.

    place: where it stood, such as "line 12", "alias web", "certificate 2" or "byte 0".
    """

    der: bytes
    place: str


class Key(Struct, frozen=True, gc=False):
    """A private key that stood there.

    spki: its public half as an encoded SubjectPublicKeyInfo; empty where the key is locked or
        could not be read.
    encrypted: it stands behind a password.
    """

    spki: bytes
    place: str
    encrypted: bool


class Contents(Struct, frozen=True):
    """What a file holds, in its order.

    crls: encoded revocation lists.
    kind: "PEM", "DER", "base64", "PKCS #7", "PKCS #12", "JKS", "JCEKS", or "" for a file that is
        none of them.
    problems: sentences; those about one place begin with it.
    """

    certificates: tuple[Found, ...]
    keys: tuple[Key, ...]
    crls: tuple[bytes, ...]
    kind: str
    problems: tuple[str, ...]


class Pile:
    """What was found so far, within the limits.

    rounds: of deriving keys from passwords that may still be done, of `most_rounds`.
    """

    def __init__(self, password: bytes | None, rounds: int = MOST_ROUNDS) -> None:
        self.password = password
        self.rounds = self.most_rounds = rounds
        self._certificates: list[Found] = []
        self._keys: list[Key] = []
        self._crls: list[bytes] = []
        self._problems: list[str] = []
        self._repeated: dict[str, tuple[str, int]] = {}
        self._left_out: list[str] = []

    @property
    def full(self) -> bool:
        """No more certificates are taken."""
        return not self._has_room(len(self._certificates), MOST_CERTIFICATES, "certificates")

    def certificate(self, der: bytes, place: str) -> None:
        if not self.full:
            self._certificates.append(Found(der, place))

    def has_room_for_key(self) -> bool:
        return self._has_room(len(self._keys), MOST_KEYS, "keys")

    def key(self, spki: bytes, place: str, *, encrypted: bool) -> None:
        self._keys.append(Key(spki, place, encrypted))

    def has_room_for_part(self, number: int) -> bool:
        return self._has_room(number - 1, MOST_PARTS, "parts")

    def crl(self, der: bytes) -> None:
        if self._has_room(len(self._crls), MOST_CRLS, "revocation lists"):
            self._crls.append(der)

    def problem(self, place: str, text: str) -> None:
        if self._has_room(len(self._problems), MOST_PROBLEMS, "problems"):
            self._problems.append(f"{place}: {text}" if place else text)

    def problem_of_each(self, place: str, text: str) -> None:
        """A problem that a file has in all its blocks: it is told once."""
        first, count = self._repeated.get(text, (place, 0))
        self._repeated[text] = (first, count + 1)

    def contents(self, kind: str) -> Contents:
        for text, (place, count) in self._repeated.items():
            more = f" (and {count - 1} more)" if count > 1 else ""
            self.problem(place, text + more)
        problems = self._problems + self._left_out
        found = self._certificates or self._keys or self._crls
        return Contents(
            certificates=tuple(self._certificates),
            keys=tuple(self._keys),
            crls=tuple(self._crls),
            kind=kind,
            problems=tuple(problems if found or problems else [NOTHING]),
        )

    def _has_room(self, size: int, most: int, what: str) -> bool:
        said = f"only the first {most} {what} are shown"
        if size >= most and said not in self._left_out:
            self._left_out.append(said)
        return size < most


def inside(within: str, place: str) -> str:
    """A place with that of what it is part of, "" for the file itself."""
    return f"{within}, {place}" if within else place


Sort = Callable[[bytes, str, Pile], str]
"""Sorts what was decoded: the bytes, the place of what they were in, the pile; says their kind."""
