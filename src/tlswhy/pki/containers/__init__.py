"""Files that hold certificates: PEM in all the states people keep it in, DER, PKCS #7, PKCS #12
and the key stores of Java.

`read` goes by what the bytes are, not by the name or the label they have, and takes what it can
take without guessing. What a program would stumble over is a problem with its place, also when
the certificate behind it could be read. Of a private key only the public half is kept.
"""

from __future__ import annotations

from tlswhy.pki.certificate import Certificate
from tlswhy.pki.containers._keys import plain, vector_is_short
from tlswhy.pki.containers._kinds import sort
from tlswhy.pki.containers._pile import (
    MOST_CERTIFICATES,
    MOST_KEYS,
    MOST_PROBLEMS,
    MOST_ROUNDS,
    Contents,
    Found,
    Key,
    Pile,
)

__all__ = [
    "LARGEST",
    "MOST_CERTIFICATES",
    "MOST_KEYS",
    "MOST_PROBLEMS",
    "MOST_ROUNDS",
    "Contents",
    "Found",
    "Key",
    "matches",
    "read",
    "vector_is_short",
]

LARGEST = 10 << 20
"""In bytes. All roots of a system have 250 kB as PEM."""


def read(data: bytes, password: bytes | None = None, *, rounds: int = MOST_ROUNDS) -> Contents:
    """What `data` holds. Never raises.

    password: of the keys and of the store. It opens PKCS #12 and encrypted keys, and checks that
        a store of Java was not changed; of such a store no key is decrypted. Of several keys in
        one PKCS #12 the first is read.
    rounds: of deriving keys from the password that may be done; what needs more, or with 0 any,
        stays closed.
    """
    pile = Pile(password, rounds)
    if len(data) > LARGEST:
        pile.problem("", f"{len(data)} bytes are more than {LARGEST}, and none was read")
        return pile.contents("")
    return pile.contents(sort(data, "", pile))


def matches(certificate: Certificate, key: Key) -> bool:
    """Whether the certificate is for this key; False too for a key that could not be read."""
    if not key.spki:
        return False
    return key.spki == certificate.spki or plain(key.spki) == plain(certificate.spki)
