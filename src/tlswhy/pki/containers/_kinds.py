"""Any bytes: which kind of file they are, by what they begin with."""

from __future__ import annotations

import re

from tlswhy.pki.containers._base64 import encoded
from tlswhy.pki.containers._java import JCEKS, JKS, java
from tlswhy.pki.containers._pile import NOTHING, Pile
from tlswhy.pki.containers._text import blocks, text_of
from tlswhy.pki.containers._values import row

_BINARY = re.compile(rb"\x30(?s:.{0,6})[\0-\x08\x80-\xff]")
_FOREIGN = (
    (rb"\s*$", "it is empty"),
    (rb"\s*<(?:!doctype )?html", "it is a page in HTML; perhaps a login page was saved"),
    (rb"PuTTY-User-Key-File", "it is a key of PuTTY, which no TLS program reads"),
    (rb"---- BEGIN SSH2|(?:ssh|ecdsa)-\S+ AAAA", "it is a public key of SSH"),
    (rb"PK\x03\x04", "it is a ZIP archive; the certificates are in the files in it"),
    (rb"\x1f\x8b", "it is compressed by gzip"),
    (rb"%PDF-", "it is a PDF document"),
    (rb"\s*Certificate:\s+Data:", "it is a certificate in words only, without its bytes"),
    (
        rb"\0\0\0[\x01\x02]\0\0\0\x14",
        "it may be a key store of Bouncy Castle; keytool -importkeystore makes PKCS #12 of it",
    ),
)


def sort(data: bytes, within: str, pile: Pile) -> str:
    """Sort any bytes into the pile, and say what they are.

    within: the place of what they were decoded from, "" for the file itself; then no other
        decoding follows.
    """
    if data.startswith((JKS, JCEKS)):
        return java(data, within, pile)
    if _BINARY.match(data):
        return row(data, within, pile)
    text = text_of(data, within, pile)
    if blocks(text, within, pile, sort):
        return "PEM"
    if not within and encoded(text, pile, sort):
        return "base64"
    foreign = (words for start, words in _FOREIGN if re.match(start, data, re.IGNORECASE))
    pile.problem(within, next(foreign, NOTHING))
    return ""
