"""One HTTP/1.1 request (RFC 9112), inside TLS or in clear."""

from __future__ import annotations

from tlswhy import VERSION
from tlswhy.hops.http_message import NOT_HTTP, hear_body, hear_head
from tlswhy.hops.talk import Ready, Refused, Send, Talk


def talk(host: str, *, method: str = "HEAD", path: str = "/") -> Talk:
    """Ask and hear the answer: its head, and up to 16 KiB of body unless the method is HEAD.

    host: as the Host header has it; an IPv6 address gets its brackets here.
    """
    name = f"[{host}]" if host.count(":") > 1 and not host.startswith("[") else host
    lines = [
        f"{method} {path} HTTP/1.1",
        f"Host: {name}",
        f"User-Agent: tlswhy/{VERSION}",
        "Accept: */*",
        "Connection: close",
    ]
    yield Send("\r\n".join([*lines, "", ""]).encode())
    status, said = yield from hear_head()
    if status == NOT_HTTP:
        return Refused("HTTP request", said)
    if status > 0 and method != "HEAD":
        yield from hear_body(said)
    return Ready()
