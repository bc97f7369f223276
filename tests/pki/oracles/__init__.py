"""What real clients say of a chain: the oracles that our own verdicts are held against.

One module for each client. It has `verdicts(cases) -> list[Verdict]`, in the order asked, and
`missing() -> str`: what is not installed, "" when it can be asked. Where the client is a library,
a batch is one process. None of them is imported before it is asked for: `oracle("go")`.

Clients that verify inside a handshake get `pki.oracles.flight`: the server's messages up to the
certificate, for which no private key is needed. What they answer is what their user would see.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from msgspec import Struct

CLIENTS = ("openssl", "python", "pyca", "gnutls", "go", "java", "rustls")
"""Modules of this package that can be asked, as `oracle` wants their names."""


class Case(Struct, frozen=True):
    """One question: would a client accept this chain for this host now?

    chain: certificates in DER as the server sends them, the leaf first. roots: the whole trust
    store. host: a DNS name or an address as text. at: with a time zone.
    """

    chain: tuple[bytes, ...]
    roots: tuple[bytes, ...]
    host: str
    at: datetime


class Verdict(Struct, frozen=True):
    """ok: the client goes on. reason: in its own words, "" when it is ok."""

    ok: bool
    reason: str = ""


class Oracle(Protocol):
    """What every client's module has."""

    def verdicts(self, cases: Sequence[Case]) -> list[Verdict]: ...

    def missing(self) -> str: ...


def oracle(client: str) -> Oracle:
    """The module of one of `CLIENTS`."""
    return cast("Oracle", import_module(f"{__name__}.{client}"))


BUILT = Path(sys.prefix, "oracles")
"""Where programs are built, once for all runs: in the virtual environment."""


def beside(name: str) -> Path:
    """The source of a program that lies in this folder."""
    return Path(__file__).with_name(name)
