"""A lenient reader of DER, the encoding of certificates (X.690 sections 8 and 10).

It takes what a decoder can take without guessing and notes what DER forbids, because a
certificate that only some clients refuse is a finding. It raises `BadDer` alone.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from msgspec import Struct

BOOLEAN = 0x01
INTEGER = 0x02
BIT_STRING = 0x03
OCTET_STRING = 0x04
OBJECT_IDENTIFIER = 0x06
UTC_TIME = 0x17
GENERALIZED_TIME = 0x18
SEQUENCE = 0x30

LONGEST_INTEGER = 64
"""In bytes. RFC 5280 section 4.1.2.2 allows a serial number of 20; longer ones exist."""

LONGEST_OID = 64
"""In bytes. The longest in the public trust stores has 13."""


class BadDer(ValueError):
    """Bytes that cannot be DER.

    offset: in bytes from the start of what was given to `element`. problem: what is wrong there.
    """

    def __init__(self, offset: int, problem: str) -> None:
        super().__init__(f"byte {offset}: {problem}")
        self.offset = offset
        self.problem = problem


class Element(Struct, frozen=True, gc=False):
    """One tag, length and value.

    data: the whole of which this is a part. start: offset of its tag. body: offset of its
    value. end: offset of the first byte after it.
    minimal: its length takes as few bytes as it can, as DER wants (X.690 section 10.1).
    """

    tag: int
    data: bytes
    start: int
    body: int
    end: int
    minimal: bool

    @property
    def raw(self) -> bytes:
        """Tag, length and value."""
        return self.data[self.start : self.end]

    @property
    def value(self) -> bytes:
        """The value alone."""
        return self.data[self.body : self.end]

    def children(self) -> list[Element]:
        """The elements its value is made of.

        Raises:
            BadDer: its value is not a row of elements.
        """
        found: list[Element] = []
        data, at, end = self.data, self.body, self.end
        while at < end:
            # Nearly all have a length of one byte: `element` for those, without the call.
            if end - at > 1 and data[at + 1] < 0x80 and data[at] & 0x1F != 0x1F:
                body = at + 2
                stop = body + data[at + 1]
                if stop <= end:
                    found.append(Element(data[at], data, at, body, stop, True))
                    at = stop
                    continue
            found.append(element(data, at, end))
            at = found[-1].end
        return found

    def inner(self) -> Element:
        """The first element its value is made of."""
        return element(self.data, self.body, self.end)

    def bad(self, problem: str) -> BadDer:
        """The error to raise about this element."""
        return BadDer(self.start, problem)

    def boolean(self) -> bool:
        """Any byte but 0 is true: BER allows what DER does not (X.690 sections 8.2, 11.1)."""
        if self.end - self.body != 1:
            raise self.bad(f"a BOOLEAN of {self.end - self.body} bytes")
        return self.data[self.body] != 0

    def integer(self) -> int:
        """A signed number of at most `LONGEST_INTEGER` bytes."""
        if not 1 <= self.end - self.body <= LONGEST_INTEGER:
            raise self.bad(f"an INTEGER of {self.end - self.body} bytes")
        return int.from_bytes(self.value, "big", signed=True)

    def oid(self) -> str:
        """An OBJECT IDENTIFIER in dotted form."""
        if not 1 <= self.end - self.body <= LONGEST_OID:
            raise self.bad(f"an OBJECT IDENTIFIER of {self.end - self.body} bytes")
        return _dotted(self.value)

    def bits(self) -> bytes:
        """The bytes of a BIT STRING, without the count of unused bits."""
        if self.body == self.end:
            raise self.bad("a BIT STRING of 0 bytes")
        return self.data[self.body + 1 : self.end]

    def time(self) -> datetime:
        """UTCTime or GeneralizedTime in the forms RFC 5280 section 4.1.2.5 allows, in UTC."""
        text = self.value
        if self.tag == UTC_TIME and len(text) == 13:
            # "Where YY is greater than or equal to 50, the year SHALL be interpreted as 19YY"
            text = (b"19" if text[:2] >= b"50" else b"20") + text
        if self.tag not in {UTC_TIME, GENERALIZED_TIME} or len(text) != 15 or text[14:] != b"Z":
            raise self.bad(f"{_shown(self.value)} is no time of the form YYMMDDHHMMSSZ")
        if not text[:14].isdigit():
            raise self.bad(f"{_shown(self.value)} has something else than digits")
        year, rest = int(text[:4]), text[4:14]
        month, day, hour, minute, second = (int(rest[at : at + 2]) for at in range(0, 10, 2))
        try:
            return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        except ValueError:
            raise self.bad(f"{_shown(self.value)} is no date") from None


class Fields:
    """The parts of a SEQUENCE in their order, asked for by name."""

    __slots__ = ("_at", "_parts", "_whole")

    def __init__(self, whole: Element) -> None:
        self._whole = whole
        self._parts = whole.children()
        self._at = 0

    def take(self, name: str, tag: int) -> Element:
        """The next part.

        Raises:
            BadDer: there is none, or it has another tag.
        """
        if self._at == len(self._parts):
            raise BadDer(self._whole.end, f"{name} is missing")
        part = self._parts[self._at]
        if part.tag != tag:
            raise part.bad(f"{name} has tag 0x{part.tag:02x}, not 0x{tag:02x}")
        self._at += 1
        return part

    def maybe(self, *tags: int) -> Element | None:
        """The next part if it has one of these tags."""
        if self._at == len(self._parts) or self._parts[self._at].tag not in tags:
            return None
        self._at += 1
        return self._parts[self._at - 1]


def element(data: bytes, start: int = 0, end: int | None = None) -> Element:
    """The element that begins at `start`; what follows it is not looked at.

    Raises:
        BadDer: it is cut, longer than its container (which ends at `end`), of indefinite
            length, or has a tag number above 30.
    """
    stop = len(data) if end is None else end
    if stop - start < 2:
        raise BadDer(start, f"needs 2 bytes for tag and length, {stop - start} are left")
    tag, size, body = data[start], data[start + 1], start + 2
    if tag & 0x1F == 0x1F:
        raise BadDer(start, "a tag number above 30, which no certificate uses")
    minimal = True
    if size >= 0x80:
        octets = size & 0x7F
        if octets == 0:
            raise BadDer(start, "indefinite length, which DER forbids")
        if octets > 4 or body + octets > stop:
            raise BadDer(start, f"a length of {octets} bytes")
        size = int.from_bytes(data[body : body + octets], "big")
        minimal = data[body] != 0 and size >= 0x80
        body += octets
    if body + size > stop:
        raise BadDer(start, f"says {size} bytes, {stop - body} are left")
    return Element(tag, data, start, body, body + size, minimal)


@lru_cache(1024)
def _dotted(value: bytes) -> str:
    numbers: list[int] = []
    number = 0
    for byte in value:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            numbers.append(number)
            number = 0
    if not numbers:
        return ""
    root = min(numbers[0] // 40, 2)
    return ".".join(map(str, [root, numbers[0] - 40 * root, *numbers[1:]]))


def _shown(value: bytes) -> str:
    return repr(value[:24].decode("ascii", "backslashreplace"))
