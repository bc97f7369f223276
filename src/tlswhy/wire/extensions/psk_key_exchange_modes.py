"""psk_key_exchange_modes, extension 45 (RFC 8446 section 4.2.9)."""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from tlswhy.wire.extensions import Forms, In
from tlswhy.wire.reader import Reader, vector

TYPE = 45


class PskModes(Struct, frozen=True):
    """How a client is willing to use a pre-shared key.

    modes: 0 is psk_ke, 1 psk_dhe_ke; others are GREASE or unknown.
    """

    modes: tuple[int, ...]

    @classmethod
    def read(cls, body: Reader) -> Self:
        modes = body.vector(1, "modes").rest()
        body.close()
        return cls(tuple(modes))

    def write(self) -> bytes:
        return vector(1, bytes(self.modes))


FORMS: Forms = {In.CLIENT_HELLO: PskModes}
