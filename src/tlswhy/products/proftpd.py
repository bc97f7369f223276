"""ProFTPD with mod_tls."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_TLS = "contrib/mod_tls.c, 1.3.8"

_SAYINGS = (
    Saying(
        "mod_tls/",
        (),
        (
            "2024-05-06 07:08:09,123 mod_tls/2.9.2[4711]: TLS/TLS-C negotiation failed on "
            "control channel"
        ),
        _TLS,
        certain=False,
    ),
    Saying(
        "TLS/TLS-C negotiation failed on control channel",
        ("handshake-failed",),
        (
            "2024-05-06 07:08:09,123 mod_tls/2.9.2[4711]: TLS/TLS-C negotiation failed on "
            "control channel"
        ),
        _TLS,
    ),
    Saying(
        "SSL/TLS-P negotiation failed on control channel",
        ("handshake-failed",),
        (
            "2024-05-06 07:08:09,123 mod_tls/2.9.2[4711]: SSL/TLS-P negotiation failed on "
            "control channel"
        ),
        _TLS,
    ),
    Saying(
        "implicit SSL/TLS negotiation failed on control channel",
        ("handshake-failed",),
        (
            "2024-05-06 07:08:09,123 mod_tls/2.9.2[4711]: implicit SSL/TLS negotiation "
            "failed on control channel"
        ),
        _TLS,
    ),
    Saying(
        "unable to accept TLS connection: ",
        ("handshake-failed",),
        (
            "2024-05-06 07:08:09,123 mod_tls/2.9.2[4711]: unable to accept TLS connection: "
            "client does not support any cipher from 'TLSCipherSuite HIGH:!aNULL' (see "
            "`openssl ciphers HIGH:!aNULL` for full list)"
        ),
        _TLS,
    ),
    Saying(
        "unable to accept TLS connection: received EOF that violates protocol",
        ("eof",),
        (
            "2024-05-06 07:08:09,123 mod_tls/2.9.2[4711]: unable to accept TLS connection: "
            "received EOF that violates protocol"
        ),
        _TLS,
    ),
    Saying(
        "unable to accept TLS connection: system call error",
        ("reset",),
        (
            "2024-05-06 07:08:09,123 mod_tls/2.9.2[4711]: unable to accept TLS connection: "
            "system call error: [104] Connection reset by peer"
        ),
        _TLS,
        pattern=r"unable to accept TLS connection: system call error: \[(?:104|54)\]",
    ),
    Saying(
        "unable to accept TLS connection: protocol error",
        ("handshake-failed",),
        (
            "2024-05-06 07:08:09,123 mod_tls/2.9.2[4711]: unable to accept TLS connection: "
            "protocol error: (1) error:0A00009C:SSL routines::http request"
        ),
        _TLS,
    ),
    Saying(
        "client does not support any cipher from 'TLSCipherSuite",
        ("no-shared-cipher",),
        (
            "2024-05-06 07:08:09,123 mod_tls/2.9.2[4711]: unable to accept TLS connection: "
            "client does not support any cipher from 'TLSCipherSuite HIGH:!aNULL' (see "
            "`openssl ciphers HIGH:!aNULL` for full list)"
        ),
        _TLS,
    ),
    Saying(
        "lacks support for client requested TLS protocol version",
        ("client-version",),
        (
            "2024-05-06 07:08:09,123 mod_tls/2.9.2[4711]: unable to accept TLS connection: "
            "mod_tls/2.9.2 lacks support for client requested TLS protocol version: TLSv1.3"
        ),
        _TLS,
    ),
    Saying(
        "perhaps client requested disabled TLS protocol version",
        ("client-version",),
        (
            "2024-05-06 07:08:09,123 mod_tls/2.9.2[4711]: unable to accept TLS connection: "
            "perhaps client requested disabled TLS protocol version: TLSv1"
        ),
        _TLS,
    ),
    Saying(
        "perhaps client requested unsupported TLS protocol version",
        ("client-version",),
        (
            "2024-05-06 07:08:09,123 mod_tls/2.9.2[4711]: unable to accept TLS connection: "
            "perhaps client requested unsupported TLS protocol version: TLSv1.3"
        ),
        _TLS,
    ),
    Saying(
        (
            "usually this indicates an FTP-aware router, NAT, or firewall interfering with "
            "the TLS handshake"
        ),
        ("not-tls",),
        (
            "2024-05-06 07:08:09,123 mod_tls/2.9.2[4711]: unable to accept TLS connection: "
            "usually this indicates an FTP-aware router, NAT, or firewall interfering with "
            "the TLS handshake"
        ),
        _TLS,
    ),
    Saying(
        "client did not provide certificate, but one is required via 'TLSVerifyClient on'",
        ("client-cert-absent",),
        (
            "2024-05-06 07:08:09,123 mod_tls/2.9.2[4711]: unable to accept TLS connection: "
            "client did not provide certificate, but one is required via 'TLSVerifyClient on'"
        ),
        _TLS,
    ),
    Saying(
        "client certificate failed verification",
        ("client-cert-refused", "verify failed"),
        (
            "2024-05-06 07:08:09,123 mod_tls/2.9.2[4711]: client certificate failed "
            "verification: certificate has expired"
        ),
        _TLS,
        pattern="client certificate failed verification: (?P<code>.{3,80})$",
        decode="verify_code",
    ),
    Saying(
        "error: unable to verify certificate at depth",
        ("verify failed",),
        (
            "2024-05-06 07:08:09,123 mod_tls/2.9.2[4711]: error: unable to verify "
            "certificate at depth 0"
        ),
        _TLS,
    ),
    Saying(
        "client cert missing required X509v3 SubjectAltName",
        ("client-cert-refused",),
        (
            "2024-05-06 07:08:09,123 mod_tls/2.9.2[4711]: client cert missing required "
            "X509v3 SubjectAltName dNSName"
        ),
        _TLS,
    ),
    Saying(
        "TLS negotiation timed out (",
        ("handshake-timeout",),
        "2024-05-06 07:08:09,123 mod_tls/2.9.2[4711]: TLS negotiation timed out (300 seconds)",
        _TLS,
    ),
    Saying(
        "Client did not reuse TLS session from control channel",
        ("handshake-failed",),
        (
            "2024-05-06 07:08:09,123 mod_tls/2.9.2[4711]: Client did not reuse TLS session "
            "from control channel, rejecting data connection (see the NoSessionReuseRequired "
            "TLSOptions parameter)"
        ),
        _TLS,
    ),
    Saying(
        "client did not reuse TLS session, rejecting data connection",
        ("handshake-failed",),
        (
            "2024-05-06 07:08:09,123 mod_tls/2.9.2[4711]: client did not reuse TLS session, "
            "rejecting data connection (see the NoSessionReuseRequired TLSOptions parameter)"
        ),
        _TLS,
    ),
    Saying(
        "client did not reuse SSL session, rejecting data connection",
        ("handshake-failed",),
        (
            "mod_tls/2.4.5[4711]: client did not reuse SSL session, rejecting data "
            "connection (see the NoSessionReuseRequired TLSOptions parameter)"
        ),
        "contrib/mod_tls.c, 1.3.5",
    ),
    Saying(
        "SSL/TLS required but absent",
        ("starttls-needed", "plain-received"),
        (
            "2024-05-06 07:08:09,123 mod_tls/2.9.2[4711]: SSL/TLS required but absent on "
            "control channel, denying USER command"
        ),
        _TLS,
    ),
    Saying(
        "SSL/TLS required on the control channel",
        ("starttls-needed",),
        "550 SSL/TLS required on the control channel",
        _TLS,
    ),
    Saying(
        "SSL/TLS required on the data channel",
        ("starttls-needed",),
        "522 SSL/TLS required on the data channel",
        _TLS,
    ),
    Saying(
        "client-initiated session renegotiation detected, aborting connection",
        ("handshake-failed",),
        "mod_tls/2.9.2: client-initiated session renegotiation detected, aborting connection",
        _TLS,
    ),
    Saying(
        "no matching server found for client-sent SNI",
        ("sni-unknown",),
        (
            "mod_tls/2.9.2: no matching server found for client-sent SNI 'ftp.example.com', "
            "rejecting SSL/TLS connection"
        ),
        _TLS,
        pattern=r"no matching server found for client-sent SNI '(?P<name>[\w.-]{1,253})'",
    ),
    Saying(
        "TLSEngine not enabled for SNI",
        ("sni-unknown",),
        "mod_tls/2.9.2: TLSEngine not enabled for SNI 'ftp.example.com', rejecting client",
        _TLS,
    ),
    Saying(
        "does not match HOST",
        ("sni-unknown",),
        (
            "mod_tls/2.9.2: SNI 'a.example.com' does not match HOST 'b.example.com', "
            "rejecting SSL/TLS connection"
        ),
        _TLS,
        pattern="SNI '.{1,253}' does not match HOST",
    ),
    Saying(
        "Unable to accept AUTH",
        ("no-certificate", "cert-file"),
        "431 Unable to accept AUTH TLS due to lack of certificates",
        _TLS,
        pattern=r"Unable to accept AUTH \w{1,8} due to lack of certificates",
    ),
    Saying(
        "configured; unable to handle SSL/TLS connections",
        ("no-certificate",),
        (
            "mod_tls/2.9.2: no TLSRSACertificateFile, TLSDSACertificateFile, "
            "TLSECCertificateFile or TLSPKCS12File configured; unable to handle SSL/TLS "
            "connections"
        ),
        _TLS,
    ),
    Saying(
        "error loading TLS",
        ("cert-file",),
        (
            "mod_tls/2.9.2: error loading TLSRSACertificateFile '/etc/ssl/leaf.pem': No such "
            "file or directory"
        ),
        _TLS,
        pattern=(
            "error (?:loading|reading|checking key from) TLS(?:RSA|DSA|EC)"
            "Certificate(?:Key)?File|error reading TLSPKCS12File"
        ),
    ),
    Saying(
        "error checking key from TLS",
        ("key-mismatch", "cert-file"),
        (
            "mod_tls/2.9.2: error checking key from TLSRSACertificateKeyFile "
            "'/etc/ssl/leaf.key': key values mismatch"
        ),
        _TLS,
    ),
    Saying(
        "CRL is expired, revoking all certificates until an updated CRL is obtained",
        ("verify crl-expired",),
        (
            "2024-05-06 07:08:09,123 mod_tls/2.9.2[4711]: CRL is expired, revoking all "
            "certificates until an updated CRL is obtained"
        ),
        _TLS,
    ),
)

PRODUCT = Product(
    name="ProFTPD",
    roles=(Role.SERVER,),
    services=(
        "ftp",
        "ftps",
    ),
    sayings=_SAYINGS,
    speaks=("side server",),
)
