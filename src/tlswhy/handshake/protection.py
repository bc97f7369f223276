"""Record protection: AEAD (RFC 8446 section 5.2, RFC 5246 section 6.2.3.3), CBC and streams with
HMAC (RFC 5246 sections 6.2.3.1 and 6.2.3.2, RFC 2246 section 6.2.3), encrypt-then-MAC (RFC 7366).

Nothing here runs in constant time: a probe has no secret of the user's that a server could learn.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Callable
from types import ModuleType
from typing import Protocol

from tlswhy.handshake.keys import hkdf_expand_label
from tlswhy.handshake.suites import Cipher, Mode, Suite
from tlswhy.wire.records import ContentType, Record

_TLS12 = 0x0303


class Undecryptable(Exception):
    """A record that these keys do not open; the text says where it failed."""


class Protection(Protocol):
    """One direction's keys, with its count of records."""

    def seal(self, type_: int, plaintext: bytes) -> bytes:
        """One whole record around `plaintext`."""
        ...

    def open(self, record: Record) -> tuple[int, bytes]:
        """Type and bytes of what is inside.

        Raises:
            Undecryptable: the keys do not open it.
        """
        ...


def protection13(suite: Suite, secret: bytes) -> Protection:
    """TLS 1.3 with the keys of a traffic secret (RFC 8446 section 7.3)."""
    key = hkdf_expand_label(suite.hash, secret, "key", b"", suite.cipher.key)
    iv = hkdf_expand_label(suite.hash, secret, "iv", b"", 12)
    return _Aead13(suite.cipher, key, iv)


def protections(
    suite: Suite,
    version: int,
    expand: Callable[[int], bytes],
    *,
    encrypt_then_mac: bool,
) -> tuple[Protection, Protection]:
    """The client's and the server's protection up to TLS 1.2 (RFC 5246 section 6.3).

    expand: gives so many bytes of the key block.
    """
    cipher = suite.cipher
    if suite.is_aead:
        salt = 12 if cipher.mode is Mode.CHACHA else 4
        keys = _cut(expand(2 * (cipher.key + salt)), cipher.key, salt)
        ours, theirs = (_Aead12(cipher, key, iv, version) for key, iv in keys)
        return ours, theirs
    size = hmac.new(b"", digestmod=suite.hash).digest_size
    # TLS 1.0 has one IV for the connection, the last block of each record being the next one's.
    chained = cipher.block if version < 0x0302 else 0
    macs_keys_ivs = _cut(expand(2 * (size + cipher.key + chained)), size, cipher.key, chained)
    client, server = (
        _WithHmac(suite, mac_key_iv, version, encrypt_then_mac=encrypt_then_mac)
        for mac_key_iv in macs_keys_ivs
    )
    return client, server


def _cut(block: bytes, *sizes: int) -> list[tuple[bytes, ...]]:
    """The key block as (mac, key, iv) of the client and of the server: client's first each time."""
    found: tuple[list[bytes], list[bytes]] = ([], [])
    at = 0
    for size in sizes:
        for side in found:
            side.append(block[at : at + size])
            at += size
    return [tuple(side) for side in found]


class _Sealer(Protocol):
    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None) -> bytes: ...

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None) -> bytes: ...


def _aead(cipher: Cipher, key: bytes) -> _Sealer:
    from cryptography.hazmat.primitives.ciphers import aead

    if cipher.mode is Mode.GCM:
        return aead.AESGCM(key)
    if cipher.mode is Mode.CHACHA:
        return aead.ChaCha20Poly1305(key)
    return aead.AESCCM(key, tag_length=cipher.tag)


def _decrypt(aead: _Sealer, nonce: bytes, data: bytes, associated: bytes) -> bytes:
    from cryptography.exceptions import InvalidTag

    try:
        return aead.decrypt(nonce, data, associated)
    except (InvalidTag, ValueError):
        # ValueError: AESCCM says so of data shorter than its tag.
        raise Undecryptable("the tag does not fit") from None


def _nonce(iv: bytes, count: int) -> bytes:
    """The IV with the record's number mixed in (RFC 8446 section 5.3)."""
    return (int.from_bytes(iv, "big") ^ count).to_bytes(len(iv), "big")


class _Aead13:
    def __init__(self, cipher: Cipher, key: bytes, iv: bytes) -> None:
        self._aead = _aead(cipher, key)
        self._tag = cipher.tag
        self._iv = iv
        self._count = 0

    def seal(self, type_: int, plaintext: bytes) -> bytes:
        inner = plaintext + bytes((type_,))
        size = len(inner) + self._tag
        head = bytes((ContentType.APPLICATION_DATA,)) + b"\x03\x03" + size.to_bytes(2, "big")
        return head + self._aead.encrypt(self._next(), inner, head)

    def open(self, record: Record) -> tuple[int, bytes]:
        head = record.write()[:5]
        inner = _decrypt(self._aead, self._next(), record.fragment, head).rstrip(b"\0")
        if not inner:
            raise Undecryptable("it holds nothing but padding")
        return inner[-1], inner[:-1]

    def _next(self) -> bytes:
        self._count += 1
        return _nonce(self._iv, self._count - 1)


class _Counted:
    """What the versions up to TLS 1.2 authenticate beside the content."""

    def __init__(self, version: int) -> None:
        self._version = version
        self._count = 0

    def _header(self, type_: int, size: int) -> bytes:
        """seq_num, type, version and length; then counts on."""
        count = self._count.to_bytes(8, "big")
        self._count += 1
        version = self._version.to_bytes(2, "big")
        return count + bytes((type_,)) + version + size.to_bytes(2, "big")


class _Aead12(_Counted):
    """GCM and CCM write half of the nonce into the record, ChaCha20 does not (RFC 7905)."""

    def __init__(self, cipher: Cipher, key: bytes, iv: bytes, version: int) -> None:
        super().__init__(version)
        self._aead = _aead(cipher, key)
        self._tag = cipher.tag
        self._iv = iv
        self._explicit = 12 - len(iv)

    def seal(self, type_: int, plaintext: bytes) -> bytes:
        part = self._count.to_bytes(8, "big")[: self._explicit]
        nonce = self._nonce(part)
        head = self._header(type_, len(plaintext))
        sealed = part + self._aead.encrypt(nonce, plaintext, head)
        return Record(type_, self._version, sealed).write()

    def open(self, record: Record) -> tuple[int, bytes]:
        size = len(record.fragment) - self._tag - self._explicit
        if size < 0:
            raise Undecryptable("it is shorter than its tag")
        nonce = self._nonce(record.fragment[: self._explicit])
        head = self._header(record.type, size)
        return record.type, _decrypt(self._aead, nonce, record.fragment[self._explicit :], head)

    def _nonce(self, part: bytes) -> bytes:
        return self._iv + part if self._explicit else _nonce(self._iv, self._count)


class _WithHmac(_Counted):
    """CBC, RC4 and no encryption, each with an HMAC."""

    def __init__(
        self, suite: Suite, keys: tuple[bytes, ...], version: int, *, encrypt_then_mac: bool
    ) -> None:
        """Take the MAC's key, the cipher's and the IV, which is empty after TLS 1.0."""
        super().__init__(version)
        cipher = suite.cipher
        self._mac, key, iv = keys
        self._hash = suite.hash
        self._mac_size = hmac.new(b"", digestmod=suite.hash).digest_size
        self._block = cipher.block
        self._random = cipher.block if version >= 0x0302 else 0
        self._encrypt, self._decrypt = _updates(cipher, key, iv or bytes(cipher.block))
        # A stream has nothing to gain from it: RFC 7366 section 3 keeps it to block ciphers.
        self._encrypt_then_mac = encrypt_then_mac and cipher.mode is Mode.CBC

    def seal(self, type_: int, plaintext: bytes) -> bytes:
        # One cipher runs through all records; a random first block then does what an explicit IV
        # does, because the peer drops that block (RFC 4346 section 6.2.3.2, way 2b).
        if self._encrypt_then_mac:
            body = self._encrypt(os.urandom(self._random) + self._padded(plaintext))
            body += self._hmac(type_, body)
        else:
            signed = plaintext + self._hmac(type_, plaintext)
            body = self._encrypt(os.urandom(self._random) + self._padded(signed))
        return Record(type_, self._version, body).write()

    def open(self, record: Record) -> tuple[int, bytes]:
        body = record.fragment
        if self._encrypt_then_mac:
            return record.type, self._plain(self._checked(record.type, body))
        return record.type, self._checked(record.type, self._plain(body))

    def _checked(self, type_: int, body: bytes) -> bytes:
        cut = len(body) - self._mac_size
        if cut < 0:
            raise Undecryptable("it is shorter than its MAC")
        if not hmac.compare_digest(self._hmac(type_, body[:cut]), body[cut:]):
            raise Undecryptable("the MAC does not fit")
        return body[:cut]

    def _plain(self, body: bytes) -> bytes:
        if not self._block:
            return self._decrypt(body)
        if not body or len(body) % self._block:
            raise Undecryptable(f"{len(body)} bytes are not whole blocks")
        plain = self._decrypt(body)[self._random :]
        padding = plain[-1] + 1 if plain else 0
        if not padding or plain[-padding:] != bytes((padding - 1,)) * padding:
            raise Undecryptable("the padding does not fit")
        return plain[:-padding]

    def _padded(self, plaintext: bytes) -> bytes:
        if not self._block:
            return plaintext
        padding = self._block - len(plaintext) % self._block
        return plaintext + bytes((padding - 1,)) * padding

    def _hmac(self, type_: int, body: bytes) -> bytes:
        return hmac.digest(self._mac, self._header(type_, len(body)) + body, self._hash)


_Update = Callable[[bytes], bytes]


def _updates(cipher: Cipher, key: bytes, iv: bytes) -> tuple[_Update, _Update]:
    """How to encrypt and to decrypt the next bytes of a direction."""
    if cipher.algorithm == "NULL":
        return bytes, bytes
    from cryptography.hazmat.primitives.ciphers import Cipher as Run
    from cryptography.hazmat.primitives.ciphers import algorithms, modes

    home = algorithms if cipher.algorithm == "AES" else _decrepit()
    run = Run(getattr(home, cipher.algorithm)(key), modes.CBC(iv) if cipher.block else None)
    return run.encryptor().update, run.decryptor().update


def _decrepit() -> ModuleType:
    from cryptography.hazmat.decrepit.ciphers import algorithms

    return algorithms
