"""What a client says before TLS: proxies, headers, dialogues; read from the recorded bytes.

The conversations of `hops` are played again with what the other end said, so a capture is heard
by the same code as a live target.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from tlswhy.hops import http_connect, socks4, socks5
from tlswhy.hops.first_bytes import recognise
from tlswhy.hops.starttls import protocols
from tlswhy.hops.talk import Exactly, Line, Ready, Refused, Some, Talk
from tlswhy.model.attempt import Proxy, Secret

HELLO = re.compile(rb"\x16\x03[\x00-\x04]..\x01", re.DOTALL)
"""The start of a record with a ClientHello."""

MOST_TUNNELS = 4
_PROXY_V2 = b"\r\n\r\n\x00\r\nQUIT\n"
_CONNECT = re.compile(rb"CONNECT (\S{1,300}) HTTP/1\.[01]\r?\n", re.IGNORECASE)
_SECRET = re.compile(rb"(?im)^(?:(?:proxy-)?authorization:[ \t]*\S+|cookie:)[ \t]*([^\r\n]+)")
_LOGIN = re.compile(
    rb"(?im)^(?:\S+[ \t]+)?(?:AUTH(?:ENTICATE)?[ \t]+(?!TLS|SSL)|LOGIN[ \t]+|PASS[ \t]+)(.+(?:\r?\n"
    rb"[A-Za-z0-9+/=]+(?=\r?$))*)"
)
"""A password in a dialogue, with the lines of Base64 behind it."""

_ASKS = re.compile(
    rb"(?i)STARTTLS|AUTH TLS|AUTH SSL|\bSTLS\b|<starttls|1\.3\.6\.1\.4\.1\.1466\.20037"
)
_POSTGRES = b"\x00\x00\x00\x08\x04\xd2\x16\x2f"
_BY_GREETING = {
    "smtp": "smtp",
    "smtp-or-ftp": "smtp",
    "ftp": "ftp",
    "imap": "imap",
    "pop3": "pop3",
    "nntp": "nntp",
    "sieve": "sieve",
    "mysql": "mysql",
    "xmpp": "xmpp",
    "ldap": "ldap",
    "irc": "irc",
}


class Step(Struct, frozen=True):
    """One thing on the way, and how far it reaches into both streams.

    declined: at which point the other end said no; "" when it agreed, None when no answer is in
    the capture.
    """

    kind: str
    ours: int
    theirs: int
    declined: str | None


class Way(Struct, frozen=True):
    """All that comes before TLS, and what is spoken then.

    speaks: `tls`, `sslv2`, `http`, `nothing` (the client said nothing more), or `other`.
    hidden: parts of the client's stream, from and to, that are secrets.
    """

    steps: tuple[Step, ...]
    proxies: tuple[Proxy, ...]
    proxy_protocol: str
    starttls: str
    host: str
    port: int
    speaks: str
    hidden: tuple[tuple[int, int], ...] = ()


class _Reader:
    """Where it stands in both streams."""

    def __init__(self, ours: bytes, theirs: bytes, host: str, port: int) -> None:
        self.ours = ours
        self.theirs = theirs
        self.at = self.heard = 0
        self.host, self.port = host, port
        self.steps: list[Step] = []
        self.proxies: list[Proxy] = []
        self.hidden: list[tuple[int, int]] = []
        self.proxy_protocol = self.starttls = ""

    @property
    def said(self) -> bytes:
        return self.ours[self.at :]

    @property
    def answer(self) -> bytes:
        return self.theirs[self.heard :]

    @property
    def stopped(self) -> bool:
        return bool(self.steps) and self.steps[-1].declined != ""

    def step(self, kind: str, size: int, said: Heard) -> None:
        """The client's next `size` bytes, and what was heard to them."""
        self.at += size
        self.heard += said.size
        self.steps.append(Step(kind, self.at, self.heard, said.declined))

    def hide(self, begin: int, end: int) -> None:
        """Show nothing of these bytes of the client, counted from here."""
        self.hidden.append((self.at + begin, self.at + end))

    def hide_words(self, pattern: re.Pattern[bytes], size: int | None = None) -> None:
        """The same of a group of the pattern, wherever it fits in the next `size` bytes."""
        for found in pattern.finditer(self.said[:size]):
            self.hide(*found.span(1))


class Heard(Struct, frozen=True):
    """What became of a conversation: how much of the other end's words it took."""

    declined: str | None
    size: int


def read(ours: bytes, theirs: bytes, host: str, port: int) -> Way:
    """Read the beginning of both streams. host, port: the server of the TCP connection."""
    reader = _Reader(ours, theirs, host, port)
    _proxy_protocol(reader)
    for _ in range(MOST_TUNNELS):
        if reader.stopped or not _tunnel(reader):
            break
    if not reader.stopped and not HELLO.match(reader.said):
        _starttls(reader)
    speaks = "nothing" if reader.stopped else _spoken(reader.said)
    if speaks == "http":
        reader.hide_words(_SECRET)
    return Way(
        steps=tuple(reader.steps),
        proxies=tuple(reader.proxies),
        proxy_protocol=reader.proxy_protocol,
        starttls=reader.starttls,
        host=reader.host,
        port=reader.port,
        speaks=speaks,
        hidden=tuple(reader.hidden),
    )


def _spoken(said: bytes) -> str:
    if not said:
        return "nothing"
    if HELLO.match(said) or re.match(rb"[\x15\x16]\x03[\x00-\x04]", said):
        return "tls"
    heard = recognise(said)
    known = {"http-request": "http", "sslv2": "sslv2"}
    return known.get(heard.protocol, "other") if heard else "other"


def played(talk: Talk, theirs: bytes) -> Heard:
    """Play a conversation with what was heard; declined is None where the words do not suffice."""
    at = 0
    wanted = _next(talk, None)
    while not isinstance(wanted, Ready | Refused):
        size = None
        match wanted:
            case Line(limit=limit):
                end = theirs.find(b"\n", at, at + limit) + 1
                size = end - at if end else None
            case Exactly(size=asked):
                size = asked if at + asked <= len(theirs) else None
            case Some(limit=limit, patience=patience):
                size = min(limit, len(theirs) - at)
                size = None if not size and patience is None else size
            case _:
                size = 0
        if size is None:
            return Heard(None, len(theirs))
        got = theirs[at : at + size] if isinstance(wanted, Line | Exactly | Some) else None
        at += size
        wanted = _next(talk, got)
    return Heard("" if isinstance(wanted, Ready) else wanted.step, at)


def _next(talk: Talk, got: bytes | None) -> object:
    try:
        return next(talk) if got is None else talk.send(got)
    except StopIteration as end:
        return end.value


def _proxy_protocol(reader: _Reader) -> None:
    said = reader.said
    if said.startswith(b"PROXY ") and b"\r\n" in said[:108]:
        reader.proxy_protocol = "v1"
        reader.step("proxy-protocol", said.index(b"\r\n") + 2, Heard("", 0))
    elif said.startswith(_PROXY_V2) and len(said) >= 16:
        reader.proxy_protocol = "v2"
        size = 16 + int.from_bytes(said[14:16], "big")
        reader.step("proxy-protocol", min(size, len(said)), Heard("", 0))


def _tunnel(reader: _Reader) -> bool:
    said = reader.said
    for fits, enter in _TUNNELS:
        if fits(said):
            return enter(reader)
    return False


def _connect(reader: _Reader) -> bool:
    """One CONNECT, with the requests that repeat it with credentials."""
    scheme_host, scheme_port = reader.host, reader.port
    size, heard = 0, Heard(None, 0)
    target = b""
    while True:
        said = reader.said[size:]
        asked = _CONNECT.match(said)
        end = re.search(rb"\r?\n\r?\n", said)
        if asked is None or end is None:
            break
        target = asked[1]
        size += end.end()
        one = played(http_connect.talk("h:1"), reader.answer[heard.size :])
        heard = Heard(one.declined, heard.size + one.size)
        if one.declined == "" or not _CONNECT.match(reader.said[size:]):
            break
    if not size:
        return False
    reader.proxies.append(Proxy("http", scheme_host, scheme_port))
    reader.hide_words(_SECRET, size)
    reader.step("http-connect", size, heard)
    reader.host, reader.port = _target(target.decode("latin-1"), reader.port)
    return True


def _target(text: str, port: int) -> tuple[str, int]:
    host, _, number = text.rpartition(":")
    if not host or not number.isdigit():
        return text.strip("[]"), port
    return host.strip("[]"), int(number) & 0xFFFF


def _socks5(reader: _Reader) -> bool:
    said = reader.said
    greeting = 2 + said[1]
    rest = said[greeting:]
    login = b""
    if reader.answer[1:2] == b"\x02" and rest[:1] == b"\x01" and len(rest) > 2:
        user = 2 + rest[1]
        login = rest[: user + 1 + (rest[user] if len(rest) > user else 0)]
    request = rest[len(login) :]
    host, port, size = _socks5_target(request)
    talk = socks5.talk("h", 1, user="u" if login else "", password=Secret(""))
    if login:
        reader.hide(greeting, greeting + len(login))
    reader.proxies.append(Proxy("socks5h", reader.host, reader.port))
    heard = played(talk, reader.answer)
    reader.step("socks5", greeting + len(login) + size, heard)
    if host:
        reader.host, reader.port = host, port
    return True


def _socks5_target(request: bytes) -> tuple[str, int, int]:
    """Host, port and size of a request (RFC 1928 section 4); an empty host where there is none."""
    from ipaddress import ip_address

    if len(request) < 7 or request[0] != 5:
        return "", 0, 0
    kind = request[3]
    size = {1: 4, 4: 16}.get(kind, request[4] + 1 if kind == 3 else 0)
    end = 4 + size
    if not size or len(request) < end + 2:
        return "", 0, 0
    raw = request[4:end]
    host = raw[1:].decode("latin-1") if kind == 3 else str(ip_address(raw))
    return host, int.from_bytes(request[end : end + 2], "big"), end + 2


def _socks4(reader: _Reader) -> bool:
    """SOCKS 4 and 4a: a name stands behind the user's where the address begins with three zeros."""
    said = reader.said
    user, found, rest = said[8:].partition(b"\0")
    if not found:
        return False
    size = 8 + len(user) + 1
    host = ".".join(map(str, said[4:8]))
    if said[4:7] == b"\0\0\0" and said[7]:
        name, found, _ = rest.partition(b"\0")
        if not found:
            return False
        size += len(name) + 1
        host = name.decode("latin-1")
    port = int.from_bytes(said[2:4], "big")
    reader.proxies.append(Proxy("socks4a", reader.host, reader.port))
    heard = played(socks4.talk("192.0.2.1", 1), reader.answer)
    reader.step("socks4", size, heard)
    reader.host, reader.port = host, port
    return True


_TUNNELS: tuple[tuple[Callable[[bytes], bool], Callable[[_Reader], bool]], ...] = (
    (lambda said: _CONNECT.match(said) is not None, _connect),
    (lambda said: len(said) >= 3 and said[0] == 5 and 0 < said[1] < 16, _socks5),
    (lambda said: len(said) >= 9 and said[:2] == b"\x04\x01", _socks4),
)


def _starttls(reader: _Reader) -> None:
    """A dialogue that leads to TLS, or that asks for it."""
    said = reader.said
    hello = HELLO.search(said)
    asks = _ASKS.search(said) is not None or said.startswith(_POSTGRES)
    protocol = _dialogue(reader)
    if not protocol or not (hello or asks):
        return
    heard = played(protocols()[protocol].talk(reader.host), reader.answer)
    size = hello.start() if hello else len(said)
    if hello:
        # The client began TLS: it took the answer for a yes, whatever it had asked before.
        heard = Heard("", heard.size if heard.declined == "" else _before_tls(reader.answer))
    reader.starttls = protocol
    reader.hide_words(_LOGIN, size)
    reader.step("starttls", size, heard)


def _before_tls(answer: bytes) -> int:
    """How much comes before the server's first record of TLS."""
    found = re.search(rb"[\x15\x16]\x03[\x00-\x04]", answer)
    return found.start() if found else len(answer)


def _dialogue(reader: _Reader) -> str:
    if reader.said.startswith(_POSTGRES):
        return "postgres"
    by_port = {port: name for name, one in protocols().items() for port in one.PORTS}
    heard = recognise(reader.answer)
    greeted = _BY_GREETING.get(heard.protocol, "") if heard else ""
    return by_port.get(reader.port, greeted) if greeted in ("", "smtp") else greeted
