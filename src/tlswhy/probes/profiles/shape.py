"""What a client profile consists of."""

from __future__ import annotations

import re

from msgspec import Struct

from tlswhy.model.attempt import Offer
from tlswhy.model.facts.context import ClientPolicy, ClientProfile

ZLIB = 1  # of certificate compression (RFC 8879 section 7.3): the one that we can undo
SERVER_NAME, POST_HANDSHAKE_AUTH = 0, 49


class Hello(Struct, frozen=True):
    """What a client's ClientHello says by default, without GREASE.

    versions: newest first. suites, groups, schemes: in the order sent. shares: groups with a key
    share. compress: algorithms of RFC 8879. extensions: their types in the order sent; empty
    where only a document is known.
    """

    versions: tuple[int, ...]
    suites: tuple[int, ...]
    groups: tuple[int, ...] = ()
    shares: tuple[int, ...] = ()
    schemes: tuple[int, ...] = ()
    alpn: tuple[str, ...] = ()
    compress: tuple[int, ...] = ()
    extensions: tuple[int, ...] = ()

    @property
    def names_the_server(self) -> bool:
        """Whether it sends a server name unasked; nginx and HAProxy do not."""
        return not self.extensions or SERVER_NAME in self.extensions

    def offer(self, sni: str | None, alpn: tuple[str, ...]) -> Offer:
        """The same hello as our own client can say it."""
        return Offer(
            versions=self.versions,
            suites=self.suites,
            groups=self.groups,
            shares=self.shares,
            schemes=self.schemes,
            alpn=alpn,
            sni=sni,
            compress=tuple(one for one in self.compress if one == ZLIB),
            post_handshake=POST_HANDSHAKE_AUTH in self.extensions,
        )


class Recording(Struct, frozen=True):
    """A hello that a program was seen to send. source: program, version, library and command."""

    name: str
    version: str
    source: str
    hello: Hello


class Profile(Struct, frozen=True):
    """A client: what it says, and what it takes for an answer.

    source: `recorded: ...` from the real program, or `documented: ...` with the document.
    """

    name: str
    version: str
    hello: Hello
    policy: ClientPolicy
    source: str

    @property
    def id(self) -> str:
        """As reports print it: `go-1.24`."""
        return f"{self.name}-{self.version}"

    @property
    def fact(self) -> ClientProfile:
        """What causes know of it."""
        return ClientProfile(name=self.id, source=self.source, policy=self.policy)


def numbers(version: str) -> tuple[int, ...]:
    """The numbers of a version, to be compared: `8u291` is 8 and 291."""
    return tuple(int(number) for number in re.findall(r"\d+", version))
