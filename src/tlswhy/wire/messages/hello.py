"""The hellos and what belongs to them (RFC 8446 sections 4.1 and 4.3.1, RFC 5246 section 7.4.1)."""

from __future__ import annotations

from typing import ClassVar, Self

from msgspec import Struct

from tlswhy.wire.extensions import Body, In, supported_versions
from tlswhy.wire.messages.extension import (
    Extension,
    Extensions,
    find,
    meaning_of,
    read_extensions,
    write_extensions,
)
from tlswhy.wire.messages.frame import HandshakeType
from tlswhy.wire.reader import Malformed, Reader, uints, vector

RETRY_RANDOM = bytes.fromhex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c")
"""The random that makes a ServerHello a HelloRetryRequest (RFC 8446 section 4.1.3)."""


class ClientHello(Struct, frozen=True):
    """What a client offers.

    random: 32 bytes. legacy_session_id: 0 to 255 bytes kept, though only 32 are allowed.
    legacy_compression_methods: one byte for each method.
    extensions: None when the message ends before them, as in SSLv3; () when the block is empty.
    """

    TYPE: ClassVar[int] = HandshakeType.CLIENT_HELLO

    legacy_version: int
    random: bytes
    legacy_session_id: bytes
    cipher_suites: tuple[int, ...]
    legacy_compression_methods: bytes
    extensions: Extensions | None

    @classmethod
    def read(cls, body: Reader) -> Self:
        """Read the whole body.

        Raises:
            Malformed: a length points past the end, or something is left over.
        """
        hello = cls(
            legacy_version=body.uint(2, "legacy_version"),
            random=body.take(32, "random"),
            legacy_session_id=body.vector(1, "legacy_session_id").rest(),
            cipher_suites=body.vector(2, "cipher_suites").uints(2, ""),
            legacy_compression_methods=body.vector(1, "legacy_compression_methods").rest(),
            extensions=read_extensions(body) if body else None,
        )
        body.close()
        return hello

    def write(self) -> bytes:
        """The body, without the message's header."""
        return b"".join(
            (
                self.legacy_version.to_bytes(2, "big"),
                self.random,
                vector(1, self.legacy_session_id),
                vector(2, uints(2, self.cipher_suites)),
                vector(1, self.legacy_compression_methods),
                b"" if self.extensions is None else write_extensions(self.extensions),
            )
        )

    def extension(self, type_: int) -> Extension | None:
        """The first extension of that type."""
        return find(self.extensions, type_)

    def meaning(self, type_: int) -> Body | Malformed | None:
        """What the first extension of that type says, or what is wrong with it."""
        return meaning_of(self.extensions, type_, In.CLIENT_HELLO)


class ServerHello(Struct, frozen=True):
    """What a server chose; a HelloRetryRequest too, which is one with a certain random.

    extensions: None when the message ends before them; () when the block is empty.
    """

    TYPE: ClassVar[int] = HandshakeType.SERVER_HELLO

    legacy_version: int
    random: bytes
    legacy_session_id: bytes
    cipher_suite: int
    legacy_compression_method: int
    extensions: Extensions | None

    @classmethod
    def read(cls, body: Reader) -> Self:
        """Read the whole body.

        Raises:
            Malformed: a length points past the end, or something is left over.
        """
        hello = cls(
            legacy_version=body.uint(2, "legacy_version"),
            random=body.take(32, "random"),
            legacy_session_id=body.vector(1, "legacy_session_id").rest(),
            cipher_suite=body.uint(2, "cipher_suite"),
            legacy_compression_method=body.uint(1, "legacy_compression_method"),
            extensions=read_extensions(body) if body else None,
        )
        body.close()
        return hello

    def write(self) -> bytes:
        """The body, without the message's header."""
        return b"".join(
            (
                self.legacy_version.to_bytes(2, "big"),
                self.random,
                vector(1, self.legacy_session_id),
                self.cipher_suite.to_bytes(2, "big"),
                self.legacy_compression_method.to_bytes(1, "big"),
                b"" if self.extensions is None else write_extensions(self.extensions),
            )
        )

    @property
    def is_retry(self) -> bool:
        """Whether it is a HelloRetryRequest."""
        return self.random == RETRY_RANDOM

    @property
    def version(self) -> int:
        """The version chosen: supported_versions where it can be read, else `legacy_version`."""
        chosen = self.meaning(supported_versions.TYPE)
        if isinstance(chosen, supported_versions.SelectedVersion):
            return chosen.version
        return self.legacy_version

    def extension(self, type_: int) -> Extension | None:
        """The first extension of that type."""
        return find(self.extensions, type_)

    def meaning(self, type_: int) -> Body | Malformed | None:
        """What the first extension of that type says here, or what is wrong with it."""
        message = In.HELLO_RETRY_REQUEST if self.is_retry else In.SERVER_HELLO
        return meaning_of(self.extensions, type_, message)


class EncryptedExtensions(Struct, frozen=True):
    """The server's extensions that need no secrecy from the peer (RFC 8446 section 4.3.1)."""

    TYPE: ClassVar[int] = HandshakeType.ENCRYPTED_EXTENSIONS

    extensions: Extensions

    @classmethod
    def read(cls, body: Reader) -> Self:
        """Read the whole body.

        Raises:
            Malformed: a length points past the end, or something is left over.
        """
        message = cls(read_extensions(body))
        body.close()
        return message

    def write(self) -> bytes:
        """The body, without the message's header."""
        return write_extensions(self.extensions)

    def extension(self, type_: int) -> Extension | None:
        """The first extension of that type."""
        return find(self.extensions, type_)

    def meaning(self, type_: int) -> Body | Malformed | None:
        """What the first extension of that type says, or what is wrong with it."""
        return meaning_of(self.extensions, type_, In.ENCRYPTED_EXTENSIONS)
