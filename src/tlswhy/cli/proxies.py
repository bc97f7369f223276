"""The proxies on the way: from `--proxy`, or from the environment by curl's rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from tlswhy.cli.target import Target, endpoint
from tlswhy.model.attempt import Proxy, Secret
from tlswhy.model.errors import InputError
from tlswhy.model.facts.context import ProxyAvailable, ProxyChosen

# Ports of the URL standard; curl takes 1080 for all of them.
PORTS = {
    "http": 80,
    "https": 443,
    **dict.fromkeys(("socks4", "socks4a", "socks5", "socks5h"), 1080),
}
VARIABLES = ("https_proxy", "all_proxy", "http_proxy")
ACCEPTED = ", ".join(PORTS)

_LOOKS_LIKE = "a proxy is SCHEME://HOST:PORT, such as http://proxy.test:3128"


class Chosen(Struct, frozen=True):
    """A proxy and who chose it: `--proxy` or the name of an environment variable."""

    proxy: Proxy
    source: str

    @property
    def fact(self) -> ProxyChosen:
        """The same as the case has it, without credentials."""
        proxy = self.proxy
        return ProxyChosen(
            url=proxy.url,
            scheme=proxy.scheme,
            host=proxy.host,
            port=proxy.port,
            source=self.source,
            with_credentials=bool(proxy.user),
        )


class Unused(Struct, frozen=True):
    """A proxy that the environment names and that is not taken. why: the end of a sentence."""

    proxy: Proxy
    source: str
    why: str

    @property
    def fact(self) -> ProxyAvailable:
        """The same as the case has it, without credentials."""
        return ProxyAvailable(url=self.proxy.url, source=self.source, why_unused=self.why)


def chosen(
    urls: Sequence[str], target: Target, environment: Mapping[str, str], *, ask_environment: bool
) -> tuple[Chosen, ...]:
    """The proxies in the order in which they are passed.

    urls: of `--proxy`. Only without any of them is the environment asked.

    Raises:
        InputError: one of them is no proxy.
    """
    if urls or not ask_environment:
        return tuple(Chosen(read(url, "--proxy"), "--proxy") for url in urls)
    source, url = _from_environment(target, environment)
    if not url or bypassed(target.host, _either(environment, "no_proxy")[1], is_ip=target.is_ip):
        return ()
    return (Chosen(read(url, source), source),)


def unused(
    target: Target, environment: Mapping[str, str], *, ask_environment: bool
) -> tuple[Unused, ...]:
    """The proxies of the environment where none is on the route, the likeliest first."""
    found: dict[Proxy, Unused] = {}
    for name in (*_variables(target), *(n for n in VARIABLES if n not in _variables(target))):
        for spelling in (name, name.upper()):
            url = environment.get(spelling, "").strip()
            try:
                proxy = read(url, spelling) if url else None
            except InputError:
                continue  # it is not used, so nobody has to correct it now
            if proxy is not None:
                why = "--no-proxy was given"
                if ask_environment:
                    why = _why_unused(name, target, environment)
                found.setdefault(proxy, Unused(proxy, spelling, why))
    return tuple(found.values())


def _why_unused(name: str, target: Target, environment: Mapping[str, str]) -> str:
    if name not in _variables(target):
        return f"{name} is for {name.removesuffix('_proxy')}:// alone"
    exceptions, listed = _either(environment, "no_proxy")
    if bypassed(target.host, listed, is_ip=target.is_ip):
        return f"{exceptions} takes {target.host} out"
    return f"{_from_environment(target, environment)[0]} stands before it and is empty"


def read(url: str, source: str) -> Proxy:
    """A proxy from its URL; without a scheme it is an HTTP proxy.

    Raises:
        InputError: the scheme is unknown, the host or port wrong, or the user's name cannot be
            sent. The message never has the credentials in it.
    """
    scheme, separator, rest = url.strip().partition("://")
    scheme, rest = (scheme.lower(), rest) if separator else ("http", scheme)
    if scheme not in PORTS:
        raise InputError(f"{source}: no proxy speaks {scheme!r}; accepted: {ACCEPTED}")
    # Before the path is cut off, since a password may have a slash in it.
    credentials, _, place = rest.rpartition("@")
    try:
        host, port, _ = endpoint(place.partition("/")[0], _LOOKS_LIKE)
    except InputError as wrong:
        raise InputError(f"{source}: {wrong}") from None
    user, _, password = credentials.partition(":")
    user, password = _decoded(user), _decoded(password)
    if ":" in user and scheme in ("http", "https"):
        raise InputError(f"{source}: a user's name has no colon (RFC 7617 section 2)")
    if "\0" in user and scheme in ("socks4", "socks4a"):
        raise InputError(f"{source}: SOCKS 4 ends a user's name with a zero byte: none in it")
    return Proxy(scheme, host, port or PORTS[scheme], user, Secret(password))


def bypassed(host: str, no_proxy: str, *, is_ip: bool) -> bool:
    """Whether NO_PROXY wants this host reached without a proxy, as curl 8 reads it.

    Its entries are separated by commas or blanks: `*` for all, a name for itself and everything
    below it (a leading dot changes nothing), an address, or a network such as 10.0.0.0/8.
    """
    entries = no_proxy.replace(",", " ").lower().split()
    if "*" in entries:
        return True
    if is_ip:
        return any(_in_network(host, entry) for entry in entries)
    wanted = (entry.strip(".") for entry in entries)
    return any(host == entry or host.endswith(f".{entry}") for entry in wanted if entry)


def _in_network(host: str, entry: str) -> bool:
    from ipaddress import ip_address, ip_network

    try:
        network = ip_network(entry.replace("[", "").replace("]", ""), strict=False)
    except ValueError:
        return False
    return ip_address(host.partition("%")[0]) in network


def _from_environment(target: Target, environment: Mapping[str, str]) -> tuple[str, str]:
    """The first variable that is set, and what it says."""
    for name in _variables(target):
        found = _either(environment, name)
        if found[0]:  # an empty value is a choice too: no proxy
            return found
    return "", ""


def _variables(target: Target) -> tuple[str, ...]:
    """HTTPS_PROXY is for HTTPS, so a target that is surely something else does not use it."""
    return VARIABLES[:2] if target.service.http else VARIABLES[1:2]


def _either(environment: Mapping[str, str], name: str) -> tuple[str, str]:
    """The variable in lower case, or else in upper case; which it was, and its value."""
    for spelling in (name, name.upper()):
        if spelling in environment:
            return spelling, environment[spelling].strip()
    return "", ""


def _decoded(text: str) -> str:
    if "%" not in text:
        return text
    from urllib.parse import unquote

    return unquote(text)
