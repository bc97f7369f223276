"""Certificates, the request for them and the proof of possession.

RFC 5246 sections 7.4.2, 7.4.4 and 7.4.8; RFC 8446 sections 4.3.2, 4.4.2 and 4.4.3; RFC 8879;
RFC 6066 section 8. SSLv3 (RFC 6101) writes them as TLS 1.0 does.
"""

from __future__ import annotations

from typing import ClassVar, Self

from msgspec import Struct

from tlswhy.wire.extensions import Body, In, certificate_authorities, signature_algorithms
from tlswhy.wire.messages.extension import (
    Extension,
    Extensions,
    find,
    meaning_of,
    read_extensions,
    write_extensions,
)
from tlswhy.wire.messages.frame import HEADER, LARGEST, HandshakeType
from tlswhy.wire.messages.signature import TLS12, read_signature, write_signature
from tlswhy.wire.reader import Malformed, Reader, uints, vector

_ZLIB = 1


class Certificate12(Struct, frozen=True):
    """A chain up to TLS 1.2, each certificate in DER as sent; () when there is none."""

    TYPE: ClassVar[int] = HandshakeType.CERTIFICATE

    certificates: tuple[bytes, ...]

    @classmethod
    def read(cls, body: Reader) -> Self:
        """Read the whole body.

        Raises:
            Malformed: a length points past the end, or something is left over.
        """
        certificates = body.vector(3, "certificates").vectors(3, "")
        body.close()
        return cls(certificates)

    def write(self) -> bytes:
        """The body, without the message's header."""
        return vector(3, b"".join(vector(3, der) for der in self.certificates))


class CertificateEntry(Struct, frozen=True):
    """One certificate in TLS 1.3 and what is said about it.

    data: DER of the certificate, or of the key alone (RFC 7250).
    """

    data: bytes
    extensions: Extensions

    def write(self) -> bytes:
        """The entry as it stands in the list."""
        return vector(3, self.data) + write_extensions(self.extensions)

    def extension(self, type_: int) -> Extension | None:
        """The first extension of that type."""
        return find(self.extensions, type_)

    def meaning(self, type_: int) -> Body | Malformed | None:
        """What the first extension of that type says, or what is wrong with it."""
        return meaning_of(self.extensions, type_, In.CERTIFICATE_ENTRY)


class Certificate13(Struct, frozen=True):
    """A chain in TLS 1.3.

    request_context: that of the request it answers; empty when a server sends it.
    """

    TYPE: ClassVar[int] = HandshakeType.CERTIFICATE

    request_context: bytes
    entries: tuple[CertificateEntry, ...]

    @classmethod
    def read(cls, body: Reader) -> Self:
        """Read the whole body.

        Raises:
            Malformed: a length points past the end, or something is left over.
        """
        context = body.vector(1, "request_context").rest()
        chain = body.vector(3, "entries")
        found: list[CertificateEntry] = []
        while chain:
            data = chain.vector(3, f"[{len(found)}].data").rest()
            found.append(CertificateEntry(data, read_extensions(chain)))
        body.close()
        return cls(context, tuple(found))

    def write(self) -> bytes:
        """The body, without the message's header."""
        entries = b"".join(entry.write() for entry in self.entries)
        return vector(1, self.request_context) + vector(3, entries)


class CompressedCertificate(Struct, frozen=True):
    """A TLS 1.3 Certificate sent compressed (RFC 8879 section 4).

    algorithm: 1 zlib, 2 brotli, 3 zstd. uncompressed_length: in bytes, as claimed.
    message: the compressed body.
    """

    TYPE: ClassVar[int] = HandshakeType.COMPRESSED_CERTIFICATE

    algorithm: int
    uncompressed_length: int
    message: bytes

    @classmethod
    def read(cls, body: Reader) -> Self:
        """Read the whole body.

        Raises:
            Malformed: a length points past the end, or something is left over.
        """
        certificate = cls(
            algorithm=body.uint(2, "algorithm"),
            uncompressed_length=body.uint(3, "uncompressed_length"),
            message=body.vector(3, "message").rest(),
        )
        body.close()
        return certificate

    def write(self) -> bytes:
        """The body, without the message's header."""
        head = self.algorithm.to_bytes(2, "big") + self.uncompressed_length.to_bytes(3, "big")
        return head + vector(3, self.message)

    def decompress(self) -> Certificate13:
        """The certificate in it, never more than `LARGEST` bytes of it.

        Raises:
            Malformed: the algorithm is not zlib, the claimed length is too large or not what
                comes out, or what comes out is no Certificate (offsets then count in that).
        """
        if self.algorithm != _ZLIB:
            raise _unsound("algorithm", 0, f"{self.algorithm} is not supported")
        if self.uncompressed_length > LARGEST:
            problem = f"{self.uncompressed_length} bytes, at most {LARGEST} are read"
            raise _unsound("uncompressed_length", 2, problem)
        plain = _inflate(self.message, self.uncompressed_length)
        return Certificate13.read(Reader(plain, "compressed_certificate.certificate"))


class CertificateRequest12(Struct, frozen=True):
    """A server asks for the client's certificate, up to TLS 1.2.

    certificate_types: ClientCertificateType, one byte each.
    schemes: signature schemes; None before TLS 1.2, which does not name them.
    authorities: DER of the names of CAs, as sent.
    """

    TYPE: ClassVar[int] = HandshakeType.CERTIFICATE_REQUEST

    certificate_types: bytes
    schemes: tuple[int, ...] | None
    authorities: tuple[bytes, ...]

    @classmethod
    def read(cls, body: Reader, *, version: int) -> Self:
        """Read the whole body as `version` has it.

        Raises:
            Malformed: a length points past the end, or something is left over.
        """
        types = body.vector(1, "certificate_types").rest()
        schemes = body.vector(2, "schemes").uints(2, "") if version >= TLS12 else None
        authorities = body.vector(2, "authorities").vectors(2, "")
        body.close()
        return cls(types, schemes, authorities)

    def write(self) -> bytes:
        """The body, without the message's header."""
        schemes = b"" if self.schemes is None else vector(2, uints(2, self.schemes))
        names = b"".join(vector(2, name) for name in self.authorities)
        return vector(1, self.certificate_types) + schemes + vector(2, names)


class CertificateRequest13(Struct, frozen=True):
    """A server asks for the client's certificate in TLS 1.3.

    request_context: empty during the handshake.
    """

    TYPE: ClassVar[int] = HandshakeType.CERTIFICATE_REQUEST

    request_context: bytes
    extensions: Extensions

    @classmethod
    def read(cls, body: Reader) -> Self:
        """Read the whole body.

        Raises:
            Malformed: a length points past the end, or something is left over.
        """
        request = cls(body.vector(1, "request_context").rest(), read_extensions(body))
        body.close()
        return request

    def write(self) -> bytes:
        """The body, without the message's header."""
        return vector(1, self.request_context) + write_extensions(self.extensions)

    @property
    def schemes(self) -> tuple[int, ...]:
        """The signature schemes it takes; () when it names none that can be read."""
        said = self.meaning(signature_algorithms.TYPE)
        return said.schemes if isinstance(said, signature_algorithms.SignatureAlgorithms) else ()

    @property
    def authorities(self) -> tuple[bytes, ...]:
        """DER of the names of the CAs it takes; () when it names none that can be read."""
        said = self.meaning(certificate_authorities.TYPE)
        if isinstance(said, certificate_authorities.CertificateAuthorities):
            return said.names
        return ()

    def extension(self, type_: int) -> Extension | None:
        """The first extension of that type."""
        return find(self.extensions, type_)

    def meaning(self, type_: int) -> Body | Malformed | None:
        """What the first extension of that type says, or what is wrong with it."""
        return meaning_of(self.extensions, type_, In.CERTIFICATE_REQUEST)


class CertificateVerify(Struct, frozen=True):
    """The proof that the sender has the certificate's key.

    scheme: None before TLS 1.2, which does not name it.
    """

    TYPE: ClassVar[int] = HandshakeType.CERTIFICATE_VERIFY

    scheme: int | None
    signature: bytes

    @classmethod
    def read(cls, body: Reader, *, version: int) -> Self:
        """Read the whole body as `version` has it.

        Raises:
            Malformed: a length points past the end, or something is left over.
        """
        proof = cls(*read_signature(body, version))
        body.close()
        return proof

    def write(self) -> bytes:
        """The body, without the message's header."""
        return write_signature(self.scheme, self.signature)


class CertificateStatus(Struct, frozen=True):
    """A stapled answer about the certificate, up to TLS 1.2 (RFC 6066 section 8).

    status_type: 1 for one OCSP response, 2 for a list of them (RFC 6961 section 2.2).
    response: what follows its length, in DER for type 1.
    """

    TYPE: ClassVar[int] = HandshakeType.CERTIFICATE_STATUS

    status_type: int
    response: bytes

    @classmethod
    def read(cls, body: Reader) -> Self:
        """Read the whole body.

        Raises:
            Malformed: a length points past the end, or something is left over.
        """
        status = cls(body.uint(1, "status_type"), body.vector(3, "response").rest())
        body.close()
        return status

    def write(self) -> bytes:
        """The body, without the message's header."""
        return self.status_type.to_bytes(1, "big") + vector(3, self.response)


def _inflate(message: bytes, size: int) -> bytes:
    """Undo zlib (RFC 1950); whatever `message` is, at most one byte more than `size` is made.

    Raises:
        Malformed: it is not zlib, ends early, goes on after its end, or is not `size` bytes.
    """
    import zlib

    stream = zlib.decompressobj()
    try:
        plain = stream.decompress(message, size + 1)
    except zlib.error as bad:
        raise _unsound("message", 8, f"is not zlib ({bad})") from None
    if len(plain) > size:
        raise _unsound("uncompressed_length", 2, f"says {size} bytes, more come out")
    if not stream.eof or stream.unused_data:
        raise _unsound("message", 8, "does not end where its zlib stream does")
    if len(plain) < size:
        problem = f"says {size} bytes, {len(plain)} come out"
        raise _unsound("uncompressed_length", 2, problem)
    return plain


def _unsound(field: str, at: int, problem: str) -> Malformed:
    return Malformed(f"compressed_certificate.{field}", HEADER + at, problem)
