"""TLS key logs: what programs write where the variable SSLKEYLOGFILE says (RFC 9850).

One secret stands on a line: a label, the client's random and the secret, both in hexadecimal. No
secret leaves this module but through `KeyLog.of`: not in a note, not in the text of a value.
"""

from __future__ import annotations

import re
from binascii import Error as BadHex
from binascii import a2b_hex
from codecs import BOM_UTF8
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from msgspec import Struct

from tlswhy.model.errors import InputError

MOST_CONNECTIONS = 200_000
"""Connections of which secrets are kept: they take about 100 MB."""

LONGEST = 1 << 16
"""Bytes that are kept of a line; those with a secret that is used have at most 161."""

LARGEST = 1 << 29
"""Bytes that are read of a file."""

MOST_WRONG = 5
"""Lines of a file that are told one by one."""

MOST_NOTES = 20

_FIELDS = {
    b"CLIENT_RANDOM": "master",
    b"CLIENT_HANDSHAKE_TRAFFIC_SECRET": "client_handshake",
    b"SERVER_HANDSHAKE_TRAFFIC_SECRET": "server_handshake",
    b"CLIENT_TRAFFIC_SECRET_0": "client_traffic",
    b"SERVER_TRAFFIC_SECRET_0": "server_traffic",
}
_OTHERS = {
    *(b"CLIENT_EARLY_TRAFFIC_SECRET", b"EARLY_EXPORTER_SECRET", b"EARLY_EXPORTER_MASTER_SECRET"),
    *(b"EXPORTER_SECRET", b"ECH_SECRET", b"ECH_CONFIG"),
}
"""Labels whose secrets open no message of a handshake."""

_RANDOM, _MASTER, _TRAFFIC = 32, 48, (32, 48)


class Secrets(Struct, gc=False):
    """The secrets of one connection, each empty where the log has none.

    master: up to TLS 1.2. The others are the traffic secrets of TLS 1.3 (RFC 8446 section 7.1).
    """

    master: bytes = b""
    client_handshake: bytes = b""
    server_handshake: bytes = b""
    client_traffic: bytes = b""
    server_traffic: bytes = b""

    def __repr__(self) -> str:
        return f"<secrets: {', '.join(f for f in _FIELDS.values() if getattr(self, f)) or 'none'}>"


class KeyLog:
    """Secrets by the client's random. Its length is the number of connections it has some of."""

    def __init__(self) -> None:
        self._found: dict[bytes, Secrets] = {}
        self._notes: list[str] = []
        self._beyond = 0

    def __len__(self) -> int:
        return len(self._found)

    def __repr__(self) -> str:
        return f"<key log of {len(self)} connections>"

    @property
    def notes(self) -> list[str]:
        """What was wrong with the lines, and what of them is not used."""
        if not self._beyond:
            return self._notes
        full = f"only the first {MOST_CONNECTIONS} connections of the key log are used"
        return [*self._notes, full]

    def of(self, random: bytes) -> Secrets | None:
        """What is known of the connection with this random in its ClientHello."""
        return self._found.get(random)

    def load(self, path: str) -> None:
        """Take in a file.

        Raises:
            InputError: it cannot be read, or is no key log.
        """
        try:
            with open(path, "rb") as file:  # noqa: PTH123 - pathlib takes 7 ms to import
                self._take(file, path, alone=True)
        except OSError as error:
            raise InputError(f"cannot read {path}: {error.strerror or error}") from None

    def parse(self, text: bytes, name: str) -> None:
        """Take in a text, as it stands in a decryption secrets block of pcapng. name: for notes."""
        self._take(BytesIO(text), name, alone=False)

    def _take(self, source: BinaryIO, name: str, *, alone: bool) -> None:
        right = used = rsa = count = 0
        wrong: list[str] = []
        for number, line in enumerate(_lines(source), 1):
            # RFC 9850 forbids the mark, and editors write it all the same.
            words = line.removeprefix(BOM_UTF8).split()
            if not words or words[0].startswith(b"#"):
                continue
            if words[0] == b"RSA":
                rsa += 1
                continue
            problem = self._line(words)
            right += not problem
            used += not problem and words[0] in _FIELDS
            count += bool(problem)
            if problem and len(wrong) < MOST_WRONG:
                wrong.append(f"line {number}: {problem}")
        if alone and count and not right and not rsa:
            raise InputError(f"{name} is no TLS key log; {wrong[0]}")
        notes = [f"{name}, {text}" for text in wrong]
        if count > len(wrong):
            notes.append(f"{name}: {count - len(wrong)} more lines are wrong")
        if rsa:
            lines = "1 line" if rsa == 1 else f"{rsa} lines"
            notes.append(f"{name}: {lines} of RSA premaster secrets not used")
        if alone and not used:
            notes.append(f"{name} has no secret that can be used")
        self._notes += notes[: max(MOST_NOTES - len(self._notes), 0)]

    def _line(self, words: list[bytes]) -> str:
        """Keep what a line says, or say what is wrong with it, without its secret."""
        label = words[0]
        field = _FIELDS.get(label)
        if field is None and label not in _OTHERS and not _is_label(label):
            return "it does not begin with a label"
        name = label.decode()
        if len(words) != 3:
            return f"{name} has {len(words) - 1} values, 2 are due"
        random, secret = (_bytes(word) for word in words[1:])
        if random is None or secret is None:
            return f"a value of {name} is not hexadecimal"
        if len(random) != _RANDOM:
            return f"the random of {name} has {len(random)} bytes, {_RANDOM} are due"
        due = (_MASTER,) if field == "master" else _TRAFFIC
        if field is not None and len(secret) not in due:
            sizes = " or ".join(map(str, due))
            return f"the secret of {name} has {len(secret)} bytes, {sizes} are due"
        if field is not None:
            self._keep(random, field, secret)
        return ""

    def _keep(self, random: bytes, field: str, secret: bytes) -> None:
        found = self._found.get(random)
        if found is None and len(self._found) >= MOST_CONNECTIONS:
            self._beyond += 1
            return
        if found is None:
            found = self._found[random] = Secrets()
        setattr(found, field, secret)


_BLOCK = 1 << 20
_END = re.compile(rb"\r\n?|\n")
"""RFC 9850 section 2 has all three."""


def _lines(source: BinaryIO) -> Iterator[bytes]:
    rest = b""
    for _ in range(LARGEST // _BLOCK):
        block = source.read(_BLOCK)
        if block.endswith(b"\r"):
            block += source.read(1)  # a line feed that belongs to it
        *whole, rest = _END.split(rest + block)
        yield from whole
        rest = rest[:LONGEST]
        if not block:
            break
    yield rest


def _is_label(word: bytes) -> bool:
    """Whether it can be a label of a later day (RFC 9850 section 2): those are passed over."""
    return len(word) <= 64 and not word.translate(None, _LABEL) and word[:1].isalpha()


_LABEL = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"


def _bytes(word: bytes) -> bytes | None:
    try:
        return a2b_hex(word)
    except BadHex:
        return None
