"""Which conversation each hop of an attempt holds."""

from __future__ import annotations

from tlswhy.hops.talk import Talk
from tlswhy.model.attempt import TUNNELS, Attempt, Hop, HopKind, endpoint

SETTLE = 1.0  # seconds a server may take to refuse a client certificate after Finished


Ends = tuple[tuple[str, int], tuple[str, int]]
"""Address and port of our end of a TCP connection, and of the other one."""


def talk_for(  # noqa: PLR0911  one talk for each kind of hop
    attempt: Attempt,
    hops: tuple[Hop, ...],
    index: int,
    address: str = "",
    ends: Ends | None = None,
) -> Talk:
    """The talk of one hop. Modules are imported when they are needed: most attempts need two.

    address: of the tunnel's far end where that was looked up on our side. ends: of the TCP
    connection, where it is the one that the target sees.
    """
    hop = hops[index]
    host, port = attempt.beyond(index)
    match hop.kind:
        case HopKind.HTTP_CONNECT:
            from tlswhy.hops import http_connect

            target = endpoint(host, port)
            return http_connect.talk(target, user=hop.user, password=hop.password)
        case HopKind.SOCKS4:
            from tlswhy.hops import socks4

            remote = not hop.resolves_here
            return socks4.talk(address or host, port, user=hop.user, remote_dns=remote)
        case HopKind.SOCKS5:
            from tlswhy.hops import socks5

            return socks5.talk(address or host, port, user=hop.user, password=hop.password)
        case HopKind.PROXY_PROTOCOL:
            from tlswhy.hops import proxy_protocol

            return proxy_protocol.talk(hop.protocol, *(ends or (None, None)))
        case HopKind.STARTTLS:
            from tlswhy.hops import starttls

            return starttls.protocols()[hop.protocol].talk(hop.host)
        case HopKind.TLS:
            return _tls(attempt, hops, index)
        case HopKind.LISTEN:
            from tlswhy.hops import listen

            return listen.talk()
        case _:
            from tlswhy.hops import http_request

            if hop.kind is HopKind.PLAIN_HTTP:
                return http_request.talk(hop.host, hop.port, method=hop.protocol, plain=True)
            return http_request.talk(hop.host, hop.port, method=hop.protocol, path=attempt.path)


def _tls(attempt: Attempt, hops: tuple[Hop, ...], index: int) -> Talk:
    import msgspec

    from tlswhy.handshake.client import Client
    from tlswhy.hops import tls

    if all(later.kind not in (*TUNNELS, HopKind.TLS) for later in hops[index + 1 :]):
        client = Client(attempt.offer, certificate=attempt.certificate)
        settle = SETTLE if index == len(hops) - 1 else 0.0
        return tls.talk(client, part=attempt.offer.segments, settle=settle)
    # The proxy gets the same hello under its own name, never the target's ALPN or ECH.
    sni = sni_for(hops[index].host)
    offer = msgspec.structs.replace(attempt.offer, sni=sni, alpn=(), ech=None)
    return tls.talk(Client(offer))


def sni_for(host: str) -> str | None:
    """The server name of a host; an IP address is sent in none (RFC 6066 section 3)."""
    bare = host.rstrip(".")
    return None if ":" in bare or bare.replace(".", "").isdigit() else bare
