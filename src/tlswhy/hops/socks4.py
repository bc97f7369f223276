"""A tunnel through a SOCKS 4 proxy ("SOCKS: A protocol for TCP proxy across firewalls", NEC),
and by SOCKS 4A ("SOCKS 4A: A Simple Extension to SOCKS 4 Protocol"), which also carries names.
"""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import AddressValueError, IPv4Address

from tlswhy.hops.hear import hear
from tlswhy.hops.talk import Exactly, Ready, Refused, Send, Talk
from tlswhy.model.errors import InputError

REPLIES: Mapping[int, str] = {
    0x5A: "request granted",
    0x5B: "request rejected or failed",
    0x5C: "rejected: the proxy cannot connect to identd on the client",
    0x5D: "rejected: identd on the client reports another user",
}
"""What the second byte of a reply says; the protocol's text counts them from 90 to 93."""

GRANTED = 0x5A
REPLY = 8  # bytes of a reply: version, code, a port and an address that mean nothing for CONNECT


def talk(host: str, port: int, *, user: str = "", remote_dns: bool = False) -> Talk:
    """Ask a proxy for a connection.

    host: an IPv4 address. With `remote_dns` (SOCKS 4A) also a name, which the proxy resolves.
    user: the user id; SOCKS 4 has no password, the proxy may ask identd (RFC 1413) about it.

    Raises:
        InputError: the host cannot be carried, or a zero byte stands in it or in the user id.
    """
    address, name = _destination(host, remote_dns=remote_dns)
    if "\0" in user + host:
        raise InputError("SOCKS 4 ends the user id and the name with a zero byte: none in them")
    request = b"\x04\x01" + port.to_bytes(2, "big") + address + user.encode() + b"\0" + name
    return _talk(Send(request))


def _talk(request: Send) -> Talk:
    yield request
    said = yield Exactly(1)
    if said != b"\0":  # the version of the reply, not of the protocol
        return Refused("connect (the answer is not SOCKS 4)", (yield from hear(said)))
    said += yield Exactly(1)
    if said[1] != GRANTED:
        return Refused("connect", (yield from hear(said, limit=REPLY)))
    yield Exactly(REPLY - 2)
    return Ready()


def _destination(host: str, *, remote_dns: bool) -> tuple[bytes, bytes]:
    """The address, and the name that follows the user id.

    0.0.0.1 cannot be reached, so it tells the proxy that there is a name.
    """
    try:
        return IPv4Address(host).packed, b""
    except AddressValueError:
        if not remote_dns:
            raise InputError(f"SOCKS 4 carries IPv4 addresses alone, and not {host}") from None
    return b"\0\0\0\x01", host.encode() + b"\0"
