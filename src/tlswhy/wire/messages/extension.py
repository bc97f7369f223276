"""The list of extensions that many messages end with (RFC 8446 section 4.2)."""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from tlswhy.wire.extensions import Body, In, parse, raw
from tlswhy.wire.reader import Malformed, Reader, vector


class Extension(Struct, frozen=True):
    """One extension as it stands in a message, known or not."""

    type: int
    body: bytes

    @classmethod
    def read(cls, block: Reader, field: str) -> Self:
        """Read the next extension of a block; errors call it `field`.

        Raises:
            Malformed: the block ends inside it.
        """
        return cls(block.uint(2, f"{field}.type"), block.vector(2, f"{field}.body").rest())

    def write(self) -> bytes:
        """Type, length and body."""
        return raw(self.type, self.body)

    def meaning(self, message: In) -> Body | Malformed | None:
        """What the body says in that message, what is wrong with it, or None: not known there."""
        return parse(self.type, self.body, message)


Extensions = tuple[Extension, ...]


def read_extensions(body: Reader) -> Extensions:
    """Read a block with its length; order and duplicates stay.

    Raises:
        Malformed: a length points past the end.
    """
    block = body.vector(2, "extensions")
    found: list[Extension] = []
    while block:
        found.append(Extension.read(block, f"[{len(found)}]"))
    return tuple(found)


def write_extensions(extensions: Extensions) -> bytes:
    """A block with its length."""
    return vector(2, b"".join(extension.write() for extension in extensions))


def find(extensions: Extensions | None, type_: int) -> Extension | None:
    """The first extension of that type."""
    return next((found for found in extensions or () if found.type == type_), None)


def meaning_of(extensions: Extensions | None, type_: int, message: In) -> Body | Malformed | None:
    """What the first extension of that type says, or what is wrong with it.

    None: it is not there, or not known in that message.
    """
    found = find(extensions, type_)
    return found.meaning(message) if found else None
