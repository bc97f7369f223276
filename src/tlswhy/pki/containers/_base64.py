"""Base64 that is not in PEM: a file of it alone, or values in YAML, JSON and XML."""

from __future__ import annotations

import re
from binascii import Error as BadBase64
from binascii import a2b_base64
from collections.abc import Iterator

from tlswhy.pki.containers._pile import Pile, Sort

BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}")
_TOKEN = re.compile(r"(?:LS0tLS1CRUdJT|/u3\+7Q|zs7Ozg)[A-Za-z0-9+/]+={0,2}")
_BARE = re.compile(r"(?<![A-Za-z0-9+/])MI[A-Za-z0-9+/]{6}[A-Za-z0-9+/\s]+={0,2}")


def encoded(text: str, pile: Pile, sort: Sort) -> bool:
    """Base64 without BEGIN and END: the file as a whole, or values in YAML, JSON or XML.

    Each is decoded once: a Secret of Kubernetes holds PEM or a store in base64, an element
    X509Certificate or a list x5c a certificate's DER.
    """
    whole = "".join(text.split())
    if len(whole) >= 32 and BASE64.fullmatch(whole) and _TOKEN.match(whole):
        sort(loose(whole.rstrip("=")), "line 1", pile)
        return True
    count = 0
    for count, (place, token) in enumerate(_tokens(text), 1):
        if pile.full or not pile.has_room_for_part(count):
            break
        sort(token, place, pile)
    return count > 0


def _tokens(text: str) -> Iterator[tuple[str, bytes]]:
    """Place and bytes of every value in base64 that begins like PEM, a store of Java, or DER."""
    line, last = 1, 0
    for token in _TOKEN.finditer(text):
        line += text.count("\n", last, token.start())
        last = token.start()
        yield f"line {line}", loose(token[0].rstrip("="))
    line, last = 1, 0
    for run in _BARE.finditer(text):
        line += text.count("\n", last, run.start())
        last = run.start()
        letters = "".join(run[0].split())
        at = 0
        while letters.startswith("MI", at):
            size = _letters_of(letters[at : at + 8])
            if size < 32:
                break
            yield f"line {line}", loose(letters[at : at + size].rstrip("="))
            at += size


def _letters_of(head: str) -> int:
    """How many letters the DER takes in base64 that begins with these eight; 0 if it is none."""
    begin = loose(head)
    if len(begin) < 6 or begin[1] not in {0x81, 0x82, 0x83}:
        return 0
    octets = begin[1] & 0x7F
    size = 2 + octets + int.from_bytes(begin[2 : 2 + octets])
    return (size + 2) // 3 * 4


def loose(letters: str) -> bytes:
    """Decode base64 whose end may be missing."""
    size = len(letters) - (len(letters) % 4 == 1)
    try:
        return a2b_base64(letters[:size] + "=" * (-size % 4))
    except BadBase64:
        return b""
