"""BER, of which DER is the strict part (X.690)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from tlswhy.pki.der import BadDer, Element, element

DEEPEST = 16
MOST_ELEMENTS = 100_000
"""Of data in indefinite lengths, whose end has to be searched for."""


class Ber:
    """Walks over BER, whose lengths may be indefinite (X.690 section 8.1.3.6)."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._left = MOST_ELEMENTS

    def at(self, start: int, end: int, depth: int = 0) -> Element:
        """The element there; its end is that of its value.

        Raises:
            BadDer: it is cut, nests deeper than `DEEPEST`, or has too many elements.
        """
        data = self._data
        if end - start < 2 or data[start + 1] != 0x80 or not data[start] & 0x20:
            return element(data, start, end)
        if depth == DEEPEST:
            raise BadDer(start, f"elements within elements, {depth} deep")
        at = start + 2
        while data[at : min(at + 2, end)] != b"\0\0":
            self._left -= 1
            if self._left < 0:
                raise BadDer(start, f"more than {MOST_ELEMENTS} elements")
            at = self.after(self.at(at, end, depth + 1))
        return Element(data[start], data, start, start + 2, at, minimal=False)

    def after(self, part: Element) -> int:
        """The offset of what follows an element and its end-of-contents."""
        return part.end + (2 if part.body == part.start + 2 and self._is_open(part) else 0)

    def inside(self, part: Element) -> Iterator[Element]:
        """The elements its value is made of."""
        at = part.body
        while at < part.end:
            child = self.at(at, part.end)
            yield child
            at = self.after(child)

    def first(self, part: Element, most: int) -> list[Element]:
        return list(islice(self.inside(part), most))

    def _is_open(self, part: Element) -> bool:
        return self._data[part.start + 1] == 0x80


def cut_short(der: bytes) -> str:
    """Why this is not a whole SEQUENCE; "" when it is, whatever follows."""
    if der[:1] != b"\x30":
        return f"it begins with byte 0x{der[0]:02x}, not a SEQUENCE" if der else "it is empty"
    try:
        Ber(der).at(0, len(der))
    except BadDer as bad:
        return str(bad)
    return ""
