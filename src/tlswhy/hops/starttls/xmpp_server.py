"""XMPP STARTTLS between servers (RFC 6120 section 5): as for clients, in `jabber:server`."""

from __future__ import annotations

from tlswhy.hops import xmpp_stream
from tlswhy.hops.talk import Talk

PORTS = (5269,)
IMPLICIT = (5270,)


def talk(host: str) -> Talk:
    """From our stream header to `<proceed/>`; `host` is whom the stream is to."""
    return xmpp_stream.talk(host, "jabber:server")
