"""From a text to facts: what programs say in it, what stands around that, what people remark.

Theory of operation. Programs' messages are found first; each means some keys. Which end of the
handshake a message is about decides what an alert or a refused certificate means, so the side is
settled for each message by itself: by the message, by others on its line, by the program that
speaks most in the text, and where nothing tells, it is a client, as most who ask are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from tlswhy.model.facts import Anchor, Fact
from tlswhy.model.facts.context import Asked
from tlswhy.model.facts.words import Mentioned, Refusal, Said, Sign
from tlswhy.products import products
from tlswhy.texts import certificates, hosts, remarks
from tlswhy.texts.hear import Heard, Text, candidates, hear, speaker, tells, text_of
from tlswhy.texts.meanings import meaning

MOST = 400  # messages of programs that are looked at in one text
QUOTE = 120  # characters of a quotation
NEARBY = 1500  # characters: so far off a message may still tell which end speaks
SIGNS = frozenset(str(sign) for sign in Sign)
# What only a client holds against a certificate.
OF_SERVERS = frozenset(
    (
        Refusal.NAME,
        Refusal.IP_NAME,
        Refusal.NO_SAN,
        Refusal.STAPLE,
        Refusal.LIFETIME,
        Refusal.PIN,
        Refusal.WEAK,
    )
)
TLS_WORDS = (
    *("tls", "ssl", "https", "certificate", "handshake", "x509", "peerauthentication", "ocsp"),
    *("cipher suite", "clienthello", "client hello", "serverhello", "alpn", "privkey", "fullchain"),
    *("mutual auth", "keystore", "truststore", "spki", " ech "),
)
NAMED = ("host", "proxy", "upstream", "client")


def read_text(
    raw: str,
    source: str = "",
    *,
    line: int = 1,
    remarked: bool = True,
    now: datetime | None = None,
) -> tuple[Fact, ...]:
    """The facts in one text.

    source: what its places are named by. line: number of its first line there. remarked: whether
    people may have written in it; in a log, of which many lines are read, they have not. now: the
    time by which dates of printed certificates are judged; None leaves them alone.
    """
    text = text_of(raw)
    heard = hear(text, None if remarked else candidates(text))[:MOST]
    reader = _Reader(text, source, line)
    seen = list(hosts.hosts(text.flat))
    around = list(hosts.keys_of(text.flat, seen))
    about_tls = any(tells(found.saying) for found in heard)
    # In a log, "ssl" may as well be a part of somebody's URL.
    about_tls = about_tls or (remarked and _speaks_of_tls(text.lower))
    if about_tls:
        reader.heard(heard)
    else:
        heard = []
    said = remarks.remarks(text.lower) if remarked and about_tls else ()
    printed = certificates.keys_of(text.flat, now) if remarked else ()
    for key, start, end in (*around, *printed, *said):
        reader.add(key, start, end)
    reader.mentions(heard, seen)
    return reader.facts


def _speaks_of_tls(lower: str) -> bool:
    """Words that are no TLS message by themselves count where the text is about TLS."""
    return any(word in lower for word in TLS_WORDS)


class _Reader:
    """Collects facts, each key once."""

    def __init__(self, text: Text, source: str, line: int) -> None:
        self.text = text
        self.source = source
        self.line = line
        self._said: dict[str, Said] = {}
        self._named: list[Fact] = []

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All of them: what is said, then the hosts."""
        return (*self._said.values(), *self._named)

    def add(self, key: str, start: int, end: int, program: str = "") -> None:
        """One key, where it was seen."""
        what, _, value = key.partition(" ")
        if what not in SIGNS:
            return
        sign = Sign(what)
        said = Said(
            seen=self._at(start),
            what=sign,
            value=value,
            program=program,
            quote=_quote(self.text.flat, start, end),
            means=meaning(sign, value),
        )
        before = self._said.get(key)
        if before is None or (said.of_known_program and not before.of_known_program):
            self._said[key] = said

    def heard(self, heard: list[Heard]) -> None:
        """What programs say, with the direction settled."""
        main = speaker(heard)
        for found in heard:
            side = _side(found, heard, self.text, main.speaks if main else ())
            for key in found.keys:
                for settled in _settled(key, side):
                    self.add(settled, found.start, found.end, found.product)
            self.add(f"program {found.product}", found.start, found.end)
            port = found.groups.get("port", "")
            if port.isdecimal() and int(port) in hosts.TELLING:
                self.add(f"port {port}", found.start, found.end)
            for key in products()[found.product].speaks:
                if not key.startswith("side "):
                    self.add(key, found.start, found.end, found.product)

    def mentions(self, heard: Iterable[Heard], seen: Iterable[hosts.Seen]) -> None:
        """The hosts: those that messages name, then those that stand about."""
        found: list[Mentioned] = []
        for one in heard:
            for role in NAMED:
                if role in one.groups:
                    port = one.groups.get("port", "") if role == "host" else ""
                    found += _mention(one.groups[role], role, port, self._at(one.start))
        for host in seen:
            found.append(
                Mentioned(
                    seen=self._at(host.start),
                    host=host.host,
                    port=host.port,
                    scheme=host.scheme,
                    role=host.role,
                )
            )
        once = list(_once(found))
        self._named += once
        target = next((one for one in once if one.role in ("target", "upstream")), None)
        if target is not None:
            self._named.append(_asked(target))

    def _at(self, offset: int) -> Anchor:
        line, column = self.text.place(offset)
        return Anchor(source=self.source, line=self.line + line - 1, column=column)


def _settled(key: str, side: str) -> Iterator[str]:
    """The key as it is once the side is known that speaks."""
    what, _, value = key.partition(" ")
    server = side == "server"
    if what == Sign.ALERT_RECEIVED:
        yield f"{Sign.CLIENT_ALERT if server else Sign.SERVER_ALERT} {value}"
    elif what == Sign.ALERT_SENT:
        yield f"{Sign.SERVER_ALERT if server else Sign.CLIENT_ALERT} {value}"
    elif what == Sign.VERIFY and server and value not in OF_SERVERS:
        yield f"{Sign.CLIENT_VERIFY} {value}".rstrip()
    elif what == Sign.NOT_TLS and server:
        yield f"{Sign.PLAIN_RECEIVED} {value}".rstrip()
    elif what == Sign.SERVER_VERSION and server:
        yield str(Sign.CLIENT_VERSION)
    else:
        yield key


def _side(found: Heard, heard: list[Heard], text: Text, speaks: tuple[str, ...]) -> str:
    """Which end of the handshake this message's program is."""
    told = _told_side(found, heard, text)
    if told:
        return told
    refuses = any(key.startswith(f"{Sign.VERIFY} ") for key in found.keys)
    if refuses and any(_of_a_client(other, heard, text) for other in heard):
        return "client"  # whose alert stands in the server's line
    mine = _side_in(products()[found.product].speaks)
    if mine:
        return mine
    near = sorted((o for o in heard if _side_in(o.keys)), key=lambda o: abs(o.start - found.start))
    if near and abs(near[0].start - found.start) < NEARBY:
        return _side_in(near[0].keys)
    return _side_in(speaks) or "client"


def _told_side(found: Heard, heard: list[Heard], text: Text) -> str:
    """What the message itself tells of its end, or others on its line."""
    own = _side_in(found.keys)
    if own:
        return own
    begin, end = text.line(found.start)
    beside = [other for other in heard if begin <= other.start < end and other is not found]
    for keys in (*(o.keys for o in beside), *(products()[o.product].speaks for o in beside)):
        if _side_in(keys):
            return _side_in(keys)
    return ""


def _of_a_client(found: Heard, heard: list[Heard], text: Text) -> bool:
    """Whether this is an alert that a server received."""
    alert = any(key.startswith(str(Sign.ALERT_RECEIVED)) for key in found.keys)
    return alert and _told_side(found, heard, text) == "server"


def _side_in(keys: Iterable[str]) -> str:
    """Towards an origin every proxy is a client, towards its own clients a server."""
    keys = tuple(keys)
    if "leg upstream" in keys:
        return "client"
    if "side server" in keys or "leg downstream" in keys:
        return "server"
    if "side client" in keys:
        return "client"
    # What a client sends first came to it.
    received = any(key.startswith(str(Sign.PLAIN_RECEIVED)) for key in keys)
    return "server" if received else ""


def _mention(host: str, role: str, port: str, at: Anchor) -> Iterator[Mentioned]:
    url = hosts.URL.match(host)
    if url:
        scheme = url["scheme"].lower()
        port = url["port"] or str(hosts.SCHEMES.get(scheme, 0))
        host = url["host"]
    elif host.count(":") == 1 and not port:
        host, _, port = host.partition(":")
    name = {"host": "target"}.get(role, role)
    if host.strip("[]"):
        number = int(port) if port.isdigit() and int(port) < 65536 else 0
        yield Mentioned(seen=at, host=host, port=number, role=name)


def _asked(target: Mentioned) -> Asked:
    host = target.host.strip("[]")
    return Asked(
        seen=target.seen,
        host=host,
        port=target.port or 443,
        service=target.scheme if target.scheme != "http" else "",
        is_ip=hosts.kind(host) in ("ip", "loopback", "zero") and not host.isalpha(),
        name=host,
    )


def _once(found: Iterable[Mentioned]) -> Iterator[Mentioned]:
    known: set[tuple[str, int, str]] = set()
    for one in found:
        key = (one.host.lower(), one.port, one.role)
        if key not in known:
            known.add(key)
            yield one


def _quote(flat: str, start: int, end: int) -> str:
    piece = flat[start : min(end, start + QUOTE)]
    return piece + "…" if end - start > QUOTE else piece
