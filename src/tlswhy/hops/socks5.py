"""A tunnel through a SOCKS 5 proxy (RFC 1928), with a password if it wants one (RFC 1929)."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from ipaddress import IPv4Address, ip_address

from tlswhy.hops.hear import hear
from tlswhy.hops.talk import Exactly, Ready, Refused, Send, Some, Talk
from tlswhy.model.attempt import Secret
from tlswhy.model.errors import InputError

REPLIES: Mapping[int, str] = {
    0: "succeeded",
    1: "general SOCKS server failure",
    2: "connection not allowed by ruleset",
    3: "Network unreachable",
    4: "Host unreachable",
    5: "Connection refused",
    6: "TTL expired",
    7: "Command not supported",
    8: "Address type not supported",
}
"""What the second byte of a reply says, in the words of RFC 1928 section 6."""

_NO_AUTHENTICATION, _USERNAME_PASSWORD = 0x00, 0x02
_NO_PASSWORD = Secret("")


def talk(host: str, port: int, *, user: str = "", password: Secret = _NO_PASSWORD) -> Talk:
    """Ask a proxy for a connection.

    host: a name is sent as a name, so that the proxy resolves it; an address as an address.
    user, password: offered beside "no authentication" when there is a user.

    Raises:
        InputError: the host, the user's name or the password is too long for its length byte.
    """
    request = b"\x05\x01\x00" + _address(host) + port.to_bytes(2, "big")
    if not user:
        return _talk(request, None)
    name = _counted(user.encode(), "the proxy user's name")
    secret = _counted(password.reveal().encode(), "the proxy password")
    return _talk(request, Send(b"\x01" + name + secret, b"\x01" + name + b"<hidden>"))


def _talk(request: bytes, login: Send | None) -> Talk:
    yield Send(b"\x05\x02\x00\x02" if login else b"\x05\x01\x00")
    said = yield Exactly(1)
    if said != b"\x05":
        return Refused("greeting", (yield from hear(said)))
    said += yield Exactly(1)
    method = said[1]
    if login and method == _USERNAME_PASSWORD:
        yield login
        said = yield Exactly(2)
        if said[1]:
            return Refused("authentication", said)
    elif method != _NO_AUTHENTICATION:
        return Refused("method", said)
    yield Send(request)
    said = yield Exactly(2)
    if said[:1] != b"\x05":
        return Refused("connect", (yield from hear(said)))
    if said[1]:
        return Refused("connect", (yield from _rest_of_refusal(said)))
    while len(said) < _size(said):
        said += yield Exactly(_size(said) - len(said))
    return Ready() if _size(said) > 5 else Refused("connect (unknown address type)", said)


def _rest_of_refusal(said: bytes) -> Generator[Some, bytes, bytes]:
    """Patiently, because some servers close after the reply code."""
    said = yield from hear(said, limit=5)
    return (yield from hear(said, limit=_size(said)))


def _size(said: bytes) -> int:
    """How long the reply is, as far as `said` tells: 5 bytes tell it all (RFC 1928 section 6)."""
    if len(said) < 5:
        return 5
    return {1: 10, 3: 7 + said[4], 4: 22}.get(said[3], 5)


def _address(host: str) -> bytes:
    try:
        address = ip_address(host)
    except ValueError:
        return b"\x03" + _counted(host.encode(), "the target's name")
    return (b"\x01" if isinstance(address, IPv4Address) else b"\x04") + address.packed


def _counted(text: bytes, what: str) -> bytes:
    """A length byte and the text."""
    if len(text) > 255:
        raise InputError(f"{what} has {len(text)} bytes, SOCKS 5 can carry 255")
    return bytes([len(text)]) + text
