"""A block of PEM, and what its lines of base64 are worth."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from tlswhy.pki import dn
from tlswhy.pki.containers._base64 import BASE64, loose
from tlswhy.pki.containers._ber import cut_short
from tlswhy.pki.containers._pile import inside

MOST_LINES = 200_000
"""Of one block; 10 MB make 160,000."""

_AROUND = "\"',;\\>|"


class Block(Struct):
    """From BEGIN to END. end: the label there; None when there is no END. line: of BEGIN."""

    label: str
    end: str | None
    body: str
    line: int
    flaw: str


class Body:
    """What stands between BEGIN and END.

    decoded: its bytes, empty when they are not to be had. headers: the lines of RFC 1421 before
    them, joined. base64: the letters. problem: place and sentence, or None. uneven: "" or which
    line is longer or shorter than the others, to be added to a sentence.
    """

    def __init__(self, block: Block, within: str) -> None:
        self.decoded = b""
        self.uneven = ""
        self.problem: tuple[str, str] | None = None
        self._within = within
        self._block = block
        self._pieces: list[tuple[int, str]] = []
        headers: list[str] = []
        for number, piece in self._lines():
            if not self._pieces and ":" in piece:
                headers.append(piece)
            elif not self._take(number, piece):
                break
        self.headers = "\n".join(headers)
        self.base64 = "".join(piece for _, piece in self._pieces)
        if self.problem is None:
            self._decode()

    def _lines(self) -> Iterator[tuple[int, str]]:
        lines = self._block.body.split("\n", MOST_LINES)
        for number, line in enumerate(lines[:MOST_LINES], self._block.line):
            for piece in line.split("\v"):
                yield number, piece.strip().strip(_AROUND).strip()

    def _take(self, number: int, line: str) -> bool:
        place = inside(self._within, f"line {number}")
        if self._block.end is None and not BASE64.fullmatch(line):
            return False  # whatever follows a block that was cut
        for piece in line.split():
            if not BASE64.fullmatch(piece):
                shown = dn.printable(piece[:24])
                self.problem = (place, f"{shown} is not base64")
                return False
            if self._pieces and self._pieces[-1][1].endswith("="):
                self.problem = (place, "base64 goes on after the = that ends it")
                return False
            self._pieces.append((number, piece))
        return True

    def _decode(self) -> None:
        place = inside(self._within, f"line {self._block.line}")
        self.uneven = self._odd_line()
        bare = self.base64.rstrip("=")
        decoded = loose(bare)
        if len(self.base64) % 4 == 0:
            self.decoded = decoded
            return
        if len(bare) % 4 == 1:
            self.problem = (place, f"{len(bare)} letters of base64 are one too many{self.uneven}")
        else:
            self.problem = (
                place,
                f"base64 ends without its =; OpenSSL refuses the file{self.uneven}",
            )
        if not cut_short(decoded):
            self.decoded = decoded

    def _odd_line(self) -> str:
        sizes = [len(piece) for _, piece in self._pieces]
        for (number, _), size in zip(self._pieces[:-1], sizes, strict=False):
            if size != sizes[0]:
                return f"; line {number} has {size} letters, and the first has {sizes[0]}"
        if len(sizes) > 1 and sizes[-1] > sizes[0]:
            return f"; line {self._pieces[-1][0]} has {sizes[-1]}, and the first has {sizes[0]}"
        return ""
