"""SSLv2's hellos, and the form in which old clients send a hello for a later version.

The 1995 draft "The SSL Protocol" by K. Hickman, sections 2.5 and 2.6; RFC 5246 appendix E.2 for
the hello that says a later version. Both hellos travel in the clear in one record with a header
of two bytes: the highest bit is set, the other 15 are the length.
"""

from __future__ import annotations

from typing import ClassVar, Self

from msgspec import Struct

from tlswhy.wire.reader import Reader, uints

_SPEC_SIZE = 3
_NO_PADDING = 0x8000


def looks_like(data: bytes) -> bool:
    """Whether these are the first bytes, five at least, of a CLIENT-HELLO in SSLv2's form.

    No TLS record starts so: there the first byte is 20 to 26.
    """
    if len(data) < 5 or not data[0] & 0x80 or data[2] != Sslv2ClientHello.TYPE:
        return False
    version = int.from_bytes(data[3:5], "big")
    return version == 0x0002 or version >> 8 == 3


class Sslv2ClientHello(Struct, frozen=True):
    """A client's hello.

    version: 0x0002, or 0x03NN when the client only uses the form and can do more.
    cipher_specs: 3 bytes each; a TLS suite when the first is 0, else one of SSLv2's.
    session_id: 0 or 16 bytes. challenge: 16 to 32 bytes. Other sizes are kept.
    """

    TYPE: ClassVar[int] = 1

    version: int
    cipher_specs: tuple[int, ...]
    session_id: bytes
    challenge: bytes

    @classmethod
    def read(cls, body: Reader) -> Self:
        """Read the whole record.

        Raises:
            Malformed: it is another record, a length points past the end, or something is left.
        """
        _open(body, cls.TYPE)
        version = body.uint(2, "version")
        specs, session, challenge = (
            body.uint(2, f"{field}.length") for field in ("cipher_specs", "session_id", "challenge")
        )
        hello = cls(
            version=version,
            cipher_specs=_cipher_specs(body, specs),
            session_id=body.take(session, "session_id"),
            challenge=body.take(challenge, "challenge"),
        )
        body.close()
        return hello

    def write(self) -> bytes:
        """The record with its header."""
        specs = uints(_SPEC_SIZE, self.cipher_specs)
        head = bytes((self.TYPE,)) + self.version.to_bytes(2, "big")
        return _record(head, specs, self.session_id, self.challenge)


class Sslv2ServerHello(Struct, frozen=True):
    """A server's hello.

    session_id_hit: 1 when it resumes. certificate_type: 1 for X.509.
    certificate: DER. cipher_specs: 3 bytes each, those it shares with the client.
    """

    TYPE: ClassVar[int] = 4

    session_id_hit: int
    certificate_type: int
    version: int
    certificate: bytes
    cipher_specs: tuple[int, ...]
    connection_id: bytes

    @classmethod
    def read(cls, body: Reader) -> Self:
        """Read the whole record.

        Raises:
            Malformed: it is another record, a length points past the end, or something is left.
        """
        _open(body, cls.TYPE)
        hit = body.uint(1, "session_id_hit")
        certificate_type = body.uint(1, "certificate_type")
        version = body.uint(2, "version")
        fields = ("certificate", "cipher_specs", "connection_id")
        certificate, specs, connection = (body.uint(2, f"{field}.length") for field in fields)
        hello = cls(
            session_id_hit=hit,
            certificate_type=certificate_type,
            version=version,
            certificate=body.take(certificate, "certificate"),
            cipher_specs=_cipher_specs(body, specs),
            connection_id=body.take(connection, "connection_id"),
        )
        body.close()
        return hello

    def write(self) -> bytes:
        """The record with its header."""
        head = bytes((self.TYPE, self.session_id_hit, self.certificate_type))
        head += self.version.to_bytes(2, "big")
        specs = uints(_SPEC_SIZE, self.cipher_specs)
        return _record(head, self.certificate, specs, self.connection_id)


def _open(body: Reader, type_: int) -> None:
    """Read the record's header and the message's type.

    Raises:
        Malformed: the header is not of this form, or the message is another.
    """
    start = body.offset
    head = body.uint(2, "length")
    if not head & _NO_PADDING:
        raise body.malformed("the highest bit is not set", "length", at=start)
    if head - _NO_PADDING != body.left:
        problem = f"says {head - _NO_PADDING} bytes, {body.left} are left"
        raise body.malformed(problem, "length", at=start)
    start = body.offset
    found = body.uint(1, "type")
    if found != type_:
        raise body.malformed(f"is {found}, not {type_}", "type", at=start)


def _cipher_specs(body: Reader, size: int) -> tuple[int, ...]:
    """Take `size` bytes of cipher specs.

    Raises:
        Malformed: it is no multiple of three, or fewer are left.
    """
    count, over = divmod(size, _SPEC_SIZE)
    if over:
        raise body.malformed(f"{size} bytes are no multiple of {_SPEC_SIZE}", "cipher_specs")
    return tuple(body.uint(_SPEC_SIZE, f"cipher_specs[{at}]") for at in range(count))


def _record(head: bytes, *parts: bytes) -> bytes:
    sizes = b"".join(len(part).to_bytes(2, "big") for part in parts)
    body = head + sizes + b"".join(parts)
    return (_NO_PADDING | len(body)).to_bytes(2, "big") + body
