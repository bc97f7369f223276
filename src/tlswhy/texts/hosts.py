"""Hosts, ports, schemes and proxies that stand in a text."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from msgspec import Struct

HOST = r"(?:\[[0-9a-fA-F:.]{2,45}\]|[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,250}[A-Za-z0-9_])?)"
URL = re.compile(
    rf"(?<![\w/])(?P<scheme>[a-z][a-z0-9+.-]{{1,14}})://(?:[^\s/@\"'<>]{{0,200}}@)?(?P<host>{HOST})(?::(?P<port>\d{{1,5}}))?",
    re.IGNORECASE,
)
# A setting by which programs are told their proxy, and what stands behind it.
PROXY = re.compile(
    r"(?:"
    r"\b(?:https?|all|ftp|socks)_?proxy(?:_url)?\b"
    r"|\bproxy(?:[-_. ]?(?:url|server|address|pool))?\b"
    r"|Acquire::https?::Proxy"
    r"|--proxy|(?<![\w-])-x"
    r"|https?\.proxy(?:Host)?"
    r"|['\"]https?['\"]\s*:(?=\s*['\"](?:https?|socks\w*)://)"
    r")"
    r"(?:\s+(?:is|to|set to|via|at))?[\"']?\s{0,3}[=:,]?\s{0,3}[\"'(]{0,2}"
    rf"(?:(?P<scheme>https?|socks[45]?[ah]?)://(?:[^\s/@\"'<>]{{0,200}}@)?(?P<host>{HOST})(?::(?P<port>\d{{1,5}}))?"
    rf"|(?P<bare>{HOST}\.{HOST}|localhost):(?P<bareport>\d{{2,5}}))",
    re.IGNORECASE,
)
SET = re.compile(
    r"\b(?:https?|all)_proxy\b|\bproxy_servers?\b|\bhttp\.proxy\b|proxyhost|behind (?:an? |the |our )*(?:\w+ )?proxy"
    r"|(?:through|via|using) (?:an? |the |our )*(?:\w+ )?proxy",
    re.IGNORECASE,
)
PAIR = re.compile(
    rf"(?:\bconnect(?:ing|ed|ion)? (?:to|with)|\bto|\bhost|\bserver|-connect|\bCONNECT|\bfor|\bdial tcp|\baddress|\bpeer|\bSSL_connect to|\btarget)[ =:\"'(/]{{1,3}}(?P<host>{HOST})[:, ]{{1,2}}(?:port |\()?(?P<port>\d{{2,5}})(?!\.?\d)",
    re.IGNORECASE,
)
CALL = re.compile(
    # Not the line number behind a source file's name.
    r"(?:,\s*|(?:\b|_)port['\"]?\s*[=:]\s*['\"]?|\bport\s+\(?|(?<!\.js)(?<!\.ts)(?<!\.py)(?<!\.go)(?<!\.c)(?<!\.cc)(?<!\.cpp)(?<!\.rs)(?<!\.rb)(?<!\.java)(?<!\d):)(\d{2,5})\b(?!\.\d|:\d)",
    re.IGNORECASE,
)
SCHEMES = {
    "https": 443, "http": 80, "ldaps": 636, "ldap": 389, "smtps": 465, "smtp": 25, "imaps": 993,
    "imap": 143, "pop3s": 995, "pop3": 110, "ftps": 990, "ftp": 21, "mqtts": 8883, "amqps": 5671,
    "rediss": 6379, "redis": 6379, "postgres": 5432, "postgresql": 5432, "mysql": 3306,
    "mongodb": 27017, "wss": 443, "ws": 80, "git": 9418, "ssh": 22, "xmpp": 5222, "socks5": 1080,
    "socks5h": 1080, "socks4": 1080, "socks4a": 1080, "socks": 1080, "tls": 0, "tcp": 0, "ssl": 0,
    "grpcs": 443, "nats": 4222,
}  # fmt: skip
DOCS = re.compile(
    r"^(?:curl\.(?:haxx\.)?se|.*\.readthedocs\.io|docs\..*|developer\..*|go\.microsoft\.com|aka\.ms|support\..*)$"
)
INTERNAL = re.compile(
    r"(?:\.(?:local|internal|intranet|corp|lan|home|svc|localdomain|priv|private|cluster\.local))$|\.svc\b|^[a-z0-9-]+$",
    re.IGNORECASE,
)
TELLING = frozenset(
    (21, 22, 25, 53, 80, 110, 143, 389, 443, 465, 587, 636, 990, 993, 995, 1883, 5222, 5432, 5672)
)
SHORT = frozenset((22, 53, 80, 443))  # they stand for other things as well


class Seen(Struct, frozen=True):
    """A host in the text. start: offset. role: `target` or `proxy`."""

    role: str
    scheme: str
    host: str
    port: int
    start: int
    end: int


def hosts(flat: str) -> Iterator[Seen]:
    """Every host that is named with a scheme or a port, proxies first."""
    taken: list[tuple[int, int]] = []
    for match in PROXY.finditer(flat):
        host, port = match["host"] or match["bare"], match["port"] or match["bareport"]
        taken.append(match.span())
        yield Seen("proxy", (match["scheme"] or "").lower(), host, int(port or 0), *match.span())
    for pattern in (URL, PAIR):
        for match in pattern.finditer(flat):
            if any(start <= match.start() < end for start, end in taken):
                continue
            scheme = (match.groupdict().get("scheme") or "").lower()
            host = match["host"]
            if (scheme and scheme not in SCHEMES) or DOCS.match(host):
                continue
            if not scheme and "." not in host and ":" not in host and host != "localhost":
                continue  # any word may stand before a number
            port = int(match["port"] or SCHEMES.get(scheme, 0))
            if port < 65536:
                yield Seen("target", scheme, host, port, *match.span())


def kind(host: str) -> str:
    """What kind of host it is: `ip`, `loopback`, `zero`, `internal` or `public`."""
    bare = host.strip("[]")
    try:
        address = ipaddress.ip_address(bare)
    except ValueError:
        if bare.lower() == "localhost":
            return "loopback"
        return "internal" if INTERNAL.search(bare) else "public"
    if address.is_unspecified:
        return "zero"
    return "loopback" if address.is_loopback else "ip"


def keys_of(flat: str, seen: list[Seen]) -> Iterator[tuple[str, int, int]]:
    """What the hosts and ports tell, as keys, each with its place."""
    for one in seen:
        if one.role == "proxy":
            yield "proxy-set", one.start, one.end
            if one.scheme:
                scheme = "socks5" if one.scheme.startswith("socks") else one.scheme
                yield f"proxy-url {scheme}", one.start, one.end
            continue
        what = kind(one.host)
        yield f"host {what}", one.start, one.end
        if what == "ip" and _private(one.host):
            yield "host internal", one.start, one.end
        if one.scheme:
            yield f"scheme {one.scheme}", one.start, one.end
        if one.port in TELLING:
            yield f"port {one.port}", one.start, one.end
    found = SET.search(flat)
    if found:
        yield "proxy-set", found.start(), found.end()
    for match in CALL.finditer(flat):
        if int(match[1]) in TELLING and int(match[1]) not in SHORT:
            yield f"port {match[1]}", match.start(), match.end()


def _private(host: str) -> bool:
    address = ipaddress.ip_address(host.strip("[]"))
    # RFC 5737 and 3849 addresses stand for public ones in examples.
    return address.is_private and not address.is_reserved and not _example(address)


def _example(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    nets = ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
    return any(address in ipaddress.ip_network(net) for net in nets)
