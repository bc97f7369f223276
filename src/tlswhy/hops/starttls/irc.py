"""IRC STARTTLS (IRCv3 "tls", which is deprecated and still met; implicit TLS is RFC 7194).

client  CAP LS 302
server  :irc.example CAP * LS :multi-prefix tls
client  STARTTLS
server  :irc.example 670 * :go on          and the TLS handshake starts here
"""

from __future__ import annotations

import re
from collections.abc import Generator

from tlswhy.hops.reply import opening
from tlswhy.hops.talk import Exactly, Line, Ready, Refused, Send, Some, Talk

PORTS = (6667, 194)
IMPLICIT = (6697, 994)

RPL_STARTTLS = b"670"
ERR_STARTTLS = b"691"
ERR_UNKNOWNCOMMAND = b"421"
ERR_NOTREGISTERED = b"451"

_LIMIT = 65536

# Commands come with or without the name of the server before them, numerics always with it.
_MESSAGE = re.compile(rb"(?::\S+ +([A-Za-z]+|\d{3})|(NOTICE|ERROR|PING|CAP))\b *([^\r\n]*)")


def talk(_host: str) -> Talk:
    """From our question, as clients speak first, to the answer to STARTTLS.

    A server that does not know CAP is asked all the same.
    """
    yield Send(b"CAP LS 302\r\n")
    offered: set[bytes] = set()
    said, last = b"", False
    while not last:
        command, rest, said = yield from _message(
            said, b"CAP", ERR_UNKNOWNCOMMAND, ERR_NOTREGISTERED
        )
        if not command:
            return Refused("CAP LS (not IRC)", said)
        if command == b"ERROR":
            return Refused("CAP LS", said)
        # `* LS * :names` when more of them follow, `* LS :names` in the end.
        last = not re.match(rb"\S+ LS \* ", rest)
        offered |= {name.lstrip(b":").partition(b"=")[0].lower() for name in rest.split()[2:]}
        if last and command == b"CAP" and b"tls" not in offered:
            return Refused("CAP LS (no tls offered)", said)
    yield Send(b"STARTTLS\r\n")
    answers = (RPL_STARTTLS, ERR_STARTTLS, ERR_UNKNOWNCOMMAND, ERR_NOTREGISTERED)
    command, _, said = yield from _message(b"", *answers)
    return Ready() if command == RPL_STARTTLS else Refused("STARTTLS", said)


def _message(
    said: bytes, *wanted: bytes
) -> Generator[Exactly | Line | Send | Some, bytes, tuple[bytes, bytes, bytes]]:
    """The next message that is wanted or an ERROR: its command, the rest, all that was `said`.

    Notices about looking up the client's name are passed over; a server may also want to see a
    PONG before anything else. The command is empty when this is not IRC or never ends.
    """
    while len(said) < _LIMIT:
        line = (yield Line()) if said else (yield from opening(b":NEPC"))
        said += line
        found = _MESSAGE.match(line)
        if found is None:
            break
        command, rest = (found[1] or found[2]).upper(), found[3]
        if command in (b"ERROR", *wanted):
            return command, rest, said
        if command == b"PING":
            yield Send(b"PONG " + rest + b"\r\n")
    return b"", b"", said
