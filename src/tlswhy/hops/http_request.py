"""One HTTP/1.1 request (RFC 9112), inside TLS or in clear."""

from __future__ import annotations

from tlswhy import VERSION
from tlswhy.hops.hear import hear
from tlswhy.hops.http_message import NOT_HTTP, hear_body, hear_head, read_answer
from tlswhy.hops.talk import Ready, Refused, Send, Some, Talk

HTTP, HTTPS = 80, 443
CAREFUL = 0.1  # seconds in which a service that is not HTTP may answer the first line


def talk(
    host: str,
    port: int = HTTPS,
    *,
    method: str = "HEAD",
    path: str = "/",
    plain: bool = False,
) -> Talk:
    """Ask and hear the answer: its head, and up to 16 KiB of body unless the method is HEAD.

    host: an IPv6 address gets its brackets here. port: it stands in the Host header where it is
    not the scheme's own (RFC 9110 section 7.2); a Squid that decrypts goes by it.
    plain: not inside TLS. The peer may be anything then: send the first line alone and wait a
    moment.
    """
    name = f"[{host}]" if host.count(":") > 1 and not host.startswith("[") else host
    if port != (HTTP if plain else HTTPS):
        name += f":{port}"
    lines = [
        f"{method} {path} HTTP/1.1",
        f"Host: {name}",
        f"User-Agent: tlswhy/{VERSION}",
        "Accept: */*",
        "Connection: close",
    ]
    if plain:
        # Redis answers a first line that is no command of its own, and ends at a second one.
        yield Send(f"{lines[0]}\r\n".encode())
        early = yield Some(patience=CAREFUL)
        if early:
            said = yield from hear(early)
            return Ready() if read_answer(said) else Refused("HTTP request", said)
        lines = lines[1:]
    yield Send("\r\n".join([*lines, "", ""]).encode())
    status, said = yield from hear_head()
    if status == NOT_HTTP:
        return Refused("HTTP request", said)
    if status > 0 and method != "HEAD":
        yield from hear_body(said)
    return Ready()
