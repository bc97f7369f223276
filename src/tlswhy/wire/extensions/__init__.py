"""TLS extensions, one module for each.

A module is used because it lies here: it defines `TYPE`, the number in IANA's registry, and
`FORMS`, which maps the messages the extension may stand in to the Struct that reads it there.
Many have another shape in another message: `supported_versions` is a list in a ClientHello
and one version in a ServerHello.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Protocol, Self

from tlswhy.wire.reader import Malformed, Reader, vector


class In(StrEnum):
    """The message an extension stands in (the table of RFC 8446 section 4.2)."""

    CLIENT_HELLO = "client_hello"
    SERVER_HELLO = "server_hello"
    HELLO_RETRY_REQUEST = "hello_retry_request"
    ENCRYPTED_EXTENSIONS = "encrypted_extensions"
    CERTIFICATE_ENTRY = "certificate"
    CERTIFICATE_REQUEST = "certificate_request"
    NEW_SESSION_TICKET = "new_session_ticket"


class Body(Protocol):
    """What a module's Struct can do."""

    @classmethod
    def read(cls, body: Reader) -> Self:
        """Read the whole body.

        Raises:
            Malformed: it is not what the type says.
        """
        ...

    def write(self) -> bytes:
        """The bytes it was read from."""
        ...


Forms = Mapping[In, type[Body]]


def parse(type_: int, body: bytes, message: In) -> Body | Malformed | None:
    """The meaning of an extension's body, or what is wrong with it; None when it is not known.

    Offsets in a `Malformed` count from the first byte of the body.
    """
    known = _modules().get(type_)
    form = known[1].get(message) if known else None
    if known is None or form is None:
        return None
    try:
        return form.read(Reader(body, known[0]))
    except Malformed as bad:
        return bad


def raw(type_: int, body: bytes) -> bytes:
    """One extension as it stands in a message: type, length, body."""
    return type_.to_bytes(2, "big") + vector(2, body)


@cache
def _modules() -> dict[int, tuple[str, Forms]]:
    """Every module here: type -> (name, forms).

    Raises:
        RuntimeError: two modules claim one type.
    """
    found: dict[int, tuple[str, Forms]] = {}
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}")
        if module.TYPE in found:
            raise RuntimeError(f"{info.name} and {found[module.TYPE][0]} are both {module.TYPE}")
        found[module.TYPE] = (info.name, module.FORMS)
    return found
