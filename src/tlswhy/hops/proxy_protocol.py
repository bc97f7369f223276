"""The PROXY protocol's header: who connected, told to a server behind a balancer.

It is sent once, before anything else ("The PROXY protocol", HAProxy, versions 1 and 2).
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

from tlswhy.hops.talk import Ready, Send, Talk

VERSIONS = ("v1", "v2")

Endpoint = tuple[str, int]
"""An IP address and a port of TCP."""

_SIGNATURE = b"\r\n\r\n\0\r\nQUIT\n"
_LOCAL, _PROXIED = 0x20, 0x21  # version 2 in the upper half
_UNSPECIFIED, _TCP4, _TCP6 = 0x00, 0x11, 0x21


def talk(version: str, source: Endpoint | None, destination: Endpoint | None) -> Talk:
    """Send the header. Nobody answers it: whether it was wanted shows in what comes after."""
    yield Send(header(version, source, destination))
    return Ready()


def header(version: str, source: Endpoint | None, destination: Endpoint | None) -> bytes:
    """The header as text (`v1`, section 2.1) or binary (`v2`, section 2.2).

    source, destination: the two ends of the connection. None, or addresses of two families: the
    header says that they are not known (`UNKNOWN`, in v2 `LOCAL`), and the server takes those of
    the connection it has.
    """
    ends = _ends(source, destination)
    return _text(ends) if version == "v1" else _binary(ends)


_Ends = tuple[IPv4Address | IPv6Address, int, IPv4Address | IPv6Address, int]


def _ends(source: Endpoint | None, destination: Endpoint | None) -> _Ends | None:
    if source is None or destination is None:
        return None
    ours, theirs = (ip_address(host.partition("%")[0]) for host, _ in (source, destination))
    return (ours, source[1], theirs, destination[1]) if ours.version == theirs.version else None


def _text(ends: _Ends | None) -> bytes:
    if ends is None:
        return b"PROXY UNKNOWN\r\n"
    ours, our_port, theirs, their_port = ends
    return f"PROXY TCP{ours.version} {ours} {theirs} {our_port} {their_port}\r\n".encode()


def _binary(ends: _Ends | None) -> bytes:
    if ends is None:
        return _SIGNATURE + bytes((_LOCAL, _UNSPECIFIED, 0, 0))
    ours, our_port, theirs, their_port = ends
    body = ours.packed + theirs.packed + our_port.to_bytes(2, "big") + their_port.to_bytes(2, "big")
    family = _TCP4 if ours.version == 4 else _TCP6
    return _SIGNATURE + bytes((_PROXIED, family)) + len(body).to_bytes(2, "big") + body
