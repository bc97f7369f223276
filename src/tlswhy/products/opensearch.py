"""OpenSearch, with the security plugin (and Open Distro, Search Guard before it)."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SSL = "opensearch-project/security, ssl/, 1.0 to 2"

PRODUCT = Product(
    name="OpenSearch",
    roles=(Role.SERVER, Role.CLIENT),
    sayings=(
        Saying(
            "Exception during establishing a SSL connection:",
            ("handshake-failed", "side server"),
            (
                "[2024-03-04T10:11:12,000][ERROR][o.o.s.s.h.n.SecuritySSLNettyHttpServerTransport]"
                " [node-1] Exception during establishing a SSL connection:"
                " javax.net.ssl.SSLHandshakeException: Received fatal alert:"
                " certificate_unknown"
            ),
            _SSL,
        ),
        Saying(
            "speaks http plaintext instead of ssl, will close the channel",
            ("plain-received http", "side server"),
            (
                "[WARN ][o.o.s.h.SecurityHttpServerTransport] [node-1] Someone"
                " (/192.0.2.7:51234) speaks http plaintext instead of ssl, will close the"
                " channel"
            ),
            _SSL,
            pattern=r"Someone \(/(?P<client>[\d.]{7,15}|[0-9a-f:]{2,45}):\d{1,5}\) speaks http",
        ),
        Saying(
            "speaks transport plaintext instead of ssl, will close the channel",
            ("plain-received", "side server"),
            (
                "[WARN ][o.o.s.t.SecuritySSLNettyTransport] [node-1] Someone (/192.0.2.7:51234)"
                " speaks transport plaintext instead of ssl, will close the channel"
            ),
            _SSL,
        ),
        Saying(
            "SSL Problem",
            ("handshake-failed",),
            (
                "[ERROR][o.o.s.s.t.SecuritySSLNettyTransport] [node-1] SSL Problem Received"
                " fatal alert: certificate_unknown"
            ),
            _SSL,
            pattern=r"(?:SSLNettyTransport|SSLNettyHttpServerTransport|HttpServerTransport)\].{0,80}SSL Problem",
        ),
        Saying(
            "Please make sure this files exists and is readable regarding to permissions",
            ("cert-file",),
            (
                "OpenSearchException[Unable to read /usr/share/opensearch/config/esnode.pem"
                " (/usr/share/opensearch/config/esnode.pem). Please make sure this files exists"
                " and is readable regarding to permissions]"
            ),
            _SSL,
        ),
        Saying(
            "No SSL configuration found",
            ("config-error",),
            "org.opensearch.OpenSearchException: No SSL configuration found",
            _SSL,
        ),
        Saying(
            (
                "Your keystore or PEM does not contain a key. If you specified a key password,"
                " try removing it"
            ),
            ("cert-file",),
            (
                "OpenSearchException[Your keystore or PEM does not contain a key. If you"
                " specified a key password, try removing it. If you did not specify a key"
                " password, perhaps you need to if the key is in fact password-protected]"
            ),
            _SSL,
        ),
        Saying(
            "Transport client authentication no longer supported",
            ("client-cert-refused", "side server"),
            (
                "[ERROR][o.o.s.t.SecurityRequestHandler] [node-1] OpenSearchException[Transport"
                " client authentication no longer supported.]"
            ),
            _SSL,
        ),
        Saying(
            "ERR: Cannot connect to OpenSearch. Please refer to elasticsearch logfile",
            ("handshake-failed", "side client"),
            (
                "ERR: Cannot connect to OpenSearch. Please refer to elasticsearch logfile for"
                " more information"
            ),
            _SSL,
            certain=False,
        ),
    ),
)
