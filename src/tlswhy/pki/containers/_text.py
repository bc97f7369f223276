"""Text: PEM (RFC 7468) in all the states people keep it in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tlswhy.pki.containers._ber import Ber, cut_short
from tlswhy.pki.containers._body import Block, Body
from tlswhy.pki.containers._keys import old_key, ssh_key
from tlswhy.pki.containers._pile import Pile, Sort, inside
from tlswhy.pki.containers._values import shape_of, sort_value

_ESCAPES = re.compile(r"(?<!\\)\\++(?:([rn])|(/)|u002[bB]()|u003[dD]())")
_MARK = re.compile(
    r"([-‐-―]{1,8})(BEGIN|END) ([A-Z0-9][A-Z0-9 .#]{0,40}?)([-‐-―]{1,5})"  # noqa: RUF001
)
_UTF16 = "it is text in UTF-16, as PowerShell writes it; OpenSSL reads ASCII only"
_MAC = "its line ends are CR alone, which OpenSSL takes for one long line"
_ESCAPED = (
    r"its line ends are written as \n, as in JSON; a program that reads the file as it is sees "
    "no block"
)
_DASHES = "BEGIN or END is not between five hyphens each; OpenSSL does not take it for a block"
_NOT_ALONE = "BEGIN or END does not stand alone on its line; OpenSSL does not read such a block"

_LABELS = {
    "CERTIFICATE": "certificate",
    "X509 CERTIFICATE": "certificate",
    "TRUSTED CERTIFICATE": "certificate",
    "X509 CRL": "revocation list",
    "CRL": "revocation list",
    "PKCS7": "PKCS #7",
    "PKCS #7 SIGNED DATA": "PKCS #7",
    "CMS": "PKCS #7",
    "PKCS12": "PKCS #12",
    "CERTIFICATE REQUEST": "certificate request",
    "NEW CERTIFICATE REQUEST": "certificate request",
    "PUBLIC KEY": "public key",
    "RSA PUBLIC KEY": "public key",
}
"""What stands behind a label (RFC 7468, and what OpenSSL reads). One of a private key ends so."""

_PARAMETERS = "PARAMETERS"
_OPENSSH = "OPENSSH PRIVATE KEY"


def text_of(data: bytes, within: str, pile: Pile) -> str:
    """Text with line feeds; an escaped line end becomes a vertical tab, so that lines keep their
    numbers."""
    utf16 = _utf16(data)
    if utf16:
        pile.problem(within, _UTF16)
    text = data.decode(utf16 or "utf-8-sig", "replace")
    if "\r" in text:
        if "\n" not in text:
            pile.problem(within, _MAC)
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _ESCAPES.sub(_unescaped, text) if "\\" in text else text


def _utf16(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if data.startswith(b"-\0-\0"):
        return "utf-16-le"
    return "utf-16-be" if data.startswith(b"\0-\0-") else ""


def _unescaped(escape: re.Match[str]) -> str:
    if escape[1]:
        return "\v"
    return "/" if escape[2] else "+" if escape[3] is not None else "="


def blocks(text: str, within: str, pile: Pile, sort: Sort) -> bool:
    """Sort all blocks of PEM into the pile; False if there is none.

    sort: for PEM that stands encoded in a block once more.
    """
    count = 0
    for count, block in enumerate(_cut(text, within, pile), 1):
        if pile.full or not pile.has_room_for_part(count):
            break
        place = inside(within, f"line {block.line}")
        if block.end is None:
            pile.problem(place, f"BEGIN {block.label} has no END; the file was cut or is broken")
        elif block.end != block.label:
            text_ = f"BEGIN {block.label} has END {block.end}; OpenSSL refuses the file"
            pile.problem(place, text_)
        elif block.flaw:
            pile.problem_of_each(place, block.flaw)
        _block(block, within, place, pile, sort)
    return count > 0


def _cut(text: str, within: str, pile: Pile) -> Iterator[Block]:
    begin: re.Match[str] | None = None
    line, last, began = 1, 0, 0
    for mark in _MARK.finditer(text):
        line += text.count("\n", last, mark.start())
        last = mark.start()
        if begin is not None:
            ends = mark[2] == "END"
            body = text[begin.end() : mark.start()]
            flaw = _flaw(text, begin, mark, body) if ends else ""
            yield Block(begin[3], mark[3] if ends else None, body, began, flaw)
        elif mark[2] == "END":
            pile.problem(inside(within, f"line {line}"), f"END {mark[3]} has no BEGIN before it")
        begin, began = (mark, line) if mark[2] == "BEGIN" else (None, 0)
    if begin is not None:
        yield Block(begin[3], None, text[begin.end() :], began, "")


def _flaw(text: str, begin: re.Match[str], end: re.Match[str], body: str) -> str:
    """Why OpenSSL does not see a block that we do; "" when it does."""
    if "\v" in body:
        return _ESCAPED
    if any(mark[side] != "-----" for mark in (begin, end) for side in (1, 4)):
        return _DASHES
    return "" if _is_alone(text, begin) and _is_alone(text, end) else _NOT_ALONE


def _is_alone(text: str, mark: re.Match[str]) -> bool:
    before = text[mark.start() - 1 : mark.start()] if mark.start() else "\n"
    end = text.find("\n", mark.end())
    rest = text[mark.end() : end if end >= 0 else len(text)]
    return before == "\n" and not rest.strip()


def _block(block: Block, within: str, place: str, pile: Pile, sort: Sort) -> None:
    label = block.label
    if label.endswith(_PARAMETERS):
        return
    if label.startswith("PGP"):
        pile.problem(place, f"{label} is of PGP, and no part of TLS")
        return
    body = Body(block, within)
    if block.end is None and cut_short(body.decoded):
        return
    if body.problem:
        pile.problem(*body.problem)
    elif not body.decoded:
        pile.problem(place, f"nothing stands between BEGIN and END {label}")
    if not body.decoded:
        return
    if label == _OPENSSH:
        ssh_key(body.decoded, place, pile)
    elif body.headers and "ENCRYPTED" in body.headers:
        old_key(body, label, place, pile)
    elif body.decoded.startswith(b"-----BEGIN") and not within:
        pile.problem(place, f"{label} is PEM that was encoded once more")
        sort(body.decoded, place, pile)
    else:
        _labelled(body, label, place, pile)


def _labelled(body: Body, label: str, place: str, pile: Pile) -> None:
    expected = "private key" if label.endswith("PRIVATE KEY") else _LABELS.get(label, "")
    shape = shape_of(body.decoded)
    der = body.decoded
    if not shape:
        cut = cut_short(der)
        if cut:
            pile.problem(place, f"{label} cannot be read: {cut}{body.uneven}")
            return
        if expected not in {"certificate", "private key"}:
            pile.problem(place, f"{label} holds no certificate, key or revocation list")
            return
    elif shape != expected:
        pile.problem(place, f"it is called {label}, and is a {shape}")
    if label == "TRUSTED CERTIFICATE":
        ber = Ber(der)
        der = der[: ber.after(ber.at(0, len(der)))]  # OpenSSL's settings follow
    sort_value(der, shape or expected, place, pile)
