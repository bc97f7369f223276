"""The wrong protocol on the port, and what all of these causes ask of a case."""

from __future__ import annotations

import re

from tlswhy.model.attempt import HopKind
from tlswhy.model.case import Case, Trial
from tlswhy.model.facts.context import Route
from tlswhy.model.facts.network import Declined, Ended, HttpAnswered, Spoke
from tlswhy.model.facts.tls import HelloSent, OurFault

# Protocols that begin in plain text and go over to TLS in a dialogue of their own, as
# `hops.first_bytes` names them, and their names on the command line.
UPGRADES = {
    "smtp": "smtp",
    "smtp-or-ftp": "smtp",
    "imap": "imap",
    "pop3": "pop3",
    "ftp": "ftp",
    "nntp": "nntp",
    "ldap": "ldap",
    "xmpp": "xmpp",
    "mysql": "mysql",
    "postgres-error": "postgres",
    "postgres-no": "postgres",
    "irc": "irc",
    "sieve": "sieve",
    "tds": "mssql",
    "rdp": "rdp",
    "telnet": "telnet",
}

DATABASES = ("postgres", "mysql", "mssql")
SAYS_NO = ("answered N)", "offered)")  # how our dialogues name a plain no

# Services that are none where TLS or STARTTLS was wanted, as `hops.first_bytes` names them. Some
# can go over to TLS; few of their servers do, so that they are rather the wrong service.
SERVICES = {
    "ssh": "SSH",
    "telnet": "Telnet",
    "vnc": "VNC",
    "rdp": "RDP",
    "socks5": "SOCKS 5",
    "socks4": "SOCKS 4",
    "proxy-header": "the PROXY protocol",
    "redis": "Redis",
    "memcached": "Memcached",
    "amqp": "AMQP",
    "mqtt": "MQTT",
    "rtsp": "RTSP",
    "sip": "SIP",
    "irc": "IRC",
    "tds": "SQL Server's TDS",
}
HTTP = {"http-answer": "HTTP", "html": "HTTP", "http2": "HTTP"}
UNKNOWN = ("text", "binary")

# Squid's pages about a request that it did not understand: its own port was addressed.
NOT_UNDERSTOOD = ("ERR_PROTOCOL_UNKNOWN", "ERR_INVALID_REQ", "ERR_INVALID_URL")

TITLES = {
    "mssql": "SQL Server",
    "mysql": "MySQL",
    "postgres": "PostgreSQL",
    "rdp": "RDP",
    "sieve": "ManageSieve",
    "telnet": "Telnet",
    "xmpp-server": "XMPP",
}


def title(protocol: str) -> str:
    """A protocol of the command line as its users write it."""
    return TITLES.get(protocol, protocol.upper())


def is_block_page(page: str) -> bool:
    """Whether a page named so stands in the target's place, and is not a proxy's own complaint."""
    return bool(page) and not any(error in page for error in NOT_UNDERSTOOD)


def is_redirection(spoke: Spoke) -> bool:
    """Whether the answer to a ClientHello redirects: what serves HTTP answers it with an error."""
    return re.match(r"HTTP/1\.[01] 3\d\d\b", spoke.excerpt) is not None


def starttls(case: Case) -> tuple[int, str] | None:
    """The hop of STARTTLS with the target and its protocol, None on a route without it."""
    route = case.last(Route)
    for hop, label in enumerate(route.hops if route else ()):
        kind, _, protocol = label.partition(" ")
        if kind == "starttls":
            return hop, protocol
    return None


def family(protocol: str) -> str:
    """A protocol of the command line as `UPGRADES` has it: xmpp-server is spoken as xmpp is."""
    return protocol.partition("-")[0]


def another_service(spoke: Spoke, protocol: str) -> str:
    """Which service spoke where STARTTLS as in `protocol` was asked for; empty for no other."""
    if UPGRADES.get(spoke.protocol) == family(protocol) or is_block_page(spoke.filter):
        return ""
    return (SERVICES | HTTP).get(spoke.protocol, "")


def understood_nothing(declined: Declined | None) -> bool:
    """Whether a dialogue ended because the answer is none of its protocol."""
    if declined is None:
        return False
    by_socks = declined.kind_of_hop == HopKind.SOCKS5 and declined.step == "greeting"
    return by_socks or re.search(r"\(not | is not ", declined.step) is not None


def broken_off(case: Case, hop: int) -> Ended | OurFault | None:
    """Why the peer's words on a hop have no end, if they have a beginning.

    Either it left, or it sent so much that we did.
    """
    end, fault = case.last(Ended, hop=hop), case.last(OurFault, hop=hop)
    return fault if end is None or not end.received else end


def unfinished(end: Ended | OurFault) -> str:
    """How an answer broke off that had begun."""
    if isinstance(end, OurFault):
        return end.text
    return {
        "closed": f"the peer closed the connection after {end.received} bytes of it",
        "reset": f"the connection was reset after {end.received} bytes of it",
        "silence": f"{end.received} bytes of it came in {end.after / 1000:g} s",
    }[end.how]


def page_of_proxy(case: Case) -> HttpAnswered | None:
    """The answer to CONNECT that granted the target's tunnel and announced a page as well.

    Nothing but the tunnel may follow it (RFC 9110 section 9.3.6).
    """
    answer = case.last(HttpAnswered, hop=case.target_hop - 1)
    if answer is None or answer.method != "CONNECT":
        return None
    return answer if "html" in answer.header("Content-Type").lower() else None


def unanswered_hello(case: Case) -> Ended | None:
    """How the target left after a ClientHello to which it had said nothing.

    None as well behind STARTTLS: there the target has spoken before, and well.
    """
    hop = case.target_hop
    end = case.last(Ended, hop=hop)
    if end is None or end.received or case.last(HelloSent, hop=hop) is None:
        return None
    return end if starttls(case) is None else None


def last_hop(case: Case) -> int:
    """Where a trial that speaks no TLS with the target speaks with it; -1 without a route."""
    route = case.last(Route)
    return len(route.hops) - 1 if route else -1


def heard(trial: Trial | None) -> Spoke | None:
    """What the target said before it was spoken to."""
    return trial.case.last(Spoke, hop=last_hop(trial.case)) if trial is not None else None


def plain_answer(trial: Trial | None) -> HttpAnswered | None:
    """What the target answered to a request without TLS."""
    return trial.case.last(HttpAnswered, hop=last_hop(trial.case)) if trial is not None else None
