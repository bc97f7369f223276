"""A tunnel through an HTTP proxy: CONNECT (RFC 9110 section 9.3.6)."""

from __future__ import annotations

from base64 import b64encode

from tlswhy import VERSION
from tlswhy.hops.http_message import ENDLESS, NOT_HTTP, hear_body, hear_head
from tlswhy.hops.talk import Ready, Refused, Send, Talk
from tlswhy.model.attempt import Secret
from tlswhy.model.errors import InputError

_HIDDEN = "<hidden>"
_NO_PASSWORD = Secret("")


def talk(target: str, *, user: str = "", password: Secret = _NO_PASSWORD) -> Talk:
    """Ask a proxy for a tunnel.

    target: `host:port`, with brackets round an IPv6 address.
    user, password: sent by the Basic scheme in UTF-8 (RFC 7617); no user, no header.

    Raises:
        InputError: the user's name has a colon, which the Basic scheme cannot carry.
    """
    if ":" in user:
        raise InputError("the proxy user's name must not contain a colon (RFC 7617 section 2)")
    data = shown = _request(target, "")
    if user:
        data = _request(target, b64encode(f"{user}:{password.reveal()}".encode()).decode())
        shown = _request(target, _HIDDEN)
    return _talk(Send(data, shown if user else None))


def _talk(request: Send) -> Talk:
    yield request
    status, said = yield from hear_head()
    if status == NOT_HTTP and not said.startswith(b"HTTP/"):
        return Refused("CONNECT (the answer is not HTTP)", said)
    if 200 <= status < 300:
        return Ready()  # "any Content-Length [...] MUST be ignored" in a 2xx to CONNECT
    if status != ENDLESS:
        said = yield from hear_body(said)
    return Refused("CONNECT", said)


def _request(target: str, credentials: str) -> bytes:
    lines = [
        f"CONNECT {target} HTTP/1.1",
        f"Host: {target}",
        f"User-Agent: tlswhy/{VERSION}",
    ]
    if credentials:
        lines.append(f"Proxy-Authorization: Basic {credentials}")
    return "\r\n".join([*lines, "", ""]).encode()
