"""nghttpx, the proxy of nghttp2."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SOURCE = "src/shrpx_tls.cc, src/shrpx_connection.cc, src/shrpx_client_handler.cc, 1.52"

PRODUCT = Product(
    name="nghttpx",
    roles=(Role.REVERSE_PROXY,),
    speaks=("role reverse-proxy",),
    sayings=(
        Saying(
            "client certificate verify error:num=",
            ("client-verify failed", "side server"),
            (
                "2024-05-06T07:08:09.123Z 4711 4711 abcd NOTICE (shrpx_tls.cc:60) client "
                "certificate verify error:num=20:unable to get local issuer certificate:depth=0"
            ),
            _SOURCE,
            pattern=r"client certificate verify error:num=(?P<code>\d{1,3})",
            decode="verify_code",
        ),
        Saying(
            "Certificate verification failed: hostname does not match",
            ("verify name", "side client", "leg upstream"),
            "Certificate verification failed: hostname does not match",
            _SOURCE,
        ),
        Saying(
            "tls: handshake libssl error",
            ("handshake-failed",),
            (
                "2024-05-06T07:08:09.123Z 4711 4711 abcd INFO (shrpx_connection.cc:430) "
                "[CLIENT_HANDLER] tls: handshake libssl error: error:0A000416:SSL "
                "routines::sslv3 alert certificate unknown"
            ),
            _SOURCE,
        ),
        Saying(
            "TLS private key and certificate files are required.",
            ("no-certificate", "config-error", "side server"),
            (
                "TLS private key and certificate files are required.  Specify them in "
                "command-line, or in configuration file using private-key-file and "
                "certificate-file options."
            ),
            _SOURCE,
        ),
        Saying(
            ": missing private key file:",
            ("cert-file", "config-error", "side server"),
            "subcert: missing private key file: ;sct-dir=/etc/sct",
            _SOURCE,
            pattern=r"(?:subcert|nghttpx).{0,60}: missing private key file:",
        ),
        Saying(
            ": missing certificate file:",
            ("cert-file", "config-error", "side server"),
            "subcert: missing certificate file: /etc/key.pem:",
            _SOURCE,
            pattern=r"(?:subcert|nghttpx).{0,60}: missing certificate file:",
        ),
        Saying(
            ": invalid TLS protocol version:",
            ("config-error",),
            "tls-min-proto-version: invalid TLS protocol version: TLSv9",
            _SOURCE,
        ),
        Saying(
            "Could not load client private key from",
            ("client-key", "side client", "leg upstream"),
            "Could not load client private key from /etc/client.key: error:0A000074",
            _SOURCE,
        ),
        Saying(
            "Could not load client certificate from",
            ("client-key", "side client", "leg upstream"),
            "Could not load client certificate from /etc/client.pem: error:0A000002",
            _SOURCE,
        ),
        Saying(
            "The negotiated cipher suite is in HTTP/2 cipher suite block list",
            ("no-parameters",),
            (
                "The negotiated cipher suite is in HTTP/2 cipher suite block list.  HTTP/2 "
                "must not be used."
            ),
            _SOURCE,
        ),
        Saying(
            "TLSv1.2 was not negotiated. HTTP/2 must not be",
            ("no-parameters",),
            "TLSv1.2 was not negotiated.  HTTP/2 must not be used.",
            _SOURCE,
        ),
        Saying(
            "PROXY-protocol-v1: PROXY version 1 ID not found",
            ("proxy-header", "side server"),
            "[CLIENT_HANDLER] PROXY-protocol-v1: PROXY version 1 ID not found",
            _SOURCE,
        ),
        Saying(
            "PROXY-protocol-v1: Bad PROXY protocol version 1 ID",
            ("proxy-header", "side server"),
            "[CLIENT_HANDLER] PROXY-protocol-v1: Bad PROXY protocol version 1 ID",
            _SOURCE,
        ),
        Saying(
            "PROXY-protocol-v1: No ending CR LF sequence found",
            ("proxy-header", "side server"),
            "[CLIENT_HANDLER] PROXY-protocol-v1: No ending CR LF sequence found",
            _SOURCE,
        ),
    ),
)
