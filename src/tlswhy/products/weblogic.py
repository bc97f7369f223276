"""Oracle WebLogic Server, with JSSE and with its former Certicom TLS."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_BEA = "docs.oracle.com/cd/E16340_01/apirefs.1111/e14397, catalog Security, BEA-090000; 8.1 to 14"

PRODUCT = Product(
    name="WebLogic",
    roles=(Role.SERVER, Role.CLIENT),
    sayings=(
        Saying(
            "alert was received from",
            (),
            (
                "<Warning> <Security> <BEA-090482> <BAD_CERTIFICATE alert was received from"
                " app.example.com - 192.0.2.7. Check the peer to determine why it rejected the"
                " certificate chain (trusted CA configuration, hostname verification).>"
            ),
            _BEA,
            pattern=r"\b(?P<code>[A-Z_]{6,40}) alert was received from",
            decode="alert",
        ),
        Saying(
            "was not trusted causing SSL handshake failure",
            ("verify issuer-unknown",),
            (
                "<Warning> <Security> <BEA-090477> <Certificate chain received from"
                " app.example.com - 192.0.2.7 was not trusted causing SSL handshake failure.>"
            ),
            _BEA,
            pattern=r"Certificate chain received from (?P<host>[\w.-]{1,253}).{0,60} was not trusted",
        ),
        Saying(
            "was incomplete",
            ("verify issuer-missing",),
            (
                "<Warning> <Security> <BEA-090508> <Certificate chain received from"
                " app.example.com - 192.0.2.7 was incomplete.>"
            ),
            _BEA,
            pattern=r"Certificate chain received from (?P<host>[\w.-]{1,253}).{0,60} was incomplete",
        ),
        Saying(
            "failed hostname verification check",
            ("verify name",),
            (
                "<Warning> <Security> <BEA-090504> <Certificate chain received from"
                " app.example.com - 192.0.2.7 failed hostname verification check. Certificate"
                " contained www.example.org but check expected app.example.com>"
            ),
            _BEA,
            pattern=(
                r"Certificate chain received from (?P<host>[\w.-]{1,253}).{0,60} failed"
                r" hostname verification"
            ),
        ),
        Saying(
            "failed date validity checks",
            ("verify expired",),
            (
                "<Warning> <Security> <BEA-090479> <Certificate chain received from"
                " app.example.com - 192.0.2.7 failed date validity checks.>"
            ),
            _BEA,
        ),
        Saying(
            "Invalid/unknown SSL header was received from peer",
            ("not-tls",),
            (
                "<Warning> <Security> <BEA-090476> <Invalid/unknown SSL header was received"
                " from peer app.example.com - 192.0.2.7 during SSL handshake.>"
            ),
            _BEA,
        ),
        Saying(
            "[Security:090542]",
            ("verify issuer-unknown",),
            (
                "javax.net.ssl.SSLKeyException: [Security:090542]Certificate chain received"
                " from app.example.com - 192.0.2.7 was not trusted causing SSL handshake"
                " failure."
            ),
            _BEA,
        ),
        Saying(
            "[Security:090508]",
            ("verify issuer-missing",),
            (
                "javax.net.ssl.SSLKeyException: [Security:090508]Certificate chain received"
                " from app.example.com - 192.0.2.7 was incomplete."
            ),
            _BEA,
        ),
        Saying(
            "[Security:090504]",
            ("verify name",),
            (
                "javax.net.ssl.SSLKeyException: [Security:090504]Certificate chain received"
                " from app.example.com - 192.0.2.7 failed hostname verification check."
            ),
            _BEA,
        ),
        Saying(
            "[Security:090477]",
            ("verify issuer-unknown",),
            (
                "javax.net.ssl.SSLHandshakeException: [Security:090477]Certificate chain"
                " received from app.example.com - 192.0.2.7 was not trusted causing SSL"
                " handshake failure."
            ),
            _BEA,
        ),
        Saying(
            "[Security:090497]HANDSHAKE_FAILURE alert received from",
            ("alert-received 40",),
            (
                "javax.net.ssl.SSLHandshakeException: [Security:090497]HANDSHAKE_FAILURE alert"
                " received from app.example.com - 192.0.2.7. Check both sides of the SSL"
                " configuration for mismatches in supported ciphers, supported protocol"
                " versions, trusted CAs, and hostname verification settings."
            ),
            _BEA,
        ),
        Saying(
            "HANDSHAKE_FAILURE alert received from",
            ("alert-received 40",),
            (
                "<Warning> <Security> <BEA-090497> <HANDSHAKE_FAILURE alert received from"
                " app.example.com - 192.0.2.7. Check both sides of the SSL configuration for"
                " mismatches in supported ciphers>"
            ),
            _BEA,
        ),
        Saying(
            (
                "Hostname verification failed:"
                " HostnameVerifier=weblogic.security.utils.SSLWLSHostnameVerifier"
            ),
            ("verify name",),
            (
                "javax.net.ssl.SSLKeyException: Hostname verification failed:"
                " HostnameVerifier=weblogic.security.utils.SSLWLSHostnameVerifier,"
                " hostname=app.example.com."
            ),
            _BEA,
            pattern=r"SSLWLSHostnameVerifier, hostname=(?P<host>[\w.-]{1,253}?)\.?(?:\s|$)",
        ),
        Saying(
            "Inconsistent security configuration, java.lang.RuntimeException",
            ("config-error", "cert-file"),
            (
                "<Error> <WebLogicServer> <BEA-000297> <Inconsistent security configuration,"
                " java.lang.RuntimeException: Cannot convert identity certificate>"
            ),
            _BEA,
        ),
        Saying(
            "[Security:090716]Failed to retrieve identity key/certificate",
            ("cert-file", "no-certificate"),
            (
                "weblogic.management.configuration.ConfigurationException:"
                " [Security:090716]Failed to retrieve identity key/certificate from keystore"
                " /u01/identity.jks under alias server on server AdminServer"
            ),
            _BEA,
        ),
        Saying(
            "[Security:090034]Not listening for SSL",
            ("no-certificate",),
            (
                "<Alert> <Security> <BEA-090034> <[Security:090034]Not listening for SSL,"
                " java.io.IOException: [Security:090716]>"
            ),
            _BEA,
        ),
    ),
)
