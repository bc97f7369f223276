"""Names, addresses and how a connection began or ended."""

from __future__ import annotations

from tlswhy.model.facts import Fact

SPOKEN = {
    "http-answer": "HTTP",
    "http-request": "HTTP, as a client",
    "html": "HTML",
    "text": "plain text",
    "binary": "no known protocol",
}


class Resolved(Fact, frozen=True, kw_only=True):
    """What the system's resolver answered, in its order."""

    name: str
    addresses: tuple[str, ...]

    @property
    def says(self) -> str:
        return f"{self.name} is {', '.join(self.addresses)}"


class NotResolved(Fact, frozen=True, kw_only=True):
    """No address for a name.

    how: `nxdomain` (it does not exist), `no-data` (it exists, without an address), `servfail`,
        `no-answer` (no name server answered), `failed` (the resolver does not say).
    """

    name: str
    how: str
    detail: str = ""

    @property
    def says(self) -> str:
        return f"{self.name}: {self.detail or self.how}"


class Connected(Fact, frozen=True, kw_only=True):
    """TCP was opened. took: milliseconds."""

    address: str
    took: int

    @property
    def says(self) -> str:
        return f"TCP to {self.address} opened in {self.took} ms"


class NotConnected(Fact, frozen=True, kw_only=True):
    """TCP was not opened. how: `refused`, `unreachable` or `unanswered`. after: milliseconds."""

    address: str
    how: str
    after: int

    @property
    def says(self) -> str:
        return f"TCP to {self.address} {self.how} after {self.after} ms"


class Ended(Fact, frozen=True, kw_only=True):
    """The peer ended the conversation on this hop, or said nothing more.

    how: `closed`, `reset` or `silence`. sent, received: bytes of this hop until then.
    after: milliseconds since our last byte.
    """

    how: str
    sent: int
    received: int
    after: int

    @property
    def says(self) -> str:
        what = {
            "closed": "the peer closed the connection",
            "reset": "the connection was reset",
            "silence": f"nothing came for {self.after / 1000:g} s",
        }[self.how]
        return f"{what} after {self.sent} bytes sent and {self.received} received"


class Spoke(Fact, frozen=True, kw_only=True):
    """The peer spoke something that is not TLS, where TLS was expected.

    protocol: a name of `hops.first_bytes`. excerpt: printable, shortened. product: if it said so.
    filter: what kind of block page or portal it is; empty when it is none.
    """

    protocol: str
    excerpt: str
    product: str = ""
    filter: str = ""

    @property
    def says(self) -> str:
        by = f" ({self.product})" if self.product else ""
        name = SPOKEN.get(self.protocol, self.protocol)
        return f"the peer speaks {name}{by}: {self.excerpt}"


class Passed(Fact, frozen=True, kw_only=True):
    """A hop did its work: the tunnel is open, STARTTLS was accepted, the request was answered."""

    kind_of_hop: str
    peer: str

    @property
    def says(self) -> str:
        return f"{self.kind_of_hop} {self.peer} is through"


class Declined(Fact, frozen=True, kw_only=True):
    """A hop's peer said no. step: what we had asked. said: its words, printable, shortened."""

    kind_of_hop: str
    peer: str
    step: str
    said: str

    @property
    def says(self) -> str:
        return f"{self.peer} refused {self.step}: {self.said}" if self.said else self.step


class HttpAnswered(Fact, frozen=True, kw_only=True):
    """An HTTP answer: a proxy's to CONNECT, or the target's to a request.

    body: the first part, as text. filter: what kind of block page it is; empty when it is none.
    page: what a known program's error page means: `client-cert-missing`, `client-cert-bad`,
        `plain-http-to-tls`; empty for any other. method, path: of the request.
    """

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: str
    filter: str = ""
    page: str = ""
    method: str = ""
    path: str = ""

    def header(self, name: str) -> str:
        """The first header of that name, or empty."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), "")

    def all(self, name: str) -> tuple[str, ...]:
        """Every header of that name."""
        wanted = name.lower()
        return tuple(value for key, value in self.headers if key.lower() == wanted)

    @property
    def says(self) -> str:
        asked = self.method or "request"
        if self.path.startswith("/") and self.path != "/":
            asked += f" {self.path}"
        return f"{asked} answered {self.status} {self.reason}".strip()


class SocksAnswered(Fact, frozen=True, kw_only=True):
    """A SOCKS reply other than success. reply: RFC 1928 section 6, or 91 to 93 of SOCKS 4."""

    reply: int
    meaning: str
    version: int = 5

    @property
    def says(self) -> str:
        return f"SOCKS reply {self.reply}: {self.meaning}"
