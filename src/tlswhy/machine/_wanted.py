"""The CA in question: the issuer that a text names, or the certificates of a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tlswhy.machine._machine import Wanted
from tlswhy.machine._stores import root_of

MOST = 6

# curl and browsers; openssl s_client's chain; its verification from depth 1 on; GnuTLS.
_ISSUER = re.compile(
    r"(?im)(?:\bissuer(?: name)?\s*[=:`'\"]|^\s*i:|^depth=[1-9]\d?\s)\s*(?P<name>[^\r\n]{1,300})"
)
_COMMON_NAME = re.compile(r"\bCN\s*=\s*\"?(?P<value>[^,;/\"'`\r\n]{1,100})")
_ORGANIZATION = re.compile(r"\bO\s*=\s*\"?(?P<value>[^,;/\"'`\r\n]{1,100})")


def wanted(text: str, anchors: Sequence[bytes] = ()) -> Wanted:
    """What to look for in every store; certificates of the user's go before names in the text."""
    if anchors:
        root = root_of(anchors[0])
        label = root.name if root else "the CA"
        return Wanted(names=(label,), anchors=tuple(anchors), label=label)
    names = tuple(dict.fromkeys(_names(text)))[:MOST]
    return Wanted(names=names, label=names[0] if names else "")


def _names(text: str) -> Iterator[str]:
    for found in _ISSUER.finditer(text):
        part = _COMMON_NAME.search(found["name"]) or _ORGANIZATION.search(found["name"])
        if part is not None and part["value"].strip():
            yield part["value"].strip()
