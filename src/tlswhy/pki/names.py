"""Does a certificate speak for a host, and if not, how near does it come (RFC 9525 section 6).

The rules of `matches` are those that OpenSSL and Python share: addresses compare with addresses
only, `*` stands for one whole leftmost label, names compare without letter case. Where other
clients go further or less far is in `host_problems`.

Theory of operation of `host_problems`: each DNS name of the certificate (without one, each common
name) is fitted to the host as the most generous client would do it, with stars anywhere. What is
unusual about the fit are codes, one for each rule that some client has against it; of several names
the most widely accepted counts. A client accepts the host if it has nothing against any code, so a
`*.com.` needs one who lets a star stand below a top-level domain and drops the final dot as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from tlswhy.pki import dn, oids
from tlswhy.pki.certificate import Certificate
from tlswhy.pki.extensions import GeneralName

MAPPED = bytes(10) + b"\xff\xff"
"""What an address of IPv4 begins with where it is written as one of IPv6 (RFC 4291, 2.5.5.2)."""

LONGEST_NAME = 253
"""In characters, of a DNS name without its final dot (RFC 1035 section 2.3.4)."""

REGISTRIES = frozenset(
    {
        *("ac.uk", "co.uk", "gov.uk", "org.uk", "com.au", "edu.au", "gov.au", "net.au", "org.au"),
        *("ac.jp", "co.jp", "go.jp", "ne.jp", "or.jp", "com.br", "gov.br", "net.br", "org.br"),
        *("com.cn", "edu.cn", "gov.cn", "net.cn", "org.cn", "ac.in", "co.in", "gov.in"),
        *("co.at", "co.cr", "co.id", "co.il", "co.ke", "co.kr", "co.nz", "co.th", "co.za"),
        *("com.ar", "com.co", "com.cy", "com.do", "com.ec", "com.eg", "com.es", "com.fr"),
        *("com.gr", "com.hk", "com.mt", "com.mx", "com.my", "com.ng", "com.pe", "com.ph"),
        *("com.pk", "com.pl", "com.pt", "com.sa", "com.sg", "com.tr", "com.tw", "com.ua"),
        *("com.uy", "com.ve", "com.vn", "gov.tr", "or.kr"),
    }
)
"""Domains of two labels below which a registry sells names: the best known of some thousands.

Browsers have the whole Public Suffix List; a wildcard below one that is missing here is taken for
an ordinary one.
"""

_LABEL = re.compile(r"[a-z0-9-]+")
_PLAIN_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?")


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
    return (
        wildcard_miss(certificate, host)
        or _near_u_label(certificate, name)
        or next(_near_names(certificate.names, name), f"it is for {listed(certificate.names)}")
    )


def wildcard_miss(certificate: Certificate, host: str) -> str:
    """Why a wildcard of the certificate that looks as if it covered `host` does not, or ""."""
    if matches(certificate, host) or address(host) is not None:
        return ""
    name = a_label(host)
    wildcards = [pattern for pattern in certificate.names if "*" in pattern]
    return next((why for pattern in wildcards for why in _wildcard_misses(pattern, name)), "")


def host_problems(leaf: Certificate, host: str) -> Iterator[tuple[str, str]]:
    """What any client holds against the certificate for the name asked for.

    Pairs of a code of `pki.clients`, which says who does, and words to follow the subject of the
    certificate in a sentence. Nothing where everybody is content.
    """
    packed = address(host)
    if packed is not None:
        yield from _address_problems(leaf, packed, host)
        return
    name = a_label(host)
    dotted = host.strip().endswith(".")
    listed_names = leaf.names or dn.values(leaf.subject_der, oids.COMMON_NAME)
    fits = [fit for one in listed_names for fit in _fits(one.lower(), name, dotted=dotted)]
    if not name or not fits:
        kind = "wildcard-mismatch" if wildcard_miss(leaf, host) else "hostname-mismatch"
        yield kind, f"is not valid for {host}: {near_miss(leaf, host)}"
        return
    fit = min(fits, key=_Fit.cost)
    if not leaf.names:
        yield from _common_name_problems(leaf, fit.pattern, host)
    for code in fit.codes:
        yield code, f"is not valid for {host}: {_why(code, fit.pattern, name)}"
    for code, why in _odd_host(name, fit.pattern):
        yield code, f"is asked for as {host}, and {why} (RFC 1123, 2.1)"


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
    bare = host.strip().removeprefix("[").removesuffix("]").partition("%")[0]
    if ":" not in bare and not bare[-1:].isdigit():
        return None
    from ipaddress import ip_address

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
    rest = name.partition(".")[2]
    return pattern == f"*.{rest}" and rest.count(".") >= 1 and not _odd_label(name)


def _odd_label(name: str) -> str:
    """The label for which OpenSSL lets no star stand in a name, or "".

    It lets one stand for letters, digits and hyphens, before at least two labels that no hyphen
    begins or ends (crypto/x509/v3_utl.c, valid_star and wildcard_match).
    """
    first, *rest = name.split(".")
    if not _LABEL.fullmatch(first):
        return first
    return next((label for label in rest if not _PLAIN_LABEL.fullmatch(label)), "")


class _Fit(Struct, frozen=True):
    """How a name of the certificate, in small letters, covers the host for the most generous.

    codes: what others have against it.
    """

    pattern: str
    codes: tuple[str, ...] = ()

    def cost(self) -> list[int]:
        """Smaller for what more clients take."""
        return [_UNUSUAL.index(code) for code in self.codes]


_UNUSUAL = (
    *("wildcard-mismatch:registry", "hostname-mismatch:final-dot", "hostname-mismatch:both-dots"),
    *("wildcard-mismatch:underscore", "wildcard-mismatch:top-level", "wildcard-mismatch:begins"),
    *("wildcard-mismatch:ends", "wildcard-mismatch:idna-begins", "wildcard-mismatch:idna"),
    *("wildcard-mismatch:inside", "hostname-mismatch:san-final-dot"),
)
"""What may be unusual about a fit, the most widely accepted first."""


def _fits(pattern: str, name: str, *, dotted: bool) -> Iterator[_Fit]:
    """The fit of one name of the certificate, if there is one.

    dotted: the host was asked for with a final dot, which `name` has not.
    """
    bare = pattern.removesuffix(".")
    if bare != name and not ("*" in bare and _same_but_stars(bare, name)):
        return
    # Without a star OpenSSL, GnuTLS and Go compare the two as they stand.
    if dotted and pattern == f"{name}.":
        yield _Fit(pattern, ("hostname-mismatch:both-dots",))
        return
    star = _star(bare, name) if "*" in bare else ()
    if star is not None:
        dots = ("hostname-mismatch:final-dot",) if dotted else ()
        more = ("hostname-mismatch:san-final-dot",) if bare != pattern else ()
        yield _Fit(pattern, (*dots, *star, *more))


def _star(pattern: str, name: str) -> tuple[str, ...] | None:
    """What is unusual about the stars by which it covers the name; None if nobody takes them."""
    label, _, _ = name.partition(".")
    first, _, rest = pattern.partition(".")
    # Java, the most generous, wants a dot behind the last star.
    if not rest or "*" in pattern.rpartition(".")[2]:
        return None
    partly = first != "*"
    if "*" in rest or first.count("*") > 1 or (partly and "." not in rest):
        variant = "inside"
    elif partly and label.startswith("xn--"):
        # A part of an A-label is no part of the name it stands for.
        variant = "idna-begins" if first.startswith("*") else "idna"
        if "xn--" in first:
            return None
    elif partly:
        variant = "begins" if first.startswith("*") else "ends"
    elif "." not in rest:
        variant = "top-level"
    else:
        variant = "registry" if rest in REGISTRIES else ""
    underscore = ("wildcard-mismatch:underscore",) if _odd_label(name) else ()
    return (*underscore, *((f"wildcard-mismatch:{variant}",) if variant else ()))


def _why(code: str, pattern: str, name: str) -> str:
    """What is to be said of a fit, besides that it is none to some."""
    bare = pattern.removesuffix(".")
    match code.partition(":")[2]:
        case "final-dot":
            return f"{bare} has no final dot, and some keep that of the name asked for"
        case "both-dots":
            return "both have a final dot, and some drop that of the name asked for only"
        case "san-final-dot":
            return f"it lists {bare} with a final dot"
        case "registry":
            return f"{bare} covers a whole registry"
        case "underscore":
            return _not_plain(bare, name)
    return next(_wildcard_misses(bare, name))


def _odd_host(name: str, pattern: str) -> Iterator[tuple[str, str]]:
    """What some hold against a name, whatever certificate covers it."""
    labels = name.split(".")
    if "_" in name and "*" not in pattern:
        yield "odd-host:underscore", "an underscore stands in no host's name"
    hyphen = [label for label in labels if label.startswith("-") or label.endswith("-")]
    if hyphen:
        # Go and Firefox mind it in some places only.
        starred = pattern.startswith("*")
        begins = "hyphen-starred" if labels[0].startswith("-") else "hyphen-behind"
        code = f"odd-host:{begins if starred else 'hyphen'}"
        yield code, "no label of a host's name begins or ends with a hyphen"
    if len(labels) > 1 and labels[-1].isdigit():
        yield "odd-host:number", "no host's name ends in a number"


def _address_problems(leaf: Certificate, packed: bytes, host: str) -> Iterator[tuple[str, str]]:
    known = {name.raw for name in leaf.alternatives if name.kind == "ip"}
    if packed in known:
        return
    says = f"is not valid for {host}: {near_miss(leaf, host)}"
    if packed[:12] == MAPPED and packed[12:] in known:
        yield "ip-not-in-san:mapped", says
    elif MAPPED + packed in known:
        yield "ip-not-in-san:mapped-san", says
    else:
        yield "ip-not-in-san", says


def _common_name_problems(leaf: Certificate, name: str, host: str) -> Iterator[tuple[str, str]]:
    lacks = "its SAN has no DNS name" if leaf.has_san else "it has no SAN"
    says = f"names {host} in its common name alone ({lacks}; RFC 9525, 6.3)"
    yield f"no-san{':other-names' if any(map(_of_a_server, leaf.alternatives)) else ''}", says
    every = dn.values(leaf.subject_der, oids.COMMON_NAME)
    if len(every) > 1:
        yield "no-san:several", f"names {host} in one of {len(every)} common names"
    if every[-1].lower() != name:
        says = f"names {host} in a common name that is not its last ({leaf.subject_cn})"
        yield "no-san:not-the-last", says


def _of_a_server(name: GeneralName) -> bool:
    """Whether GnuTLS looks at no common name beside it; an otherName is one."""
    return name.kind in {"ip", "uri"} or (name.kind == "other" and name.text.startswith("[0]"))


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
            yield _not_plain(pattern, name)


def _not_plain(pattern: str, name: str) -> str:
    return f"{pattern} does not cover {_odd_label(name)}, which is no plain label"


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


def _near_u_label(certificate: Certificate, name: str) -> str:
    """A name that would be the right one, had it been encoded (RFC 5280 section 7.2)."""
    raw = [one.raw for one in certificate.alternatives if one.kind == "dns"]
    odd = [one.decode("utf-8", "replace") for one in raw if not one.isascii()]
    same = [one for one in odd if name and a_label(one) == name]
    return f"it lists {dn.printable(same[0])} in letters, where {name} has to stand" if same else ""


def _near_names(names: tuple[str, ...], name: str) -> Iterator[str]:
    small = {listed_name.lower(): listed_name for listed_name in names}
    if f"{name}." in small:
        yield f"it lists {name} with a final dot"
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
