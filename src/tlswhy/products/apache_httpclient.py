"""Apache HttpClient 4 and 5, and what is built on it: Maven, Jenkins plugins, AWS SDK for Java."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_NAME = "DefaultHostnameVerifier.java, 4.4 to 5"
_CONNECT = "HttpHostConnectException.java, 4.3 to 5"

PRODUCT = Product(
    name="Apache HttpClient",
    roles=(Role.CLIENT,),
    speaks=("side client",),
    sayings=(
        Saying(
            "doesn't match any of the subject alternative names:",
            ("verify name",),
            (
                "javax.net.ssl.SSLPeerUnverifiedException: Certificate for <app.example.com>"
                " doesn't match any of the subject alternative names: [www.example.org]"
            ),
            _NAME,
            pattern=(
                r"Certificate for <(?!\d{1,3}(?:\.\d{1,3}){3}>)(?P<host>[\w.:-]{1,253})>"
                r" doesn't match"
            ),
        ),
        Saying(
            "doesn't match any of the subject alternative names:",
            ("verify ip-name",),
            (
                "javax.net.ssl.SSLPeerUnverifiedException: Certificate for <192.0.2.7> doesn't"
                " match any of the subject alternative names: [www.example.org]"
            ),
            _NAME,
            pattern=r"Certificate for <(?P<host>\d{1,3}(?:\.\d{1,3}){3})> doesn't match",
        ),
        Saying(
            "doesn't match common name of the certificate subject:",
            ("verify name", "verify no-san"),
            (
                "javax.net.ssl.SSLPeerUnverifiedException: Certificate for <app.example.com>"
                " doesn't match common name of the certificate subject: www.example.org"
            ),
            _NAME,
            pattern=r"Certificate for <(?P<host>[\w.:-]{1,253})> doesn't match",
        ),
        Saying(
            "doesn't contain a common name and does not have alternative names",
            ("verify no-san",),
            (
                "javax.net.ssl.SSLException: Certificate subject for <app.example.com> doesn't"
                " contain a common name and does not have alternative names"
            ),
            _NAME,
        ),
        Saying(
            "hostname in certificate didn't match:",
            ("verify name",),
            (
                "javax.net.ssl.SSLException: hostname in certificate didn't match:"
                " <app.example.com> != <www.example.org> OR <example.org>"
            ),
            "AbstractVerifier.java, 4.0 to 4.3",
            pattern=r"didn't match: <(?P<host>[\w.:-]{1,253})> !=",
        ),
        Saying(
            "Peer certificate chain is empty",
            ("no-certificate",),
            "javax.net.ssl.SSLPeerUnverifiedException: Peer certificate chain is empty",
            "AbstractClientTlsStrategy.java, 5.0",
        ),
        Saying(
            "SSL session not available",
            ("handshake-failed",),
            "javax.net.ssl.SSLHandshakeException: SSL session not available",
            "SSLConnectionSocketFactory.java, 4.4 to 5",
        ),
        Saying(
            "CONNECT refused by proxy:",
            ("proxy-answered {status}", "leg proxy"),
            (
                "org.apache.http.impl.execchain.TunnelRefusedException: CONNECT refused by"
                " proxy: HTTP/1.1 407 Proxy Authentication Required"
            ),
            "execchain/MainClientExec.java, 4.0 to 5",
            pattern=r"CONNECT refused by proxy: HTTP/1\.[01] (?P<status>\d{3})",
        ),
        Saying(
            "Connect to",
            ("refused",),
            (
                "org.apache.http.conn.HttpHostConnectException: Connect to app.example.com:443"
                " [app.example.com/192.0.2.7] failed: Connection refused"
            ),
            _CONNECT,
            pattern=(
                r"Connect to (?:https?://)?(?P<host>[\w.-]{1,253}):(?P<port>\d{1,5})"
                r" \[[^\]]{0,300}\] failed: Connection refused"
            ),
            certain=False,
        ),
        Saying(
            "Connect to",
            ("connect-timeout",),
            (
                "org.apache.http.conn.ConnectTimeoutException: Connect to app.example.com:443"
                " [app.example.com/192.0.2.7] failed: connect timed out"
            ),
            _CONNECT,
            pattern=(
                r"Connect to (?:https?://)?(?P<host>[\w.-]{1,253}):(?P<port>\d{1,5})"
                r" \[[^\]]{0,300}\] failed: (?:connect|Connect|Connection|Read) timed out"
            ),
            certain=False,
        ),
        Saying(
            "NoHttpResponseException:",
            ("eof",),
            "org.apache.http.NoHttpResponseException: app.example.com:443 failed to respond",
            "DefaultHttpResponseParser.java, 4.0 to 5",
            pattern=(
                r"NoHttpResponseException: (?P<host>[\w.-]{1,253}):(?P<port>\d{1,5}) failed to"
                r" respond"
            ),
            certain=False,
        ),
    ),
)
