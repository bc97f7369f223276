"""supported_groups, extension 10 (RFC 8446 section 4.2.7, RFC 8422 section 5.1.1).

Its name was elliptic_curves before RFC 7919.
"""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from tlswhy.wire.extensions import Forms, In
from tlswhy.wire.reader import Reader, uints, vector

TYPE = 10


class SupportedGroups(Struct, frozen=True):
    """The groups a peer can use for the key exchange, the preferred one first.

    groups: numbers of IANA's "TLS Supported Groups", GREASE included.
    """

    groups: tuple[int, ...]

    @classmethod
    def read(cls, body: Reader) -> Self:
        groups = body.vector(2, "groups").uints(2, "")
        body.close()
        return cls(groups)

    def write(self) -> bytes:
        return vector(2, uints(2, self.groups))


# A TLS 1.3 server may list its groups too, for the client's next connection.
FORMS: Forms = {In.CLIENT_HELLO: SupportedGroups, In.ENCRYPTED_EXTENSIONS: SupportedGroups}
