"""Answers of protocols made of lines: a code before each, or a list that a dot ends."""

from __future__ import annotations

from collections.abc import Generator

from tlswhy.hops.hear import hear
from tlswhy.hops.talk import Exactly, Line, Some

# We have no name that resolves. A name in full passes the usual syntax checks, and `.invalid`
# (RFC 2606 section 2) does not claim to be anybody.
OUR_NAME = "tlswhy.invalid"

MAX_LINES = 128


def opening(begins: bytes) -> Generator[Exactly | Line | Some, bytes, bytes]:
    """The first line of an answer; what is heard instead if it begins with no byte of `begins`.

    A peer that speaks something else may never end a line: a TLS alert has seven bytes.
    """
    first = yield Exactly(1)
    if first not in begins:
        return (yield from hear(first))
    rest = yield Line()
    return first + rest


def reply() -> Generator[Exactly | Line | Some, bytes, tuple[int, bytes]]:
    """One reply, which can be many lines: `250-first`, `250 last` (RFC 5321 section 4.2.1).

    It ends where the same code comes with another character than a hyphen: between the two, FTP
    may say anything (RFC 959 section 4.2). The code is 0 when this is no reply or never ends:
    `SSH-2.0-...` has a hyphen in the same place.
    """
    said = yield from opening(b"0123456789")
    code = said[:3]
    if not code.isdigit():
        return 0, said
    line = said
    for _ in range(MAX_LINES - 1):
        if line.startswith(code) and line[3:4] != b"-":
            return int(code), said
        line = yield Line()
        said += line
    return 0, said


def listed(said: bytes) -> Generator[Line, bytes, bytes]:
    """Go on from the first line of an answer to the dot (RFC 3977 section 3.1.1, RFC 1939 3)."""
    for _ in range(MAX_LINES):
        line = yield Line()
        said += line
        if line.rstrip(b"\r\n") == b".":
            break
    return said


def first_words(said: bytes, skip: int = 0) -> set[bytes]:
    """What each line but the first begins with, behind `skip` bytes, in capitals."""
    return {line[skip:].partition(b" ")[0].strip().upper() for line in said.splitlines()[1:]}
