"""Where a stranger's certificate may lead: to the public internet, over `http:`, and nowhere else.

A name is looked up once, and only addresses that were checked are given on.
"""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from msgspec import Struct

from tlswhy.model.attempt import endpoint
from tlswhy.net.fetch.wanted import No, shown
from tlswhy.net.names import Names, Resolver

HTTP = 80
LONGEST_URL = 2048

_HOST = re.compile(r"[a-z0-9_.-]+", re.ASCII)
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)", re.ASCII)
# RFC 6761, RFC 6762, RFC 8375, and what ICANN keeps out of the public tree.
_OWN_DOMAINS = (
    *("localhost", "localdomain", "local", "home.arpa"),
    *("internal", "intranet", "private", "lan", "home", "corp"),
)
_PATH_CHARACTERS = "%/:=&?~+!$,;'@()*[]"

_PUBLIC_V6 = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052; its neighbour 64:ff9b:1::/48 is for local use
_ASSIGNMENTS = IPv4Network("192.0.0.0/24")  # RFC 6890; Python calls parts of it global
_AZURE = IPv4Address("168.63.129.16")  # a public number at which every host of Azure meets its own

_NOT_SPOKEN = {
    "https": "https: would need such a look-up of its own (RFC 5280 section 8)",
    "ldap": "ldap: leads to a directory of the CA's own network",
}


class Place(Struct, frozen=True):
    """An address taken apart. path: with its query, as it is sent."""

    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """The host with its port, where that is not HTTP's own (RFC 9110 section 7.2)."""
        whole = endpoint(self.host, self.port)
        return whole.removesuffix(f":{HTTP}") if self.port == HTTP else whole

    @property
    def url(self) -> str:
        return f"http://{self.authority}{self.path}"


def place_of(url: str, *, inside: bool) -> Place | No:
    """The address taken apart, if it is one that may be asked."""
    from urllib.parse import quote, urlsplit

    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as bad:
        return No("url", f"{shown(url)} is no address: {shown(str(bad))}")
    if parts.scheme != "http":
        otherwise = f"{shown(url)} is not asked, only http: is"
        return No("scheme", _NOT_SPOKEN.get(parts.scheme, otherwise))
    if len(url) > LONGEST_URL or "@" in parts.netloc or port == 0:
        return No("url", f"{shown(url)} is no address that a CA would write")
    no = _held_against(host, inside=inside)
    if no is not None:
        return no
    path = quote(parts.path or "/", safe=_PATH_CHARACTERS)
    if parts.query:
        path += "?" + quote(parts.query, safe=_PATH_CHARACTERS)
    return Place(host, port or HTTP, path)


def is_inside(address: str) -> bool:
    """Whether an IP address is not one of the public internet's.

    An IPv6 address that carries an IPv4 address to somebody who will take it out (mapped, NAT64,
    6to4) is what that one is.
    """
    whole = ip_address(address.partition("%")[0])
    ip = whole if isinstance(whole, IPv4Address) else _carried(whole)
    if ip is None:
        return whole not in _PUBLIC_V6 or not whole.is_global
    return not ip.is_global or ip.is_multicast or ip in _ASSIGNMENTS or ip == _AZURE


def _held_against(host: str, *, inside: bool) -> No | None:
    """What can be said against a host before its name is looked up."""
    if is_address(host):
        if not inside and is_inside(host):
            return No("inside", f"{host} is not an address of the public internet")
        return None
    labels = host.rstrip(".").split(".")
    # getaddrinfo takes 127.1, 0x7f000001 and 017700000001 for addresses.
    if not _HOST.fullmatch(host) or _NUMBER.fullmatch(labels[-1]):
        return No("url", f"{shown(host) or 'nothing'} is no name of a host")
    bare = ".".join(labels)
    own = len(labels) == 1 or any(f".{bare}".endswith(f".{domain}") for domain in _OWN_DOMAINS)
    if own and not inside:
        return No("inside", f"{host} is not a name of the public internet")
    return None


def is_address(host: str) -> bool:
    """Whether it is an IP address, one with a zone not counted."""
    if "%" in host:
        return False
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _carried(ip: IPv6Address) -> IPv4Address | None:
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.sixtofour


class Checked(Resolver):
    """A resolver that gives of one host only the addresses that may be asked."""

    def __init__(self, whole: Resolver, host: str, *, inside: bool) -> None:
        super().__init__()
        self._whole = whole
        self._host = host
        self._allowed = inside

    def resolve(self, host: str, *, family: int, timeout: float) -> Names:
        names = self._whole.resolve(host, family=family, timeout=timeout)
        if host != self._host or self._allowed or names.how:
            return names
        outside = tuple(one for one in names.addresses if not is_inside(one))
        return Names(outside) if outside else Names((), "inside", ", ".join(names.addresses[:3]))
