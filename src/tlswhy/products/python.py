"""Python's ssl module, and the usual HTTP clients on it."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_CONTEXT = "ctx = ssl.create_default_context()"


def _upgrade(opened: str, upgrade: str) -> Recipe:
    return Recipe("In clear first.", (_CONTEXT, f"server = {opened}", f"server.{upgrade}"))


def _implicit(opened: str) -> Recipe:
    return Recipe("The class with TLS from the first byte.", (_CONTEXT, f"server = {opened}"))


_SSL = "Modules/_ssl.c, 2.7 to 3.14"
_HOST = r"[\w.:*-]{1,253}"

_MESSAGES = (
    # `[SSL: WRONG_VERSION_NUMBER]`, `[X509: KEY_VALUES_MISMATCH]`: the reason as a name.
    *(
        Saying(
            f"[{library}: ",
            (),
            f"ssl.SSLError: [{library}: {name}] {name.lower().replace('_', ' ')} (_ssl.c:1000)",
            _SSL,
            pattern=rf"\[{library}: (?P<code>[A-Z0-9_]{{4,80}})\]",
            decode="openssl_reason",
        )
        for library, name in (
            ("SSL", "DH_KEY_TOO_SMALL"),
            ("X509", "KEY_VALUES_MISMATCH"),
            ("PEM", "NO_START_LINE"),
            ("ASN1", "HEADER_TOO_LONG"),
            ("DIGITAL ENVELOPE ROUTINES", "BAD_DECRYPT"),
        )
    ),
    Saying(
        "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed",
        ("verify failed", "side client"),
        "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1129)",
        _SSL,
    ),
    Saying(
        "Hostname mismatch, certificate is not valid for",
        ("verify name", "side client"),
        "certificate verify failed: Hostname mismatch, certificate is not valid for 'a.example'. (_ssl.c:1129)",
        _SSL,
        pattern=rf"certificate is not valid for '(?P<host>{_HOST})'",
    ),
    Saying(
        "IP address mismatch, certificate is not valid for",
        ("verify ip-name", "side client"),
        "certificate verify failed: IP address mismatch, certificate is not valid for '192.0.2.1'. (_ssl.c:1129)",
        _SSL,
        pattern=rf"certificate is not valid for '(?P<host>{_HOST})'",
    ),
    *(
        Saying(
            "doesn't match ",
            (f"verify {refusal}", "side client"),
            f"ssl.CertificateError: hostname '{host}' doesn't match either of 'b.example', 'c.example'",
            "Lib/ssl.py: match_hostname, to 3.11; urllib3 keeps a copy",
            pattern=rf"hostname '(?P<host>{name})' doesn't match (?:either of )?[u'\"]",
        )
        for refusal, host, name in (
            ("name", "a.example", r"(?![\d.]{7,15}')[\w.-]{1,253}"),
            ("ip-name", "192.0.2.1", r"(?:[\d.]{7,15}|[\da-fA-F]{0,4}:[\da-fA-F:]{1,36})"),
        )
    ),
    Saying(
        "no appropriate commonName or subjectAltName fields were found",
        ("verify no-san", "side client"),
        "ssl.CertificateError: no appropriate commonName or subjectAltName fields were found",
        "Lib/ssl.py: match_hostname, to 3.11; backports.ssl_match_hostname",
    ),
    Saying(
        "no appropriate subjectAltName fields were found",
        ("verify no-san", "side client"),
        "SSLError(CertificateError('no appropriate subjectAltName fields were found'))",
        "urllib3 src/urllib3/util/ssl_match_hostname.py, 2.0",
    ),
    Saying(
        "empty or no certificate, match_hostname needs a SSL socket",
        ("config-error", "side client"),
        "ValueError: empty or no certificate, match_hostname needs a SSL socket or SSL context with either CERT_OPTIONAL or CERT_REQUIRED",
        "Lib/ssl.py: match_hostname",
    ),
    Saying(
        "EOF occurred in violation of protocol",
        ("eof",),
        "ssl.SSLEOFError: EOF occurred in violation of protocol (_ssl.c:2426)",
        _SSL,
    ),
    Saying(
        "[SSL: UNEXPECTED_EOF_WHILE_READING]",
        ("eof",),
        "ssl.SSLEOFError: [SSL: UNEXPECTED_EOF_WHILE_READING] EOF occurred in violation of protocol (_ssl.c:1007)",
        _SSL,
    ),
    Saying(
        "TLS/SSL connection has been closed (EOF)",
        ("eof",),
        "ssl.SSLZeroReturnError: TLS/SSL connection has been closed (EOF) (_ssl.c:1131)",
        _SSL,
    ),
    Saying(
        "Underlying socket has been closed",
        ("eof",),
        "ssl.SSLError: _ssl.c:1007: Underlying socket has been closed.",
        _SSL,
        pattern=r"_ssl\.c:\d+: Underlying socket has been closed",
    ),
    Saying(
        "The handshake operation timed out",
        ("handshake-timeout",),
        "socket.timeout: _ssl.c:1112: The handshake operation timed out",
        _SSL,
    ),
    Saying(
        "_ssl.c:",
        ("handshake-failed",),
        "ssl.SSLError: unknown error (_ssl.c:3630)",
        _SSL,
        pattern=r"(?:unknown error|A failure in the SSL library occurred) \(_ssl\.c:\d{1,5}\)",
    ),
    Saying(
        "[SSL] PEM lib (_ssl.c:",
        ("cert-file",),
        "ssl.SSLError: [SSL] PEM lib (_ssl.c:4046)",
        "Modules/_ssl.c: load_cert_chain",
    ),
    Saying(
        "[X509] PEM lib (_ssl.c:",
        ("ca-file",),
        "ssl.SSLError: [X509] PEM lib (_ssl.c:4293)",
        "Modules/_ssl.c: load_verify_locations",
    ),
    Saying(
        "[ASN1] nested asn1 error",
        ("ca-file",),
        "ssl.SSLError: [ASN1] nested asn1 error (_ssl.c:4040)",
        "Modules/_ssl.c: the Windows store is read at start",
    ),
    Saying(
        "[ASN1: NOT_ENOUGH_DATA] not enough data (_ssl.c",
        ("ca-file",),
        "ssl.SSLError: [ASN1: NOT_ENOUGH_DATA] not enough data (_ssl.c:4040)",
        "Modules/_ssl.c: the Windows store is read at start",
    ),
    Saying(
        "cadata does not contain a certificate",
        ("ca-file",),
        "ssl.SSLError: no start line: cadata does not contain a certificate (_ssl.c:4140)",
        _SSL,
    ),
    Saying(
        "[X509: NO_CERTIFICATE_OR_CRL_FOUND]",
        ("ca-file",),
        "ssl.SSLError: [X509: NO_CERTIFICATE_OR_CRL_FOUND] no certificate or crl found (_ssl.c:4149)",
        "Modules/_ssl.c: load_verify_locations",
    ),
    Saying(
        "No cipher can be selected.",
        ("no-cipher",),
        "ssl.SSLError: ('No cipher can be selected.',)",
        "Modules/_ssl.c: set_ciphers",
    ),
    Saying(
        "invalid or unsupported protocol version",
        ("config-error",),
        "ValueError: invalid or unsupported protocol version 2",
        _SSL,
    ),
    Saying(
        "Unsupported protocol version 0x",
        ("no-version",),
        "ValueError: Unsupported protocol version 0x300",
        "Modules/_ssl.c: set_min_max_proto_version",
    ),
    Saying(
        "Cannot set verify_mode to CERT_NONE when check_hostname is enabled",
        ("config-error",),
        "ValueError: Cannot set verify_mode to CERT_NONE when check_hostname is enabled.",
        _SSL,
    ),
    Saying(
        "Cannot create a client socket with a PROTOCOL_TLS_SERVER context",
        ("config-error",),
        "ssl.SSLError: Cannot create a client socket with a PROTOCOL_TLS_SERVER context (_ssl.c:801)",
        _SSL,
    ),
    Saying(
        "Cannot create a server socket with a PROTOCOL_TLS_CLIENT context",
        ("config-error", "side server"),
        "ssl.SSLError: Cannot create a server socket with a PROTOCOL_TLS_CLIENT context (_ssl.c:801)",
        _SSL,
    ),
    Saying(
        "module 'ssl' has no attribute",
        ("config-error",),
        "AttributeError: module 'ssl' has no attribute 'wrap_socket'",
        "Lib/ssl.py, 3.12 without wrap_socket, 3.10 without PROTOCOL_SSLv3",
    ),
    Saying(
        "No module named '_ssl'",
        ("config-error",),
        "ModuleNotFoundError: No module named '_ssl'",
        "a Python that was built without OpenSSL",
    ),
    Saying(
        "ImportError: DLL load failed while importing _ssl",
        ("config-error",),
        "ImportError: DLL load failed while importing _ssl: The specified module could not be found.",
        "a Python that does not find its OpenSSL",
    ),
    Saying(
        "check_hostname requires server_hostname",
        # pip and urllib3 come to it by an https:// proxy of the system's settings.
        ("proxy-not-tls", "side client"),
        "ValueError: check_hostname requires server_hostname",
        "Lib/ssl.py",
    ),
    Saying(
        "server_hostname cannot be an empty string or start with a leading dot",
        ("sni-absent", "side client"),
        "ValueError: server_hostname cannot be an empty string or start with a leading dot.",
        _SSL,
    ),
    Saying(
        "Tunnel connection failed:",
        ("proxy-answered {status}", "leg proxy", "side client"),
        "OSError: Tunnel connection failed: 407 Proxy Authentication Required",
        "Lib/http/client.py: _tunnel",
        pattern=r"Tunnel connection failed: (?P<status>[1-9]\d\d)",
    ),
    Saying(
        "<urlopen error",
        ("side client",),
        "urllib.error.URLError: <urlopen error [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed (_ssl.c:590)>",
        "Lib/urllib/error.py",
        certain=False,
    ),
    Saying(
        "<urlopen error unknown url type: https>",
        ("config-error",),
        "urllib.error.URLError: <urlopen error unknown url type: https>",
        "Lib/urllib/request.py: no handler, Python without ssl",
    ),
    Saying(
        "Remote end closed connection without response",
        ("eof", "side client"),
        "http.client.RemoteDisconnected: Remote end closed connection without response",
        "Lib/http/client.py",
        certain=False,
    ),
    # Mail, FTP and news.
    Saying(
        "STARTTLS extension not supported by server",
        ("starttls-missing", "side client"),
        "smtplib.SMTPNotSupportedError: STARTTLS extension not supported by server.",
        "Lib/smtplib.py: starttls",
    ),
    Saying(
        "TLS not supported by server",
        ("starttls-missing", "side client"),
        "imaplib.IMAP4.abort: TLS not supported by server",
        "Lib/imaplib.py: starttls",
        pattern=r"TLS not supported by server",
    ),
    Saying(
        "-ERR TLS not supported by server",
        ("starttls-missing", "side client"),
        "poplib.error_proto: -ERR TLS not supported by server",
        "Lib/poplib.py: stls",
    ),
    Saying(
        "smtplib.SMTPServerDisconnected:",
        ("eof", "side client"),
        "smtplib.SMTPServerDisconnected: Connection unexpectedly closed",
        "Lib/smtplib.py: getreply",
        certain=False,
    ),
    Saying(
        "Must issue a STARTTLS command first",
        ("starttls-needed", "side client"),
        "smtplib.SMTPSenderRefused: (530, b'5.7.0 Must issue a STARTTLS command first', 'a@a.example')",
        "what servers answer, as Lib/smtplib.py prints it",
    ),
    Saying(
        "No SSL support included in this Python",
        ("config-error",),
        "RuntimeError: No SSL support included in this Python",
        "Lib/smtplib.py, to 3.11",
    ),
    Saying(
        "TLS/SSL connection required",
        ("starttls-needed", "side client"),
        "ftplib.error_perm: 550 SSL/TLS required on the control channel; TLS/SSL connection required",
        "what servers answer, as Lib/ftplib.py prints it",
        certain=False,
    ),
    # asyncio.
    Saying(
        "is not supported by start_tls()",
        ("tls-in-tls", "side client"),
        "TypeError: transport <asyncio.sslproto._SSLProtocolTransport object at 0x7f6a1c> is not supported by start_tls()",
        "Lib/asyncio/base_events.py: start_tls, to 3.10",
    ),
    Saying(
        "seconds: aborting the connection",
        ("handshake-timeout",),
        "ConnectionAbortedError: SSL handshake is taking longer than 60.0 seconds: aborting the connection",
        "Lib/asyncio/sslproto.py",
        pattern=r"SSL handshake is taking longer than [\d.]+ seconds: aborting",
    ),
    Saying(
        "Fatal error: protocol.data_received() call failed. protocol: <asyncio.sslproto",
        ("handshake-failed",),
        "Fatal error: protocol.data_received() call failed. protocol: <asyncio.sslproto.SSLProtocol object at 0x7f>",
        "Lib/asyncio/selector_events.py",
    ),
    Saying(
        "protocol: <asyncio.sslproto.SSLProtocol object",
        ("handshake-failed",),
        "SSL handshake failed protocol: <asyncio.sslproto.SSLProtocol object at 0x7f> transport: <_SelectorSocketTransport fd=9>",
        "Lib/asyncio/sslproto.py: _on_handshake_complete",
        pattern=r"SSL (?:handshake failed|error in data received).{0,40} protocol: <asyncio",
    ),
    Saying(
        "returning true from eof_received() has no effect when using ssl",
        (),
        "returning true from eof_received() has no effect when using ssl",
        "Lib/asyncio/sslproto.py",
    ),
    # pyOpenSSL prints OpenSSL's queue as tuples: library, function, reason.
    Saying(
        "[('",
        (),
        "OpenSSL.SSL.Error: [('SSL routines', 'tls_process_server_certificate', 'certificate verify failed')]",
        "pyOpenSSL src/OpenSSL/_util.py: exception_from_error_queue",
        pattern=r"\[\('(?P<code>(?:SSL|PEM|x509 certificate|PKCS12|rsa|digital envelope) routines', '[\w ]{0,60}', '[^']{3,70})'\)",
        decode="openssl_reason",
    ),
    Saying(
        "OpenSSL.SSL.SysCallError:",
        ("eof",),
        "OpenSSL.SSL.SysCallError: (-1, 'Unexpected EOF')",
        "pyOpenSSL src/OpenSSL/SSL.py: _raise_ssl_error",
    ),
    Saying(
        "OpenSSL.SSL.SysCallError: (104,",
        ("reset",),
        "OpenSSL.SSL.SysCallError: (104, 'ECONNRESET')",
        "pyOpenSSL src/OpenSSL/SSL.py: _raise_ssl_error",
    ),
    Saying(
        "SysCallError(-1, 'Unexpected EOF')",
        ("eof",),
        "(Caused by SSLError(SysCallError(-1, 'Unexpected EOF')))",
        "pyOpenSSL src/OpenSSL/SSL.py: _raise_ssl_error",
    ),
    Saying(
        "SysCallError(104, 'ECONNRESET')",
        ("reset",),
        "(Caused by SSLError(SysCallError(104, 'ECONNRESET')))",
        "pyOpenSSL src/OpenSSL/SSL.py: _raise_ssl_error",
    ),
    Saying(
        "OpenSSL.SSL.ZeroReturnError",
        ("eof",),
        "OpenSSL.SSL.ZeroReturnError",
        "pyOpenSSL src/OpenSSL/SSL.py",
    ),
    Saying(
        "X509_V_FLAG_NOTIFY_POLICY",
        ("config-error",),
        "AttributeError: module 'lib' has no attribute 'X509_V_FLAG_NOTIFY_POLICY'",
        "pyOpenSSL that is older than the package cryptography beside it",
    ),
)


PRODUCT = Product(
    name="Python",
    usual=True,
    roles=(Role.CLIENT,),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "requests and pip bring their own roots (certifi); the ssl module reads the system's.",
            (
                'cat "$(python3 -m certifi)" {ca}.pem > bundle.pem',
                "export REQUESTS_CA_BUNDLE=$PWD/bundle.pem SSL_CERT_FILE=$PWD/bundle.pem",
                'python3 -m pip config set global.cert "$PWD/bundle.pem"',
            ),
        ),
        Remedy.RAISE_CLIENT_VERSION: Recipe(
            "No ssl_version, no PROTOCOL_TLSv1, no options that forbid a version.",
            (
                _CONTEXT,
                "ctx.minimum_version = ssl.TLSVersion.TLSv1_2",
                "ctx.maximum_version = ssl.TLSVersion.MAXIMUM_SUPPORTED",
            ),
        ),
        Remedy.LOWER_CLIENT_VERSION: Recipe(
            "With OpenSSL 3 TLS 1.0 and 1.1 work at security level 0 only.",
            (
                _CONTEXT,
                "ctx.minimum_version = ssl.TLSVersion.TLSv1",
                'ctx.set_ciphers("DEFAULT:@SECLEVEL=0")',
            ),
        ),
        Remedy.WIDEN_CLIENT_CIPHERS: Recipe(
            "The library's own list.", (_CONTEXT, 'ctx.set_ciphers("DEFAULT")')
        ),
        Remedy.ALLOW_LEGACY_RENEGOTIATION: Recipe(
            "OP_LEGACY_SERVER_CONNECT, which has a name since 3.12.",
            (_CONTEXT, "ctx.options |= 0x4"),
        ),
        Remedy.RELAX_STRICT_CHECKS: Recipe(
            "Of 3.13 and newer; whatever else is wrong with a chain is still refused.",
            (_CONTEXT, "ctx.verify_flags &= ~ssl.VERIFY_X509_STRICT"),
        ),
        Remedy.UPDATE_CLIENT: Recipe(
            "asyncio and aiohttp need Python 3.11, urllib3 and pip a version of 2020 or later.",
            ('python3 -m pip install -U "aiohttp>=3.8" "urllib3>=1.26" pip',),
        ),
        Remedy.SEND_SNI: Recipe(
            "The name goes with the socket; an address there sends none.",
            (_CONTEXT, 'tls = ctx.wrap_socket(sock, server_hostname="{name}")'),
        ),
        Remedy.CONNECT_BY_LISTED_NAME: Recipe(
            "Connect to the address, and ask for the name.",
            (
                _CONTEXT,
                'sock = socket.create_connection(("{host}", {port}))',
                'tls = ctx.wrap_socket(sock, server_hostname="{name}")',
            ),
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "client.pem holds the certificate and its chain.",
            (_CONTEXT, 'ctx.load_cert_chain("client.pem", "client.key")'),
        ),
        Remedy.ALLOW_LATE_AUTH: Recipe(
            "Since 3.8, and only with the context of the connection.",
            (
                _CONTEXT,
                'ctx.load_cert_chain("client.pem", "client.key")',
                "ctx.post_handshake_auth = True",
            ),
        ),
        Remedy.PROXY_URL_SOCKS: Recipe(
            "requests needs an extra for SOCKS.",
            (
                'python3 -m pip install "requests[socks]"',
                "export HTTPS_PROXY=socks5h://{proxy}",
            ),
        ),
        Remedy.BYPASS_PROXY: Recipe(
            "Prints True once urllib goes direct. It takes no networks, which requests does.",
            (
                "python3 -c 'import urllib.request as u; print(u.proxy_bypass(\"{host}\"))'",
                "export NO_PROXY=localhost,{host}",
                "export no_proxy=$NO_PROXY",
            ),
        ),
    },
    by_service={
        Remedy.USE_STARTTLS: {
            "smtp": _upgrade('smtplib.SMTP("{host}", {port})', "starttls(context=ctx)"),
            "lmtp": _upgrade('smtplib.LMTP("{host}", {port})', "starttls(context=ctx)"),
            "imap": _upgrade('imaplib.IMAP4("{host}", {port})', "starttls(ssl_context=ctx)"),
            "pop3": _upgrade('poplib.POP3("{host}", {port})', "stls(context=ctx)"),
            "ftp": Recipe(
                "Login comes after it, and prot_p protects the data too.",
                (
                    _CONTEXT,
                    "server = ftplib.FTP_TLS(context=ctx)",
                    'server.connect("{host}", {port})',
                    "server.auth()",
                ),
            ),
            "ldap": Recipe(
                "With the package python-ldap.",
                ('server = ldap.initialize("ldap://{host}:{port}")', "server.start_tls_s()"),
            ),
            "postgres": Recipe(
                "With psycopg; libpq makes the upgrade.",
                ('server = psycopg.connect("host={host} port={port} sslmode=verify-full")',),
            ),
            "mysql": Recipe(
                "With PyMySQL.",
                (_CONTEXT, 'server = pymysql.connect(host="{host}", port={port}, ssl=ctx)'),
            ),
        },
        Remedy.USE_IMPLICIT_TLS: {
            "smtp": _implicit('smtplib.SMTP_SSL("{host}", {port}, context=ctx)'),
            "imap": _implicit('imaplib.IMAP4_SSL("{host}", {port}, ssl_context=ctx)'),
            "pop3": _implicit('poplib.POP3_SSL("{host}", {port}, context=ctx)'),
            "ldap": Recipe(
                "With the package python-ldap.",
                ('server = ldap.initialize("ldaps://{host}:{port}")',),
            ),
        },
    },
    sayings=_MESSAGES,
)
