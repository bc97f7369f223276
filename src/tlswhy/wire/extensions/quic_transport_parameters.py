"""quic_transport_parameters, extension 57 (RFC 9001 section 8.2, RFC 9000 section 18)."""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from tlswhy.wire.extensions import Forms, In
from tlswhy.wire.reader import Reader

TYPE = 57


class TransportParameter(Struct, frozen=True):
    """One parameter.

    id: numbers of IANA's "QUIC Transport Parameters"; 31 * N + 27 is GREASE.
    value: as sent; what it means depends on the id.
    id_size, length_size: bytes that the number before the value took, when it was not the
        fewest that can hold it; else None. QUIC allows longer ones.
    """

    id: int
    value: bytes
    id_size: int | None = None
    length_size: int | None = None

    @classmethod
    def read(cls, body: Reader, place: str) -> Self:
        """Read one parameter and leave what follows it."""
        number, id_size = _read_varint(body, f"{place}.id")
        length, length_size = _read_varint(body, f"{place}.length")
        return cls(number, body.take(length, f"{place}.value"), id_size, length_size)

    def write(self) -> bytes:
        length = _write_varint(len(self.value), self.length_size)
        return _write_varint(self.id, self.id_size) + length + self.value


class QuicTransportParameters(Struct, frozen=True):
    """How the sender wants the QUIC connection to be, in the order sent."""

    parameters: tuple[TransportParameter, ...]

    @classmethod
    def read(cls, body: Reader) -> Self:
        parameters: list[TransportParameter] = []
        while body:
            parameters.append(TransportParameter.read(body, f"[{len(parameters)}]"))
        return cls(tuple(parameters))

    def write(self) -> bytes:
        return b"".join(parameter.write() for parameter in self.parameters)


def _read_varint(body: Reader, field: str) -> tuple[int, int | None]:
    """A variable-length integer (RFC 9000 section 16), and its size if it could be shorter."""
    first = body.uint(1, field)
    size = 1 << (first >> 6)
    value = (first & 0x3F) << 8 * (size - 1) | body.uint(size - 1, field)
    return value, None if size == _fewest(value) else size


def _write_varint(value: int, size: int | None) -> bytes:
    size = size or _fewest(value)
    return (value | (size.bit_length() - 1) << (8 * size - 2)).to_bytes(size, "big")


def _fewest(value: int) -> int:
    """How many bytes a variable-length integer needs, whose first two bits tell its size."""
    return next(size for size in (1, 2, 4, 8) if value < 1 << (8 * size - 2))


FORMS: Forms = {
    In.CLIENT_HELLO: QuicTransportParameters,
    In.ENCRYPTED_EXTENSIONS: QuicTransportParameters,
}
