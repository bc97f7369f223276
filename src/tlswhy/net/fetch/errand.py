"""Something wanted, on its way: requests, answers, redirects (RFC 9110, RFC 9112)."""

from __future__ import annotations

from base64 import b64encode

from tlswhy import VERSION
from tlswhy.hops.http_message import ENDLESS, HttpAnswer, hear_head, read_answer
from tlswhy.hops.talk import Ready, Send, Talk
from tlswhy.model.attempt import Proxy
from tlswhy.net.fetch.body import body
from tlswhy.net.fetch.place import Place, place_of
from tlswhy.net.fetch.wanted import Fetched, No, Wanted, refused, shown

MOST_REDIRECTS = 2
OK = 200

_HEAD_TOO_LONG = "its headers do not end within 64 KiB"


class Errand:
    """Something wanted, on its way: where it leads by now, and what was heard there."""

    def __init__(self, wanted: Wanted, place: Place) -> None:
        self.wanted = wanted
        self.place = place
        self.answer: HttpAnswer | None = None
        self.result: bytes | No | None = None
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
            self.result = No("not-http", _HEAD_TOO_LONG)
        elif self.answer is None:
            begins = shown(said[:32].decode("latin-1"))
            self.result = No("not-http", f"the answer is not HTTP: it begins with {begins}")
        elif self.answer.status == OK:
            self.result = yield from body(self.answer, self.wanted.largest)
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
            self.result = No("redirect", f"it leads on more than {MOST_REDIRECTS} times")
            return
        try:
            url = urljoin(self._url, location)
        except ValueError:
            url = location
        place = place_of(url, inside=inside)
        if isinstance(place, No):
            self.result = No(place.problem, f"it leads to {shown(url)}: {place.text}")
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
            says = shown(f"{status} {self.answer.reason}".strip())
            no = No("status", f"the answer is {says}")
        return refused(self.wanted, self._url, no or No("cut", "it ended early"), status)

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
