"""mutt and NeoMutt."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_MUTT = "mutt, mutt_ssl_gnutls.c, 2.2"
_MUTTSSL = "NeoMutt, conn/openssl.c, 20220429"

_SAYINGS = (
    Saying(
        "All available protocols for TLS/SSL connection disabled",
        ("no-version",),
        "All available protocols for TLS/SSL connection disabled",
        _MUTT,
    ),
    Saying(
        "Could not negotiate TLS connection",
        ("handshake-failed",),
        "Could not negotiate TLS connection",
        _MUTT,
    ),
    Saying(
        "Certificate verification error (",
        ("verify failed",),
        "Certificate verification error (The certificate is NOT trusted.)",
        _MUTT,
    ),
    Saying(
        "WARNING: Server hostname does not match certificate",
        ("verify name",),
        "WARNING: Server hostname does not match certificate",
        _MUTT,
    ),
    Saying(
        "WARNING: Server certificate has expired",
        ("verify expired",),
        "WARNING: Server certificate has expired",
        _MUTT,
    ),
    Saying(
        "WARNING: Server certificate is not yet valid",
        ("verify not-yet-valid",),
        "WARNING: Server certificate is not yet valid",
        _MUTT,
    ),
    Saying(
        "WARNING: Server certificate has been revoked",
        ("verify revoked",),
        "WARNING: Server certificate has been revoked",
        _MUTT,
    ),
    Saying(
        "WARNING: Signer of server certificate is not a CA",
        ("verify purpose",),
        "WARNING: Signer of server certificate is not a CA",
        _MUTT,
    ),
    Saying(
        "Warning: Server certificate was signed using an insecure algorithm",
        ("verify weak",),
        "Warning: Server certificate was signed using an insecure algorithm",
        _MUTT,
    ),
    Saying(
        "gnutls_handshake: ",
        ("handshake-failed",),
        "gnutls_handshake: A TLS fatal alert has been received.(Handshake failed)",
        _MUTT,
        pattern=r"^gnutls_handshake: .{5,120}\((?P<code>[A-Za-z ]{3,60})\)",
        decode="alert",
        certain=False,
    ),
    Saying(
        "Certificate host check failed: certificate owner does not match hostname",
        ("verify name",),
        (
            "Certificate host check failed: certificate owner does not match hostname "
            "imap.example.com"
        ),
        _MUTTSSL,
        pattern=r"certificate owner does not match hostname (?P<host>[\w.-]{1,253})",
    ),
    Saying(
        "SSL failed: ",
        ("handshake-failed",),
        "SSL failed: error:1425F102:SSL routines:ssl_choose_client_version:unsupported protocol",
        _MUTTSSL,
        pattern="^(?:.{0,40} )?SSL failed: (?:error:|I/O error|protocol)",
    ),
    Saying(
        "Unable to get certificate from peer",
        ("handshake-failed",),
        "Unable to get certificate from peer",
        _MUTT,
    ),
    Saying(
        "Encrypted connection unavailable",
        ("starttls-missing",),
        "Encrypted connection unavailable",
        "mutt, imap/imap.c, 2.2",
    ),
)

PRODUCT = Product(
    name="mutt",
    roles=(Role.CLIENT,),
    services=(
        "smtp",
        "submission",
        "submissions",
        "imap",
        "imaps",
        "pop3",
        "pop3s",
    ),
    sayings=_SAYINGS,
    speaks=(
        "side client",
        "role mail",
    ),
)
