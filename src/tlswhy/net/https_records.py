"""HTTPS records of DNS (RFC 9460), asked for when somebody wants to know and never before.

They say by which keys a name's hellos may be encrypted. getaddrinfo does not give them, so the
name servers are asked directly, and without the patience of dnspython's resolver: it waits for
another answer when one cannot be read, and that it cannot be read is what we want to know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from tlswhy.net.clock import ticks
from tlswhy.wire import svcb

if TYPE_CHECKING:
    from dns.message import Message

PORT = 443
MOST_ALIASES = 4  # names that are asked one after the other (RFC 9460 section 3)
MOST_RECORDS = 16
MOST_SERVERS = 3  # as the resolver of glibc
PAYLOAD = 1232  # bytes of an answer by UDP that no path has to fragment


class HttpsRecords(Struct, frozen=True):
    """What became of the question.

    records: the data of each as on the wire, those of an alias before those of its target.
    how: empty when there are some; else as `Names.how`, or `malformed`.
    """

    records: tuple[bytes, ...] = ()
    how: str = ""
    detail: str = ""


def owner(host: str, port: int) -> str:
    """The name that has the record of https://host:port (RFC 9460 section 9.1)."""
    return host if port == PORT else f"_{port}._https.{host}"


def ask(name: str, server: tuple[str, int] | None, timeout: float) -> HttpsRecords:
    """The HTTPS records of `name`, which take at most `timeout` seconds.

    server: address and port of the name server; None is the system's.
    """
    found: list[bytes] = []
    until = ticks() + timeout
    for _ in range(MOST_ALIASES):
        answer = _ask(name, server, until - ticks())
        found += answer.records[:MOST_RECORDS]
        aliases = [name for record in answer.records if (name := _alias(record))]
        if not aliases or ticks() >= until:
            break
        name = aliases[0]
    return HttpsRecords(tuple(found)) if found else answer


def _alias(rdata: bytes) -> str:
    """The other name that a record in AliasMode leads to, or empty."""
    record = svcb.read(rdata)
    return record.name if isinstance(record, svcb.Svcb) and not record.priority else ""


def _ask(name: str, server: tuple[str, int] | None, timeout: float) -> HttpsRecords:
    """One name, of one name server after the other until one of them knows."""
    import dns.exception
    import dns.resolver

    try:
        usual = dns.resolver.Resolver() if server is None else None
    except (dns.exception.DNSException, OSError) as failed:
        return HttpsRecords((), "failed", str(failed))
    servers = [(str(one), usual.port) for one in usual.nameservers] if usual else []
    servers = [server] if server is not None else servers[:MOST_SERVERS]
    until = ticks() + timeout
    answer = HttpsRecords((), "failed", "there is no name server to ask")
    for count, one in enumerate(servers):
        share = (until - ticks()) / (len(servers) - count)
        answer = _ask_one(name, one, max(share, 0.01))
        if answer.how in ("", "nxdomain", "no-data", "malformed"):
            break
    return answer


def _ask_one(name: str, server: tuple[str, int], timeout: float) -> HttpsRecords:
    import dns.exception
    import dns.message
    import dns.query

    address, port = server
    until = ticks() + timeout
    whom = f"name server {address}"
    try:
        question = dns.message.make_query(name, "HTTPS", use_edns=0, payload=PAYLOAD)
        try:
            reply = dns.query.udp(
                question, address, timeout, port, ignore_unexpected=True, raise_on_truncation=True
            )
        except dns.message.Truncated:
            reply = dns.query.tcp(question, address, max(until - ticks(), 0.01), port)
        return _read(reply, whom)
    except dns.exception.Timeout:
        return HttpsRecords((), "no-answer", f"{whom} did not answer")
    except (dns.exception.FormError, dns.message.ChainTooLong) as bad:
        return HttpsRecords((), "malformed", f"the answer of {whom} cannot be read: {bad}")
    except (dns.exception.DNSException, OSError, EOFError, ValueError) as failed:
        return HttpsRecords((), "failed", str(failed) or type(failed).__name__)


def _read(reply: Message, whom: str) -> HttpsRecords:
    import dns.message
    import dns.rcode

    if reply.rcode() == dns.rcode.NXDOMAIN:
        return HttpsRecords((), "nxdomain", f"{whom} says there is no such name")
    if reply.rcode() != dns.rcode.NOERROR:
        says = f"{whom} answers {dns.rcode.to_text(reply.rcode())}"
        return HttpsRecords((), "servfail", says)
    records = (
        reply.resolve_chaining().answer if isinstance(reply, dns.message.QueryMessage) else None
    )
    if records is None:
        return HttpsRecords((), "no-data", f"{whom} knows no HTTPS record of the name")
    return HttpsRecords(tuple(record.to_wire() for record in records))
