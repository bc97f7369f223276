"""XMPP STARTTLS for clients (RFC 6120 section 5).

client  <stream:stream xmlns='jabber:client' to='host' version='1.0'>
server  <stream:stream ...><stream:features><starttls .../></stream:features>
client  <starttls/>
server  <proceed/>         and the TLS handshake starts here
"""

from __future__ import annotations

from tlswhy.hops import xmpp_stream
from tlswhy.hops.talk import Talk

PORTS = (5222,)
IMPLICIT = (5223,)


def talk(host: str) -> Talk:
    """From our stream header to `<proceed/>`; `host` is whom the stream is to."""
    return xmpp_stream.talk(host, "jabber:client")
