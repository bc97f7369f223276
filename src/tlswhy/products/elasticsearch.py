"""Elasticsearch, and Logstash and Beats towards it."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SEC = "x-pack core, SecurityHttpExceptionHandler and SecurityTransportExceptionHandler, 6.3 to 8"
_DIAG = "libs/ssl-config SslDiagnostics.java, 7.7 to 8"
_CONF = "libs/ssl-config, SSLService.java, 7 to 8"
_TCP = "server transport/TcpHeader.java, TcpTransport.java, 1 to 8"

PRODUCT = Product(
    name="Elasticsearch",
    roles=(Role.SERVER, Role.CLIENT),
    sayings=(
        Saying(
            "received plaintext http traffic on an https channel",
            ("plain-received http", "side server"),
            (
                "[2024-03-04T10:11:12,000][WARN"
                " ][o.e.x.s.t.n.SecurityNetty4HttpServerTransport] [node-1] received plaintext"
                " http traffic on an https channel, closing connection"
                " Netty4HttpChannel{localAddress=/192.0.2.1:9200,"
                " remoteAddress=/192.0.2.7:51234}"
            ),
            _SEC,
            pattern=(
                r"https channel(?:.{0,160}remoteAddress=(?:null|/"
                r"(?P<client>[\d.]{7,15}|\[[0-9a-f:]{2,45}\])))?"
            ),
        ),
        Saying(
            "received plaintext traffic on an encrypted channel",
            ("plain-received", "side server"),
            (
                "[2024-03-04T10:11:12,000][WARN ][o.e.x.c.s.t.n.SecurityNetty4Transport]"
                " [node-1] received plaintext traffic on an encrypted channel, closing"
                " connection Netty4TcpChannel{localAddress=/192.0.2.1:9300,"
                " remoteAddress=/192.0.2.7:51234}"
            ),
            _SEC,
        ),
        Saying(
            "http client did not trust this server's certificate",
            ("alert-received 46", "side server"),
            (
                "[2024-03-04T10:11:12,000][WARN"
                " ][o.e.x.s.t.n.SecurityNetty4HttpServerTransport] [node-1] http client did not"
                " trust this server's certificate, closing connection"
                " Netty4HttpChannel{localAddress=/192.0.2.1:9200,"
                " remoteAddress=/192.0.2.7:51234}"
            ),
            _SEC,
        ),
        Saying(
            "client did not trust this server's certificate",
            ("alert-received 46", "side server"),
            (
                "[2024-03-04T10:11:12,000][WARN ][o.e.x.c.s.t.n.SecurityNetty4Transport]"
                " [node-1] client did not trust this server's certificate, closing connection"
                " Netty4TcpChannel{localAddress=/192.0.2.1:9300,"
                " remoteAddress=/192.0.2.7:51234}"
            ),
            _SEC,
        ),
        Saying(
            "caught exception while handling client http traffic, closing connection",
            ("side server",),
            (
                "[2024-03-04T10:11:12,000][WARN ][o.e.h.AbstractHttpServerTransport] [node-1]"
                " caught exception while handling client http traffic, closing connection"
                " Netty4HttpChannel{localAddress=/192.0.2.1:9200, remoteAddress=/192.0.2.7:51234}"
            ),
            "server http/AbstractHttpServerTransport.java, 2 to 8",
            certain=False,
        ),
        Saying(
            "failed to establish trust with server at",
            ("verify failed", "side client"),
            (
                "[2024-03-04T10:11:12,000][WARN ][o.e.c.s.DiagnosticTrustManager] [node-1]"
                " failed to establish trust with server at [app.example.com]; the server"
                " provided a certificate with subject name [CN=app.example.com], fingerprint"
                " [3bebe388a66362784afd6c51a9000961a4e10050]"
            ),
            _DIAG,
            pattern=r"trust with server at \[(?P<host>[\w.:-]{1,253})\]",
        ),
        Saying(
            "failed to establish trust with client at",
            ("client-cert-refused", "side server"),
            (
                "[2024-03-04T10:11:12,000][WARN ][o.e.c.s.DiagnosticTrustManager] [node-1]"
                " failed to establish trust with client at [192.0.2.7]; the client provided a"
                " certificate with subject name [CN=node-2]"
            ),
            _DIAG,
            pattern=r"trust with client at \[(?P<client>[\w.:-]{1,253})\]",
        ),
        Saying(
            (
                "but the server did not provide a copy of the issuing certificate in the"
                " certificate chain"
            ),
            ("verify issuer-missing", "side client"),
            (
                "the certificate is issued by [CN=Example CA] but the server did not provide a"
                " copy of the issuing certificate in the certificate chain"
            ),
            _DIAG,
        ),
        Saying(
            (
                "but the client did not provide a copy of the issuing certificate in the"
                " certificate chain"
            ),
            ("verify issuer-missing", "side server"),
            (
                "the certificate is issued by [CN=Example CA] but the client did not provide a"
                " copy of the issuing certificate in the certificate chain"
            ),
            _DIAG,
        ),
        Saying(
            "is not configured to trust that issuer",
            ("verify issuer-unknown",),
            (
                "which is self-issued; this ssl context ([xpack.http.ssl (with trust"
                " configuration: JDK-trusted-certs)]) is not configured to trust that issuer"
            ),
            _DIAG,
        ),
        Saying(
            "certificate is not trusted in this ssl context",
            ("verify issuer-unknown",),
            (
                "the [CN=Example CA] certificate is not trusted in this ssl context"
                " ([xpack.security.transport.ssl (with trust configuration:"
                " PEM-trust{/etc/elasticsearch/ca.crt})])"
            ),
            _DIAG,
        ),
        Saying(
            "the certificate is self-issued; the",
            ("verify self-signed",),
            (
                "no keyUsage and no extendedKeyUsage; the certificate is self-issued; the"
                " [CN=app.example.com] certificate is not trusted in this ssl context"
            ),
            _DIAG,
        ),
        Saying(
            "the certificate does not have any subject alternative names",
            ("verify no-san",),
            (
                "the session uses cipher suite [TLS_AES_256_GCM_SHA384] and protocol [TLSv1.3];"
                " the certificate does not have any subject alternative names"
            ),
            _DIAG,
        ),
        Saying(
            "but the signature does not match",
            ("verify signature",),
            (
                "this ssl context trusts [1] certificate with subject name [CN=Example CA] and"
                " fingerprint [3bebe388] but the signature does not match"
            ),
            _DIAG,
            pattern=r"ssl context.{1,500}but the signatures? do(?:es)? not match",
        ),
        Saying(
            "Transport SSL must be enabled if security is enabled",
            ("config-error",),
            (
                "[1] bootstrap checks failed: [1]: Transport SSL must be enabled if security is"
                " enabled. Please set [xpack.security.transport.ssl.enabled] to [true]"
            ),
            "x-pack TLSLicenseBootstrapCheck, 6.3 to 8",
        ),
        Saying(
            "Transport SSL must be enabled",
            ("config-error",),
            (
                "[1] bootstrap checks failed: [1]: Transport SSL must be enabled for setups"
                " with production licenses. Please set [xpack.security.transport.ssl.enabled]"
                " to [true]"
            ),
            "x-pack TLSLicenseBootstrapCheck, 6.0 to 8",
        ),
        Saying(
            "failed to load SSL configuration [",
            ("cert-file", "config-error"),
            (
                "org.elasticsearch.ElasticsearchSecurityException: failed to load SSL"
                " configuration [xpack.security.transport.ssl] - cannot read configured PEM"
                " certificate_authorities"
            ),
            _CONF,
        ),
        Saying(
            "cannot read configured",
            ("cert-file", "config-error"),
            (
                "org.elasticsearch.common.ssl.SslConfigException: cannot read configured"
                " [PKCS12] keystore (as a truststore)"
                " [/etc/elasticsearch/elastic-certificates.p12] - this is usually caused by an"
                " incorrect password"
            ),
            _CONF,
            pattern=(
                r"cannot read configured (?:\[\w{1,12}\]|PEM|\w{2,8})"
                r" .{0,40}(?:keystore|truststore|certificate|key)"
            ),
        ),
        Saying(
            "invalid SSL configuration for",
            ("config-error", "cert-file"),
            (
                "java.lang.IllegalArgumentException: invalid SSL configuration for"
                " xpack.security.transport.ssl - server ssl configuration requires a key and"
                " certificate, but these have not been configured; you must set either"
                " [xpack.security.transport.ssl.keystore.path], or both"
            ),
            _CONF,
        ),
        Saying(
            "server ssl configuration requires a key and certificate",
            ("no-certificate", "config-error", "side server"),
            (
                "org.elasticsearch.ElasticsearchSecurityException: invalid configuration for"
                " xpack.security.transport.ssl - [xpack.security.transport.ssl.enabled] is not"
                " set; server ssl configuration requires a key and certificate, but these have"
                " not been configured"
            ),
            _CONF,
        ),
        Saying(
            "invalid internal transport message format, got (16,3,",
            ("tls-received", "side server"),
            (
                "java.io.StreamCorruptedException: invalid internal transport message format,"
                " got (16,3,1,2)"
            ),
            _TCP,
        ),
        Saying(
            "invalid internal transport message format, got (15,3,",
            ("http-wants-tls", "side client"),
            (
                "java.io.StreamCorruptedException: invalid internal transport message format,"
                " got (15,3,3,0)"
            ),
            _TCP,
        ),
        Saying(
            "invalid internal transport message format, got (48,54,54,50)",
            ("not-tls http",),
            (
                "java.io.StreamCorruptedException: invalid internal transport message format,"
                " got (48,54,54,50)"
            ),
            _TCP,
        ),
        Saying(
            "SSL/TLS request received but SSL/TLS is not enabled on this port, got (16,3,",
            ("tls-received", "side server"),
            (
                "java.io.StreamCorruptedException: SSL/TLS request received but SSL/TLS is not"
                " enabled on this port, got (16,3,1,2)"
            ),
            _TCP,
        ),
        Saying(
            "This is not an HTTP port",
            ("plain-received http", "side server"),
            "This is not an HTTP port",
            _TCP,
            pattern=r"^This is not an HTTP port|[>\" ]This is not an HTTP port",
        ),
        Saying(
            "the client did not trust this server's certificate",
            ("alert-received 46", "side server"),
            "the client did not trust this server's certificate, closing connection",
            _SEC,
        ),
    ),
)
