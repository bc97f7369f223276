"""stunnel: TLS for programs that have none."""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_SSL = "src/ssl.c, 5.68"
_VERIFY = "src/verify.c, 5.68"
_OPTIONS = "src/options.c, 5.68"
_PROTOCOL = "src/protocol.c, 5.68"
_CLIENT = "src/client.c, 5.68"


# As SSL_alert_desc_string_long names them (ssl/ssl_stat.c, OpenSSL 3.0).
_ALERTS = {
    10: "unexpected message", 20: "bad record mac", 21: "decryption failed", 22: "record overflow",
    40: "handshake failure", 41: "no certificate", 42: "bad certificate",
    43: "unsupported certificate", 44: "certificate revoked", 45: "certificate expired",
    46: "certificate unknown", 47: "illegal parameter", 48: "unknown CA", 49: "access denied",
    50: "decode error", 51: "decrypt error", 70: "protocol version", 71: "insufficient security",
    80: "internal error", 86: "inappropriate fallback", 90: "user canceled",
    100: "no renegotiation", 109: "missing extension", 110: "unsupported extension",
    112: "unrecognized name", 113: "bad certificate status response",
    115: "unknown PSK identity", 116: "certificate required", 120: "no application protocol",
}  # fmt: skip


def _log(text: str, level: int = 3) -> str:
    return f"2024.05.06 07:08:09 LOG{level}[0]: {text}"


def _alerts() -> Iterator[Saying]:
    """Alerts by name, read and written; `SSL alert` before 5.0."""
    for number, name in _ALERTS.items():
        for way, key in (("read", "alert-received"), ("write", "alert-sent")):
            for what in ("TLS", "SSL"):
                words = f"{what} alert ({way}): fatal: {name}"
                yield Saying(words, (f"{key} {number}",), _log(words, 7), _SSL)


_SAYINGS = (
    Saying(
        "SSL_accept: ",
        ("handshake-failed", "side server"),
        _log(
            "SSL_accept: ssl/record/ssl3_record.c:331: error:1408F10B:SSL "
            "routines:ssl3_get_record:wrong version number"
        ),
        _CLIENT,
        pattern=r"LOG\d\[[^\]]{1,30}\]: SSL_accept: ",
    ),
    Saying(
        "SSL_connect: ",
        ("handshake-failed", "side client"),
        _log(
            "SSL_connect: ssl/statem/statem_clnt.c:1889: error:0A000086:SSL "
            "routines::certificate verify failed"
        ),
        _CLIENT,
        pattern=r"LOG\d\[[^\]]{1,30}\]: SSL_connect: ",
    ),
    Saying(
        "SSL_accept: Peer suddenly disconnected",
        ("eof", "side server"),
        _log("SSL_accept: Peer suddenly disconnected"),
        "src/log.c, 5.68",
    ),
    Saying(
        "SSL_connect: Peer suddenly disconnected",
        ("eof", "side client"),
        _log("SSL_connect: Peer suddenly disconnected"),
        "src/log.c, 5.68",
    ),
    Saying(
        "ssl_start: s_poll_wait: TIMEOUTbusy exceeded",
        ("handshake-timeout",),
        _log("ssl_start: s_poll_wait: TIMEOUTbusy exceeded: sending reset", 4),
        _CLIENT,
    ),
    Saying(
        "SSL_connect: Socket is closed",
        ("eof", "side client"),
        _log("SSL_connect: Socket is closed", 5),
        "src/log.c, 5.68",
    ),
    Saying(
        "SSL_accept: Socket is closed",
        ("eof", "side server"),
        _log("SSL_accept: Socket is closed", 5),
        "src/log.c, 5.68",
    ),
    Saying(
        "CERT: Pre-verification error:",
        (),
        _log("CERT: Pre-verification error: self-signed certificate", 4),
        _VERIFY,
        pattern="CERT: Pre-verification error: (?P<code>[a-zA-Z' -]{8,60})",
        decode="verify_code",
    ),
    Saying(
        "CERT: Verification error:",
        (),
        _log("CERT: Verification error: unable to get local issuer certificate", 4),
        "src/verify.c, 5.0",
        pattern="CERT: Verification error: (?P<code>[a-zA-Z' -]{8,60})",
        decode="verify_code",
    ),
    Saying(
        "VERIFY ERROR: depth=",
        ("depth {depth}",),
        _log("VERIFY ERROR: depth=0, error=self signed certificate: /CN=mail.example.com", 4),
        "src/verify.c, 4.56",
        pattern=(
            r"LOG\d.{0,40}VERIFY ERROR: depth=(?P<depth>\d{1,2}), error=(?P<code>[a-zA-Z' "
            r"-]{8,60})"
        ),
        decode="verify_code",
    ),
    Saying(
        "CERT: Subject checks failed",
        ("verify name",),
        _log("CERT: Subject checks failed", 4),
        _VERIFY,
    ),
    Saying(
        "CERT: Certificate not found in local repository",
        ("verify issuer-unknown",),
        _log("CERT: Certificate not found in local repository", 4),
        _VERIFY,
    ),
    Saying(
        "Rejected by CERT at depth=",
        ("verify failed", "depth {depth}"),
        _log("Rejected by CERT at depth=0: CN=mail.example.com", 4),
        _VERIFY,
        pattern=r"Rejected by CERT at depth=(?P<depth>\d{1,2})",
    ),
    Saying(
        "Rejected by OCSP at depth=",
        ("verify revoked", "depth {depth}"),
        _log("Rejected by OCSP at depth=0: CN=mail.example.com", 4),
        _VERIFY,
        pattern=r"Rejected by OCSP at depth=(?P<depth>\d{1,2})",
    ),
    Saying(
        "OCSP: Certificate revoked",
        ("verify revoked",),
        _log("OCSP: Certificate revoked", 4),
        "src/ocsp.c, 5.68",
    ),
    Saying(
        "OCSP: Responder error:",
        ("verify revocation-unknown",),
        _log("OCSP: Responder error: 6: unauthorized"),
        "src/ocsp.c, 5.68",
    ),
    Saying(
        "OCSP: Failed to resolve the OCSP responder address",
        ("verify revocation-unknown",),
        _log("OCSP: Failed to resolve the OCSP responder address"),
        "src/ocsp.c, 5.68",
    ),
    Saying(
        "OCSP: s_poll_wait: TIMEOUTbusy exceeded",
        ("verify revocation-unknown",),
        _log("OCSP: s_poll_wait: TIMEOUTbusy exceeded"),
        "src/ocsp.c, 5.68",
    ),
    Saying(
        "OCSP: TLS not supported for OCSP",
        ("verify revocation-unknown",),
        _log("OCSP: TLS not supported for OCSP"),
        "src/ocsp.c, 5.68",
    ),
    Saying(
        "No peer certificate received",
        ("client-cert-absent",),
        _log("No peer certificate received", 6),
        _CLIENT,
    ),
    Saying(
        "No key found for the specified PSK identity",
        ("psk-unknown", "side server"),
        _log("No key found for the specified PSK identity", 5),
        "src/ctx.c, 5.68",
    ),
    Saying(
        "PSK identity not found (session resumption?)",
        ("psk-unknown", "side server"),
        _log("PSK identity not found (session resumption?)", 6),
        "src/ctx.c, 5.68",
    ),
    Saying(
        "SNI: no pattern matched servername:",
        ("sni-unknown", "side server"),
        _log("SNI: no pattern matched servername: www.example.com"),
        "src/ctx.c, 5.68",
        pattern=r"SNI: no pattern matched servername: (?P<name>[\w.-]{1,253})",
    ),
    Saying(
        "SNI: no servername received",
        ("sni-absent", "side server"),
        _log("SNI: no servername received"),
        "src/ctx.c, 5.68",
    ),
    Saying(
        "Aborting due to renegotiation request",
        ("handshake-failed", "side server"),
        _log("Aborting due to renegotiation request"),
        "src/ctx.c, 5.68",
    ),
    Saying(
        "Server does not support TLS",
        ("starttls-missing", "side client"),
        _log("Server does not support TLS"),
        _PROTOCOL,
        pattern=r"LOG\d.{0,40}Server does not support TLS",
    ),
    Saying(
        "PostgreSQL server rejected TLS",
        ("db-without-tls", "side client"),
        _log("PostgreSQL server rejected TLS"),
        _PROTOCOL,
    ),
    Saying(
        "PostgreSQL client did not request TLS, rejecting",
        ("plain-received", "side server"),
        _log("PostgreSQL client did not request TLS, rejecting"),
        _PROTOCOL,
    ),
    Saying(
        "STARTTLS expected",
        ("starttls-needed", "side server"),
        _log("STARTTLS expected"),
        _PROTOCOL,
        pattern=r"LOG\d.{0,40}STARTTLS expected",
    ),
    Saying(
        "Client does not want TLS",
        ("plain-received", "side server"),
        _log("Client does not want TLS"),
        _PROTOCOL,
    ),
    Saying(
        "MSSL expected but not requested by client",
        ("plain-received", "side server"),
        _log("MSSL expected but not requested by client"),
        _PROTOCOL,
    ),
    Saying(
        "Remote server is not RFC 2487 compliant",
        ("starttls-missing", "side client"),
        _log("Remote server is not RFC 2487 compliant"),
        _PROTOCOL,
    ),
    Saying(
        "Remote server is not RFC 1425 compliant",
        ("starttls-missing", "side client"),
        _log("Remote server is not RFC 1425 compliant"),
        _PROTOCOL,
    ),
    Saying(
        "Unknown server welcome",
        ("starttls-missing", "side client"),
        _log("Unknown server welcome"),
        _PROTOCOL,
    ),
    Saying(
        "Unknown client EHLO",
        ("plain-received", "side server"),
        _log("Unknown client EHLO"),
        _PROTOCOL,
    ),
    Saying(
        "LDAP response has indicated an error (",
        ("starttls-missing", "side client"),
        _log("LDAP response has indicated an error (2)"),
        _PROTOCOL,
    ),
    Saying(
        "CONNECT request rejected",
        ("proxy-answered", "leg proxy", "side client"),
        _log("CONNECT request rejected"),
        _PROTOCOL,
    ),
    Saying(
        "Proxy-Authenticate: NTLM authorization request rejected",
        ("proxy-answered 407", "proxy-auth-scheme ntlm"),
        _log("Proxy-Authenticate: NTLM authorization request rejected"),
        _PROTOCOL,
    ),
    Saying(
        "Proxy-Authenticate: NTLM header not found",
        ("proxy-answered 407", "proxy-auth-scheme ntlm"),
        _log("Proxy-Authenticate: NTLM header not found"),
        _PROTOCOL,
    ),
    Saying(
        "SOCKS5 request failed: General SOCKS server failure",
        ("socks-reply 1",),
        _log("SOCKS5 request failed: General SOCKS server failure"),
        _PROTOCOL,
    ),
    Saying(
        "SOCKS5 request failed: Connection not allowed by ruleset",
        ("socks-reply 2",),
        _log("SOCKS5 request failed: Connection not allowed by ruleset"),
        _PROTOCOL,
    ),
    Saying(
        "SOCKS5 request failed: Network unreachable",
        ("socks-reply 3",),
        _log("SOCKS5 request failed: Network unreachable"),
        _PROTOCOL,
    ),
    Saying(
        "SOCKS5 request failed: Host unreachable",
        ("socks-reply 4",),
        _log("SOCKS5 request failed: Host unreachable"),
        _PROTOCOL,
    ),
    Saying(
        "SOCKS5 request failed: Connection refused",
        ("socks-reply 5",),
        _log("SOCKS5 request failed: Connection refused"),
        _PROTOCOL,
    ),
    Saying(
        "SOCKS5 request failed: TTL expired",
        ("socks-reply 6",),
        _log("SOCKS5 request failed: TTL expired"),
        _PROTOCOL,
    ),
    Saying(
        "SOCKS5 request failed: Command not supported",
        ("socks-reply 7",),
        _log("SOCKS5 request failed: Command not supported"),
        _PROTOCOL,
    ),
    Saying(
        "SOCKS5 request failed: Address type not supported",
        ("socks-reply 8",),
        _log("SOCKS5 request failed: Address type not supported"),
        _PROTOCOL,
    ),
    Saying(
        "No supported SOCKS5 authentication method received",
        ("socks-auth",),
        _log("No supported SOCKS5 authentication method received"),
        _PROTOCOL,
    ),
    Saying(
        "Unsupported SOCKS version 0x16",
        ("socks-version 22", "side server"),
        _log("Unsupported SOCKS version 0x16"),
        _PROTOCOL,
    ),
    Saying(
        "Unsupported SOCKS version 0x43",
        ("socks-version 67", "side server"),
        _log("Unsupported SOCKS version 0x43"),
        _PROTOCOL,
    ),
    Saying(
        "Unsupported SOCKS version 0x47",
        ("socks-version 71", "side server"),
        _log("Unsupported SOCKS version 0x47"),
        _PROTOCOL,
    ),
    Saying(
        "Unsupported SOCKS version 0x50",
        ("socks-version 80", "side server"),
        _log("Unsupported SOCKS version 0x50"),
        _PROTOCOL,
    ),
    Saying(
        "s_connect: s_poll_wait",
        ("connect-timeout",),
        _log("s_connect: s_poll_wait 198.51.100.9:443: TIMEOUTconnect exceeded"),
        "src/network.c, 5.68",
        pattern=(
            r"s_connect: s_poll_wait (?P<host>\S{1,100}):(?P<port>\d{1,5}): TIMEOUTconnect "
            r"exceeded"
        ),
    ),
    Saying(
        "s_connect: connect ",
        ("refused",),
        _log("s_connect: connect 198.51.100.9:443: Connection refused (111)"),
        "src/network.c, 5.68",
        pattern=r"s_connect: connect (?P<host>\S{1,100}):(?P<port>\d{1,5}): Connection refused",
    ),
    Saying(
        "s_connect: connect ",
        ("unreachable",),
        _log("s_connect: connect 198.51.100.9:443: Network is unreachable (101)"),
        "src/network.c, 5.68",
        pattern=(
            r"s_connect: connect (?P<host>\S{1,100}):(?P<port>\d{1,5}): (?:No route|Network "
            r"is|Host is)"
        ),
    ),
    Saying(
        "No more addresses to connect",
        ("upstream-failed",),
        _log("No more addresses to connect"),
        _CLIENT,
        certain=False,
    ),
    Saying(
        'Error resolving "',
        ("dns-failed",),
        _log(
            'Error resolving "mail.example.com": Neither nodename nor servname known (EAI_NONAME)'
        ),
        "src/resolver.c, 5.68",
        pattern='Error resolving "(?P<host>[^"]{1,253})"',
        certain=False,
    ),
    Saying(
        "REFUSED by libwrap from",
        ("blocked", "side server"),
        _log("Service [imaps] REFUSED by libwrap from 192.0.2.7:50000", 4),
        "src/libwrap.c, 5.68",
    ),
    Saying(
        "TLS server needs a certificate",
        ("no-certificate", "side server"),
        _log('/etc/stunnel/stunnel.conf:12: "[imaps]": TLS server needs a certificate'),
        _OPTIONS,
    ),
    Saying(
        "SSL server needs a certificate",
        ("no-certificate", "side server"),
        _log('/etc/stunnel/stunnel.conf:12: "[imaps]": SSL server needs a certificate'),
        _OPTIONS,
    ),
    Saying(
        'Either "CAengine", "CAfile" or "CApath" has to be configured',
        ("config-error", "ca-file"),
        _log('Either "CAengine", "CAfile" or "CApath" has to be configured'),
        "src/ctx.c, 5.68",
    ),
    Saying(
        'Either "CAfile" or "CApath" has to be configured',
        ("config-error", "ca-file"),
        _log('Either "CAfile" or "CApath" has to be configured'),
        "src/ctx.c, 5.68",
    ),
    Saying(
        'Either "verifyChain" or "verifyPeer" has to be enabled',
        ("config-error",),
        _log('Either "verifyChain" or "verifyPeer" has to be enabled'),
        "src/ctx.c, 5.68",
    ),
    Saying(
        "Private key does not match the certificate",
        ("key-mismatch",),
        _log("Private key does not match the certificate"),
        "src/ctx.c, 5.68",
    ),
    Saying(
        "No certificate or private key specified",
        ("no-certificate",),
        _log("No certificate or private key specified"),
        "src/ctx.c, 5.68",
    ),
    Saying(
        "Failed to initialize TLS context",
        ("config-error",),
        _log("Service [imaps]: Failed to initialize TLS context"),
        "src/ctx.c, 5.68",
    ),
    Saying(
        "Invalid groups list in 'curves'",
        ("config-error",),
        _log("Invalid groups list in 'curves'"),
        "src/ctx.c, 5.68",
    ),
    Saying(
        "Failed to set the minimum protocol version",
        ("config-error",),
        _log("Failed to set the minimum protocol version 0x301"),
        "src/ctx.c, 5.68",
    ),
    Saying(
        "Failed to set the maximum protocol version",
        ("config-error",),
        _log("Failed to set the maximum protocol version 0x304"),
        "src/ctx.c, 5.68",
    ),
    Saying(
        "Invalid protocol version range",
        ("no-version",),
        _log('/etc/stunnel/stunnel.conf:12: "[imaps]": Invalid protocol version range'),
        _OPTIONS,
    ),
    Saying(
        "Illegal TLS option",
        ("config-error",),
        _log('/etc/stunnel/stunnel.conf:12: "options = NO_TLSv9": Illegal TLS option'),
        _OPTIONS,
    ),
    Saying(
        "Specified option name is not valid here",
        ("config-error",),
        _log(
            '/etc/stunnel/stunnel.conf:12: "cafile = /etc/ca.pem": Specified option name '
            "is not valid here"
        ),
        _OPTIONS,
    ),
    Saying(
        "Each service must define two endpoints",
        ("config-error",),
        _log('/etc/stunnel/stunnel.conf:12: "[imaps]": Each service must define two endpoints'),
        _OPTIONS,
    ),
    Saying(
        "SSL_CTX_use_certificate_chain_file: ",
        ("cert-file",),
        _log(
            "SSL_CTX_use_certificate_chain_file: 2001002: error:02001002:system "
            "library:fopen:No such file or directory"
        ),
        "src/ctx.c, 5.68",
    ),
    Saying(
        "Could not load DH parameters from",
        ("config-error",),
        _log("Could not load DH parameters from /etc/stunnel/leaf.pem"),
        "src/ctx.c, 5.68",
    ),
    Saying(
        "Wrong passphrase: retrying",
        ("cert-file",),
        _log("Wrong passphrase: retrying"),
        "src/ctx.c, 5.68",
    ),
    Saying("Wrong PIN: retrying", ("cert-file",), _log("Wrong PIN: retrying"), "src/ctx.c, 5.68"),
    *_alerts(),
)

PRODUCT = Product(
    name="stunnel",
    usual=True,
    roles=(Role.SERVER, Role.CLIENT),
    recipes={
        Remedy.ENABLE_TLS: Recipe(
            "In front of a program that cannot speak TLS itself.",
            (
                "[tls]",
                "accept = 8443",
                "connect = 127.0.0.1:{port}",
                "cert = /etc/stunnel/fullchain.pem",
                "key = /etc/stunnel/leaf.key",
            ),
        ),
        Remedy.PROXY_URL_HTTPS: Recipe(
            "For clients that cannot speak TLS with a proxy: they use http://127.0.0.1:3128.",
            (
                "[proxy]",
                "client = yes",
                "accept = 127.0.0.1:3128",
                "connect = {proxy}",
                "verifyChain = yes",
                "# and: checkHost = the name on the proxy's certificate",
                "CApath = /etc/ssl/certs",
            ),
        ),
    },
    sayings=_SAYINGS,
)
