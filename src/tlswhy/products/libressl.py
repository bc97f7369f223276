"""LibreSSL: the library of macOS' own curl and ssh, of OpenBSD and of Alpine's old releases.

Its reasons are OpenSSL's; it names the state instead of a function, and libtls has words of its
own.
"""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_STATE = "lib/libssl/ssl_stat.c, ssl_err.c: SSL_state_func"

PRODUCT = Product(
    name="LibreSSL",
    roles=(Role.CLIENT, Role.SERVER),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "With OpenBSD's nc, or for every program that reads the default file.",
            (
                "nc -c -R /path/to/{ca}.pem {host} {port}",
                "cat {ca}.pem >> /etc/ssl/cert.pem",
            ),
        ),
        Remedy.CONNECT_BY_LISTED_NAME: Recipe(
            "With OpenBSD's nc: the address stays, the name changes.",
            ("nc -c -e {name} {host} {port}",),
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "With OpenBSD's nc.", ("nc -c -C client.pem -K client.key {host} {port}",)
        ),
    },
    sayings=(
        Saying(
            "SSL routines:ST_CONNECT",
            ("side client",),
            "error:1404B410:SSL routines:ST_CONNECT:sslv3 alert handshake failure",
            _STATE,
        ),
        Saying(
            "SSL routines:CONNECT_CR_",
            (),
            "error:1400410B:SSL routines:CONNECT_CR_SRVR_HELLO:wrong version number",
            _STATE,
            pattern=r"(?P<code>SSL routines:CONNECT_CR_\w{3,20}:[^:;,()\"']{3,70})",
            decode="openssl_reason",
        ),
        Saying(
            "SSL routines:ACCEPT_S",
            (),
            "error:140270C1:SSL routines:ACCEPT_SR_CLNT_HELLO_C:no shared cipher",
            _STATE,
            pattern=r"(?P<code>SSL routines:ACCEPT_S[RW]_\w{3,20}:[^:;,()\"']{3,70})",
            decode="openssl_reason",
        ),
        Saying(
            "SSL routines:ST_ACCEPT",
            ("side server",),
            "error:1402542E:SSL routines:ST_ACCEPT:tlsv1 alert protocol version",
            _STATE,
        ),
        Saying(
            "CONNECT_CR_SRVR_HELLO:tlsv1 alert protocol version",
            ("alert-received 70", "side client"),
            "error:1400442E:SSL routines:CONNECT_CR_SRVR_HELLO:tlsv1 alert protocol version",
            _STATE,
        ),
        Saying(
            "CRYPTO_internal:bad decrypt",
            ("client-key",),
            "error:06FFF064:digital envelope routines:CRYPTO_internal:bad decrypt",
            "lib/libcrypto/err/err.c: functions have no names",
        ),
        Saying(
            "CRYPTO_internal:no start line",
            ("cert-file",),
            "error:09FFF06C:PEM routines:CRYPTO_internal:no start line",
            "lib/libcrypto/err/err.c: functions have no names",
        ),
        Saying(
            "certificate verification failed:",
            ("verify failed",),
            "TLS handshake failed: certificate verification failed: unable to get local issuer certificate",
            "lib/libtls/tls.c: tls_ssl_error",
        ),
        Saying(
            "not present in server certificate",
            ("verify name", "side client"),
            "name `a.example' not present in server certificate",
            "lib/libtls/tls_client.c: tls_handshake_client",
            pattern=r"name `(?P<host>[\w.:-]{1,253})' not present in server certificate",
        ),
        Saying(
            "(TLS) handshake failed: unexpected EOF",
            ("eof",),
            "nc: (TLS) handshake failed: unexpected EOF",
            "usr.bin/nc/netcat.c, lib/libtls/tls.c",
        ),
        Saying(
            "ssl verify setup failure",
            ("no-trust-store",),
            "tls_configure: ssl verify setup failure",
            "lib/libtls/tls.c: tls_configure_ssl_verify",
        ),
        Saying(
            "failed to load ca from",
            ("ca-file",),
            "failed to load ca from /etc/ssl/cert.pem",
            "lib/libtls/tls.c",
        ),
        Saying(
            "private/public key mismatch",
            ("key-mismatch",),
            "ssl: private/public key mismatch",
            "lib/libtls/tls.c: tls_configure_ssl_keypair",
        ),
        Saying(
            "ocsp verify failed:",
            ("verify staple",),
            "ocsp verify failed: ocsp response invalid",
            "lib/libtls/tls_ocsp.c",
        ),
    ),
)
