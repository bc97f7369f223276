"""Netty: its SslHandler and the proxy and HTTP/2 handlers beside it."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SSL = "handler/ssl/SslHandler.java, 4.0 to 4.2"
_PROXY = "handler-proxy, 4.1"
_H2 = "codec-http2/Http2ConnectionHandler.java, 4.1"

PRODUCT = Product(
    name="Netty",
    roles=(Role.CLIENT, Role.SERVER),
    sayings=(
        Saying(
            "not an SSL/TLS record:",
            (),
            (
                "io.netty.handler.codec.DecoderException:"
                " io.netty.handler.ssl.NotSslRecordException: not an SSL/TLS record:"
                " 485454502f312e31203430302042616420526571756573740d0a"
            ),
            _SSL,
            pattern=r"not an SSL/TLS record: (?P<code>[0-9a-fA-F]{2,200})",
            decode="first_bytes",
        ),
        Saying(
            "Connection closed while SSL/TLS handshake was in progress",
            ("eof",),
            (
                "Suppressed: io.netty.handler.ssl.StacklessSSLHandshakeException: Connection"
                " closed while SSL/TLS handshake was in progress"
            ),
            _SSL,
        ),
        Saying(
            "SslHandshakeTimeoutException",
            ("handshake-timeout",),
            (
                "io.netty.handler.ssl.SslHandshakeTimeoutException: handshake timed out after"
                " 10000ms"
            ),
            _SSL,
        ),
        Saying(
            "handshake timed out after",
            ("handshake-timeout",),
            "javax.net.ssl.SSLException: handshake timed out after 10000ms",
            _SSL,
            pattern=r"handshake timed out after \d{2,7} ?ms",
        ),
        Saying(
            "SSLEngine closed already",
            ("eof",),
            "javax.net.ssl.SSLException: SSLEngine closed already",
            _SSL,
        ),
        Saying(
            "SslClosedEngineException",
            ("eof",),
            "io.netty.handler.ssl.SslClosedEngineException: SSLEngine closed already",
            _SSL,
        ),
        Saying(
            "TLS handshake failed:",
            ("handshake-failed",),
            (
                "12:00:00.000 [nioEventLoopGroup-2-1] WARN"
                " i.n.h.s.ApplicationProtocolNegotiationHandler - [id: 0x1d2c3b4a,"
                " L:/192.0.2.1:443 ! R:/192.0.2.7:51234] TLS handshake failed:"
            ),
            "ApplicationProtocolNegotiationHandler.java, 4.1",
            pattern=r"ApplicationProtocolNegotiationHandler.{1,160}TLS handshake failed",
        ),
        Saying(
            "Failed to select the application-level protocol",
            ("no-alpn",),
            (
                "WARN i.n.h.s.ApplicationProtocolNegotiationHandler - [id: 0x1d2c3b4a] Failed"
                " to select the application-level protocol:"
            ),
            "ApplicationProtocolNegotiationHandler.java, 4.1",
        ),
        Saying(
            "ALPN is only supported by",
            ("no-alpn", "config-error"),
            "java.lang.IllegalStateException: ALPN is only supported by Java 8 u251 or later",
            "JdkAlpnApplicationProtocolNegotiator.java, 4.1",
            pattern=r"ALPN is only supported",
        ),
        Saying(
            "File does not contain valid certificates:",
            ("cert-file",),
            (
                "java.lang.IllegalArgumentException: File does not contain valid certificates:"
                " /etc/tls/server.crt"
            ),
            "SslContextBuilder.java, 4.1",
        ),
        Saying(
            "File does not contain valid private key:",
            ("cert-file",),
            (
                "java.lang.IllegalArgumentException: File does not contain valid private key:"
                " /etc/tls/server.key"
            ),
            "SslContextBuilder.java, 4.1",
        ),
        Saying(
            "Input stream does not contain valid private key",
            ("cert-file",),
            (
                "java.lang.IllegalArgumentException: Input stream does not contain valid"
                " private key."
            ),
            "SslContextBuilder.java, 4.1",
        ),
        Saying(
            "Input stream not contain valid certificates",
            ("cert-file",),
            "java.lang.IllegalArgumentException: Input stream not contain valid certificates.",
            "SslContextBuilder.java, 4.1",
        ),
        Saying(
            "could not find a PKCS #8 private key",
            ("cert-file",),
            (
                "java.security.KeyException: could not find a PKCS #8 private key in input"
                " stream (see https://netty.io/wiki/sslcontextbuilder-and-private-key.html for"
                " more information)"
            ),
            "PemReader.java, 4.1",
        ),
        Saying(
            "found no certificates in input stream",
            ("cert-file",),
            "java.security.cert.CertificateException: found no certificates in input stream",
            "PemReader.java, 4.1",
        ),
        Saying(
            "HttpProxyConnectException:",
            ("proxy-answered {status}", "leg proxy", "side client"),
            (
                "io.netty.handler.proxy.HttpProxyHandler$HttpProxyConnectException: http, none,"
                " proxy.example.com/192.0.2.8:3128 => app.example.com/<unresolved>:443, status:"
                " 407 Proxy Authentication Required"
            ),
            _PROXY,
            pattern=(
                r"HttpProxyConnectException: http, \w+, (?P<proxy>[\w.-]{1,253})/\S{1,60} => "
                r"(?P<host>[\w.-]{1,253}).{1,120}status: (?P<status>\d{3})"
            ),
        ),
        Saying(
            "ProxyConnectException: http,",
            ("proxy-answered {status}", "leg proxy", "side client"),
            (
                "io.netty.handler.proxy.ProxyConnectException: http, none,"
                " proxy.example.com/192.0.2.8:3128 => app.example.com:443, status: 403"
                " Forbidden"
            ),
            _PROXY,
            pattern=(
                r"ProxyConnectException: http, \w+, (?P<proxy>[\w.-]{1,253})/\S{1,60} => "
                r"(?P<host>[\w.-]{1,253}).{1,120}status: (?P<status>\d{3})"
            ),
        ),
        Saying(
            "ProxyConnectException: http,",
            ("proxy-unreachable", "leg proxy", "side client"),
            (
                "io.netty.handler.proxy.ProxyConnectException: http, none,"
                " proxy.example.com/192.0.2.8:3128 => app.example.com:443, disconnected"
            ),
            _PROXY,
            pattern=(
                r"ProxyConnectException: http, \w+, (?P<proxy>[\w.-]{1,253})/\S{1,60} =>"
                r" .{1,200}, (?:disconnected|timeout)"
            ),
        ),
        Saying(
            "ProxyConnectException: socks5,",
            ("socks-reply 1", "leg proxy", "side client"),
            (
                "io.netty.handler.proxy.ProxyConnectException: socks5, none,"
                " proxy.example.com/192.0.2.8:1080 => app.example.com:443, status: FAILURE"
            ),
            _PROXY,
            pattern=r"socks5, \w+, (?P<proxy>[\w.-]{1,253})/.{1,200}status: FAILURE",
        ),
        Saying(
            "ProxyConnectException: socks5,",
            ("socks-reply 2", "leg proxy", "side client"),
            (
                "io.netty.handler.proxy.ProxyConnectException: socks5, none,"
                " proxy.example.com/192.0.2.8:1080 => app.example.com:443, status: FORBIDDEN"
            ),
            _PROXY,
            pattern=r"socks5, \w+, (?P<proxy>[\w.-]{1,253})/.{1,200}status: FORBIDDEN",
        ),
        Saying(
            "ProxyConnectException: socks5,",
            ("socks-auth", "leg proxy", "side client"),
            (
                "io.netty.handler.proxy.ProxyConnectException: socks5, password,"
                " proxy.example.com/192.0.2.8:1080 => app.example.com:443, authStatus: FAILURE"
            ),
            _PROXY,
            pattern=(
                r"socks5, \w+, (?P<proxy>[\w.-]{1,253})/.{1,200}(?:authStatus|unexpected"
                r" authMethod)"
            ),
        ),
        Saying(
            "HTTP/2 client preface string missing or corrupt. Hex dump for received bytes:",
            ("side server",),
            (
                "io.netty.handler.codec.http2.Http2Exception: HTTP/2 client preface string"
                " missing or corrupt. Hex dump for received bytes: 1603010200010001fc0303"
            ),
            _H2,
            pattern=r"Hex dump for received bytes: (?P<code>[0-9a-f]{4,80})",
            decode="first_bytes",
        ),
        Saying(
            "First received frame was not SETTINGS. Hex dump for first 5 bytes:",
            ("side client",),
            (
                "io.netty.handler.codec.http2.Http2Exception: First received frame was not"
                " SETTINGS. Hex dump for first 5 bytes: 1503030002"
            ),
            _H2,
            pattern=r"Hex dump for first 5 bytes: (?P<code>[0-9a-f]{4,20})",
            decode="first_bytes",
        ),
        Saying(
            "Unexpected HTTP/1.x request:",
            ("plain-received http", "side server"),
            (
                "io.netty.handler.codec.http2.Http2Exception: Unexpected HTTP/1.x request: GET"
                " / HTTP/1.1"
            ),
            _H2,
            certain=False,
        ),
        Saying(
            "AnnotatedConnectException: Connection refused:",
            ("refused", "side client"),
            (
                "io.netty.channel.AbstractChannel$AnnotatedConnectException: Connection"
                " refused: app.example.com/192.0.2.7:443"
            ),
            "AbstractChannel.java, 4.1",
            pattern=(
                r"Connection refused: (?:no further information: )?"
                r"(?P<host>[\w.-]{1,253})?/[\d.:\[\]a-f]{4,50}"
            ),
            certain=False,
        ),
        Saying(
            "ConnectTimeoutException: connection timed out:",
            ("connect-timeout", "side client"),
            (
                "io.netty.channel.ConnectTimeoutException: connection timed out:"
                " app.example.com/192.0.2.7:443"
            ),
            "AbstractNioChannel.java, 4.1",
            pattern=r"connection timed out(?: after \d+ ms)?: (?P<host>[\w.-]{1,253})?/",
            certain=False,
        ),
        Saying(
            "NativeIoException: recvAddress(..) failed: Connection reset by peer",
            ("reset",),
            (
                "io.netty.channel.unix.Errors$NativeIoException: recvAddress(..) failed:"
                " Connection reset by peer"
            ),
            "transport-native-unix-common, 4.1",
            certain=False,
        ),
    ),
)
