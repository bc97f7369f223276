"""The first bytes that somebody sent, in hexadecimal, as Netty and HTTP/2 libraries print them.

What a client sends first (`GET `, `CONNECT `, `EHLO`, a PROXY header) came to a server; what a
server sends first (`HTTP/`, a banner) came to a client.
"""

from __future__ import annotations

import re

_HEX = re.compile(r"[^0-9a-f]")
_APART = re.compile(r"0x([0-9a-f]{1,2})(?![0-9a-f]{2})")

# The longer beginning stands before the shorter one.
_BEGINNINGS: tuple[tuple[bytes, tuple[str, ...]], ...] = (
    (b"CONNECT {", ("plain-received",)),  # NATS
    (b"CONNECT\n", ("plain-received",)),  # STOMP
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
    (b"INFO {", ("not-tls",)),  # NATS
    (b"RFB 00", ("not-tls",)),  # VNC
    (b"\x05\x01", ("socks-to-http",)),
    (b"\x04\x01\x01\xbb", ("socks-to-http",)),  # to port 443
    (b"\x04\x01\0P", ("socks-to-http",)),
    (b"\x16\x03", ("tls-received",)),
    (b"\x15\x03", ("http-wants-tls",)),  # an alert in answer to plain text
)
# PostgreSQL's SSLRequest and GSSENCRequest, in which a client asks whether it may speak TLS.
_ASKED_FIRST = re.compile(rb"\0\0\0\x08\x04(?:$|\xd2(?:$|\x16(?:$|[\x2f\x30])))")
# What a client of a protocol without any beginning of its own in letters sends first.
_OF_CLIENTS = re.compile(
    rb"[12][WCJD]"  # Beats, Lumberjack
    rb"|[\x01-\x06\x41-\x46][\0-\x1f][\s\S]{2}[\x01\x05\x07\x09-\x0b\x0d-\x0f]\0\0"  # Cassandra
    rb"|[\x01-\x06\x41-\x46]\0\0[\0-\x04][\x01\x05]"  # the same, its first five bytes
    rb"|\x10[\s\S]{1,4}\0(?:\x04MQTT|\x06MQIsdp)"
    rb"|\0\0[\s\S]{2}\0[\0-\x44]\0[\0-\x14][\s\S]{4}(?:[\0\xff]|$)"  # Kafka: API key, version
    rb"|\0\0[\s\S]{2}\0\x03\0[\0-\x02]"  # PostgreSQL's StartupMessage
    rb"|\0\0\0[\x2c-\x31]\0\0\0\0\0\0"  # ZooKeeper's ConnectRequest
    rb"|[\s\S]{2}\0\0[\s\S]{8}(?:\xd4\x07|\xdd\x07)\0\0"  # MongoDB: OP_QUERY, OP_MSG
    rb"|0[\s\S]{1,5}\x02\x01[\x01-\x05][\x60\x63\x77]"  # LDAP: bind, search, extended request
    rb"|\x03\0\0[\s\S]"  # RDP
    rb"|\x12\x01\0"  # SQL Server's PRELOGIN
    rb"|\x12\x34"  # AJP
    rb"|\*[1-9]\d?\r\n\$"  # Redis
    rb"|(?:ruok|srvr|mntr|conf|stat)(?:\s|$)"  # ZooKeeper's four letters
    rb"|<\d{1,3}>|\{\"|\x1f\x8b|\x1e\x0f"  # syslog, GELF in JSON, with gzip, in pieces
    rb"|(?:REGISTER|INVITE|SUBSCRIBE|STARTTLS|USER|NICK|CAP|AUTH|TRACE|JRMI|stats|t3) ?"
)
_MYSQL = re.compile(rb"[\s\S]{2}\0\0\x0a")  # its greeting: a length comes first


def decode(code: str) -> tuple[str, ...]:
    """What protocol they are of; `not-tls` when it cannot be told, nothing when they are no hex.

    code: digits with anything between them, or each byte as `0x16`.
    """
    lower = code.lower()
    apart = _APART.findall(lower)
    digits = "".join(byte.zfill(2) for byte in apart) if apart else _HEX.sub("", lower)
    first = bytes.fromhex(digits[: len(digits) // 2 * 2])
    return beginning(first) if first else ()


def beginning(first: bytes) -> tuple[str, ...]:
    """The same for bytes."""
    for begin, means in _BEGINNINGS:
        if first.startswith(begin):
            return means
    if _ASKED_FIRST.match(first):
        return ("plain-received postgres",)
    if _MYSQL.match(first):
        return ("not-tls mysql",)
    if _OF_CLIENTS.match(first):
        return ("plain-received",)
    return ("not-tls",)
