"""Conversations with a key log: OpenSSL or our own client with OpenSSL, over memory."""

from __future__ import annotations

import ssl
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from passive.flows import Said, Talk
from pki.chains import Cert
from tlswhy.captures.flow import Flow
from tlswhy.captures.keylog import KeyLog
from tlswhy.handshake.client import Client, Write

ASKS, ANSWERS = b"GET /of-mine HTTP/1.0\r\n\r\n", b"HTTP/1.0 204 of-theirs\r\n\r\n"
"""Application data, of which nothing may be seen."""


class End(Protocol):
    """One end: bytes of the other in, what it then says out."""

    def feed(self, data: bytes) -> bytes: ...


class Native:
    """OpenSSL."""

    def __init__(
        self,
        context: ssl.SSLContext,
        *,
        server: bool = False,
        session: ssl.SSLSession | None = None,
    ) -> None:
        self._in, self._out = ssl.MemoryBIO(), ssl.MemoryBIO()
        name = None if server else "a.example"
        self.tls = context.wrap_bio(
            self._in, self._out, server_side=server, server_hostname=name, session=session
        )
        self._done = False

    def feed(self, data: bytes) -> bytes:
        self._in.write(data)
        if not self._done:
            self._done = self._try(self.tls.do_handshake)
        if self._done:
            self._try(lambda: self.tls.read(1 << 16))
        return self._out.read()

    def says(self, data: bytes) -> bytes:
        self._try(lambda: self.tls.write(data))
        return self._out.read()

    def leaves(self) -> bytes:
        self._try(self.tls.unwrap)
        return self._out.read()

    @staticmethod
    def _try(step: Callable[[], object]) -> bool:
        try:
            step()
        except ssl.SSLError:
            return False
        return True


class Own:
    """Our own client, which can offer any suite."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self._started = False

    def feed(self, data: bytes) -> bytes:
        if not self._started:
            self._started = True
            return self.client.start()
        return b"".join(out.data for out in self.client.feed(data) if isinstance(out, Write))


def context(
    *,
    shows: Cert | None = None,
    server: bool = False,
    version: int = 13,
    ciphers: str = "",
    trusts: Cert | None = None,
    keylog: Path | None = None,
) -> ssl.SSLContext:
    """trusts: the root; a client without one accepts whatever it is shown, a server with one wants
    a certificate."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER if server else ssl.PROTOCOL_TLS_CLIENT)
    made.set_ciphers(ciphers or "ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        chosen = {
            10: ssl.TLSVersion.TLSv1,
            11: ssl.TLSVersion.TLSv1_1,
            12: ssl.TLSVersion.TLSv1_2,
            13: ssl.TLSVersion.TLSv1_3,
        }[version]
        made.minimum_version = chosen
        made.maximum_version = chosen
    if not server and trusts is None:
        made.check_hostname, made.verify_mode = False, ssl.CERT_NONE
    if trusts is not None:
        made.load_verify_locations(cadata=trusts.der)
        made.verify_mode = ssl.CERT_REQUIRED
    if shows is not None and keylog is not None:
        both = keylog.with_name(f"{'server' if server else 'client'}.pem")
        key = shows.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        both.write_bytes(shows.pem + key)
        made.load_cert_chain(both)
    if keylog is not None:
        made.keylog_filename = str(keylog)
    return made


def handshake(client: End, server: End) -> list[Said]:
    """What both say, flight by flight, until neither has more to say."""
    found: list[Said] = []
    ours, data = True, client.feed(b"")
    while data:
        found.append((ours, data))
        ours = not ours
        data = (client if ours else server).feed(data)
    return found


def talk(client: Native, server: Native) -> list[Said]:
    """Both say something, and then goodbye."""
    found: list[Said] = []
    for speaker, hearer, words in ((client, server, ASKS), (server, client, ANSWERS)):
        data = speaker.says(words)
        found.append((speaker is client, data))
        hearer.feed(data)
    return found + goodbye(client, server)


def goodbye(client: Native, server: Native) -> list[Said]:
    data = client.leaves()
    server.feed(data)
    return [(True, data), (False, server.leaves())]


def keys_of(path: Path) -> KeyLog:
    keys = KeyLog()
    keys.load(str(path))
    return keys


def flow(said: list[Said], *, segment: int = 1400, left: bool = True) -> Flow:
    """left: the client closes the connection first."""
    return Talk().opens().all(said, segment).closes(ours=left).flow()
