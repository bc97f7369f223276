"""HTTP/1 answers, read leniently (RFC 9112): proxies, portals and filters are not careful writers.

`read_answer` is for bytes that are there; `hear_head` and `hear_body` are for a conversation.
"""

from __future__ import annotations

from collections.abc import Generator

from msgspec import Struct

from tlswhy.hops.hear import PATIENCE, hear
from tlswhy.hops.talk import Exactly, Line, Some

MAX_HEAD = 65536  # bytes of status line and headers
MAX_HEADERS = 128
MAX_HEARD = 16384  # bytes of body that a conversation waits for
MAX_BODY = 65536  # bytes of body that are kept

NOT_HTTP = 0  # in place of a status
ENDLESS = -1

_BEGIN = b"HTTP/"

Headers = tuple[tuple[str, str], ...]


class HttpAnswer(Struct, frozen=True):
    """One final answer.

    version: `1.1`. status: three digits as a number. reason: may be empty.
    headers: name and value in the order sent, duplicates kept; a line without a colon is a name
        without a value, a folded line is joined to the one before (RFC 9112 section 5.2).
    body: what came of it, at most 64 KiB; a chunked body is undone when it is complete.
    """

    version: str
    status: int
    reason: str
    headers: Headers
    body: bytes

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a header, in order; upper and lower case are the same."""
        return tuple(value for key, value in self.headers if key.lower() == name.lower())

    def header(self, name: str) -> str:
        """The first value of a header, empty when it is missing."""
        return _first(self.headers, name)


def read_answer(data: bytes) -> HttpAnswer | None:
    """The first final answer in `data`, as far as it came; None when this is not HTTP."""
    head, body = _final(data)
    status = _status(head)
    if status == NOT_HTTP:
        return None
    first, *lines = head.decode("latin-1").split("\n")
    words = first.split(maxsplit=2)
    headers = _headers(lines)
    return HttpAnswer(
        version=words[0].removeprefix("HTTP/"),
        status=status,
        reason=words[2].strip() if len(words) > 2 else "",
        headers=headers,
        body=_content(headers, body)[:MAX_BODY],
    )


def stays_open(data: bytes) -> bool:
    """Whether another request may follow this answer on its connection (RFC 9112 section 9.3).

    Only after a body whose end is known and has come.
    """
    head, body = _final(data)
    first, *lines = head.decode("latin-1").split("\n")
    headers = _headers(lines)
    words = " ".join(_first(headers, name) for name in ("Connection", "Proxy-Connection")).lower()
    if "close" in words or (first.startswith("HTTP/1.0") and "keep-alive" not in words):
        return False
    if _is_chunked(headers):
        return _unchunk(body) is not None
    size = _first(headers, "Content-Length")
    return _is_number(size) and len(body) == int(size)


def hear_head() -> Generator[Exactly | Line | Some, bytes, tuple[int, bytes]]:
    """Hear status line and headers of one final answer; interim answers are passed over.

    Returns the status and the bytes. In place of the status stands `NOT_HTTP` when something else
    was said, and `ENDLESS` when the head does not end within 64 KiB and 128 headers.
    """
    while True:
        said = yield from _begin()
        if said != _BEGIN:
            return NOT_HTTP, (yield from hear(said))
        ended, said = yield from _head(said)
        if not ended:
            return ENDLESS, said
        status = _status(said)
        if not _is_interim(status):
            return status, said


def hear_body(head: bytes) -> Generator[Some, bytes, bytes]:
    """Go on from a head to the end of the body, at most 16 KiB, or until the peer is quiet.

    Returns head and body.
    """
    lines = _split(head)[0].decode("latin-1").split("\n")
    headers = _headers(lines[1:])
    size = _first(headers, "Content-Length")
    if _status(head) in (204, 304):
        return head
    if _is_chunked(headers):
        return (yield from _hear_chunks(head))
    wanted = int(size) if _is_number(size) else MAX_HEARD
    return (yield from hear(head, limit=len(head) + min(wanted, MAX_HEARD)))


def _hear_chunks(head: bytes) -> Generator[Some, bytes, bytes]:
    said = head
    end = len(head) + MAX_HEARD
    while len(said) < end and _unchunk(said[len(head) :]) is None:
        more = yield Some(end - len(said), PATIENCE)
        if not more:
            break
        said += more
    return said


def _begin() -> Generator[Exactly, bytes, bytes]:
    """Byte by byte, because what is not HTTP may be shorter than `HTTP/` and send no more."""
    said = b""
    while said != _BEGIN and _BEGIN.startswith(said):
        said += yield Exactly(1)
    return said


def _head(said: bytes) -> Generator[Line, bytes, tuple[bool, bytes]]:
    """Go on to the empty line; whether it came within the bounds, and all that was said."""
    lines = 0
    line = said
    while lines <= MAX_HEADERS + 1 and len(said) < MAX_HEAD:
        piece = yield Line()
        said += piece
        line += piece  # a long line comes in pieces
        if not line.endswith(b"\n"):
            continue
        if not line.strip(b"\r\n"):
            return True, said
        lines += 1
        line = b""
    return False, said


def _status(head: bytes) -> int:
    words = head.partition(b"\n")[0].split(maxsplit=2)
    if len(words) < 2 or not words[0].startswith(_BEGIN):
        return NOT_HTTP
    return int(words[1]) if len(words[1]) == 3 and words[1].isdigit() else NOT_HTTP


def _is_interim(status: int) -> bool:
    """Another answer follows (RFC 9110 section 15.2); after 101 comes another protocol."""
    return 100 <= status < 200 and status != 101


def _final(data: bytes) -> tuple[bytes, bytes]:
    """Head and body of the first answer that is not an interim one."""
    head, body = _split(data)
    while _is_interim(_status(head)) and body.startswith(_BEGIN):
        head, body = _split(body)
    return head, body


def _split(data: bytes) -> tuple[bytes, bytes]:
    """The head and what follows its empty line; lines end in CR LF or in LF."""
    start = 0
    while start < MAX_HEAD:
        end = data.find(b"\n", start)
        if end < 0:
            break
        if not data[start:end].strip(b"\r"):
            return data[:start], data[end + 1 :]
        start = end + 1
    return data[:MAX_HEAD], b""


def _headers(lines: list[str]) -> Headers:
    headers: list[tuple[str, str]] = []
    for line in lines:
        if line[:1] in (" ", "\t") and headers:
            name, value = headers.pop()
            headers.append((name, f"{value} {line.strip()}".strip()))
        elif line.strip() and len(headers) < MAX_HEADERS:
            name, _, value = line.partition(":")
            headers.append((name.strip(), value.strip()))
    return tuple(headers)


def _first(headers: Headers, name: str) -> str:
    return next((value for key, value in headers if key.lower() == name.lower()), "")


def _content(headers: Headers, body: bytes) -> bytes:
    """The body by RFC 9112 section 6.3: chunks count more than a length."""
    if _is_chunked(headers):
        whole = _unchunk(body)
        return body if whole is None else whole
    size = _first(headers, "Content-Length")
    return body[: int(size)] if _is_number(size) else body


def _is_chunked(headers: Headers) -> bool:
    return "chunked" in _first(headers, "Transfer-Encoding").lower()


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _unchunk(data: bytes) -> bytes | None:
    """The body inside chunks (RFC 9112 section 7.1), None when it is not complete."""
    body: list[bytes] = []
    at = 0
    while True:
        end = data.find(b"\n", at)
        digits = data[at:end].partition(b";")[0].strip()
        if end < 0 or not _is_hex(digits):
            return None
        size = int(digits, 16)
        at = end + 1
        if size == 0:
            return b"".join(body) if _trailer_ended(data[at:]) else None
        body.append(data[at : at + size])
        at = data.find(b"\n", at + size) + 1
        if at == 0:
            return None


def _is_hex(digits: bytes) -> bool:
    return 0 < len(digits) <= 16 and not digits.strip(b"0123456789abcdefABCDEF")


def _trailer_ended(data: bytes) -> bool:
    """The empty line after the last chunk and its trailer fields is there."""
    return data.startswith((b"\n", b"\r\n")) or b"\n\r\n" in data or b"\n\n" in data
