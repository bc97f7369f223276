"""What is wanted of an address, and what became of it."""

from __future__ import annotations

from msgspec import Struct

SMALL = 64 << 10
"""In bytes. A certificate, a few in PKCS #7, an answer of OCSP have 1 to 8 kB."""

LARGE = 4 << 20
"""In bytes, for a revocation list."""


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


class No(Struct, frozen=True):
    """Why something was not fetched; `problem` as in `Fetched`, `text` without its beginning."""

    problem: str
    text: str


def refused(wanted: Wanted, source: str, no: No, status: int = 0) -> Fetched:
    """What was not fetched. source: where the errand had come to."""
    text = f"not fetched: {no.text}"
    return Fetched(wanted.url, source, status=status, problem=no.problem, text=text)


def shown(text: str, most: int = 200) -> str:
    """What a stranger wrote, safe to print."""
    from tlswhy.pki.dn import printable

    return printable(text if len(text) <= most else text[: most - 1] + "…")
