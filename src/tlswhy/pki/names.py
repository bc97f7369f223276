"""Does a certificate speak for a host, and if not, how near does it come (RFC 9525 section 6).

The rules are those that OpenSSL, Python and curl share: addresses compare with addresses
only, `*` stands for one whole leftmost label, names compare without letter case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tlswhy.pki import dn, oids
from tlswhy.pki.certificate import Certificate

LONGEST_NAME = 253
"""In characters, of a DNS name without its final dot (RFC 1035 section 2.3.4)."""

_LABEL = re.compile(r"[a-z0-9-]+")


def matches(certificate: Certificate, host: str) -> bool:
    """Whether it names `host`: a DNS name in any form the user may type, or an IP address.

    The common name counts only in a certificate without a SAN, as it does for OpenSSL and
    curl; see `only_common_name`.
    """
    packed = address(host)
    if packed is not None:
        return any(name.raw == packed for name in certificate.alternatives if name.kind == "ip")
    if not certificate.has_san:
        return only_common_name(certificate, host)
    return _any_covers(certificate.names, a_label(host))


def only_common_name(certificate: Certificate, host: str) -> bool:
    """Whether nothing but the common name names `host`: the SAN has no DNS name or is absent.

    OpenSSL and GnuTLS accept that, Go, rustls and browsers do not (RFC 9525 section 6.3).
    """
    if certificate.names or address(host) is not None:
        return False
    return _any_covers(dn.values(certificate.subject_der, oids.COMMON_NAME), a_label(host))


def near_miss(certificate: Certificate, host: str) -> str:
    """Why a certificate that does not match `host` does not, as part of a sentence.

    "" if it matches, or if there is nothing to say.
    """
    if matches(certificate, host):
        return ""
    packed = address(host)
    if packed is not None:
        return _near_address(certificate, packed, host)
    if not certificate.names:
        return _near_common_name(certificate)
    name = a_label(host)
    return wildcard_miss(certificate, host) or next(
        _near_names(certificate.names, name), f"it is for {listed(certificate.names)}"
    )


def wildcard_miss(certificate: Certificate, host: str) -> str:
    """Why a wildcard of the certificate that looks as if it covered `host` does not, or ""."""
    if matches(certificate, host) or address(host) is not None:
        return ""
    name = a_label(host)
    wildcards = [pattern for pattern in certificate.names if "*" in pattern]
    return next((why for pattern in wildcards for why in _wildcard_misses(pattern, name)), "")


def a_label(host: str) -> str:
    """A DNS name as certificates have it: A-labels, small letters, no final dot.

    "" if it is no DNS name.
    """
    name = host.strip().removesuffix(".").lower()
    if len(name) > LONGEST_NAME:
        return ""
    if not name.isascii():
        try:
            name = name.encode("idna").decode()
        except UnicodeError:
            return ""
    return "" if name.startswith(".") or ".." in name else name


def address(host: str) -> bytes | None:
    """The address that `host` is, in network order; with or without brackets and zone."""
    from ipaddress import ip_address

    bare = host.strip().removeprefix("[").removesuffix("]").partition("%")[0]
    try:
        return ip_address(bare).packed
    except ValueError:
        return None


def listed(names: Iterable[str], most: int = 3) -> str:
    """The first few of many: `a, b, c and 4 more`."""
    every = list(dict.fromkeys(names))
    more = f" and {len(every) - most} more" if len(every) > most else ""
    return ", ".join(every[:most]) + more


def _any_covers(patterns: Iterable[str], name: str) -> bool:
    return bool(name) and any(_covers(pattern.lower(), name) for pattern in patterns)


def _covers(pattern: str, name: str) -> bool:
    if "*" not in pattern:
        return pattern == name
    first, _, rest = name.partition(".")
    # OpenSSL wants two labels after the star, and lets it stand for letters, digits and
    # hyphens only (crypto/x509/v3_utl.c, valid_star and wildcard_match).
    return pattern == f"*.{rest}" and rest.count(".") >= 1 and _LABEL.fullmatch(first) is not None


def _near_address(certificate: Certificate, packed: bytes, host: str) -> str:
    if any(address(name) == packed for name in certificate.names):
        return f"it lists {host} as a DNS name; an address must be an IP entry of the SAN"
    if address(certificate.subject_cn) == packed:
        return f"it has {host} in its CN only; an address must be an IP entry of the SAN"
    if certificate.ips:
        return f"the addresses it lists are {listed(certificate.ips)}"
    if certificate.names:
        return f"it lists no address, only {listed(certificate.names)}"
    return _near_common_name(certificate)


def _near_common_name(certificate: Certificate) -> str:
    lacks = "its SAN has no DNS name" if certificate.has_san else "it has no SAN"
    if certificate.subject_cn:
        return f"{lacks}, its CN is {certificate.subject_cn}"
    return f"{lacks} and no CN, so it names no host"


def _wildcard_misses(pattern: str, name: str) -> Iterator[str]:
    first, _, rest = pattern.lower().partition(".")
    head, _, tail = name.partition(".")
    if "*" in rest and _same_but_stars(pattern.lower(), name):
        yield f"{pattern} has its * in another place than the first label"
    if first == "*" and name == rest:
        yield f"{pattern} does not cover {rest} itself"
    if first == "*" and rest and tail.endswith("." + rest):
        yield f"{pattern} covers one label only"
    if rest and rest == tail and _same_but_stars(first, head):
        if first != "*":
            yield f"{pattern} has a * that is only part of a label"
        elif "." not in rest:
            yield f"{pattern} stands directly below a top-level domain"
        else:
            yield f"{pattern} does not cover {head}, which is no plain label to OpenSSL"


def _same_but_stars(pattern: str, name: str) -> bool:
    """Whether they are equal if each star stands for any part of one label."""
    patterns, labels = pattern.split("."), name.split(".")
    return len(patterns) == len(labels) and all(map(_label_fits, patterns, labels))


def _label_fits(pattern: str, label: str) -> bool:
    """As `fnmatch` would say, but in linear time: the peer chooses the pattern."""
    first, *rest = pattern.split("*")
    if not rest:
        return pattern == label
    *middle, last = rest
    at, end = len(first), len(label) - len(last)
    if at > end or not label.startswith(first) or not label.endswith(last):
        return False
    for part in middle:
        found = label.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return True


def _near_names(names: tuple[str, ...], name: str) -> Iterator[str]:
    small = {listed_name.lower(): listed_name for listed_name in names}
    if f"{name}." in small:
        yield f"it lists {name} with a final dot, which OpenSSL does not accept"
    if name.startswith("www.") and name[4:] in small:
        yield f"it lists {name[4:]} but not the name with www."
    if f"www.{name}" in small:
        yield f"it lists www.{name} but not the name without www."
    domain = ".".join(name.split(".")[-2:])
    same = [other for low, other in small.items() if low.endswith("." + domain) or low == domain]
    if same:
        yield f"of {domain} it lists {listed(same)}"
    else:
        yield f"its names are those of another domain: {listed(names)}"
