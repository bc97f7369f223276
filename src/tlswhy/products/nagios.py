"""Nagios: NRPE, check_nrpe, check_http and the other standard plugins; NSClient++."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_CHECK = "nrpe, src/check_nrpe.c, 4.1"
_NRPE = "nrpe, src/nrpe.c, 4.1"
_SSLUTILS = "monitoring-plugins, plugins/sslutils.c, 2.3"
_HTTP = "monitoring-plugins, plugins/check_http.c, 2.3"
_NSCP = "NSClient++, 0.5"

_SAYINGS = (
    Saying(
        "CHECK_NRPE: Error - Could not complete SSL handshake",
        ("handshake-failed", "side client"),
        "CHECK_NRPE: Error - Could not complete SSL handshake with 192.0.2.7: 1",
        _CHECK,
        pattern=r"Could not complete SSL handshake(?: with (?P<host>[\w.-]{1,253}))?",
    ),
    Saying(
        "Error - Could not complete SSL handshake with",
        ("handshake-failed", "side client"),
        "CHECK_NRPE: (ssl_err != 5) Error - Could not complete SSL handshake with 192.0.2.7: 1",
        _CHECK,
        pattern=r"Could not complete SSL handshake with (?P<host>[\w.-]{1,253})",
    ),
    Saying(
        "Could not complete SSL handshake with",
        ("handshake-failed", "side server"),
        (
            "May  6 07:08:09 host nrpe[4711]: Error: (ERR_get_error_line_data = 337678594), "
            "Could not complete SSL handshake with 192.0.2.7: unsupported protocol"
        ),
        _NRPE,
        pattern=(
            r"nrpe\[\d{1,7}\]: Error: .{0,80}Could not complete SSL handshake wit"
            "h (?P<client>[0-9a-fA-F.:]{2,45}?): "
        ),
    ),
    Saying(
        "Could not complete SSL handshake with",
        (),
        (
            "May  6 07:08:09 host nrpe[4711]: Error: (ERR_get_error_line_data = 337678594), "
            "Could not complete SSL handshake with 192.0.2.7: no shared cipher"
        ),
        _NRPE,
        pattern=(
            "Could not complete SSL handshake with [0-9a-fA-F.:]{2,45}?: (?P<code>["
            "a-z][a-z0-9 ]{3,60})"
        ),
        decode="openssl_reason",
    ),
    Saying(
        "Error: Could not complete SSL handshake",
        ("handshake-failed", "side server"),
        "May  6 07:08:09 host nrpe[4711]: Error: Could not complete SSL handshake. 1",
        "nrpe, src/nrpe.c, 2.15",
        pattern=r"nrpe(?:\[\d{1,7}\])?: Error: Could not complete SSL handshake",
    ),
    Saying(
        "Error: (nerrs = 0)",
        ("eof",),
        "Error: (nerrs = 0) Could not complete SSL handshake with 192.0.2.7: rc=-1 SSL-error=5",
        _CHECK,
        pattern=(
            r"\(nerrs = 0\)(?:\(!log_opts\))"
            "? ?Could not complete SSL handshake .{0,80}SSL-error=5"
        ),
    ),
    Saying(
        "CHECK_NRPE: Error - Could not connect to",
        ("side client",),
        "CHECK_NRPE: Error - Could not connect to 192.0.2.7: Connection reset by peer",
        _CHECK,
        pattern=r"Error - Could not connect to (?P<host>[\w.-]{1,253})",
        certain=False,
    ),
    Saying(
        "CHECK_NRPE: Receive header underflow",
        ("eof", "side client"),
        "CHECK_NRPE: Receive header underflow - only 0 bytes received (4 expected).",
        _CHECK,
        certain=False,
    ),
    Saying(
        "SSL Client has an invalid certificate",
        ("client-cert-refused", "side server"),
        (
            "SSL Client has an invalid certificate: /CN=mon (issuer=/CN=ca) "
            "err=10:certificate has expired"
        ),
        _NRPE,
        pattern=r"SSL Client has an invalid certificate: .{0,300}err=(?P<code>\d{1,3}):",
        decode="verify_code",
    ),
    Saying(
        "did not present a certificate",
        ("client-cert-absent", "side server"),
        "SSL Client 192.0.2.7 did not present a certificate",
        _NRPE,
        pattern="SSL Client (?P<client>[0-9a-fA-F.:]{2,45}) did not present a certificate",
    ),
    Saying(
        "SSL Did not get certificate from",
        ("handshake-failed", "side client"),
        "SSL Did not get certificate from 192.0.2.7",
        _CHECK,
    ),
    Saying(
        "Error: could not use certificate file",
        ("cert-file", "client-key"),
        "Error: could not use certificate file '/etc/nagios/leaf.pem': error:02001002",
        _CHECK,
    ),
    Saying(
        "Error: could not use CA certificate",
        ("ca-file",),
        "Error: could not use CA certificate '/etc/nagios/ca.pem': error:02001002",
        _CHECK,
    ),
    Saying(
        "Error: Could not set SSL/TLS cipher list",
        ("config-error", "no-cipher"),
        "Error: Could not set SSL/TLS cipher list: NOPE",
        _NRPE,
    ),
    Saying(
        "CRITICAL - Cannot make SSL connection",
        ("handshake-failed", "side client"),
        "CRITICAL - Cannot make SSL connection.",
        _SSLUTILS,
    ),
    Saying(
        "CRITICAL - Cannot initiate SSL handshake",
        ("handshake-failed", "side client"),
        "CRITICAL - Cannot initiate SSL handshake.",
        _SSLUTILS,
    ),
    Saying(
        "CRITICAL - Cannot create SSL context",
        ("config-error", "side client"),
        "CRITICAL - Cannot create SSL context.",
        _SSLUTILS,
    ),
    Saying(
        "CRITICAL - Cannot retrieve server certificate",
        ("handshake-failed", "side client"),
        "CRITICAL - Cannot retrieve server certificate.",
        _SSLUTILS,
    ),
    Saying(
        "CRITICAL - Private key does not seem to match certificate",
        ("key-mismatch", "client-key", "side client"),
        "CRITICAL - Private key does not seem to match certificate!",
        _SSLUTILS,
    ),
    Saying(
        "CRITICAL - Unable to open certificate chain file",
        ("client-key", "side client"),
        "CRITICAL - Unable to open certificate chain file!",
        _SSLUTILS,
    ),
    Saying(
        "CRITICAL - Certificate '",
        ("verify expired", "side client"),
        (
            "CRITICAL - Certificate 'www.example.com' expired on Mon 06 May 2024 07:08:09 AM "
            "GMT +0000."
        ),
        _SSLUTILS,
        pattern="CRITICAL - Certificate '(?P<host>[^']{1,253})' expired on",
    ),
    Saying(
        "SSL_CERT CRITICAL",
        ("verify failed", "side client"),
        "SSL_CERT CRITICAL www.example.com:443: x509 certificate 'www.example.com' expired",
        "check_ssl_cert, 2",
        pattern=r"SSL_CERT CRITICAL (?P<host>[\w.-]{1,253})",
    ),
    Saying(
        "HTTP CRITICAL - Unable to open TCP socket",
        ("side client",),
        "HTTP CRITICAL - Unable to open TCP socket",
        _HTTP,
        certain=False,
    ),
    Saying(
        "WARNING - TLS not supported by server",
        ("starttls-missing", "side client"),
        "WARNING - TLS not supported by server",
        "monitoring-plugins, plugins/check_smtp.c, 2.3",
    ),
    Saying(
        "Server does not support STARTTLS",
        ("starttls-missing", "side client"),
        "Server does not support STARTTLS",
        "monitoring-plugins, plugins/check_smtp.c, 2.3",
    ),
    Saying(
        "Failed to establish secure connection: ",
        ("handshake-failed",),
        (
            "error D:\\source\\nscp\\include\\socket/connection.hpp:243: Failed to establish "
            "secure connection: no shared cipher: 1"
        ),
        _NSCP,
        pattern="Failed to establish secure connection: (?P<code>[a-z ]{3,60})",
        decode="openssl_reason",
    ),
)

PRODUCT = Product(
    name="Nagios",
    roles=(
        Role.CLIENT,
        Role.SERVER,
    ),
    sayings=_SAYINGS,
)
