"""What a TARGET may be, and what it must not be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tlswhy.cli import target
from tlswhy.hops import starttls
from tlswhy.model.errors import InputError


@pytest.mark.parametrize(
    ("text", "host", "port", "service", "protocol"),
    [
        ("a.test", "a.test", None, "https", ""),
        ("a.test:8443", "a.test", 8443, "", ""),
        ("a.test:443", "a.test", 443, "https", ""),
        ("A.Test.", "a.test", None, "https", ""),
        ("localhost", "localhost", None, "https", ""),
        ("_dmarc.a_b.test", "_dmarc.a_b.test", None, "https", ""),
        ("a.test/path?q=1#f", "a.test", None, "https", ""),
        ("  a.test:443\n", "a.test", 443, "https", ""),
        ("192.0.2.1", "192.0.2.1", None, "https", ""),
        ("192.0.2.1:25", "192.0.2.1", 25, "smtp", ""),
        ("2001:DB8::1", "2001:db8::1", None, "https", ""),
        ("[2001:db8::1]", "2001:db8::1", None, "https", ""),
        ("[2001:db8:0::1]:993", "2001:db8::1", 993, "imaps", ""),
        ("fe80::1%eth0", "fe80::1%eth0", None, "https", ""),
        ("bücher.test:443", "xn--bcher-kva.test", 443, "https", ""),
        ("https://a.test", "a.test", 443, "https", ""),
        ("HTTPS://A.test:8443/x", "a.test", 8443, "https", ""),
        ("https://ann:s:cr@t@a.test/", "a.test", 443, "https", ""),
        ("https://[2001:db8::1]:8443/", "2001:db8::1", 8443, "https", ""),
        ("https://a.test?x=@b.test", "a.test", 443, "https", ""),
        ("wss://a.test/socket", "a.test", 443, "https", ""),
        ("http://a.test:8443/x", "a.test", 8443, "http", ""),
        ("ws://[::1]", "::1", 80, "http", ""),
        ("smtp://mail.test", "mail.test", 25, "smtp", "smtp"),
        ("smtp://mail.test:2525", "mail.test", 2525, "smtp", "smtp"),
        ("submission://mail.test", "mail.test", 587, "submission", "smtp"),
        ("smtps://mail.test", "mail.test", 465, "smtps", ""),
        ("ldaps://dc.test", "dc.test", 636, "ldaps", ""),
        ("imaps://mail.test", "mail.test", 993, "imaps", ""),
        ("pop3s://mail.test", "mail.test", 995, "pop3s", ""),
        ("postgres://u:p@db.test/name", "db.test", 5432, "postgres", "postgres"),
        ("postgresql://db.test:5433", "db.test", 5433, "postgres", "postgres"),
        ("ftps://f.test", "f.test", 990, "ftps", ""),
        ("mqtts://m.test", "m.test", 8883, "mqtts", ""),
        ("amqps://m.test", "m.test", 5671, "amqps", ""),
        ("rediss://m.test", "m.test", 6379, "rediss", ""),
        ("nntps://m.test", "m.test", 563, "nntps", ""),
        ("ircs://m.test", "m.test", 6697, "ircs", ""),
        ("xmpps://m.test", "m.test", 5223, "xmpps", ""),
        ("xmpp://m.test", "m.test", 5222, "xmpp", "xmpp"),
        ("xmpp-server://m.test", "m.test", 5269, "xmpp-server", "xmpp-server"),
        ("mssql://db.test", "db.test", 1433, "mssql", "mssql"),
        ("sqlserver://db.test;database=x", "db.test", 1433, "mssql", "mssql"),
        ("rdp://r.test", "r.test", 3389, "rdp", "rdp"),
        ("ldap://dc.test", "dc.test", 389, "ldap", "ldap"),
        ("imap://m.test", "m.test", 143, "imap", "imap"),
        ("pop3://m.test", "m.test", 110, "pop3", "pop3"),
        ("ftp://f.test", "f.test", 21, "ftp", "ftp"),
        ("nntp://n.test", "n.test", 119, "nntp", "nntp"),
        ("sieve://m.test", "m.test", 4190, "sieve", "sieve"),
        ("lmtp://m.test", "m.test", 24, "lmtp", "lmtp"),
        ("irc://i.test", "i.test", 6667, "irc", "irc"),
        ("mysql://db.test", "db.test", 3306, "mysql", "mysql"),
        ("sips://m.test", "m.test", 5061, "sips", ""),
        ("grpcs://m.test", "m.test", 443, "grpc", ""),
        ("tls://m.test:9000", "m.test", 9000, "", ""),
    ],
)
def test_table(text: str, host: str, port: int | None, service: str, protocol: str) -> None:
    read = target.read(text)
    assert (read.host, read.port) == (host, port)
    assert (read.service.name, read.service.starttls) == (service, protocol)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("a.test", "/"),
        ("https://a.test", "/"),
        ("https://a.test:8443/private/a.html?token=1#top", "/private/a.html"),
        ("https://ann:secret@a.test/p", "/p"),
        ("https://a.test?x=/y", "/"),
        ("a.test/b c/ü\r\n", "/b%20c/%C3%BC"),
        ("https://a.test/%2e/\r\nHost:b", "/%2e/%0D%0AHost:b"),
        ("wss://a.test/socket", "/socket"),
        ("a.test:25/x", "/"),
        ("postgres://db.test/name", "/"),
    ],
)
def test_the_page_that_is_meant(text: str, path: str) -> None:
    assert target.read(text).path == path


@pytest.mark.parametrize(
    "port",
    [
        *(465, 993, 995, 636, 990, 563, 853, 5223, 5671, 6697, 8883),
        *(21, 119, 1433, 3306, 3389, 4190, 5222, 5269, 6667),
    ],
)
def test_no_http_is_expected_on_ports_of_other_services(port: int) -> None:
    assert not target.read(f"a.test:{port}").service.http
    assert not target.read(f"a.test:{port}").service.alpn


def test_http_is_expected_anywhere_else() -> None:
    assert target.read("a.test:8443").service.http
    assert target.read("https://a.test:465").service.http


def test_ports_of_starttls_protocols_are_those_of_their_modules() -> None:
    for service in target.SCHEMES.values():
        if service.starttls in starttls.protocols():
            assert service.port in starttls.protocols()[service.starttls].PORTS


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "names no host"),
        (":443", "names no host"),
        ("a.test:", "needs a port from 1 to 65535"),
        ("a.test:0", "needs a port from 1 to 65535"),
        ("a.test:65536", "needs a port from 1 to 65535"),
        ("a.test:https", "needs a port from 1 to 65535"),
        ("a.test:٤٤٣", "needs a port from 1 to 65535"),
        ("a b.test", "is no host name"),
        ("*.a.test", "is no host name"),
        ("-a.test", "is no host name"),
        ("a..test", "is no host name"),
        ("a" * 64 + ".test", "is no host name"),
        (".".join(["a" * 60] * 5), "DNS can carry 253"),
        ("ü" * 70, "no form that DNS could carry"),
        ("256.1.1.1", "is no IPv4 address"),
        ("1.2.3", "is no IPv4 address"),
        ("1:2:3", "is no IPv6 address"),
        ("2001:db8::1:99999", "is no IPv6 address"),
        ("[2001:db8::1", "no IPv6 address in its brackets"),
        ("[a.test]:443", "no IPv6 address in its brackets"),
        ("[::1]443", "needs a colon before its port"),
        (
            "redis://a.test",
            "redis:// speaks no TLS, so nothing can fail in it: ask rediss://a.test",
        ),
        ("mqtt://a.test:80", "ask mqtts://a.test:80"),
        ("sip://[::1]:80", "ask sips://[::1]:80"),
        ("ssh://a.test", "ask tls://a.test"),
        ("htps://a.test", "no scheme is called 'htps'; similar: https"),
        ("gopher://a.test", "no scheme is called 'gopher'"),
        ("//a.test", "is no target"),
        ("https:/a.test", "needs a port"),
        ("https//a.test", "is no target"),
        ("ann@a.test", "is no target"),
        ("https://", "names no host"),
        ("https://a.test:x/", "needs a port"),
    ],
)
def test_nonsense_says_what_would_be_right(text: str, says: str) -> None:
    with pytest.raises(InputError) as wrong:
        target.read(text)
    assert says in str(wrong.value)


def test_a_password_is_not_in_what_is_said() -> None:
    for text in ("https://ann:s3cret@", "ftpx://ann:s3cret@a.test", "postgres://ann:s3/cret@h/db"):
        with pytest.raises(InputError) as wrong:
            target.read(text)
        assert "s3" not in str(wrong.value)


@given(st.text(max_size=60))
def test_junk_is_a_target_or_an_input_error(junk: str) -> None:
    try:
        read = target.read(junk)
    except InputError:
        return
    assert read.host.isascii()
    assert read.port is None or 0 < read.port < 65536
