"""Qt's QSslSocket, in every program made with it."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_ERROR = "qtbase src/network/ssl/qsslerror.cpp, 4.8 to 6.8"
_SOCKET = "qtbase src/network/ssl/qsslsocket.cpp, 4.8 to 6.8"

PRODUCT = Product(
    name="Qt",
    roles=(Role.CLIENT,),
    sayings=(
        Saying(
            "The issuer certificate of a locally looked up certificate could not be found",
            ("verify issuer-missing",),
            (
                "qt.network.ssl: The issuer certificate of a locally looked up certificate "
                "could not be found"
            ),
            _ERROR,
        ),
        Saying(
            "The certificate is self-signed, and untrusted",
            ("verify self-signed",),
            "QSslError: The certificate is self-signed, and untrusted",
            _ERROR,
        ),
        Saying(
            "The root certificate of the certificate chain is self-signed, and untrusted",
            ("verify self-signed-in-chain",),
            (
                "QSslError: The root certificate of the certificate chain is self-signed, "
                "and untrusted"
            ),
            _ERROR,
        ),
        Saying(
            "No certificates could be verified",
            ("verify issuer-missing",),
            "QSslError: No certificates could be verified",
            _ERROR,
        ),
        Saying(
            "The host name did not match any of the valid hosts for this certificate",
            ("verify name",),
            ("QSslError: The host name did not match any of the valid hosts for this certificate"),
            _ERROR,
        ),
        Saying(
            "The root CA certificate is not trusted for this purpose",
            ("verify issuer-unknown",),
            "QSslError: The root CA certificate is not trusted for this purpose",
            _ERROR,
        ),
        Saying(
            "The peer did not present any certificate",
            ("no-certificate",),
            "QSslError: The peer did not present any certificate",
            _ERROR,
        ),
        Saying(
            "The peer certificate is blacklisted",
            ("verify distrusted",),
            "QSslError: The peer certificate is blacklisted",
            _ERROR,
        ),
        Saying(
            "One of the CA certificates is invalid",
            ("verify purpose",),
            "QSslError: One of the CA certificates is invalid",
            _ERROR,
        ),
        Saying(
            "The basicConstraints path length parameter has been exceeded",
            ("verify depth",),
            "QSslError: The basicConstraints path length parameter has been exceeded",
            _ERROR,
        ),
        Saying(
            "QSslSocket::connectToHostEncrypted: TLS initialization failed",
            ("config-error",),
            "qt.network.ssl: QSslSocket::connectToHostEncrypted: TLS initialization failed",
            _SOCKET,
        ),
        Saying(
            "No functional TLS backend was found",
            ("config-error",),
            "qt.network.ssl: No functional TLS backend was found",
            _SOCKET,
        ),
    ),
    speaks=("side client",),
)
