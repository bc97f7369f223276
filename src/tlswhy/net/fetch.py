"""Fetches what certificates point to: issuers, revocation lists, answers of OCSP responders.

Theory of operation. The addresses come out of a certificate, which a stranger wrote, so nothing
here may be led to where the stranger cannot go. Only `http:` is spoken, only so often and for so
long, and only as many bytes are heard as were asked for. A name is looked up once, and the
connection goes to an address that was checked, so that a second look-up cannot lead elsewhere;
every redirect is checked as the first address was. Where a proxy looks the name up, the name alone
can be judged.

The bytes go over the loop and the hops that every attempt takes; only the last hop is another one.
The last HTTP proxy of a route is asked for the whole address, as a browser does it; all before it,
and any SOCKS proxy, are tunnels.
"""

from __future__ import annotations

import math
import re
import selectors
import threading
from base64 import b64encode
from collections.abc import Generator, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from msgspec import Struct

from tlswhy import VERSION
from tlswhy.hops.http_message import ENDLESS, HttpAnswer, hear_head, read_answer
from tlswhy.hops.talk import Exactly, Line, Ready, Send, Some, Talk
from tlswhy.model.attempt import Attempt, Proxy, Speak, endpoint
from tlswhy.model.transcript import Event, Mark, Transcript, Way
from tlswhy.net.clock import ticks
from tlswhy.net.drive import OUT_OF_TIME, Conversation
from tlswhy.net.names import Names, Resolver

SMALL = 64 << 10
"""In bytes. A certificate, a few in PKCS #7, an answer of OCSP have 1 to 8 kB."""

LARGE = 4 << 20
"""In bytes, for a revocation list."""

MOST_FETCHES = 8
MOST_REDIRECTS = 2
PATIENCE = 3.0
"""In seconds, for one fetch with its redirects, the look-up of its names included."""

KEPT_FOR = 300.0
"""In seconds, how long what was fetched is given again within one process."""

MOST_KEPT = 16 << 20
"""In bytes, of everything that is kept."""

HTTP = 80
OK = 200
PROXY_AUTHENTICATION = 407
REDIRECTS = frozenset({301, 302, 303, 307, 308})
LONGEST_URL = 2048
MOST_CHUNKS = 1 << 14  # 4 MiB in pieces of 256 bytes; a byte in each would take our time

_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;.*)?\r?\n", re.DOTALL)
_HOST = re.compile(r"[a-z0-9_.-]+", re.ASCII)
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)", re.ASCII)
# RFC 6761, RFC 6762, RFC 8375, and what ICANN keeps out of the public tree.
_OWN_DOMAINS = (
    *("localhost", "localdomain", "local", "home.arpa"),
    *("internal", "intranet", "private", "lan", "home", "corp"),
)
_PATH_CHARACTERS = "%/:=&?~+!$,;'@()*[]"

_PUBLIC_V6 = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052; its neighbour 64:ff9b:1::/48 is for local use
_ASSIGNMENTS = IPv4Network("192.0.0.0/24")  # RFC 6890; Python calls parts of it global
_AZURE = IPv4Address("168.63.129.16")  # a public number at which every host of Azure meets its own

_NOT_SPOKEN = {
    "https": "https: would need such a look-up of its own (RFC 5280 section 8)",
    "ldap": "ldap: leads to a directory of the CA's own network",
}
_HEAD_TOO_LONG = "its headers do not end within 64 KiB"
_ENDS = {
    Mark.CLOSED: "ended the connection",
    Mark.RESET: "reset the connection",
    Mark.SILENCE: "fell silent",
}
_NOT_CONNECTED = {
    Mark.REFUSED: "refuses connections",
    Mark.UNANSWERED: "does not answer",
    Mark.UNREACHABLE: "cannot be reached",
}


class Wanted(Struct, frozen=True):
    """Something to fetch.

    url: where, as the certificate has it. largest: how many bytes it may have.
    posted: sent in the body of a POST, as `media_type`; a GET when empty.
    """

    url: str
    largest: int = SMALL
    posted: bytes = b""
    media_type: str = ""


class Fetched(Struct, frozen=True):
    """What became of it.

    url: as asked. source: where the answer came from, another address after a redirect.
    content: the body of an answer 200, empty where there is a problem. status: of HTTP, 0 where
        none came.
    problem: "" when it was fetched, else why not, one of
        url: it is no address to ask at. scheme: it is not `http:`.
        inside: it lies in the network that a stranger's certificate may not lead into.
        limit: `MOST_FETCHES` were made before it.
        unresolved: its name has no address. unreachable: nothing accepts connections there.
        proxy: a proxy on the way would not go there. slow: it was not over in time.
        cut: it ended before its end. not-http: the answer is something else than HTTP.
        status: the answer is another one than 200. redirect: it leads nowhere, or on and on.
        encoding: it was packed, which was not asked for. too-large: it has more bytes than wanted.
    text: the same as a sentence: "not fetched: ...".
    """

    url: str
    source: str
    content: bytes = b""
    status: int = 0
    problem: str = ""
    text: str = ""


class Fetcher:
    """Fetches for one question: at most `MOST_FETCHES` in all, however often it is asked.

    proxies: from ours to the target, as for the target itself. inside: the target is in our own
    network, and so may be what its certificate points to. until: by `ticks`, when there is no
    time any more. patience: seconds for one fetch.
    """

    def __init__(
        self,
        proxies: tuple[Proxy, ...] = (),
        *,
        inside: bool = False,
        until: float = math.inf,
        patience: float = PATIENCE,
        resolver: Resolver | None = None,
    ) -> None:
        self._proxies = proxies
        self._inside = inside
        self._until = until
        self._patience = patience
        self._resolver = resolver or Resolver()
        self._known: dict[Wanted, Fetched] = {}
        self._left = MOST_FETCHES

    def fetch(self, *wanted: Wanted) -> tuple[Fetched, ...]:
        """Fetch all of it side by side; back comes what became of each, in the same order.

        What was asked before is not fetched again.
        """
        errands = [errand for one in dict.fromkeys(wanted) if (errand := self._begin(one))]
        until = min(self._until, ticks() + self._patience)
        while errands:
            self._go(errands, until)
            errands = [errand for errand in errands if not self._is_over(errand)]
        return tuple(self._known[one] for one in wanted)

    def _begin(self, wanted: Wanted) -> _Errand | None:
        """The errand that has to be gone on, if any has to."""
        if wanted in self._known:
            return None
        kept = _SHELF.take((wanted, self._proxies, self._inside))
        if kept is not None:
            self._known[wanted] = kept
            return None
        place = _place(wanted.url, inside=self._inside)
        if isinstance(place, _No):
            self._known[wanted] = _refused(wanted, wanted.url, place)
        elif not self._left:
            no = _No("limit", f"{MOST_FETCHES} other addresses were asked before it")
            self._known[wanted] = _refused(wanted, wanted.url, no)
        else:
            self._left -= 1
            return _Errand(wanted, place)
        return None

    def _go(self, errands: Sequence[_Errand], until: float) -> None:
        """One request and its answer for each errand."""
        proxy = self._asked_whole
        self._look_up(errands, until)
        with selectors.DefaultSelector() as selector:
            talks: list[_Fetching] = []
            try:
                for errand in errands:
                    attempt = _attempt(errand.place, self._proxies, proxy, self._patience)
                    checked = "" if proxy else errand.place.host
                    names = _Checked(self._resolver, checked, inside=self._inside)
                    errand.ask(proxy)
                    talks.append(_Fetching(attempt, selector, names, errand, until))
                _run(talks, selector, until)
            finally:
                for talk in talks:
                    talk.close()
        for talk in talks:
            talk.settle()

    @property
    def _asked_whole(self) -> Proxy | None:
        """The proxy that is asked for the whole address instead of a tunnel."""
        last = self._proxies[-1] if self._proxies else None
        return last if last is not None and last.scheme in ("http", "https") else None

    def _look_up(self, errands: Sequence[_Errand], until: float) -> None:
        """Ask for all names at once: a conversation asks for its own before it begins."""
        names = {(proxy.host, 0) for proxy in self._proxies[:1]}
        last = self._proxies[-1].scheme if self._proxies else ""
        if last in ("", "socks4", "socks5"):
            family = 4 if last == "socks4" else 0
            names |= {(errand.place.host, family) for errand in errands}
        patience = max(until - ticks(), 0.01)
        asking = [
            threading.Thread(
                target=self._resolver.resolve,
                args=(host,),
                kwargs={"family": family, "timeout": patience},
                daemon=True,
            )
            for host, family in names
            if not _is_address(host)
        ]
        for thread in asking:
            thread.start()
        for thread in asking:
            thread.join()

    def _is_over(self, errand: _Errand) -> bool:
        """Whether nothing more has to be asked for it; then its outcome is known."""
        answer = errand.answer
        if isinstance(errand.result, _No) or answer is None:
            self._known[errand.wanted] = errand.outcome()
            return True
        proxy = self._asked_whole
        if answer.status == PROXY_AUTHENTICATION and proxy and errand.can_log_in(proxy):
            return False
        if answer.status in REDIRECTS and answer.header("Location"):
            errand.follow(answer.header("Location"), inside=self._inside)
            if not isinstance(errand.result, _No):
                return False
        fetched = self._known[errand.wanted] = errand.outcome()
        if not fetched.problem:
            _SHELF.put((errand.wanted, self._proxies, self._inside), fetched)
        return True


def is_inside(address: str) -> bool:
    """Whether an IP address is not one of the public internet's.

    An IPv6 address that carries an IPv4 address to somebody who will take it out (mapped, NAT64,
    6to4) is what that one is.
    """
    whole = ip_address(address.partition("%")[0])
    ip = whole if isinstance(whole, IPv4Address) else _carried(whole)
    if ip is None:
        return whole not in _PUBLIC_V6 or not whole.is_global
    return not ip.is_global or ip.is_multicast or ip in _ASSIGNMENTS or ip == _AZURE


def forget() -> None:
    """Drop everything that this process has kept."""
    _SHELF.clear()


class _No(Struct, frozen=True):
    """Why something was not fetched; `problem` as in `Fetched`, `text` without its beginning."""

    problem: str
    text: str


class _Place(Struct, frozen=True):
    """An address taken apart. path: with its query, as it is sent."""

    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """The host with its port, where that is not HTTP's own (RFC 9110 section 7.2)."""
        whole = endpoint(self.host, self.port)
        return whole.removesuffix(f":{HTTP}") if self.port == HTTP else whole

    @property
    def url(self) -> str:
        return f"http://{self.authority}{self.path}"


# -- what may be asked


def _place(url: str, *, inside: bool) -> _Place | _No:
    """The address taken apart, if it is one that may be asked."""
    from urllib.parse import quote, urlsplit

    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as bad:
        return _No("url", f"{_shown(url)} is no address: {_shown(str(bad))}")
    if parts.scheme != "http":
        otherwise = f"{_shown(url)} is not asked, only http: is"
        return _No("scheme", _NOT_SPOKEN.get(parts.scheme, otherwise))
    if len(url) > LONGEST_URL or "@" in parts.netloc or port == 0:
        return _No("url", f"{_shown(url)} is no address that a CA would write")
    no = _held_against(host, inside=inside)
    if no is not None:
        return no
    path = quote(parts.path or "/", safe=_PATH_CHARACTERS)
    if parts.query:
        path += "?" + quote(parts.query, safe=_PATH_CHARACTERS)
    return _Place(host, port or HTTP, path)


def _held_against(host: str, *, inside: bool) -> _No | None:
    """What can be said against a host before its name is looked up."""
    if _is_address(host):
        if not inside and is_inside(host):
            return _No("inside", f"{host} is not an address of the public internet")
        return None
    labels = host.rstrip(".").split(".")
    # getaddrinfo takes 127.1, 0x7f000001 and 017700000001 for addresses.
    if not _HOST.fullmatch(host) or _NUMBER.fullmatch(labels[-1]):
        return _No("url", f"{_shown(host) or 'nothing'} is no name of a host")
    bare = ".".join(labels)
    own = len(labels) == 1 or any(f".{bare}".endswith(f".{domain}") for domain in _OWN_DOMAINS)
    if own and not inside:
        return _No("inside", f"{host} is not a name of the public internet")
    return None


def _is_address(host: str) -> bool:
    if "%" in host:
        return False
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _carried(ip: IPv6Address) -> IPv4Address | None:
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.sixtofour


class _Checked(Resolver):
    """A resolver that gives of one host only the addresses that may be asked."""

    def __init__(self, whole: Resolver, host: str, *, inside: bool) -> None:
        super().__init__()
        self._whole = whole
        self._host = host
        self._allowed = inside

    def resolve(self, host: str, *, family: int, timeout: float) -> Names:
        names = self._whole.resolve(host, family=family, timeout=timeout)
        if host != self._host or self._allowed or names.how:
            return names
        outside = tuple(one for one in names.addresses if not is_inside(one))
        return Names(outside) if outside else Names((), "inside", ", ".join(names.addresses[:3]))


# -- one errand


class _Errand:
    """Something wanted, on its way: where it leads by now, and what was heard there."""

    def __init__(self, wanted: Wanted, place: _Place) -> None:
        self.wanted = wanted
        self.place = place
        self.answer: HttpAnswer | None = None
        self.result: bytes | _No | None = None
        self._url = wanted.url
        self._redirects = 0
        self._credentials = ""
        self._request = Send(b"")

    def ask(self, proxy: Proxy | None) -> None:
        """Get the next request ready. proxy: who is asked for the whole address, if anybody is."""
        self.answer = self.result = None
        if proxy is not None and proxy.user and not self._credentials:
            token = b64encode(f"{proxy.user}:{proxy.password.reveal()}".encode()).decode()
            self._credentials = f"Basic {token}"
        hidden = f"{self._credentials.partition(' ')[0]} <hidden>"
        self._request = Send(self._written(proxy, self._credentials), self._written(proxy, hidden))

    def talk(self) -> Talk:
        """Ask, and hear the answer (RFC 9112)."""
        yield self._request
        status, said = yield from hear_head()
        self.answer = read_answer(said) if status > 0 else None
        if status == ENDLESS:
            self.result = _No("not-http", _HEAD_TOO_LONG)
        elif self.answer is None:
            begins = _shown(said[:32].decode("latin-1"))
            self.result = _No("not-http", f"the answer is not HTTP: it begins with {begins}")
        elif self.answer.status == OK:
            self.result = yield from _body(self.answer, self.wanted.largest)
        return Ready()

    def can_log_in(self, proxy: Proxy) -> bool:
        """Whether the proxy wants Digest, which is then got ready: once."""
        from os import urandom

        from tlswhy.hops import http_digest

        if self.answer is None or not proxy.user or self._credentials.startswith("Digest"):
            return False
        offered = http_digest.challenges(self.answer.all("Proxy-Authenticate"))
        challenge = http_digest.answerable(offered)
        if challenge is None:
            return False
        self._credentials = http_digest.answer(
            challenge,
            method=self._method,
            uri=self.place.url,
            user=proxy.user,
            password=proxy.password.reveal(),
            cnonce=urandom(8).hex(),
        )
        return True

    def follow(self, location: str, *, inside: bool) -> None:
        """Go on to where the answer leads, or have a result that says why not."""
        from urllib.parse import urljoin

        if self._redirects == MOST_REDIRECTS:
            self.result = _No("redirect", f"it leads on more than {MOST_REDIRECTS} times")
            return
        try:
            url = urljoin(self._url, location)
        except ValueError:
            url = location
        place = _place(url, inside=inside)
        if isinstance(place, _No):
            self.result = _No(place.problem, f"it leads to {_shown(url)}: {place.text}")
            return
        self._redirects += 1
        self._url, self.place = url, place
        if self._credentials.startswith("Digest"):
            self._credentials = ""  # made for one address

    def outcome(self) -> Fetched:
        """What became of it, once there is nothing more to ask."""
        status = self.answer.status if self.answer is not None else 0
        if isinstance(self.result, bytes):
            return Fetched(self.wanted.url, self._url, self.result, status)
        no = self.result
        if no is None and self.answer is not None:
            says = _shown(f"{status} {self.answer.reason}".strip())
            no = _No("status", f"the answer is {says}")
        return _refused(self.wanted, self._url, no or _No("cut", "it ended early"), status)

    @property
    def knew_its_end(self) -> bool:
        """Whether the answer itself said where it ends."""
        named = ("Content-Length", "Transfer-Encoding")
        return self.answer is None or any(map(self.answer.header, named))

    @property
    def _method(self) -> str:
        return "POST" if self.wanted.posted else "GET"

    def _written(self, proxy: Proxy | None, credentials: str) -> bytes:
        lines = [
            f"{self._method} {self.place.url if proxy else self.place.path} HTTP/1.1",
            f"Host: {self.place.authority}",
            f"User-Agent: tlswhy/{VERSION}",
            "Accept: */*",
            "Accept-Encoding: identity",
            "Connection: close",
        ]
        if proxy is not None and self._credentials:
            lines.append(f"Proxy-Authorization: {credentials}")
        if self.wanted.posted:
            lines.append(f"Content-Type: {self.wanted.media_type}")
            lines.append(f"Content-Length: {len(self.wanted.posted)}")
        return "\r\n".join([*lines, "", ""]).encode() + self.wanted.posted


def _body(answer: HttpAnswer, largest: int) -> Generator[Exactly | Line | Some, bytes, bytes | _No]:
    """The body whose head was heard (RFC 9112 section 6.3), with its bound known beforehand."""
    packed = answer.header("Content-Encoding").lower()
    if packed not in ("", "identity"):
        return _No("encoding", f"it comes packed by {_shown(packed)}, which was not asked for")
    if "chunked" in answer.header("Transfer-Encoding").lower():
        return (yield from _chunks(largest))
    length = answer.header("Content-Length")
    if not (length.isascii() and length.isdigit()):
        return (yield from _to_the_end(largest))
    if len(length) > 18 or int(length) > largest:
        return _too_large(f"it has {_shown(length)} bytes", largest)
    return (yield Exactly(int(length)))


def _chunks(largest: int) -> Generator[Exactly | Line, bytes, bytes | _No]:
    """Chunk by chunk to the last one (RFC 9112 section 7.1); the trailer is left unheard."""
    pieces: list[bytes] = []
    size = 0
    while len(pieces) < MOST_CHUNKS:
        head = _CHUNK_SIZE.fullmatch((yield Line(256)))
        if head is None:
            return _No("not-http", "its chunks do not begin with their size")
        more = int(head[1], 16)
        size += more
        if size > largest:
            return _too_large(f"it has {size} bytes and more", largest)
        if not more:
            return b"".join(pieces)
        pieces.append((yield Exactly(more)))
        yield Line(2)
    return _No("too-large", f"it comes in more than {MOST_CHUNKS} pieces")


def _to_the_end(largest: int) -> Generator[Some, bytes, bytes | _No]:
    """Everything until the peer closes."""
    pieces: list[bytes] = []
    size = 0
    while piece := (yield Some(patience=math.inf)):
        pieces.append(piece)
        size += len(piece)
        if size > largest:
            return _too_large(f"it has {size} bytes and more", largest)
    return b"".join(pieces)


def _too_large(what: str, largest: int) -> _No:
    return _No("too-large", f"{what}, and {largest} are the most that are heard")


def _refused(wanted: Wanted, source: str, no: _No, status: int = 0) -> Fetched:
    text = f"not fetched: {no.text}"
    return Fetched(wanted.url, source, status=status, problem=no.problem, text=text)


def _shown(text: str, most: int = 200) -> str:
    """What a stranger wrote, safe to print."""
    from tlswhy.pki.dn import printable

    return printable(text if len(text) <= most else text[: most - 1] + "…")


def _failed(seen: Transcript) -> _No:
    """Why a conversation did not come to its end."""
    return _broken_off(seen) or _turned_away(seen) or _ended(seen)


def _turned_away(seen: Transcript) -> _No | None:
    """There was no way to it, or a proxy would not go there."""
    for _, event in seen.marks(Mark.UNRESOLVED):
        how, _, detail = event.text.partition(" ")
        if how == "inside":
            return _No("inside", f"its name leads to {detail}, not into the public internet")
        return _No("unresolved", f"a name on the way has no address: {_shown(detail or how)}")
    for _, event in seen.marks(Mark.DECLINED):
        return _No("proxy", f"the proxy {seen.peer(event.hop)} says {_words(seen, event)}")
    return None


def _broken_off(seen: Transcript) -> _No | None:
    """It was we who ended it."""
    for _, event in seen.marks(Mark.FAULT):
        if event.text.startswith(OUT_OF_TIME):
            return _No("slow", _so_far(seen))
        _, _, says = event.text.partition(" ")
        if event.text.startswith("too-much"):
            return _No("too-large", "more came than was asked for, and no end")
        return _No("proxy", f"TLS with the proxy {seen.peer(event.hop)} failed: {_shown(says)}")
    return None


def _ended(seen: Transcript) -> _No:
    """It was the others."""
    event = [event for _, event in seen.marks(*_ENDS, *_NOT_CONNECTED)][-1]
    if event.mark in _NOT_CONNECTED:
        return _No("unreachable", f"{event.text} {_NOT_CONNECTED[event.mark]}")
    how = _ENDS[event.mark or Mark.CLOSED]
    if event.hop + 1 < len(seen.route):
        return _No("proxy", f"the proxy {seen.peer(event.hop)} {how}")
    size = len(seen.stream(event.hop, Way.THEIRS))
    return _No("cut", f"the server {how} after {size} bytes")


def _so_far(seen: Transcript) -> str:
    last = len(seen.route) - 1
    if not any(event.hop == last for event in seen.events):
        return "there was no way to the server in time"
    return f"it was not over in time: {len(seen.stream(last, Way.THEIRS))} bytes had come"


def _words(seen: Transcript, declined: Event) -> str:
    """What a proxy said when it would not go on."""
    from tlswhy.evidence import proxies

    read = {
        "http-connect": proxies.http_connect,
        "socks4": proxies.socks4,
        "socks5": proxies.socks5,
    }.get(seen.kind(declined.hop))
    facts = read(seen, declined.hop) if read else ()
    return next((_shown(fact.says) for fact in facts), f"no to {declined.text}")


# -- one conversation


class _Fetching(Conversation):
    """An attempt whose last hop is an errand's request."""

    def __init__(
        self,
        attempt: Attempt,
        selector: selectors.BaseSelector,
        resolver: Resolver,
        errand: _Errand,
        until: float,
    ) -> None:
        self._errand = errand
        self._until = until
        super().__init__(attempt, selector, resolver)
        # A conversation may hear a quarter of a MiB; what is wanted comes on top.
        self._received -= errand.wanted.largest

    def settle(self) -> None:
        """Write down what became of the request where its own talk could not."""
        errand, seen, last = self._errand, self.transcript, len(self._hops) - 1
        if not any(event.hop == last for _, event in seen.marks(Mark.READY)):
            errand.result = _failed(seen)
        elif self._ended is Mark.RESET and not errand.knew_its_end:
            errand.result = _No("cut", "the connection was reset in the middle of it")

    def _start_hop(self) -> None:
        if self._hop + 1 < len(self._hops):
            super()._start_hop()
            return
        # The caller ends it in time: so an empty answer to `_to_the_end` is always an end.
        self._stage_end = math.inf
        self._talk = self._errand.talk()
        self._go_on(None)


def _run(talks: Sequence[_Fetching], selector: selectors.BaseSelector, until: float) -> None:
    """As `drive.run`, until all are over or the time is."""
    while waiting := [talk for talk in talks if not talk.over]:
        pause = min(until, *(talk.deadline for talk in waiting)) - ticks()
        for key, _ in selector.select(max(0.0, min(pause, 0.1))):
            key.data()
        for talk in waiting:
            talk.look_at_the_clock()
            if ticks() >= until and not talk.over:
                talk.break_off()


def _attempt(
    place: _Place, proxies: tuple[Proxy, ...], asked: Proxy | None, timeout: float
) -> Attempt:
    """The route of one request: to the host, or to the proxy that is asked for the whole address.

    Where that is an https: proxy, TLS with it is a hop of the route.
    """
    from tlswhy.net.talks import sni_for
    from tlswhy.probes.offers import modern

    host, port = (asked.host, asked.port) if asked else (place.host, place.port)
    secure = asked is not None and asked.scheme == "https"
    return Attempt(
        host=host,
        port=port,
        name=host,
        offer=modern(sni_for(host)),
        proxies=proxies[:-1] if asked else proxies,
        speak=Speak.TLS if secure else Speak.PLAIN_HTTP,
        request="GET" if secure else "",
        timeout=timeout,
    )


# -- what is kept

_Key = tuple[Wanted, tuple[Proxy, ...], bool]
"""What was fetched, by which route, and whether it may have come from inside."""


class _Shelf:
    """What this process has fetched, for a while and within a bound."""

    def __init__(self) -> None:
        self._kept: dict[_Key, tuple[float, Fetched]] = {}
        self._lock = threading.Lock()

    def take(self, key: _Key) -> Fetched | None:
        with self._lock:
            since, kept = self._kept.get(key, (-math.inf, None))
            return kept if ticks() - since < KEPT_FOR else None

    def put(self, key: _Key, fetched: Fetched) -> None:
        with self._lock:
            self._kept.pop(key, None)
            self._kept[key] = (ticks(), fetched)
            while sum(len(one.content) for _, one in self._kept.values()) > MOST_KEPT:
                del self._kept[next(iter(self._kept))]

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()


_SHELF = _Shelf()
