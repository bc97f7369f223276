"""A tunnel through an HTTP proxy: CONNECT (RFC 9110 section 9.3.6)."""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Callable
from typing import TYPE_CHECKING

from tlswhy import VERSION
from tlswhy.hops.http_message import (
    ENDLESS,
    NOT_HTTP,
    hear_body,
    hear_head,
    read_answer,
    stays_open,
)
from tlswhy.hops.talk import Ready, Refused, Send, Talk
from tlswhy.model.attempt import Secret
from tlswhy.model.errors import InputError

if TYPE_CHECKING:
    from tlswhy.hops.http_digest import Challenge

_HIDDEN = "<hidden>"
_NO_PASSWORD = Secret("")


def talk(target: str, *, user: str = "", password: Secret = _NO_PASSWORD, cnonce: str = "") -> Talk:
    """Ask a proxy for a tunnel.

    target: `host:port`, with brackets round an IPv6 address.
    user, password: sent by the Basic scheme in UTF-8 (RFC 7617); no user, no header. A proxy
        that refuses that and asks for Digest gets it on the same connection.
    cnonce: the random text of Digest; empty makes one.

    Raises:
        InputError: the user's name has a colon, which the Basic scheme cannot carry.
    """
    if ":" in user:
        raise InputError("the proxy user's name must not contain a colon (RFC 7617 section 2)")
    if not user:
        return _talk(Send(_request(target, "")), None)
    token = b64encode(f"{user}:{password.reveal()}".encode()).decode()
    basic = Send(_request(target, f"Basic {token}"), _request(target, f"Basic {_HIDDEN}"))

    def digest(challenge: Challenge) -> Send:
        from tlswhy.hops.http_digest import answer

        value = answer(
            challenge,
            method="CONNECT",
            uri=target,
            user=user,
            password=password.reveal(),
            cnonce=cnonce or os.urandom(8).hex(),
        )
        return Send(_request(target, value), _request(target, f"Digest {_HIDDEN}"))

    return _talk(basic, digest)


def _talk(request: Send, digest: Callable[[Challenge], Send] | None) -> Talk:
    answered = 0
    while True:
        yield request
        status, said = yield from hear_head()
        if status == NOT_HTTP and not said.startswith(b"HTTP/"):
            return Refused("CONNECT (the answer is not HTTP)", said)
        if 200 <= status < 300:
            return Ready()  # "any Content-Length [...] MUST be ignored" in a 2xx to CONNECT
        if status != ENDLESS:
            said = yield from hear_body(said)
        challenge = _challenge(said) if status == 407 and digest is not None else None
        # Once, and once more where only the nonce was too old.
        if digest is None or challenge is None or answered > (1 if challenge.stale else 0):
            return Refused("CONNECT", said)
        if not stays_open(said):
            return Refused("CONNECT (Digest wants a second connection)", said)
        request = digest(challenge)
        answered += 1


def _challenge(said: bytes) -> Challenge | None:
    """The challenge of Digest that can be answered, None when there is none."""
    from tlswhy.hops.http_digest import answerable, challenges

    answer = read_answer(said)
    return answerable(challenges(answer.all("Proxy-Authenticate"))) if answer else None


def _request(target: str, credentials: str) -> bytes:
    lines = [
        f"CONNECT {target} HTTP/1.1",
        f"Host: {target}",
        f"User-Agent: tlswhy/{VERSION}",
    ]
    if credentials:
        lines.append(f"Proxy-Authorization: {credentials}")
    return "\r\n".join([*lines, "", ""]).encode()
