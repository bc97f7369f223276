"""The first bytes that somebody sent, in hexadecimal, as Netty and HTTP/2 libraries print them.

What a client sends first (`GET `, `CONNECT `, `EHLO`, a PROXY header) came to a server; what a
server sends first (`HTTP/`, a banner) came to a client.
"""

from __future__ import annotations

import re

_HEX = re.compile(r"[^0-9a-f]")

# The longer beginning stands before the shorter one.
_BEGINNINGS: tuple[tuple[bytes, tuple[str, ...]], ...] = (
    (b"CONNECT ", ("plain-received connect",)),
    (b"CONN", ("plain-received connect",)),
    (b"GET ", ("plain-received http",)),
    (b"POST", ("plain-received http",)),
    (b"PUT ", ("plain-received http",)),
    (b"HEAD", ("plain-received http",)),
    (b"DELE", ("plain-received http",)),
    (b"OPTI", ("plain-received http",)),
    (b"PATC", ("plain-received http",)),
    (b"PRI ", ("plain-received http",)),
    (b"PROX", ("proxy-header",)),
    (b"\r\n\r\n", ("proxy-header",)),
    (b"EHLO", ("plain-received smtp",)),
    (b"HELO", ("plain-received smtp",)),
    (b"ES\0\0", ("plain-received",)),  # Elasticsearch's transport protocol
    (b"HTTP", ("not-tls http",)),
    (b"<htm", ("not-tls http",)),
    (b"<!DO", ("not-tls http",)),
    (b"220 ", ("not-tls smtp",)),
    (b"220-", ("not-tls smtp",)),
    (b"* OK", ("not-tls imap",)),
    (b"+OK", ("not-tls pop3",)),
    (b"SSH-", ("not-tls ssh",)),
    (b"-ERR", ("not-tls redis",)),
    (b"-NOA", ("not-tls redis",)),
    (b"\x05\x01", ("socks-to-http",)),
    (b"\x04\x01", ("socks-to-http",)),
    (b"\x16\x03", ("tls-received",)),
    (b"\x15\x03", ("http-wants-tls",)),  # an alert in answer to plain text
)
# PostgreSQL's SSLRequest and StartupMessage, then MySQL's greeting: a length comes first.
_SSL_REQUEST = bytes.fromhex("0000000804d2162f")
_MYSQL = re.compile(rb"[\s\S]{2}\0\0\x0a")


def decode(code: str) -> tuple[str, ...]:
    """What protocol they are of; `not-tls` when it cannot be told, nothing when they are no hex."""
    digits = _HEX.sub("", code.lower())
    first = bytes.fromhex(digits[: len(digits) // 2 * 2])
    return beginning(first) if first else ()


def beginning(first: bytes) -> tuple[str, ...]:
    """The same for bytes."""
    for begin, means in _BEGINNINGS:
        if first.startswith(begin):
            return means
    if first.startswith(_SSL_REQUEST):
        return ("plain-received",)
    if _MYSQL.match(first):
        return ("not-tls mysql",)
    return ("not-tls",)
