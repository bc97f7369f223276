"""Which conversation each hop of an attempt holds."""

from __future__ import annotations

from tlswhy.hops.talk import Talk
from tlswhy.model.attempt import Attempt, Hop, HopKind, endpoint

PROXIES = (HopKind.HTTP_CONNECT, HopKind.SOCKS5)
SETTLE = 1.0  # seconds a server may take to refuse a client certificate after Finished


def talk_for(attempt: Attempt, hops: tuple[Hop, ...], index: int) -> Talk:
    """The talk of one hop. Modules are imported when they are needed: most attempts need two."""
    hop = hops[index]
    match hop.kind:
        case HopKind.HTTP_CONNECT:
            from tlswhy.hops import http_connect

            target = endpoint(*_beyond(attempt, hops, index))
            return http_connect.talk(target, user=hop.user, password=hop.password)
        case HopKind.SOCKS5:
            from tlswhy.hops import socks5

            host, port = _beyond(attempt, hops, index)
            return socks5.talk(host, port, user=hop.user, password=hop.password)
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

            return http_request.talk(hop.host, method=hop.protocol)


def _beyond(attempt: Attempt, hops: tuple[Hop, ...], index: int) -> tuple[str, int]:
    """Where a tunnel of this hop leads: to the next proxy, or to the target."""
    for hop in hops[index + 1 :]:
        if hop.kind in PROXIES:
            return hop.host, hop.port
    return attempt.peer


def _tls(attempt: Attempt, hops: tuple[Hop, ...], index: int) -> Talk:
    import msgspec

    from tlswhy.handshake.client import Client
    from tlswhy.hops import tls

    if all(later.kind not in (*PROXIES, HopKind.TLS) for later in hops[index + 1 :]):
        client = Client(attempt.offer, certificate=attempt.certificate)
        settle = SETTLE if index == len(hops) - 1 else 0.0
        return tls.talk(client, part=attempt.offer.segments, settle=settle)
    # The proxy gets the same hello under its own name, and never the target's ALPN.
    offer = msgspec.structs.replace(attempt.offer, sni=sni_for(hops[index].host), alpn=())
    return tls.talk(Client(offer))


def sni_for(host: str) -> str | None:
    """The server name of a host; an IP address is sent in none (RFC 6066 section 3)."""
    bare = host.rstrip(".")
    return None if ":" in bare or bare.replace(".", "").isdigit() else bare
