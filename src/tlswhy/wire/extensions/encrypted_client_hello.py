"""encrypted_client_hello, extension 0xfe0d (RFC 9849 sections 4 and 5)."""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from tlswhy.wire.extensions import Forms, In, raw
from tlswhy.wire.reader import Reader, vector

TYPE = 0xFE0D

OUTER = 0
INNER = 1

VERSION = TYPE
"""The only version of a configuration in use; the extension has the same number."""


class EchOuter(Struct, frozen=True):
    """The hello meant for the hidden server, encrypted; or GREASE that looks like it.

    kdf_id, aead_id: numbers of IANA's HPKE registries.
    config_id: which of the server's configurations the client used.
    enc: the HPKE encapsulated key; empty in the hello after a HelloRetryRequest.
    payload: the encrypted ClientHelloInner.
    """

    kdf_id: int
    aead_id: int
    config_id: int
    enc: bytes
    payload: bytes

    @classmethod
    def read(cls, body: Reader) -> Self:
        kdf_id = body.uint(2, "kdf_id")
        aead_id = body.uint(2, "aead_id")
        config_id = body.uint(1, "config_id")
        enc = body.vector(2, "enc").rest()
        payload = body.vector(2, "payload").rest()
        body.close()
        return cls(kdf_id, aead_id, config_id, enc, payload)

    def write(self) -> bytes:
        return (
            self.kdf_id.to_bytes(2, "big")
            + self.aead_id.to_bytes(2, "big")
            + self.config_id.to_bytes(1, "big")
            + vector(2, self.enc)
            + vector(2, self.payload)
        )


class EncryptedClientHello(Struct, frozen=True):
    """What a ClientHello says about encryption of itself.

    type: 0 outer, 1 inner.
    content: of an outer hello. An inner one has none (b""); of any other type the bytes.
    """

    type: int
    content: EchOuter | bytes

    @classmethod
    def read(cls, body: Reader) -> Self:
        type_ = body.uint(1, "type")
        if type_ == OUTER:
            return cls(type_, EchOuter.read(body))
        if type_ == INNER:
            body.close()
        return cls(type_, body.rest())

    def write(self) -> bytes:
        content = self.content if isinstance(self.content, bytes) else self.content.write()
        return self.type.to_bytes(1, "big") + content


class EchContents(Struct, frozen=True):
    """The contents of a configuration: the key and the name to show in the clear.

    cipher_suites: pairs of kdf_id and aead_id.
    maximum_name_length: in bytes, of the names that may be hidden; 0 when unknown.
    public_name: the server_name of the outer hello.
    extensions: type and body of each.
    """

    config_id: int
    kem_id: int
    public_key: bytes
    cipher_suites: tuple[tuple[int, int], ...]
    maximum_name_length: int
    public_name: bytes
    extensions: tuple[tuple[int, bytes], ...] = ()

    @classmethod
    def read(cls, body: Reader) -> Self:
        config_id = body.uint(1, "config_id")
        kem_id = body.uint(2, "kem_id")
        public_key = body.vector(2, "public_key").rest()
        cipher_suites = _read_cipher_suites(body.vector(2, "cipher_suites"))
        maximum_name_length = body.uint(1, "maximum_name_length")
        public_name = body.vector(1, "public_name").rest()
        extensions = _read_extensions(body.vector(2, "extensions"))
        body.close()
        return cls(
            config_id,
            kem_id,
            public_key,
            cipher_suites,
            maximum_name_length,
            public_name,
            extensions,
        )

    def write(self) -> bytes:
        suites = (
            kdf_id.to_bytes(2, "big") + aead_id.to_bytes(2, "big")
            for kdf_id, aead_id in self.cipher_suites
        )
        return (
            self.config_id.to_bytes(1, "big")
            + self.kem_id.to_bytes(2, "big")
            + vector(2, self.public_key)
            + vector(2, b"".join(suites))
            + self.maximum_name_length.to_bytes(1, "big")
            + vector(1, self.public_name)
            + vector(2, b"".join(raw(type_, body) for type_, body in self.extensions))
        )


class EchConfig(Struct, frozen=True):
    """One configuration.

    contents: the bytes as they are, if `version` is not the one we know.
    """

    version: int
    contents: EchContents | bytes

    @classmethod
    def read(cls, body: Reader, place: str) -> Self:
        """Read one configuration and leave what follows it."""
        version = body.uint(2, f"{place}.version")
        contents = body.vector(2, f"{place}.contents")
        if version != VERSION:
            return cls(version, contents.rest())
        return cls(version, EchContents.read(contents))

    def write(self) -> bytes:
        contents = self.contents if isinstance(self.contents, bytes) else self.contents.write()
        return raw(self.version, contents)


class EchConfigList(Struct, frozen=True):
    """Configurations: what a server would accept instead, or what its HTTPS record in DNS holds."""

    configs: tuple[EchConfig, ...]

    @classmethod
    def read(cls, body: Reader) -> Self:
        listed = body.vector(2, "configs")
        configs: list[EchConfig] = []
        while listed:
            configs.append(EchConfig.read(listed, f"[{len(configs)}]"))
        body.close()
        return cls(tuple(configs))

    def write(self) -> bytes:
        return vector(2, b"".join(config.write() for config in self.configs))


class EchConfirmation(Struct, frozen=True):
    """A HelloRetryRequest's sign that the server decrypted the inner hello, if it is right.

    confirmation: 8 bytes.
    """

    confirmation: bytes

    @classmethod
    def read(cls, body: Reader) -> Self:
        confirmation = body.take(8, "confirmation")
        body.close()
        return cls(confirmation)

    def write(self) -> bytes:
        return self.confirmation


def _read_cipher_suites(body: Reader) -> tuple[tuple[int, int], ...]:
    suites: list[tuple[int, int]] = []
    while body:
        place = f"[{len(suites)}]"
        suites.append((body.uint(2, f"{place}.kdf_id"), body.uint(2, f"{place}.aead_id")))
    return tuple(suites)


def _read_extensions(body: Reader) -> tuple[tuple[int, bytes], ...]:
    extensions: list[tuple[int, bytes]] = []
    while body:
        place = f"[{len(extensions)}]"
        extensions.append((body.uint(2, f"{place}.type"), body.vector(2, f"{place}.body").rest()))
    return tuple(extensions)


FORMS: Forms = {
    In.CLIENT_HELLO: EncryptedClientHello,
    In.ENCRYPTED_EXTENSIONS: EchConfigList,
    In.HELLO_RETRY_REQUEST: EchConfirmation,
}
