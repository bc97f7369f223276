"""Certificates as they are printed in a text: their dates, and how many a server sends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from tlswhy.texts.times import any_time

# openssl x509 and s_client, curl -v, keytool, certtool, browsers.
ENDS = re.compile(
    r"(?:not ?after|expire date|valid (?:until|to)|expires(?: on)?|expiration(?: date)?|v:notbefore"
    r".{0,60}?notafter)\s?[=:]?\s?(?P<time>.{8,40})",
    re.IGNORECASE,
)
BEGINS = re.compile(
    r"(?:not ?before|start date|valid from)\s?[=:]?\s?(?P<time>.{8,40})", re.IGNORECASE
)
CHAIN = re.compile(r"Certificate chain(?P<sent>(?: ?\d s:.{1,400}? i:.{1,200}?)+)(?= ---| -----|$)")
ENTRY = re.compile(r"\b\d s:")
# Of the certificate that is refused: OpenSSL's programs, and others around the same callback.
DEPTH = re.compile(
    r"\bdepth=(?P<shown>\d) (?:(?!depth=).){1,400}?verify error:num"
    r"|\bdepth[ =:]{1,2}(?P<before>\d)[,:)\]]? ?error"
    r"|(?:error|expired|rejected|failed)\b[^=]{0,80}?\bdepth[ =:]{1,2}\[?(?P<after>\d)\b",
    re.IGNORECASE,
)


def keys_of(flat: str, now: datetime | None) -> Iterator[tuple[str, int, int]]:
    """What printed certificates tell, as keys with their places. now: None leaves dates alone."""
    for pattern, key in ((ENDS, "dates past"), (BEGINS, "dates future")):
        for match in pattern.finditer(flat):
            when = any_time(match["time"]) if now is not None else None
            if when is not None and now is not None and (when < now) == (key == "dates past"):
                yield key, match.start(), match.end()
                break
    refused = DEPTH.search(flat)
    if refused is not None:
        yield f"depth {refused[refused.lastgroup or 0]}", refused.start(), refused.end()
    sent = CHAIN.search(flat)
    if sent is not None:
        count = len(ENTRY.findall(sent["sent"]))
        yield f"chain {count}", sent.start(), min(sent.end(), sent.start() + 40)
