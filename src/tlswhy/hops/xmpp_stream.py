"""STARTTLS in an XMPP stream (RFC 6120 sections 4 and 5), of clients and between servers."""

from __future__ import annotations

import re
from collections.abc import Generator

from tlswhy.hops.hear import hear
from tlswhy.hops.talk import Exactly, Ready, Refused, Send, Some, Talk

_LIMIT = 16384

# Names with or without a prefix, which every server is free to choose.
_ROOT = re.compile(rb"\s*(?:<[?!][^>]*>\s*)*(<[^?!>][^>]*>)")
_STREAM = re.compile(rb"<(?:[\w.-]+:)?stream\s[^>]*>")
_VERSION = re.compile(rb"""\sversion\s*=\s*['"]""")
_FEATURES = re.compile(rb"<(?:[\w.-]+:)?features\b[^>]*/>|</(?:[\w.-]+:)?features\s*>")
_ENDS = re.compile(rb"</(?:[\w.-]+:)?(?:error|stream)\s*>")
_STARTTLS = re.compile(rb"<(?:[\w.-]+:)?starttls[\s/>]")


def talk(host: str, namespace: str) -> Talk:
    """From our stream header to `<proceed/>`.

    namespace: `jabber:client` or `jabber:server`.
    """
    header = (
        "<?xml version='1.0'?>"
        f"<stream:stream xmlns='{namespace}' xmlns:stream='http://etherx.jabber.org/streams'"
        f" to='{host}' version='1.0'>"
    )
    yield Send(header.encode())
    said = yield from _until(b"", _ROOT)
    root = _ROOT.match(said)
    if root is None or not _STREAM.match(root[1]):
        return Refused("stream (not XMPP)", (yield from hear(said)))
    if not _VERSION.search(root[1]):
        # No features are sent by a server from before XMPP 1.0 (section 4.7.5).
        return Refused("stream (version 0.9, STARTTLS not offered)", said)
    said = yield from _until(said, _FEATURES, _ENDS)
    if not _FEATURES.search(said):
        return Refused("stream", said)
    if not _STARTTLS.search(said):
        return Refused("features (no starttls offered)", said)
    yield Send(b"<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>")
    said = yield from _tag()
    if re.match(rb"\s*<(?:[\w.-]+:)?proceed\b", said):
        return Ready()
    return Refused("STARTTLS", (yield from hear(said)))


def _until(said: bytes, *ends: re.Pattern[bytes]) -> Generator[Some, bytes, bytes]:
    """Go on from `said` until one of `ends` is there, or it can be no XML, or too much came."""
    while len(said) < _LIMIT and said.lstrip()[:1] in (b"", b"<"):
        if any(end.search(said) for end in ends):
            break
        said += yield Some(_LIMIT - len(said))
    return said


def _tag() -> Generator[Exactly, bytes, bytes]:
    """One tag, and no byte of what comes behind it."""
    said = b""
    while not said.endswith(b">") and len(said) < _LIMIT:
        said += yield Exactly(1)
    return said
