"""SSLsplit and SSLproxy, which open TLS on its way."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_ERROR = "protossl.c of SSLproxy 0.9, pxyconn.c of SSLsplit 0.5"
_REFUSED = r"(?:alert unknown ca|alert certificate unknown|alert bad certificate)\b"

PRODUCT = Product(
    name="SSLsplit",
    roles=(Role.FORWARD_PROXY, Role.NETWORK),
    speaks=("role intercepting",),
    sayings=(
        # The library's reason stands behind it and is heard as its own.
        Saying(
            "Error from bufferevent:",
            ("side server", "leg downstream"),
            (
                "Error from bufferevent: 0:- 336151576:1048:tlsv1 alert unknown ca:20:SSL "
                "routines:148:SSL3_READ_BYTES"
            ),
            _ERROR,
            pattern=r"Error from bufferevent: .{1,200}" + _REFUSED,
        ),
        Saying(
            "Error from bufferevent:",
            ("side client", "leg upstream"),
            (
                "Error from bufferevent: 0:- 336134278:134:certificate verify failed:20:SSL "
                "routines:144:ssl3_get_server_certificate"
            ),
            _ERROR,
            pattern=(
                r"Error from bufferevent: .{1,200}(?:certificate verify failed"
                r"|(?i:get_server_|process_server_|tls_process_ske|connect))"
            ),
        ),
        Saying(
            "Error from bufferevent:",
            ("handshake-failed",),
            "Error from bufferevent: 113:No route to host 0:0:-:0:-:0:-",
            _ERROR,
            pattern=r"Error from bufferevent: -?\d{1,5}:",
            certain=False,
        ),
        Saying(
            "Error from src bufferevent:",
            ("handshake-failed", "side server", "leg downstream"),
            (
                "Error from src bufferevent: 0:- 336151576:1048:tlsv1 alert unknown ca:20:SSL "
                "routines:148:ssl3_read_bytes"
            ),
            "pxyconn.c, SSLsplit 0.5.5",
        ),
        Saying(
            "Peeking did not yield a (truncated) ClientHello message",
            ("plain-received", "side server", "leg downstream"),
            "Peeking did not yield a (truncated) ClientHello message, aborting connection",
            _ERROR,
        ),
        Saying(
            "SSL srvdst connection failed; falling back to passthrough",
            ("handshake-failed", "side client", "leg upstream"),
            "sslproxy[4711]: SSL srvdst connection failed; falling back to passthrough",
            "protossl.c, SSLproxy 0.9",
        ),
        Saying(
            "No cert found; falling back to passthrough",
            ("handshake-failed", "side server", "leg downstream"),
            "No cert found; falling back to passthrough, fd=43",
            "protossl.c, SSLproxy 0.9",
        ),
        # The hello came in two segments, and the name was looked for in the first.
        Saying(
            "SNI peek: [n/a] [incomplete]",
            ("sni-absent", "side server"),
            "SNI peek: [n/a] [incomplete], fd=43",
            "pxyconn.c, SSLsplit 0.5",
            certain=False,
        ),
        Saying(
            "SNI peek: [n/a] [complete]",
            ("sni-absent", "side server"),
            "SNI peek: [n/a] [complete], fd=43",
            "pxyconn.c, SSLsplit 0.5",
            certain=False,
        ),
        Saying(
            "SNI peek: [",
            ("sni sent",),
            "SNI peek: [www.example.org] [complete]",
            "pxyconn.c, SSLsplit 0.5",
            pattern=r"SNI peek: \[(?P<name>[\w-]{1,63}\.[\w.-]{1,253})\]",
        ),
        Saying(
            "Closing on ssl error without filter match:",
            ("handshake-failed",),
            (
                "Closing on ssl error without filter match: 192.0.2.7:50000, 198.51.100.9:443, "
                "-, -, www.example.org, -"
            ),
            "protossl.c, SSLproxy 0.9",
        ),
        Saying(
            "loading src server certificate failed",
            ("cert-file", "side server", "leg downstream"),
            "loading src server certificate failed",
            _ERROR,
        ),
        Saying(
            "loading src server key failed",
            ("cert-file", "side server", "leg downstream"),
            "loading src server key failed",
            _ERROR,
        ),
    ),
)
