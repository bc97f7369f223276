"""Files that hold certificates: PEM in all the states people keep it in, DER, PKCS #7, PKCS #12
and the key stores of Java.

`read` goes by what the bytes are, not by the name or the label they have, and takes what it can
take without guessing. What a program would stumble over is a problem with its place, also when
the certificate behind it could be read. Of a private key only the public half is kept.
"""

from __future__ import annotations

import re
import warnings
from binascii import Error as BadBase64
from binascii import a2b_base64
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct

from tlswhy.pki import dn
from tlswhy.pki.certificate import Certificate
from tlswhy.pki.der import (
    BIT_STRING,
    GENERALIZED_TIME,
    INTEGER,
    OBJECT_IDENTIFIER,
    OCTET_STRING,
    SEQUENCE,
    UTC_TIME,
    BadDer,
    Element,
    element,
)

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes, PublicKeyTypes

LARGEST = 10 << 20
"""In bytes. All roots of a system have 250 kB as PEM."""

MOST_CERTIFICATES = 4096
MOST_KEYS = 64
MOST_CRLS = 64
MOST_PROBLEMS = 64
MOST_PARTS = 20_000
"""Blocks of a text, values in it, entries of a store: with nothing in them that is of use."""

MOST_LINES = 200_000
"""Of one block; 10 MB make 160,000."""

MOST_ROUNDS = 5_000_000
"""Of deriving a key from a password, some seconds. OpenSSL writes 2,048, Java 10,000."""

LARGEST_KEY = 64 * 1024
"""In bytes. An RSA key of 16,384 bits has 9 kB."""

DEEPEST = 16
MOST_ELEMENTS = 100_000
"""Of data in indefinite lengths, whose end has to be searched for."""


class Found(Struct, frozen=True, gc=False):
    """One certificate as encoded.

    place: where it stood, such as "line 12", "alias web", "certificate 2" or "byte 0".
    """

    der: bytes
    place: str


class Key(Struct, frozen=True, gc=False):
    """A private key that stood there.

    spki: its public half as an encoded SubjectPublicKeyInfo; empty where the key is locked or
        could not be read.
    encrypted: it stands behind a password.
    """

    spki: bytes
    place: str
    encrypted: bool


class Contents(Struct, frozen=True):
    """What a file holds, in its order.

    crls: encoded revocation lists.
    kind: "PEM", "DER", "base64", "PKCS #7", "PKCS #12", "JKS", "JCEKS", or "" for a file that is
        none of them.
    problems: sentences; those about one place begin with it.
    """

    certificates: tuple[Found, ...]
    keys: tuple[Key, ...]
    crls: tuple[bytes, ...]
    kind: str
    problems: tuple[str, ...]


def read(data: bytes, password: bytes | None = None) -> Contents:
    """What `data` holds. Never raises.

    password: of the keys and of the store. It opens PKCS #12 and encrypted keys, and checks that
        a store of Java was not changed; of such a store no key is decrypted. Of several keys in
        one PKCS #12 the first is read.
    """
    pile = _Pile(password)
    if len(data) > LARGEST:
        pile.problem("", f"{len(data)} bytes are more than {LARGEST}, and none was read")
        return pile.contents("")
    return pile.contents(_any(data, "", pile))


def matches(certificate: Certificate, key: Key) -> bool:
    """Whether the certificate is for this key; False too for a key that could not be read."""
    if not key.spki:
        return False
    return key.spki == certificate.spki or _plain(key.spki) == _plain(certificate.spki)


class _Pile:
    """What was found so far, within the limits.

    rounds: of deriving keys from passwords that may still be done.
    """

    def __init__(self, password: bytes | None) -> None:
        self.password = password
        self.rounds = MOST_ROUNDS
        self._certificates: list[Found] = []
        self._keys: list[Key] = []
        self._crls: list[bytes] = []
        self._problems: list[str] = []
        self._repeated: dict[str, tuple[str, int]] = {}
        self._left_out: list[str] = []

    @property
    def full(self) -> bool:
        """No more certificates are taken."""
        return not self._has_room(len(self._certificates), MOST_CERTIFICATES, "certificates")

    def certificate(self, der: bytes, place: str) -> None:
        if not self.full:
            self._certificates.append(Found(der, place))

    def has_room_for_key(self) -> bool:
        return self._has_room(len(self._keys), MOST_KEYS, "keys")

    def key(self, spki: bytes, place: str, *, encrypted: bool) -> None:
        self._keys.append(Key(spki, place, encrypted))

    def has_room_for_part(self, number: int) -> bool:
        return self._has_room(number - 1, MOST_PARTS, "parts")

    def crl(self, der: bytes) -> None:
        if self._has_room(len(self._crls), MOST_CRLS, "revocation lists"):
            self._crls.append(der)

    def problem(self, place: str, text: str) -> None:
        if self._has_room(len(self._problems), MOST_PROBLEMS, "problems"):
            self._problems.append(f"{place}: {text}" if place else text)

    def problem_of_each(self, place: str, text: str) -> None:
        """A problem that a file has in all its blocks: it is told once."""
        first, count = self._repeated.get(text, (place, 0))
        self._repeated[text] = (first, count + 1)

    def contents(self, kind: str) -> Contents:
        for text, (place, count) in self._repeated.items():
            more = f" (and {count - 1} more)" if count > 1 else ""
            self.problem(place, text + more)
        problems = self._problems + self._left_out
        found = self._certificates or self._keys or self._crls
        return Contents(
            certificates=tuple(self._certificates),
            keys=tuple(self._keys),
            crls=tuple(self._crls),
            kind=kind,
            problems=tuple(problems if found or problems else [_NOTHING]),
        )

    def _has_room(self, size: int, most: int, what: str) -> bool:
        said = f"only the first {most} {what} are shown"
        if size >= most and said not in self._left_out:
            self._left_out.append(said)
        return size < most


# -- which kind

_NOTHING = "it has no certificate, key or revocation list"

_BINARY = re.compile(rb"\x30(?s:.{0,6})[\0-\x08\x80-\xff]")
_JKS = b"\xfe\xed\xfe\xed"
_JCEKS = b"\xce\xce\xce\xce"
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


def _any(data: bytes, within: str, pile: _Pile) -> str:
    """Sort any bytes into the pile, and say what they are.

    within: the place of what they were decoded from, "" for the file itself; then no other
        decoding follows.
    """
    if data.startswith((_JKS, _JCEKS)):
        return _java(data, within, pile)
    if _BINARY.match(data):
        return _row(data, within, pile)
    text = _text(data, within, pile)
    if _blocks(text, within, pile):
        return "PEM"
    if not within and _encoded(text, pile):
        return "base64"
    foreign = (words for start, words in _FOREIGN if re.match(start, data, re.IGNORECASE))
    pile.problem(within, next(foreign, _NOTHING))
    return ""


_SIGNED_DATA = "1.2.840.113549.1.7.2"
_CONTENTS = ("1.2.840.113549.1.7.", "1.2.840.113549.1.9.16.1.")


def _shape(data: bytes) -> str:
    """What an encoded value is, by the tags of its first parts; "" for none of ours."""
    try:
        ber = _Ber(data)
        parts = ber.first(ber.at(0, len(data)), 3) if data[:1] == b"\x30" else []
        tags = [part.tag for part in parts]
        if tags[:1] == [OBJECT_IDENTIFIER]:
            oid = parts[0].oid()
            return "PKCS #7" if oid == _SIGNED_DATA else _sealed(oid)
        if tags == [SEQUENCE, SEQUENCE, BIT_STRING]:
            return _signed([part.tag for part in ber.first(parts[0], 5)])
    except BadDer:
        return ""
    return _KEYS.get(tuple(tags), "")


_KEYS = {
    (INTEGER, SEQUENCE): "PKCS #12",
    (INTEGER, SEQUENCE, SEQUENCE): "PKCS #12",
    (INTEGER, SEQUENCE, OCTET_STRING): "private key",  # PKCS #8, RFC 5958
    (INTEGER, INTEGER, INTEGER): "private key",  # PKCS #1, RFC 8017 appendix A.1.2; DSA
    (INTEGER, OCTET_STRING): "private key",  # RFC 5915
    (INTEGER, OCTET_STRING, 0xA0): "private key",
    (INTEGER, OCTET_STRING, 0xA1): "private key",
    (SEQUENCE, OCTET_STRING): "private key",  # EncryptedPrivateKeyInfo
    (SEQUENCE, BIT_STRING): "public key",
    (INTEGER, INTEGER): "public key",
}


def _sealed(oid: str) -> str:
    return "CMS without certificates" if oid.startswith(_CONTENTS) else ""


def _signed(tags: list[int]) -> str:
    """Of something that, like a certificate, is what is signed, algorithm, signature."""
    start = 1 if tags[:1] == [INTEGER] else 0
    if tags[start : start + 2] == [SEQUENCE, SEQUENCE]:
        third = tags[start + 2 : start + 3]
        if third in ([UTC_TIME], [GENERALIZED_TIME]):
            return "revocation list"
        if start and third in ([0xA0], []):
            return "certificate request"
    return "certificate"


def _sort(der: bytes, shape: str, place: str, pile: _Pile) -> None:
    """Put one encoded value where it belongs."""
    match shape:
        case "certificate":
            pile.certificate(der, place)
        case "revocation list":
            pile.crl(der)
        case "PKCS #7":
            _pkcs7(der, place, pile)
        case "PKCS #12":
            _pkcs12(der, place, pile)
        case "private key":
            _key(der, place, pile)
        case "certificate request":
            pile.problem(place, "a certificate request, from which a CA has yet to make one")
        case "":
            pile.problem(place, "it is no certificate, key or revocation list")
        case _:
            pile.problem(place, f"{shape}, in which there is nothing for a chain")


def _row(data: bytes, within: str, pile: _Pile) -> str:
    """DER, or several of it one behind the other, as `cat` joins them."""
    ber, at = _Ber(data), 0
    shapes: list[str] = []
    while at < len(data) and not pile.full and pile.has_room_for_part(len(shapes) + 1):
        if at and data[at : at + 1].isspace() and data[at:].isspace():
            break
        place = _inside(within, f"byte {at}")
        try:
            part = ber.at(at, len(data))
        except BadDer as bad:
            pile.problem(within, f"it cannot be read as DER: {bad}")
            break
        after = ber.after(part)
        der = data[at:after]
        shape = _shape(der)
        if at and not shape:
            pile.problem(place, f"{len(data) - at} bytes that are no certificate")
            break
        shapes.append(shape)
        _sort(der, shape, within if shape.startswith("PKCS") else place, pile)
        at = after
    return shapes[0] if shapes and shapes[0].startswith("PKCS") else "DER"


# -- text


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


def _text(data: bytes, within: str, pile: _Pile) -> str:
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


class _Block(Struct):
    """From BEGIN to END. end: the label there; None when there is no END. line: of BEGIN."""

    label: str
    end: str | None
    body: str
    line: int
    flaw: str


def _blocks(text: str, within: str, pile: _Pile) -> bool:
    """Sort all blocks of PEM (RFC 7468) into the pile; False if there is none."""
    count = 0
    for count, block in enumerate(_cut(text, within, pile), 1):
        if pile.full or not pile.has_room_for_part(count):
            break
        place = _inside(within, f"line {block.line}")
        if block.end is None:
            pile.problem(place, f"BEGIN {block.label} has no END; the file was cut or is broken")
        elif block.end != block.label:
            text_ = f"BEGIN {block.label} has END {block.end}; OpenSSL refuses the file"
            pile.problem(place, text_)
        elif block.flaw:
            pile.problem_of_each(place, block.flaw)
        _block(block, within, place, pile)
    return count > 0


def _cut(text: str, within: str, pile: _Pile) -> Iterator[_Block]:
    begin: re.Match[str] | None = None
    line, last, began = 1, 0, 0
    for mark in _MARK.finditer(text):
        line += text.count("\n", last, mark.start())
        last = mark.start()
        if begin is not None:
            ends = mark[2] == "END"
            body = text[begin.end() : mark.start()]
            flaw = _flaw(text, begin, mark, body) if ends else ""
            yield _Block(begin[3], mark[3] if ends else None, body, began, flaw)
        elif mark[2] == "END":
            pile.problem(_inside(within, f"line {line}"), f"END {mark[3]} has no BEGIN before it")
        begin, began = (mark, line) if mark[2] == "BEGIN" else (None, 0)
    if begin is not None:
        yield _Block(begin[3], None, text[begin.end() :], began, "")


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


def _block(block: _Block, within: str, place: str, pile: _Pile) -> None:
    label = block.label
    if label.endswith(_PARAMETERS):
        return
    if label.startswith("PGP"):
        pile.problem(place, f"{label} is of PGP, and no part of TLS")
        return
    body = _Body(block, within)
    if block.end is None and _cut_short(body.decoded):
        return
    if body.problem:
        pile.problem(*body.problem)
    elif not body.decoded:
        pile.problem(place, f"nothing stands between BEGIN and END {label}")
    if not body.decoded:
        return
    if label == _OPENSSH:
        _ssh_key(body.decoded, place, pile)
    elif body.headers and "ENCRYPTED" in body.headers:
        _old_key(body, label, place, pile)
    elif body.decoded.startswith(b"-----BEGIN") and not within:
        pile.problem(place, f"{label} is PEM that was encoded once more")
        _any(body.decoded, place, pile)
    else:
        _labelled(body, label, place, pile)


def _labelled(body: _Body, label: str, place: str, pile: _Pile) -> None:
    expected = "private key" if label.endswith("PRIVATE KEY") else _LABELS.get(label, "")
    shape = _shape(body.decoded)
    der = body.decoded
    if not shape:
        cut = _cut_short(der)
        if cut:
            pile.problem(place, f"{label} cannot be read: {cut}{body.uneven}")
            return
        if expected not in {"certificate", "private key"}:
            pile.problem(place, f"{label} holds no certificate, key or revocation list")
            return
    elif shape != expected:
        pile.problem(place, f"it is called {label}, and is a {shape}")
    if label == "TRUSTED CERTIFICATE":
        ber = _Ber(der)
        der = der[: ber.after(ber.at(0, len(der)))]  # OpenSSL's settings follow
    _sort(der, shape or expected, place, pile)


def _cut_short(der: bytes) -> str:
    if der[:1] != b"\x30":
        return f"it begins with byte 0x{der[0]:02x}, not a SEQUENCE" if der else "it is empty"
    try:
        _Ber(der).at(0, len(der))
    except BadDer as bad:
        return str(bad)
    return ""


_BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}")
_AROUND = "\"',;\\>|"


class _Body:
    """What stands between BEGIN and END.

    decoded: its bytes, empty when they are not to be had. headers: the lines of RFC 1421 before
    them, joined. base64: the letters. problem: place and sentence, or None. uneven: "" or which
    line is longer or shorter than the others, to be added to a sentence.
    """

    def __init__(self, block: _Block, within: str) -> None:
        self.decoded = b""
        self.uneven = ""
        self.problem: tuple[str, str] | None = None
        self._within = within
        self._block = block
        self._pieces: list[tuple[int, str]] = []
        headers: list[str] = []
        for number, piece in self._lines():
            if not self._pieces and ":" in piece:
                headers.append(piece)
            elif not self._take(number, piece):
                break
        self.headers = "\n".join(headers)
        self.base64 = "".join(piece for _, piece in self._pieces)
        if self.problem is None:
            self._decode()

    def _lines(self) -> Iterator[tuple[int, str]]:
        lines = self._block.body.split("\n", MOST_LINES)
        for number, line in enumerate(lines[:MOST_LINES], self._block.line):
            for piece in line.split("\v"):
                yield number, piece.strip().strip(_AROUND).strip()

    def _take(self, number: int, line: str) -> bool:
        place = _inside(self._within, f"line {number}")
        if self._block.end is None and not _BASE64.fullmatch(line):
            return False  # whatever follows a block that was cut
        for piece in line.split():
            if not _BASE64.fullmatch(piece):
                shown = dn.printable(piece[:24])
                self.problem = (place, f"{shown} is not base64")
                return False
            if self._pieces and self._pieces[-1][1].endswith("="):
                self.problem = (place, "base64 goes on after the = that ends it")
                return False
            self._pieces.append((number, piece))
        return True

    def _decode(self) -> None:
        place = _inside(self._within, f"line {self._block.line}")
        self.uneven = self._odd_line()
        bare = self.base64.rstrip("=")
        decoded = _loose(bare)
        if len(self.base64) % 4 == 0:
            self.decoded = decoded
            return
        if len(bare) % 4 == 1:
            self.problem = (place, f"{len(bare)} letters of base64 are one too many{self.uneven}")
        else:
            self.problem = (
                place,
                f"base64 ends without its =; OpenSSL refuses the file{self.uneven}",
            )
        if not _cut_short(decoded):
            self.decoded = decoded

    def _odd_line(self) -> str:
        sizes = [len(piece) for _, piece in self._pieces]
        for (number, _), size in zip(self._pieces[:-1], sizes, strict=False):
            if size != sizes[0]:
                return f"; line {number} has {size} letters, and the first has {sizes[0]}"
        if len(sizes) > 1 and sizes[-1] > sizes[0]:
            return f"; line {self._pieces[-1][0]} has {sizes[-1]}, and the first has {sizes[0]}"
        return ""


def _loose(letters: str) -> bytes:
    """Decode base64 whose end may be missing."""
    size = len(letters) - (len(letters) % 4 == 1)
    try:
        return a2b_base64(letters[:size] + "=" * (-size % 4))
    except BadBase64:
        return b""


_TOKEN = re.compile(r"(?:LS0tLS1CRUdJT|/u3\+7Q|zs7Ozg)[A-Za-z0-9+/]+={0,2}")
_BARE = re.compile(r"(?<![A-Za-z0-9+/])MI[A-Za-z0-9+/]{6}[A-Za-z0-9+/\s]+={0,2}")


def _encoded(text: str, pile: _Pile) -> bool:
    """Base64 without BEGIN and END: the file as a whole, or values in YAML, JSON or XML.

    Each is decoded once: a Secret of Kubernetes holds PEM or a store in base64, an element
    X509Certificate or a list x5c a certificate's DER.
    """
    whole = "".join(text.split())
    if len(whole) >= 32 and _BASE64.fullmatch(whole) and _TOKEN.match(whole):
        _any(_loose(whole.rstrip("=")), "line 1", pile)
        return True
    count = 0
    for count, (place, token) in enumerate(_tokens(text), 1):
        if pile.full or not pile.has_room_for_part(count):
            break
        _any(token, place, pile)
    return count > 0


def _tokens(text: str) -> Iterator[tuple[str, bytes]]:
    """Place and bytes of every value in base64 that begins like PEM, a store of Java, or DER."""
    line, last = 1, 0
    for token in _TOKEN.finditer(text):
        line += text.count("\n", last, token.start())
        last = token.start()
        yield f"line {line}", _loose(token[0].rstrip("="))
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
            yield f"line {line}", _loose(letters[at : at + size].rstrip("="))
            at += size


def _letters_of(head: str) -> int:
    """How many letters the DER takes in base64 that begins with these eight; 0 if it is none."""
    begin = _loose(head)
    if len(begin) < 6 or begin[1] not in {0x81, 0x82, 0x83}:
        return 0
    octets = begin[1] & 0x7F
    size = 2 + octets + int.from_bytes(begin[2 : 2 + octets])
    return (size + 2) // 3 * 4


# -- PKCS #7


class _Ber:
    """Walks over BER, whose lengths may be indefinite (X.690 section 8.1.3.6)."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._left = MOST_ELEMENTS

    def at(self, start: int, end: int, depth: int = 0) -> Element:
        """The element there; its end is that of its value.

        Raises:
            BadDer: it is cut, nests deeper than `DEEPEST`, or has too many elements.
        """
        data = self._data
        if end - start < 2 or data[start + 1] != 0x80 or not data[start] & 0x20:
            return element(data, start, end)
        if depth == DEEPEST:
            raise BadDer(start, f"elements within elements, {depth} deep")
        at = start + 2
        while data[at : min(at + 2, end)] != b"\0\0":
            self._left -= 1
            if self._left < 0:
                raise BadDer(start, f"more than {MOST_ELEMENTS} elements")
            at = self.after(self.at(at, end, depth + 1))
        return Element(data[start], data, start, start + 2, at, minimal=False)

    def after(self, part: Element) -> int:
        """The offset of what follows an element and its end-of-contents."""
        return part.end + (2 if part.body == part.start + 2 and self._is_open(part) else 0)

    def inside(self, part: Element) -> Iterator[Element]:
        """The elements its value is made of."""
        at = part.body
        while at < part.end:
            child = self.at(at, part.end)
            yield child
            at = self.after(child)

    def first(self, part: Element, most: int) -> list[Element]:
        return list(islice(self.inside(part), most))

    def _is_open(self, part: Element) -> bool:
        return self._data[part.start + 1] == 0x80


def _pkcs7(data: bytes, place: str, pile: _Pile) -> None:
    """SignedData, of which only certificates and lists are of interest (RFC 5652 section 5.1)."""
    ber = _Ber(data)
    number = others = 0
    try:
        signed = ber.first(ber.first(ber.at(0, len(data)), 2)[1], 1)[0]
        for part in ber.inside(signed):
            for child in ber.inside(part) if part.tag in {0xA0, 0xA1} else ():
                der = data[child.start : ber.after(child)]
                if child.tag != SEQUENCE:
                    others += 1
                elif part.tag == 0xA1:
                    pile.crl(der)
                else:
                    number += 1
                    pile.certificate(der, _inside(place, f"certificate {number}"))
    except (BadDer, IndexError) as bad:
        why = bad if isinstance(bad, BadDer) else "it has no content"
        pile.problem(place, f"PKCS #7 cannot be read to its end: {why}")
        return
    if others:
        pile.problem(place, f"{others} certificates in PKCS #7 are of another kind than X.509")
    if not number:
        pile.problem(place, "PKCS #7 without certificates")


# -- keys and PKCS #12


_ROUNDS = re.compile(
    rb"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x05[\x01-\x0e]|\x06\x0a\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x01."
    rb"(?=\x30)",
    re.DOTALL,
)
_OLD_CIPHERS = re.compile(rb"\x06\x0a\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x01([\x01\x02\x05\x06])")
_TRIPLE_DES = re.compile(rb"\x06\x0a\x2a\x86\x48\x86\xf7\x0d\x01\x0c\x01[\x03\x04]")
_OLD = {1: "RC4", 2: "RC4", 5: "RC2", 6: "RC2"}


def _key(der: bytes, place: str, pile: _Pile) -> None:
    from cryptography.hazmat.primitives.serialization import load_der_private_key

    encrypted = _is_encrypted(der)
    password = pile.password if encrypted else None
    _open_key(
        lambda: load_der_private_key(der, password, unsafe_skip_rsa_key_validation=True),
        der,
        place,
        pile,
        encrypted=encrypted,
    )


def _old_key(body: _Body, label: str, place: str, pile: _Pile) -> None:
    """Encrypted as RFC 1421 has it, with the cipher named above the base64."""
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    lines = "\n".join(body.base64[at : at + 64] for at in range(0, len(body.base64), 64))
    pem = f"-----BEGIN {label}-----\n{body.headers}\n\n{lines}\n-----END {label}-----\n".encode()
    _open_key(
        lambda: load_pem_private_key(pem, pile.password, unsafe_skip_rsa_key_validation=True),
        body.decoded,
        place,
        pile,
        encrypted=True,
    )


def _open_key(
    load: Callable[[], PrivateKeyTypes], der: bytes, place: str, pile: _Pile, *, encrypted: bool
) -> None:
    from cryptography.exceptions import InternalError, UnsupportedAlgorithm

    if not pile.has_room_for_key():
        return
    spki, problem = b"", ""
    if len(der) > LARGEST_KEY:
        problem = f"a private key of {len(der)} bytes, which is more than {LARGEST_KEY}"
    elif encrypted and pile.password is None:
        problem = "the private key is encrypted, and not to be compared without its password"
    elif encrypted and not _affordable(der, pile):
        problem = f"to open the private key would take more than {MOST_ROUNDS} rounds"
    else:
        try:
            with _quiet():
                spki = _spki(load().public_key())
        except UnsupportedAlgorithm as bad:
            problem = f"a private key of a kind that is not known here: {bad}"
        except (ValueError, TypeError, InternalError):
            closed = "the private key is not opened by this password"
            problem = closed if encrypted else "the private key cannot be read"
    if problem:
        pile.problem(place, problem)
    pile.key(spki, place, encrypted=encrypted)


def _ssh_key(data: bytes, place: str, pile: _Pile) -> None:
    """The public half stands outside of what is encrypted (PROTOCOL.key of OpenSSH)."""
    from base64 import b64encode

    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_ssh_public_key

    if not pile.has_room_for_key():
        return
    row = _Bytes(data)
    try:
        row.take(15)
        cipher = row.sized(4)
        row.sized(4)
        row.sized(4)
        row.number(4)
        blob = row.sized(4)
        kind = _Bytes(blob).sized(4)
        with _quiet():
            spki = _spki(load_ssh_public_key(kind + b" " + b64encode(blob)))
        pile.key(spki, place, encrypted=cipher != b"none")
        pile.problem(place, "the key is written as OpenSSH does, which no TLS server reads")
    except (EOFError, ValueError, TypeError, UnsupportedAlgorithm):
        pile.key(b"", place, encrypted=False)
        pile.problem(place, "the key of OpenSSH cannot be read")


def _pkcs12(data: bytes, place: str, pile: _Pile) -> None:
    """RFC 7292."""
    from cryptography.exceptions import InternalError, UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

    old = sorted({_OLD[each[1][0]] for each in _OLD_CIPHERS.finditer(data)})
    if old:
        text = f"it is encrypted with {', '.join(old)}; OpenSSL 3 needs its legacy provider for it"
        pile.problem(place, text)
    if not _affordable(data, pile):
        pile.problem(place, f"to open PKCS #12 would take more than {MOST_ROUNDS} rounds")
        return
    try:
        with _quiet():
            store = pkcs12.load_pkcs12(data, pile.password)
            held = ([store.cert] if store.cert else []) + list(store.additional_certs)
            ders = [one.certificate.public_bytes(Encoding.DER) for one in held]
            spki = _spki(store.key.public_key()) if store.key else b""
    except (ValueError, TypeError, UnsupportedAlgorithm, InternalError):
        pile.problem(place, _closed(pile.password, data))
        return
    names = [_alias(one.friendly_name) for one in held]
    for number, (der, name) in enumerate(zip(ders, names, strict=True), 1):
        pile.certificate(der, _inside(place, name or f"certificate {number}"))
    if store.key and pile.has_room_for_key():
        name = names[0] if store.cert else ""
        pile.key(spki, _inside(place, name or "key 1"), encrypted=bool(pile.password))
    if not held:
        pile.problem(place, "PKCS #12 without certificates")


def _closed(password: bytes | None, data: bytes) -> str:
    if password is None:
        return "PKCS #12 opens only with its password, or it is damaged"
    triple = bool(_TRIPLE_DES.search(data))
    old = ", or this system's OpenSSL refuses its triple DES" if triple else ""
    return f"PKCS #12 is not opened by this password, or it is damaged{old}"


def _alias(name: bytes | None) -> str:
    return f"alias {dn.printable(name[:64].decode('utf-8', 'replace'))}" if name else ""


def _is_encrypted(der: bytes) -> bool:
    ber = _Ber(der)
    try:
        parts = ber.first(ber.at(0, len(der)), 2)
    except BadDer:
        return False
    return [part.tag for part in parts] == [SEQUENCE, OCTET_STRING]


def _affordable(data: bytes, pile: _Pile) -> bool:
    """Whether as many rounds may be done as a file asks for, outside of what it encrypts."""
    rounds = _rounds(data)
    if rounds > pile.rounds:
        return False
    pile.rounds -= rounds
    return True


def _rounds(data: bytes) -> int:
    found = [0, *(_number_in(data, each.end(), 1) for each in _ROUNDS.finditer(data))]
    ber = _Ber(data)
    try:
        parts = ber.first(ber.at(0, len(data)), 3)
    except BadDer:
        return max(found)
    if len(parts) == 3:  # the MacData of PKCS #12
        found.append(_number_in(data, parts[2].start, 2))
    return max(found)


def _number_in(data: bytes, start: int, index: int) -> int:
    """The INTEGER at an index of the SEQUENCE there, 0 without one."""
    ber = _Ber(data)
    try:
        parts = ber.first(ber.at(start, len(data)), index + 1)
        return parts[index].integer() if parts[index].tag == INTEGER else 0
    except (BadDer, IndexError):
        return 0


@contextmanager
def _quiet() -> Iterator[None]:
    """`cryptography` warns of what it will refuse one day; here that is a finding of others."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _spki(public: PublicKeyTypes) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


@lru_cache(256)
def _plain(spki: bytes) -> bytes:
    """The same key in one form: named curve, whole point, and RSA without limits to PSS."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        with _quiet():
            return _spki(load_der_public_key(spki))
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return spki


# -- stores of Java


_HASHED = b"Mighty Aphrodite"
_X509 = b"\0\x05X.509"
_CHAIN, _TRUSTED, _SECRET = 1, 2, 3


class _Bytes:
    """Big-endian numbers and sized values, one behind the other.

    Every method raises EOFError where the data ends too soon.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, size: int) -> bytes:
        if len(self.data) - self.at < size:
            raise EOFError
        self.at += size
        return self.data[self.at - size : self.at]

    def number(self, size: int) -> int:
        return int.from_bytes(self.take(size))

    def sized(self, size: int) -> bytes:
        return self.take(self.number(size))


def _java(data: bytes, within: str, pile: _Pile) -> str:
    """JKS and JCEKS: magic, version, count, entries, and SHA-1 over password and all that.

    The SHA-1 proves only that whoever wrote the store knew the password; a client of Java that
    is given none reads the store unchecked, as we do.
    """
    kind = "JKS" if data.startswith(_JKS) else "JCEKS"
    if pile.password is not None and not _is_whole(data, pile.password):
        pile.problem(within, f"the password is not that of this {kind}, or it was changed since")
    row = _Bytes(data)
    row.take(4)
    try:
        version, count = row.number(4), row.number(4)
        if version not in {1, 2}:
            pile.problem(within, f"{kind} of version {version}, and there are 1 and 2")
            return kind
        for number in range(1, count + 1):
            if pile.full or not pile.has_room_for_part(number):
                break
            if not _entry(row, version, within, pile):
                break
    except EOFError:
        pile.problem(within, f"{kind} ends at byte {len(data)}, in the middle of an entry")
    return kind


def _is_whole(data: bytes, password: bytes) -> bool:
    from hashlib import sha1

    salted = password.decode("utf-8", "replace").encode("utf-16-be") + _HASHED
    return sha1(salted + data[:-20], usedforsecurity=False).digest() == data[-20:]


def _entry(row: _Bytes, version: int, within: str, pile: _Pile) -> bool:
    """Read one entry; False when there is no way past it."""
    start = row.at
    tag = row.number(4)
    alias = dn.printable(row.sized(2).decode("utf-8", "replace")[:64])
    place = _inside(within, f"alias {alias}")
    row.take(8)  # when it was made
    if tag == _TRUSTED:
        _java_certificate(row, version, place, pile)
        return True
    if tag == _CHAIN:
        row.sized(4)
        if pile.has_room_for_key():
            pile.key(b"", place, encrypted=True)
        for number in range(1, row.number(4) + 1):
            if pile.full:
                break
            _java_certificate(row, version, f"{place}, certificate {number}", pile)
        return True
    if tag == _SECRET:
        # It is a serialized object of Java, which says nowhere how long it is.
        text = "a secret key; what follows it is read without its aliases"
        pile.problem(place, text)
        _marked(row, f"{place}, behind it", pile)
    else:
        pile.problem(place, f"an entry of kind {tag} at byte {start}, and there are 1, 2 and 3")
    return False


def _java_certificate(row: _Bytes, version: int, place: str, pile: _Pile) -> None:
    kind = row.sized(2) if version == 2 else b"X.509"
    der = row.sized(4)
    if kind == b"X.509":
        pile.certificate(der, place)
    else:
        shown = dn.printable(kind[:24].decode("ascii", "replace"))
        pile.problem(place, f"a certificate of kind {shown}, not X.509")


def _marked(row: _Bytes, place: str, pile: _Pile) -> None:
    """Every certificate by the name of its kind that stands before it."""
    at = row.data.find(_X509, row.at)
    while at >= 0 and not pile.full:
        row.at = at + len(_X509)
        pile.certificate(row.sized(4), place)
        at = row.data.find(_X509, row.at)


def _inside(within: str, place: str) -> str:
    return f"{within}, {place}" if within else place
