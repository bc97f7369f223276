"""What a user may write for a TARGET, and what it means."""

from __future__ import annotations

import re

from msgspec import Struct

from tlswhy.cli.arguments import similar
from tlswhy.cli.terminal import masked
from tlswhy.model.errors import InputError

LOOKS_LIKE = "a TARGET is host, host:port, [v6]:port, an IP address or a URL such as https://a.test"

LONGEST_NAME = 253
"""Of characters in a host name without its last dot (RFC 1035 section 2.3.4)."""

_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")


class Service(Struct, frozen=True):
    """What a URL scheme stands for.

    name: of the service. starttls: the protocol that leads to TLS; empty for TLS from the first
    byte. http: HTTP/1.1 is spoken inside. alpn: what its clients offer. plain: it is HTTP without
    TLS, and the question is whether the port wants TLS.
    """

    name: str
    port: int
    starttls: str = ""
    http: bool = False
    alpn: tuple[str, ...] = ()
    plain: bool = False


_HTTP_1 = ("http/1.1",)

SCHEMES = {
    "https": Service("https", 443, http=True, alpn=_HTTP_1),
    "wss": Service("https", 443, http=True, alpn=_HTTP_1),
    "http": Service("http", 80, alpn=_HTTP_1, plain=True),
    "ws": Service("http", 80, alpn=_HTTP_1, plain=True),
    # gRPC is HTTP/2 alone, and its servers may insist on ALPN (RFC 9113 section 3.2).
    "grpcs": Service("grpc", 443, alpn=("h2",)),
    "tls": Service("", 443),
    "ssl": Service("", 443),
    "smtp": Service("smtp", 25, "smtp"),
    "submission": Service("submission", 587, "smtp"),
    "smtps": Service("smtps", 465),
    "submissions": Service("smtps", 465),
    "imap": Service("imap", 143, "imap"),
    "imaps": Service("imaps", 993),
    "pop3": Service("pop3", 110, "pop3"),
    "pop3s": Service("pop3s", 995),
    "sieve": Service("sieve", 4190, "sieve"),
    "lmtp": Service("lmtp", 24, "lmtp"),
    "nntp": Service("nntp", 119, "nntp"),
    "nntps": Service("nntps", 563),
    "ftp": Service("ftp", 21, "ftp"),
    "ftps": Service("ftps", 990),
    "ldap": Service("ldap", 389, "ldap"),
    "ldaps": Service("ldaps", 636),
    "postgres": Service("postgres", 5432, "postgres"),
    "postgresql": Service("postgres", 5432, "postgres"),
    "mysql": Service("mysql", 3306, "mysql"),
    "mariadb": Service("mysql", 3306, "mysql"),
    "xmpp": Service("xmpp", 5222, "xmpp"),
    "xmpps": Service("xmpps", 5223),
    "xmpp-server": Service("xmpp-server", 5269, "xmpp-server"),
    "mssql": Service("mssql", 1433, "mssql"),
    "sqlserver": Service("mssql", 1433, "mssql"),
    "rdp": Service("rdp", 3389, "rdp"),
    "irc": Service("irc", 6667, "irc"),
    "ircs": Service("ircs", 6697),
    "mqtts": Service("mqtts", 8883),
    "amqps": Service("amqps", 5671),
    "rediss": Service("rediss", 6379),
    "sips": Service("sips", 5061),
    "telnets": Service("telnets", 992),
}
PLAIN = ("grpc", "mqtt", "amqp", "redis", "sip", "telnet", "ssh")

# IANA's registrations of ports on which something other than HTTP is spoken.
PORTS = {
    21: "ftp",
    25: "smtp",
    110: "pop3",
    119: "nntp",
    143: "imap",
    389: "ldap",
    443: "https",
    465: "smtps",
    563: "nntps",
    587: "submission",
    636: "ldaps",
    853: "domain-s",
    989: "ftps-data",
    990: "ftps",
    992: "telnets",
    993: "imaps",
    994: "ircs",
    995: "pop3s",
    1433: "mssql",
    3269: "ldaps",
    3306: "mysql",
    3389: "rdp",
    4190: "sieve",
    5061: "sips",
    5222: "xmpp",
    5223: "xmpps",
    5269: "xmpp-server",
    5432: "postgres",
    5671: "amqps",
    6667: "irc",
    6697: "ircs",
    8883: "mqtts",
}


class Target(Struct, frozen=True):
    """Whom to reach.

    host: an A-label name in lower case, or an IP address without brackets. port: None when the
    user named none. service: what is spoken there, as far as scheme or port tell. path: of the
    web page that is meant, as a request has it.
    """

    host: str
    is_ip: bool
    port: int | None
    service: Service
    path: str = "/"


def read(text: str) -> Target:
    """The target that a user means. Credentials and query of a URL are dropped.

    Raises:
        InputError: it cannot be a target; the text says what one looks like.
    """
    scheme, authority, rest = _split(text.strip())
    authority = authority.rpartition("@")[2] if scheme else authority
    host, port, is_ip = endpoint(authority, LOOKS_LIKE)
    if scheme in PLAIN:
        where = f"[{host}]" if ":" in host else host
        secure = f"{scheme}s" if f"{scheme}s" in SCHEMES else "tls"
        instead = f"{secure}://{where}" + (f":{port}" if port else "")
        raise InputError(f"{scheme}:// speaks no TLS, so nothing can fail in it: ask {instead}")
    if scheme:
        service = SCHEMES[scheme]
        path = _path(rest) if service.http else "/"
        return Target(host, is_ip, port or service.port, service, path)
    name = PORTS.get(port or 443, "")
    web = name in ("https", "")
    service = Service(name, 443, http=web, alpn=_HTTP_1 if web else ())
    return Target(host, is_ip, port, service, _path(rest) if web else "/")


def endpoint(text: str, looks_like: str) -> tuple[str, int | None, bool]:
    """`host`, `host:port`, `[v6]:port` or a bare address: host, port, and whether it is an IP.

    Raises:
        InputError: it is none of these; `looks_like` is the end of the sentence.
    """
    shown = repr(masked(text))
    if text.startswith("["):
        host, bracket, rest = text[1:].partition("]")
        if not bracket or ":" not in host:
            raise InputError(f"{shown} has no IPv6 address in its brackets: {looks_like}")
        port = _port(rest[1:], shown) if rest else None
        if rest[:1] not in ("", ":"):
            raise InputError(f"{shown} needs a colon before its port: {looks_like}")
        return address(host, shown), port, True
    if text.count(":") > 1:
        return address(text, shown), None, True
    host, colon, digits = text.partition(":")
    port = _port(digits, shown) if colon else None
    if not host:
        raise InputError(f"{shown} names no host: {looks_like}")
    if _numeric(host):
        return address(host, shown), port, True
    return name(host, looks_like), port, False


def name(text: str, looks_like: str) -> str:
    """A host name in lower case, its labels as they stand in DNS (RFC 5890 section 2.3.2.1).

    Raises:
        InputError: no host can be called that.
    """
    shown = repr(masked(text))
    try:
        # The codec works label by label, and takes 20 ms to import: most names do not need it.
        known = text if text.isascii() else text.encode("idna").decode()
    except UnicodeError:
        raise InputError(f"{shown} has no form that DNS could carry: {looks_like}") from None
    known = known.lower().removesuffix(".")
    if len(known) > LONGEST_NAME:
        raise InputError(f"the name has {len(known)} characters, DNS can carry {LONGEST_NAME}")
    if not all(_LABEL.fullmatch(label) for label in known.split(".")):
        raise InputError(f"{shown} is no host name: {looks_like}")
    return known


def address(text: str, shown: str) -> str:
    """An IP address in its usual spelling; the zone of a link-local one is kept.

    Raises:
        InputError: it is none.
    """
    from ipaddress import ip_address

    try:
        return str(ip_address(text))
    except ValueError:
        kind = "IPv6" if ":" in text else "IPv4"
        hint = " (put brackets round it before a port)" if ":" in text else ""
        raise InputError(f"{shown} is no {kind} address{hint}") from None


def _split(text: str) -> tuple[str, str, str]:
    """The scheme, empty without one, what stands where the host is, and what stands after it."""
    scheme, separator, rest = text.partition("://")
    if not separator:
        if "//" in text or "@" in text:
            raise InputError(f"{masked(text)!r} is no target: {LOOKS_LIKE}")
        host, slash, rest = text.partition("/")
        return "", host, slash + rest
    scheme = scheme.lower()
    if scheme not in SCHEMES and scheme not in PLAIN:
        near = similar(scheme, SCHEMES)
        raise InputError(f"no scheme is called {scheme!r}{near or f'; {LOOKS_LIKE}'}")
    # Microsoft's drivers put properties behind semicolons where others have a query.
    ends = r"[/?#;]" if scheme == "sqlserver" else r"[/?#]"
    authority = re.split(ends, rest, maxsplit=1)[0]
    if "@" in rest[len(authority) :] and re.fullmatch(r"[^\[@:]*:.*\D.*", authority):
        # What seems to be a wrong port is the beginning of a password: it must not be shown.
        raise InputError("a /, ? or # in the password of a URL is written %2F, %3F or %23")
    return scheme, authority, rest[len(authority) :]


def _path(rest: str) -> str:
    """The path of what follows the host, with nothing in it that may not stand in a request."""
    path = re.split(r"[?#]", rest, maxsplit=1)[0]
    octets = path.encode(errors="replace")
    return "".join(chr(o) if 0x21 <= o <= 0x7E else f"%{o:02X}" for o in octets) or "/"


def _port(digits: str, shown: str) -> int:
    if digits.isascii() and digits.isdigit() and 0 < int(digits[:6]) < 65536:
        return int(digits)
    raise InputError(f"{shown} needs a port from 1 to 65535 behind its colon")


def _numeric(host: str) -> bool:
    """Whether its last label is a number, so that it is an IPv4 address or nothing."""
    last = host.rstrip(".").rpartition(".")[2]
    return last.isascii() and last.isdigit()
