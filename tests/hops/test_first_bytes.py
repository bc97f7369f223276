import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tlswhy.hops.first_bytes import MAX_SAYS, Spoken, printable, recognise

NGINX = b"HTTP/1.1 400 Bad Request\r\nServer: nginx/1.22.1\r\nContent-Length: 157\r\n\r\n<html>"
APACHE = b"HTTP/1.1 400 Bad Request\r\nServer: Apache/2.4.71 (Debian) OpenSSL/3.0.19\r\n\r\n"
TINYPROXY = b"HTTP/1.0 200 OK\r\nproxy-agent: tinyproxy/1.11.0\r\n\r\n"
POSTFIX = b"220 mail.test ESMTP Postfix (Debian/GNU)\r\n"
EXIM = b"220 mail.test ESMTP Exim 4.96 Tue, 01 Jan 2030 00:00:00 +0000\r\n"
SENDMAIL = b"220 mail.test ESMTP Sendmail 8.17.1/8.17.1; Tue, 1 Jan 2030 00:00:00 GMT\r\n"
EXCHANGE = b"220 EX.A.TEST Microsoft ESMTP MAIL Service ready at Tue, 1 Jan 2030 00:00:00 +0000\r\n"
PURE_FTPD = (
    b"220---------- Welcome to Pure-FTPd [privsep] [TLS] ----------\r\n"
    b"220-You are user number 1 of 50 allowed.\r\n"
)
DOVECOT = b"* OK [CAPABILITY IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE LITERAL+ STARTTLS "
MARIADB = b"\x5d\x00\x00\x00\x0a5.5.5-10.11.6-MariaDB-0+deb12u1\x00" + bytes(56)
MYSQL = b"\x4a\x00\x00\x00\x0a8.0.36\x00" + bytes(66)
MYSQL_1130 = (
    b"\x46\x00\x00\x00\xff\x6a\x04Host '192.0.2.7' is not allowed to connect to this MariaDB server"
)
MYSQL_1040 = b"\x17\x00\x00\x00\xff\x10\x04Too many connections"
POSTGRES = b'E\x00\x00\x00^SFATAL\x00VFATAL\x00C28000\x00Mrole "xx" does not exist\x00\x00'
POSTGRES_2 = b"EFATAL:  unsupported frontend protocol 2.0: server supports 3.0 to 3.0\n\x00"
LDAP_NOTICE = (  # RFC 4511 section 4.4.1
    b"\x30\x24\x02\x01\x00\x78\x1f\x0a\x01\x02\x04\x00\x04\x00\x8a\x161.3.6.1.4.1.1466.20036"
)
REDIS_DENIED = b"-DENIED Redis is running in protected mode because protected mode is enabled\r\n"
INN = b"200 news.test InterNetNews NNRP server INN 2.6.4 ready (posting ok)\r\n"
DOVECOT_SIEVE = b'"IMPLEMENTATION" "Dovecot Pigeonhole"\r\n"SASL" "PLAIN"\r\n'
MAXSTARTUPS = b"Exceeded MaxStartups\r\n"
PROSODY = b"<?xml version='1.0'?><stream:stream xmlns='jabber:client' from='a.test'>"
CURL_CONNECT = b"CONNECT a.test:443 HTTP/1.1\r\nHost: a.test:443\r\nUser-Agent: curl/7.88.1\r\n\r\n"
ASTERISK = b"SIP/2.0 401 Unauthorized\r\nVia: SIP/2.0/TCP x\r\nServer: Asterisk PBX 20.5.0\r\n\r\n"


@pytest.mark.parametrize(
    ("program", "said", "protocol", "product"),
    [
        ("nginx 1.22", NGINX, "http-answer", "nginx/1.22.1"),
        ("Apache 2.4", APACHE, "http-answer", "Apache/2.4.71 (Debian) OpenSSL/3.0.19"),
        ("Tinyproxy", TINYPROXY, "http-answer", "tinyproxy/1.11.0"),
        (
            "HAProxy 2.6",
            b"HTTP/1.1 400 Bad request\r\nContent-length: 90\r\n\r\n",
            "http-answer",
            "",
        ),
        ("Node", b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n", "http-answer", ""),
        ("cut short", b"HTTP/1.", "http-answer", ""),
        ("curl", CURL_CONNECT, "http-request", "curl/7.88.1"),
        ("an h2 client", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "http-request", ""),
        ("cut short", b"GET /index", "http-request", ""),
        ("WebDAV", b"PROPFIND /x HTTP/1.1\r\nHost: a\r\n\r\n", "http-request", ""),
        ("Postfix", POSTFIX, "smtp", "Postfix"),
        ("Postfix on a host named ftp", b"220 ftp.a.test ESMTP Postfix\r\n", "smtp", "Postfix"),
        ("Exim", EXIM, "smtp", "Exim 4.96"),
        ("Sendmail", SENDMAIL, "smtp", "Sendmail 8.17.1"),
        ("Sendmail", b"554 mail.test ESMTP not accepting messages\r\n", "smtp", ""),
        ("Exchange", EXCHANGE, "smtp", "Microsoft ESMTP MAIL Service"),
        ("Gmail", b"220 mx.google.com ESMTP a1-23.45 - gsmtp\r\n", "smtp", "gsmtp"),
        ("OpenSMTPD", b"220 a.test ESMTP OpenSMTPD\r\n", "smtp", "OpenSMTPD"),
        ("smtpd of Python", b"220 a.test Python SMTP 1.4.4\r\n", "smtp", "Python SMTP 1.4.4"),
        ("Postfix", b"421 4.7.0 a.test Error: too many connections from 192.0.2.7\r\n", "smtp", ""),
        ("Postfix", b"502 5.5.2 Error: command not recognized\r\n", "smtp", ""),
        ("a server that closes", b"421 a.test Service not available\r\n", "smtp", ""),
        ("Cisco PIX fixup", b"220 **************************\r\n", "smtp", ""),
        ("vsftpd", b"220 (vsFTPd 3.0.3)\r\n", "ftp", "vsFTPd 3.0.3"),
        ("vsftpd", b"500 OOPS: vsftpd: refusing to run with writable root\r\n", "ftp", "vsftpd"),
        ("vsftpd", b"530 Please login with USER and PASS.\r\n", "ftp", ""),
        (
            "vsftpd",
            b"421 There are too many connections from your internet address.\r\n",
            "ftp",
            "",
        ),
        ("ProFTPD", b"220 ProFTPD Server (Debian) [::ffff:192.0.2.1]\r\n", "ftp", "ProFTPD"),
        ("ProFTPD", b"220 ProFTPD 1.3.5e Server (x) [192.0.2.1]\r\n", "ftp", "ProFTPD 1.3.5e"),
        ("Pure-FTPd", PURE_FTPD, "ftp", "Pure-FTPd"),
        ("FileZilla", b"220-FileZilla Server 1.8.0\r\n220 x\r\n", "ftp", "FileZilla Server 1.8.0"),
        ("IIS", b"220 Microsoft FTP Service\r\n", "ftp", "Microsoft FTP Service"),
        ("pyftpdlib", b"220 pyftpdlib 1.5.7 ready.\r\n", "ftp", "pyftpdlib 1.5.7"),
        ("unknown", b"220 a.test ready.\r\n", "smtp-or-ftp", ""),
        ("Dovecot", DOVECOT + b"LOGINDISABLED] Dovecot (Debian) ready.\r\n", "imap", "Dovecot"),
        (
            "Courier",
            b"* OK [CAPABILITY IMAP4rev1] Courier-IMAP ready.\r\n",
            "imap",
            "Courier-IMAP",
        ),
        (
            "Exchange",
            b"* OK The Microsoft Exchange IMAP4 service is ready.\r\n",
            "imap",
            "Microsoft Exchange",
        ),
        ("Dovecot", b"* BYE Disconnected for inactivity.\r\n", "imap", ""),
        ("imapd behind ssh", b"* PREAUTH IMAP4rev1 server logged in\r\n", "imap", ""),
        ("Pigeonhole", DOVECOT_SIEVE, "sieve", "Dovecot Pigeonhole"),
        ("Dovecot", b"+OK Dovecot (Debian) ready.\r\n", "pop3", "Dovecot"),
        ("Dovecot", b"-ERR Unknown command.\r\n", "pop3", ""),
        ("OpenSSH", b"SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n", "ssh", "OpenSSH_9.2p1"),
        ("Dropbear", b"SSH-2.0-dropbear_2022.83\r\n", "ssh", "dropbear_2022.83"),
        ("OpenSSH", MAXSTARTUPS, "ssh", ""),
        ("MySQL 8.0", MYSQL, "mysql", "MySQL/8.0.36"),
        ("MariaDB 10.11", MARIADB, "mysql", "MariaDB/10.11.6"),
        ("MariaDB", MYSQL_1130, "mysql", "MariaDB"),
        ("MySQL", MYSQL_1040, "mysql", ""),
        ("PostgreSQL 15", b"N", "postgres-no", ""),
        ("PostgreSQL 15", POSTGRES, "postgres-error", "PostgreSQL"),
        ("PostgreSQL 15", POSTGRES_2, "postgres-error", "PostgreSQL"),
        ("RFC 1928", b"\x05\xff", "socks5", ""),
        ("RFC 1928", b"\x05\x01\x00\x01\x00\x00\x00\x00\x00\x00", "socks5", ""),
        ("SOCKS 4", b"\x00\x5b\x00\x00\x00\x00\x00\x00", "socks4", ""),
        ("HAProxy", b"PROXY TCP4 192.0.2.7 192.0.2.1 40000 443\r\n", "proxy-header", ""),
        ("HAProxy", bytes.fromhex("0d0a0d0a000d0a515549540a2111000c"), "proxy-header", ""),
        ("SSL 2.0 CLIENT-HELLO", bytes.fromhex("802e0100020015000000100100"), "sslv2", ""),
        ("SSL 2.0 SERVER-HELLO", bytes.fromhex("8024040001000203cc0003001001"), "sslv2", ""),
        ("SSL 2.0 ERROR", bytes.fromhex("8003000001"), "sslv2", ""),
        ("OpenSSL", bytes.fromhex("15030300020228"), "tls", ""),
        ("OpenSSL", bytes.fromhex("1603010200010001fc0303"), "tls", ""),
        ("cut short", b"\x16\x03", "tls", ""),
        ("Redis", b"-NOAUTH Authentication required.\r\n", "redis", ""),
        ("Redis", b"-ERR unknown command 'EHLO'\r\n", "redis", ""),
        ("Redis", REDIS_DENIED, "redis", "Redis"),
        ("RFC 4511", LDAP_NOTICE, "ldap", ""),
        ("Active Directory", b"\x30\x84\x00\x00\x00\x10\x02\x01\x00\x78\x84\x00", "ldap", ""),
        ("Windows", bytes.fromhex("030000130ed000001234000209080002000000"), "rdp", ""),
        ("cut short", bytes.fromhex("03000013"), "rdp", ""),
        ("SQL Server", bytes.fromhex("0401002b00000100000015"), "tds", ""),
        ("gRPC in clear", bytes.fromhex("000006040000000000000500004000"), "http2", ""),
        ("InspIRCd", b":irc.test NOTICE * :*** Looking up your hostname...\r\n", "irc", ""),
        ("ratbox", b"NOTICE AUTH :*** Looking up your hostname...\r\n", "irc", ""),
        ("telnetd", bytes.fromhex("fffd18fffd20fffd23fffd27"), "telnet", ""),
        ("INN", INN, "nntp", "INN 2.6.4"),
        ("Prosody", PROSODY, "xmpp", ""),
        ("cut short", b"<?xml version='1.0'?>\n", "xmpp", ""),
        ("an HTTP/0.9 answer", b'<!DOCTYPE HTML PUBLIC "x">\n<html>', "html", ""),
        ("XHTML", b'<?xml version="1.0"?>\n<!DOCTYPE html>', "html", ""),
        ("RabbitMQ", b"AMQP\x00\x00\x09\x01", "amqp", ""),
        ("Mosquitto", b"\x20\x02\x00\x01", "mqtt", ""),
        ("memcached", b"ERROR\r\n", "memcached", ""),
        ("TigerVNC", b"RFB 003.008\n", "vnc", ""),
        ("a camera", b"RTSP/1.0 400 Bad Request\r\nServer: Cam/1\r\n\r\n", "rtsp", "Cam/1"),
        ("Asterisk", ASTERISK, "sip", "Asterisk PBX 20.5.0"),
        ("a phone", b"OPTIONS sip:a.test SIP/2.0\r\nUser-Agent: Phone 1\r\n\r\n", "sip", "Phone 1"),
        ("rsync", b"@RSYNCD: 31.0\n", "text", ""),
        ("nothing known", bytes(range(40)), "binary", ""),
    ],
)
def test_a_real_program(program: str, said: bytes, protocol: str, product: str) -> None:
    spoken = recognise(said)
    assert spoken is not None
    assert (spoken.protocol, spoken.product) == (protocol, product)


@pytest.mark.parametrize(
    ("said", "protocol"),
    [
        (b"\x05\x07", "binary"),
        (b"\x05\x00\x0c", "binary"),
        (b"\x05\x00\x0c\x03\x10\x00", "binary"),  # DCE/RPC
        (b"\x80\x03\x00\x00\x01\x00", "binary"),
        (b"\xc3\xa4\xc3\xb6", "text"),
        (b"\xe4\xf6 in Latin-1", "binary"),
        (b"\x03\x00\x00\x13\x0e\x01", "binary"),
        (b" 1\x00\x00", "binary"),
        (b"\x4a\x00\x00\x00\x0a\x01\x02\x03\x00", "binary"),
        (b"\x17\x00\x00\x00\xff\x10\x04\x00\x01", "binary"),
        (b"\x17\x00\x00\x00\x09\x10\x04abc", "binary"),
        (b"Error: no\n", "text"),
        (b"NO\n", "text"),
        (b"CONNECTED\n", "text"),
    ],
)
def test_what_only_looks_like_it(said: bytes, protocol: str) -> None:
    spoken = recognise(said)
    assert spoken is not None
    assert spoken.protocol == protocol


def test_nothing_is_nothing() -> None:
    assert recognise(b"") is None


def test_says_is_the_text_or_hex() -> None:
    assert recognise(NGINX) == Spoken("http-answer", "HTTP/1.1 400 Bad Request", "nginx/1.22.1")
    assert recognise(b"N") == Spoken("postgres-no", "N")
    assert recognise(b"\x05\xff") == Spoken("socks5", "05 ff")
    assert recognise(b"hello\x07\r\n\xc3\xa4 there") == Spoken("text", "hello ?? there")
    spoken = recognise(bytes(40))
    assert spoken is not None
    assert spoken.says == "00 " * 32 + "..."
    assert recognise(MYSQL_1040) == Spoken("mysql", "Too many connections")


def test_a_request_does_not_show_its_credentials() -> None:
    request = b"CONNECT a:443 HTTP/1.1\r\nProxy-Authorization: Basic dGVzdDoxMjM=\r\n\r\n"
    assert recognise(request) == Spoken("http-request", "CONNECT a:443 HTTP/1.1")


@given(st.binary(min_size=1, max_size=300))
@example(b"HTTP/1.1 200 OK\r\nServer: \xff\r\n\r\n")
@example(b"220 " + b"x" * 500)
@example(b"\x05\x00\x00\x00\xff\x00\x00\xff")
def test_anything_has_a_name_and_a_printable_line(junk: bytes) -> None:
    spoken = recognise(junk)
    assert spoken is not None
    assert spoken.protocol
    for text in (spoken.says, spoken.product):
        assert len(text) <= MAX_SAYS
        assert all(" " <= letter <= "~" for letter in text)


def test_a_printable_line_has_no_space_at_its_ends() -> None:
    assert printable(b"  a" + b" " * 300 + b"b  ") == "a b"
    assert printable(b"a" * 199 + b" b") == "a" * 199
