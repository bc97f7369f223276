"""Which protocol the first bytes of a peer belong to, when they are not the TLS that was hoped for.

Text protocols are told apart by regular expressions, binary ones by the fields that cannot be
otherwise. They are compiled when they are used: most runs never ask.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from tlswhy.hops.http_message import read_answer

MAX_SAYS = 200
_LOOKED_AT = 4096


class Spoken(Struct, frozen=True):
    """What the first bytes are.

    protocol: a short name; `text` or `binary` when nothing is known.
    says: at most 200 printable ASCII characters: the text, or the first bytes in hex.
    product: the program that says so, in its own words, or empty.
    """

    protocol: str
    says: str
    product: str = ""


def recognise(said: bytes) -> Spoken | None:
    """Name the protocol of `said`; None only when there is nothing to look at."""
    said = said[:_LOOKED_AT]
    if not said:
        return None
    for protocol, pattern, product in _TEXTS:
        if re.match(pattern, said, re.DOTALL):
            return Spoken(protocol, printable(said), _product(said, product))
    for reads in (_http_answer, _http_request, _mysql, _postgres_error):
        spoken = reads(said)
        if spoken:
            return spoken
    for protocol, fits in _BINARIES:
        if fits(said):
            return Spoken(protocol, _shown(said))
    return Spoken("text" if _is_text(said) else "binary", _shown(said))


def printable(said: bytes) -> str:
    """The text on one line in printable ASCII, at most 200 characters; other bytes become `?`."""
    spaced = re.sub(rb"[\x00-\x20\x7f]+", b" ", said[: 4 * MAX_SAYS])
    return re.sub(rb"[^\x20-\x7e]", b"?", spaced).strip().decode("ascii")[:MAX_SAYS].rstrip()


_SMTP_PRODUCTS = (
    rb"Postfix|Exim [\d.]+|Sendmail [\d.]+|OpenSMTPD|Haraka(?:/[\d.]+)?|qmail|gsmtp"
    rb"|Microsoft ESMTP MAIL Service|MailEnable|Kerio Connect [\d.]+|Zimbra|Mailpit|MailHog"
    rb"|Python SMTP [\d.]+"
)
_FTP_PRODUCTS = (
    rb"vsFTPd(?: [\d.]+)?|ProFTPD(?: [\d.]+\w*)?|Pure-FTPd|FileZilla Server(?: [\d.]+)?"
    rb"|Microsoft FTP Service|pyftpdlib [\d.]+|Serv-U FTP Server(?: v[\d.]+)?|bftpd [\d.]+"
)
_IMAP_PRODUCTS = (
    rb"Dovecot|Courier-IMAP|Cyrus IMAP(?: [\d.]+)?|Microsoft Exchange|Gimap|hMailServer"
)
_POP3_PRODUCTS = rb"Dovecot|Cyrus POP3(?: [\d.]+)?|Microsoft Exchange|Gpop|Qpopper|hMailServer"
# In capitals only: hosts are often called smtp or ftp, whatever they speak.
_SMTP_GREETING = rb"(?:220|421|554)[ -].*SMTP"
_FTP_GREETING = rb"(?:220|421|5\d\d)[ -].*(?:FTP|FileZilla|Serv-U|pyftpdlib)"
_TAGGED = rb"[245]\d\d[ -][245]\.\d{1,3}\.\d{1,3} "  # enhanced status codes (RFC 3463)

_REDIS_ERRORS = (
    rb"unknown command|wrong number of arguments|Protocol error|operation not permitted"
    rb"|max number of clients"
)

# protocol, how it begins, and the products that may be named in it. The first that fits counts.
_TEXTS: tuple[tuple[str, bytes, bytes], ...] = (
    (
        "ssh",
        rb"SSH-\d|Exceeded MaxStartups\r?\n|Not allowed at this time\r?\n",
        rb"SSH-[\d.]+-(\S+)",
    ),
    ("smtp", _SMTP_GREETING, _SMTP_PRODUCTS),
    ("ftp", _FTP_GREETING, _FTP_PRODUCTS),
    ("ftp", rb"500 OOPS: |530 Please login with USER and PASS", rb"(?i:vsftpd)"),
    ("ftp", rb"421 There are too many connections from your internet address", b""),
    (
        "nntp",
        rb"20[01] (?i:[^\r\n]*(?:NNTP|NNRP|news|\bINN\b|Leafnode))",
        rb"INN [\d.]+|Leafnode [\w.]+",
    ),
    ("smtp", _TAGGED, _SMTP_PRODUCTS),
    ("smtp", rb"554[ -]|220[ -]\*{8}|421[ -]", _SMTP_PRODUCTS),
    ("smtp-or-ftp", rb"220[ -]", _SMTP_PRODUCTS + rb"|" + _FTP_PRODUCTS),
    ("imap", rb"\* (?:OK|PREAUTH|BYE|BAD)\b", _IMAP_PRODUCTS),
    ("sieve", rb'"IMPLEMENTATION" ', rb'"IMPLEMENTATION" "([^"\r\n]+)"'),
    ("redis", rb"-(?:NOAUTH|DENIED|MISCONF|LOADING|WRONGPASS|NOPERM|MASTERDOWN) ", rb"Redis"),
    ("redis", rb"-ERR (?:" + _REDIS_ERRORS + rb")", rb"Redis"),
    ("pop3", rb"\+OK\b|-ERR\b", _POP3_PRODUCTS),
    ("proxy-header", rb"PROXY (?:TCP[46]|UNKNOWN)\b", b""),
    ("sip", rb"SIP/2\.0 |[A-Z]+ sips?:", rb"(?im:^(?:Server|User-Agent):[ \t]*([^\r\n]+))"),
    ("rtsp", rb"RTSP/\d\.\d |[A-Z_]+ rtsps?:", rb"(?im:^Server:[ \t]*([^\r\n]+))"),
    ("irc", rb":\S+ (?:NOTICE|ERROR|\d{3}) |NOTICE (?:AUTH|\*) :|ERROR :", b""),
    ("memcached", rb"ERROR\r\n|(?:CLIENT|SERVER)_ERROR ", b""),
    ("vnc", rb"RFB \d{3}\.\d{3}\n", b""),
    ("amqp", rb"AMQP[\x00-\x03]", b""),
    ("html", rb"\s*(?:<\?xml[^>]*>\s*)?(?i:<!doctype html|<html|<head|<title)", b""),
    ("xmpp", rb"<stream|<\?xml[^>]*\?>\s*(?:<stream|\Z)", b""),
)


def _product(said: bytes, pattern: bytes) -> str:
    found = re.search(pattern, said) if pattern else None
    return printable(found[found.re.groups]) if found else ""


def _first_line(said: bytes) -> str:
    return printable(said.partition(b"\n")[0])


def _http_answer(said: bytes) -> Spoken | None:
    answer = read_answer(said)
    if answer is None:
        return Spoken("http-answer", _first_line(said)) if said.startswith(b"HTTP/") else None
    product = answer.header("Server") or answer.header("Proxy-Agent")
    return Spoken("http-answer", _first_line(said), printable(product.encode("latin-1")))


def _http_request(said: bytes) -> Spoken | None:
    if not re.match(
        rb"(?:[A-Z-]{3,16} \S+ HTTP/\d|PRI \* HTTP/2|(?:GET|CONNECT|HEAD|POST) )", said
    ):
        return None
    agent = _product(said, rb"(?im:^User-Agent:[ \t]*([^\r\n]+))")
    return Spoken("http-request", _first_line(said), agent)


def _mysql(said: bytes) -> Spoken | None:
    """The first packet: Handshake V10 or an error packet (MySQL client/server protocol)."""
    size = int.from_bytes(said[:3], "little")
    if said[3:4] != b"\0" or not 5 <= size <= 1024 or len(said) < 8:
        return None
    if said[4] == 10:
        version = said[5 : 4 + size].partition(b"\0")[0]
        if not re.fullmatch(rb"[\x20-\x7e]{3,100}", version):
            return None
        return Spoken("mysql", printable(version), _mysql_product(printable(version)))
    text = said[7 : 4 + size]
    if said[4] != 0xFF or not _is_text(text):
        return None
    named = _product(text, rb"MariaDB|MySQL")
    return Spoken("mysql", printable(text), named)


def _mysql_product(version: str) -> str:
    """MariaDB puts `5.5.5-` before its version so that old replicas accept it."""
    number, _, rest = version.removeprefix("5.5.5-").partition("-")
    return f"MariaDB/{number}" if "MariaDB" in rest else f"MySQL/{version}"


def _postgres_error(said: bytes) -> Spoken | None:
    """ErrorResponse: E, length, fields of a letter and a text; or the bare text of protocol 2.0."""
    if not re.match(rb"E(?:\x00\x00..S|(?:FATAL|ERROR|could not fork))", said, re.DOTALL):
        return None
    fields = said[5:].split(b"\0") if said[1] == 0 else [b"M" + said[1:]]
    told = {field[:1]: field[1:] for field in fields}
    return Spoken("postgres-error", printable(told.get(b"M", said[5:])), "PostgreSQL")


def _is_socks5(said: bytes) -> bool:
    if said[0] != 5:
        return False
    if len(said) == 2:
        return said[1] in (0, 1, 2, 0xFF)
    return len(said) >= 4 and said[1] <= 8 and said[2] == 0 and said[3] in (1, 3, 4)


def _is_sslv2(said: bytes) -> bool:
    """A two-byte header and ERROR, CLIENT-HELLO or SERVER-HELLO (the SSL 2.0 draft, section 5)."""
    if not said[0] & 0x80:
        return False
    if said[:3] == b"\x80\x03\x00":
        return len(said) == 5
    return bool(
        re.match(rb"..(?:\x01(?:\x00\x02|\x03[\x00-\x04])|\x04.\x01\x00\x02)", said, re.DOTALL)
    )


def _is_connack(said: bytes) -> bool:
    return said[:1] == b"\x20" and len(said) >= 4 and said[1] == len(said) - 2 and said[2] <= 1


def _is_rdp(said: bytes) -> bool:
    """TPKT (RFC 1006 section 6) around an X.224 connection request, confirm or data unit."""
    if said[:2] != b"\x03\x00" or len(said) < 4:
        return False
    return len(said) < 6 or said[5] in (0xE0, 0xD0, 0x80, 0xF0)


def _begins(pattern: bytes) -> Callable[[bytes], bool]:
    return lambda said: bool(re.match(pattern, said, re.DOTALL))


_BINARIES: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    ("tls", _begins(rb"[\x15\x16]\x03[\x00-\x04]|\x16\x03\Z")),
    ("postgres-no", _begins(rb"N\Z")),
    ("proxy-header", _begins(rb"\r\n\r\n\x00\r\nQUIT\n")),
    ("http2", _begins(rb"\x00..\x04[\x00\x01]\x00\x00\x00\x00")),
    ("socks5", _is_socks5),
    ("socks4", _begins(rb"\x00[\x5a-\x5d](?:.{6})?\Z")),
    ("sslv2", _is_sslv2),
    (
        "ldap",
        _begins(rb"\x30(?:[\x05-\x7f]|\x81.|\x82..|\x84....)\x02[\x01-\x04].{1,4}[\x60-\x7f]"),
    ),
    ("rdp", _is_rdp),
    ("tds", _begins(rb"\x04\x01\x00.\x00\x00[\x00\x01]\x00")),
    ("telnet", _begins(rb"\xff[\xfb-\xfe].")),
    ("mqtt", _is_connack),
)


def _is_text(said: bytes) -> bool:
    """No NUL, and nine characters of ten are neither control characters nor broken UTF-8."""
    text = said.decode("utf-8", "replace")
    odd = len(re.findall(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]", text))
    return "\0" not in text and 10 * odd <= len(text)


def _shown(said: bytes) -> str:
    if _is_text(said):
        return printable(said)
    shown = said[:32].hex(" ")
    return f"{shown} ..." if len(said) > 32 else shown
