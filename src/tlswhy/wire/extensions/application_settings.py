"""application_settings (ALPS), extension 17613 (draft-vvv-tls-alps section 4).

Only Chromium and servers for it use it. `application_settings_old` is the same under the
number that Chromium sent first.
"""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from tlswhy.wire.extensions import Forms, In
from tlswhy.wire.reader import Reader, vector

TYPE = 17613


class ApplicationSettingsOffer(Struct, frozen=True):
    """The protocols of the client's ALPN for which it would exchange settings."""

    names: tuple[bytes, ...]

    @classmethod
    def read(cls, body: Reader) -> Self:
        names = body.vector(2, "names").vectors(1, "")
        body.close()
        return cls(names)

    def write(self) -> bytes:
        return vector(2, b"".join(vector(1, name) for name in self.names))


class ApplicationSettings(Struct, frozen=True):
    """Settings for the protocol that ALPN chose.

    settings: in that protocol's own form; for h2 its frames.
    """

    settings: bytes

    @classmethod
    def read(cls, body: Reader) -> Self:
        return cls(body.rest())

    def write(self) -> bytes:
        return self.settings


FORMS: Forms = {
    In.CLIENT_HELLO: ApplicationSettingsOffer,
    In.ENCRYPTED_EXTENSIONS: ApplicationSettings,
}
