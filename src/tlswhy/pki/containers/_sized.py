"""Big-endian numbers and sized values, as stores of Java and keys of OpenSSH have them."""

from __future__ import annotations


class Bytes:
    """Big-endian numbers and sized values, one behind the other.

    Every method raises EOFError where the data ends too soon.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, size: int) -> bytes:
        if len(self.data) - self.at < size:
            raise EOFError
        self.at += size
        return self.data[self.at - size : self.at]

    def number(self, size: int) -> int:
        return int.from_bytes(self.take(size))

    def sized(self, size: int) -> bytes:
        return self.take(self.number(size))
