"""Host names to addresses, as the user's own programs get them."""

from __future__ import annotations

import socket
import threading
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from tlswhy.net.https_records import HttpsRecords

HOW = {
    socket.EAI_NONAME: "nxdomain",
    getattr(socket, "EAI_NODATA", socket.EAI_NONAME): "no-data",
    socket.EAI_AGAIN: "no-answer",
    socket.EAI_FAIL: "servfail",
}


class Names(Struct, frozen=True):
    """What became of one name. how: empty when there are addresses, else as `NotResolved.how`."""

    addresses: tuple[str, ...]
    how: str = ""
    detail: str = ""


class Resolver:
    """The system's resolver, each name asked once and with a deadline.

    getaddrinfo is asked first since that is what other programs here see (hosts file, search
    list). Only when it fails is DNS asked directly, for the reason getaddrinfo does not give.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], Names] = {}
        self._records: dict[tuple[str, tuple[str, int] | None], HttpsRecords] = {}

    def resolve(self, host: str, *, family: int, timeout: float) -> Names:
        """The addresses of `host`: family 4, 6 or 0 for both; waits at most `timeout` seconds."""
        key = (host, family)
        if key not in self._known:
            self._known[key] = _bounded(host, family, timeout)
        return self._known[key]

    def https_records(
        self, name: str, server: tuple[str, int] | None, timeout: float
    ) -> HttpsRecords:
        """The HTTPS records of `name`, by this name server or the system's."""
        from tlswhy.net.https_records import ask

        key = (name, server)
        if key not in self._records:
            self._records[key] = ask(name, server, timeout)
        return self._records[key]


def _bounded(host: str, family: int, timeout: float) -> Names:
    """getaddrinfo cannot be cancelled, so it runs beside us and may be left behind."""
    answer: list[Names] = []
    asking = threading.Thread(
        target=lambda: answer.append(_system(host, family, timeout)), daemon=True
    )
    asking.start()
    asking.join(timeout)
    return answer[0] if answer else Names((), "no-answer", f"no answer in {timeout:g} s")


def _system(host: str, family: int, timeout: float) -> Names:
    wanted = {4: socket.AF_INET, 6: socket.AF_INET6}.get(family, socket.AF_UNSPEC)
    try:
        found = socket.getaddrinfo(host, None, family=wanted, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        how = HOW.get(error.errno, "failed")
        reason = str(error.strerror).lower()
        return (
            _ask_dns(host, timeout / 2, Names((), how, reason))
            if how != "no-data"
            else (Names((), how, reason))
        )
    except UnicodeError:
        return Names((), "failed", "not a possible host name")
    return Names(tuple(dict.fromkeys(str(entry[4][0]) for entry in found)))


def _ask_dns(host: str, timeout: float, otherwise: Names) -> Names:
    """Why there is no answer: NXDOMAIN, SERVFAIL and a dead name server are different faults."""
    import dns.exception
    import dns.resolver

    try:
        asked = dns.resolver.Resolver()
        servers = ", ".join(str(server) for server in asked.nameservers)
        asked.lifetime = timeout
        asked.resolve(host, "A", search=False)
    except dns.resolver.NXDOMAIN:
        return Names((), "nxdomain", f"name server {servers} says there is no such name")
    except dns.resolver.NoAnswer:
        return Names((), "no-data", f"name server {servers} knows the name, without an address")
    except dns.resolver.NoNameservers as failed:
        refused = "SERVFAIL" in str(failed) or "REFUSED" in str(failed)
        how = "servfail" if refused else "no-answer"
        return Names((), how, f"name server {servers} could not answer")
    except dns.exception.Timeout:
        return Names((), "no-answer", f"name server {servers} did not answer")
    except (dns.exception.DNSException, OSError, ValueError):
        return otherwise
    return otherwise
