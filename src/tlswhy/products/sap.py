"""SAP: the ICM and Web Dispatcher, and CommonCryptoLib."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SSSL = "SAP kernel 7.53, trace dev_icm, as in knowledge base article 3391859"
_ICM = "SAP message class SCLNT_HTTP and include of ICM error codes, 400 to 421"
_CCL = "CommonCryptoLib 8, trace dev_icm; the first is quoted in SAP's Cloud ALM set-up guide"
_CHAIN = "CommonCryptoLib 8, trace dev_icm; in no public listing that was looked through"

_SAYINGS = (
    Saying(
        "SSL handshake with",
        ("handshake-failed", "side client"),
        "[Thr 140484128118528] *** ERROR => SSL handshake with www.example.com:443 failed: SSSLERR_SSL_CONNECT (-57)",
        _SSSL,
        pattern=r"SSL handshake with (?P<host>[\w.-]{1,253}):(?P<port>\d{1,5}) failed(?: after \d{1,7}ms)?: SSSL",
    ),
    Saying(
        "SSSLERR_SSL_CONNECT",
        ("handshake-failed", "side client"),
        (
            "[Thr 140484128118528] *** ERROR => SSL handshake with www.example.com:443 "
            "failed: SSSLERR_SSL_CONNECT (-57) SapSSLSessionStartNB"
        ),
        _SSSL,
    ),
    Saying(
        "SSSLERR_SSL_ACCEPT",
        ("handshake-failed", "side server"),
        "[Thr 140484128118528] SapSSLSessionStartNB()==SSSLERR_SSL_ACCEPT",
        _SSSL,
    ),
    Saying(
        "SSSLERR_PEER_CERT_UNTRUSTED",
        ("verify issuer-unknown",),
        (
            "[Thr 140484128118528] *** ERROR => SSL handshake with www.example.com:443 "
            "failed: SSSLERR_PEER_CERT_UNTRUSTED (-102) The peer's X.509 Certificate (chain) "
            "is untrusted"
        ),
        _SSSL,
    ),
    Saying(
        "SSSLERR_PEER_CERT_EXPIRED",
        ("verify expired",),
        (
            "[Thr 140484128118528] *** ERROR => SSL handshake with www.example.com:443 "
            "failed: SSSLERR_PEER_CERT_EXPIRED (-103) "
        ),
        _SSSL,
    ),
    Saying(
        "SSSLERR_SERVER_CERT_MISMATCH",
        ("verify name", "side client"),
        (
            "[Thr 140484128118528] *** ERROR => SSL handshake with www.example.com:443 "
            "failed: SSSLERR_SERVER_CERT_MISMATCH (-30) Server certificate does not match "
            "supplied TargetHostname"
        ),
        _SSSL,
    ),
    Saying(
        "SSSLERR_CONN_CLOSED",
        ("eof",),
        (
            "[Thr 140484128118528] *** ERROR => SSL handshake with www.example.com:443 "
            "failed: SSSLERR_CONN_CLOSED (-10) Connection closed by peer"
        ),
        _SSSL,
    ),
    Saying(
        "SSSLERR_SSL_READ",
        ("handshake-failed",),
        (
            "[Thr 140484128118528] *** ERROR => SSL handshake with www.example.com:443 "
            "failed: SSSLERR_SSL_READ (-58) "
        ),
        _SSSL,
    ),
    Saying(
        "SSSLERR_SSL_WRITE",
        ("handshake-failed",),
        (
            "[Thr 140484128118528] *** ERROR => SSL handshake with www.example.com:443 "
            "failed: SSSLERR_SSL_WRITE (-59) "
        ),
        _SSSL,
    ),
    Saying(
        "SSSLERR_PSE_ERROR",
        ("cert-file",),
        (
            "[Thr 140484128118528] *** ERROR => SSL handshake with www.example.com:443 "
            "failed: SSSLERR_PSE_ERROR (-40) "
        ),
        _SSSL,
    ),
    Saying(
        "SSSLERR_LIB_NOT_FOUND",
        ("config-error",),
        "[Thr 140484128118528] SapSSLInit()==SSSLERR_LIB_NOT_FOUND",
        _SSSL,
    ),
    Saying(
        "SSSLERR_ALERT_",
        ("side client",),
        "[Thr 140484128118528] *** ERROR => SSL handshake with www.example.com:443 failed: SSSLERR_ALERT_HANDSHAKE_FAILURE (-122)",
        _SSSL,
        pattern=r"SSSLERR_ALERT_(?P<code>[A-Z_]{5,40})",
        decode="alert",
    ),
    Saying(
        "SSSLERR_NO_SSL_REQUEST",
        ("plain-received", "side server"),
        "[Thr 140484128118528] SapSSLSessionStartNB()==SSSLERR_NO_SSL_REQUEST",
        _SSSL,
    ),
    Saying(
        "SSSLERR_",
        ("handshake-failed",),
        (
            "[Thr 140484128118528] <<- ERROR: "
            "SapSSLSessionStartNB(sssl_hdl=7fc4e0001870)==SSSLERR_HANDSHAKE"
        ),
        _SSSL,
        pattern="SSSLERR_[A-Z_]{3,40}",
    ),
    Saying(
        "ICM_HTTP_SSL_ERROR",
        ("handshake-failed",),
        "SSL error (ICM_HTTP_SSL_ERROR)",
        _ICM,
    ),
    Saying(
        "ICM_HTTP_SSLPROXY_ERROR",
        ("proxy-unreachable", "side client"),
        "ICM_HTTP_SSLPROXY_ERROR",
        _ICM,
    ),
    Saying(
        "ICM_HTTP_SSL_CRED_NOT_FOUND",
        ("client-key", "side client"),
        "ICM_HTTP_SSL_CRED_NOT_FOUND",
        _ICM,
    ),
    Saying(
        "ICM_HTTP_SSL_CERT_MISMATCH",
        ("verify name", "side client"),
        "Invalid host name in SSL server certificate (ICM_HTTP_SSL_CERT_MISMATCH)",
        _ICM,
    ),
    Saying(
        "ICM_HTTP_SSL_PEER_CERT_UNTRUSTED",
        ("verify issuer-unknown", "side client"),
        "SSL certificate not trusted (ICM_HTTP_SSL_PEER_CERT_UNTRUSTED)",
        _ICM,
    ),
    Saying(
        "ICM_HTTP_SSL_PEER_CERT_EXPIRED",
        ("verify expired", "side client"),
        "SSL certificate expired (ICM_HTTP_SSL_PEER_CERT_EXPIRED)",
        _ICM,
    ),
    Saying(
        "ICM_HTTP_PROXY_CONN_REFUSED",
        ("proxy-unreachable", "side client"),
        "ICM_HTTP_PROXY_CONN_REFUSED",
        _ICM,
    ),
    Saying(
        "ICM_HTTP_PROXY_HOST_UNKNOWN",
        ("proxy-unreachable", "side client"),
        "ICM_HTTP_PROXY_HOST_UNKNOWN",
        _ICM,
    ),
    Saying(
        "ICM_HTTP_PROXY_UNAUTHORIZED",
        ("proxy-answered 407", "side client"),
        "ICM_HTTP_PROXY_UNAUTHORIZED",
        _ICM,
    ),
    Saying(
        "Peer not trusted",
        ("verify issuer-unknown",),
        "[Thr 140484128118528] Peer not trusted",
        _SSSL,
        pattern=r"\[Thr \d{1,20}\] .{0,20}Peer not trusted",
    ),
    Saying(
        "alert message from the peer",
        (),
        (
            "[Thr 140484128118528] received a fatal TLS handshake failure alert message "
            "from the peer"
        ),
        _CCL,
        pattern=(
            r"received a (?:fatal )?(?:TLSv?1?\.?\d?|SSLv?3?(?:\.0)?)"
            " (?P<code>[a-z ]{3,40}?) alert message from the peer"
        ),
        decode="alert",
    ),
    Saying(
        "the verification of the server's certificate chain failed",
        ("verify failed", "side client"),
        (
            "[Thr 140484128118528] SSL_connect: the verification of the server's certificate "
            "chain failed"
        ),
        _CHAIN,
    ),
    Saying(
        "the verification of the client's certificate chain failed",
        ("verify failed", "side server"),
        "[Thr 140484128118528] the verification of the client's certificate chain failed",
        _CHAIN,
    ),
)

PRODUCT = Product(
    name="SAP",
    roles=(
        Role.SERVER,
        Role.CLIENT,
        Role.REVERSE_PROXY,
    ),
    sayings=_SAYINGS,
)
