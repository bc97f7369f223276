"""GNU Wget 1, with GnuTLS on Debian and with OpenSSL elsewhere."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import WEB, Product, Recipe, Role
from tlswhy.products.saying import Saying

_OPENSSL = "src/openssl.c, 1.21 to 1.24"
_GNUTLS = "src/gnutls.c, 1.21 to 1.24"
_HTTP = "src/http.c, 1.21 to 1.24"
_URL = "https://{host}:{port}/"
_QUOTED = r"[\u2018'`\"](?P<host>[\w.:-]{1,253})[\u2019'`\"]"

# What follows "ERROR: The certificate of 'a.example'" (gnutls.c) and the two spaces of openssl.c.
_REASONS: tuple[tuple[str, str, str], ...] = (
    ("is not trusted.", "ERROR: The certificate of 'a.example' is not trusted.", "issuer-unknown"),
    (
        "doesn't have a known issuer.",
        "ERROR: The certificate of 'a.example' doesn't have a known issuer.",
        "issuer-unknown",
    ),
    (
        "hasn't got a known issuer.",
        "ERROR: The certificate of 'a.example' hasn't got a known issuer.",
        "issuer-unknown",
    ),
    ("has been revoked.", "ERROR: The certificate of 'a.example' has been revoked.", "revoked"),
    (
        "was signed using an insecure algorithm.",
        "ERROR: The certificate of 'a.example' was signed using an insecure algorithm.",
        "weak",
    ),
    (
        "is not yet activated.",
        "ERROR: The certificate of 'a.example' is not yet activated.",
        "not-yet-valid",
    ),
    ("has expired.", "ERROR: The certificate of 'a.example' has expired.", "expired"),
)

# Wget prints the text behind the status of the proxy's answer, not the status.
_ANSWERS: tuple[tuple[str, str], ...] = (
    ("Proxy Authentication Required", "407"),
    ("Proxy Auth", "407"),
    ("authenticationrequired", "407"),
    ("Forbidden", "403"),
    ("Access Denied", "403"),
    ("Blocked", "403"),
    ("Filtered", "403"),
    ("Method Not Allowed", "405"),
    ("Bad Request", "400"),
    ("Not Found", "404"),
    ("Bad Gateway", "502"),
    ("Service Unavailable", "503"),
    ("Gateway Time", "504"),
    ("Internal Server Error", "500"),
    ("Unsupported method", "501"),
    ("Not Implemented", "501"),
)

PRODUCT = Product(
    name="Wget",
    roles=(Role.CLIENT,),
    services=WEB,
    recipes={
        Remedy.TRUST_CA: Recipe("For one call.", (f"wget --ca-certificate={{ca}}.pem {_URL}",)),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "client.pem holds the certificate and its chain.",
            (
                "wget --certificate=client.pem --private-key=client.key \\",
                f"  {_URL}",
            ),
        ),
        Remedy.RAISE_CLIENT_VERSION: Recipe(
            "And no secure_protocol in ~/.wgetrc.", (f"wget --secure-protocol=auto {_URL}",)
        ),
        Remedy.USE_PROXY: Recipe(
            "For one call.", (f"wget -e use_proxy=on -e https_proxy=http://{{proxy}} {_URL}",)
        ),
        Remedy.PROXY_URL_HTTP: Recipe(
            "Wget speaks to proxies in plain HTTP only.",
            (f"wget -e https_proxy=http://{{proxy}} {_URL}",),
        ),
        Remedy.PROXY_CREDENTIALS: Recipe(
            "Wget knows Basic only.",
            (f"wget --proxy-user=USER --proxy-password=PASSWORD {_URL}",),
        ),
        Remedy.BYPASS_PROXY: Recipe("For one call.", (f"wget --no-proxy {_URL}",)),
    },
    sayings=(
        Saying(
            "certificate, issued by",
            ("verify failed",),
            "ERROR: cannot verify a.example's certificate, issued by 'CN=Internal CA':",
            _OPENSSL,
            pattern=r"(?:ERROR|WARNING): cannot verify (?P<host>[\w.:-]{1,253}?)['\u2019]s certificate",
        ),
        *(
            Saying(words, (f"verify {refusal}",), f"  {words}.", _OPENSSL)
            for words, refusal in (
                ("Unable to locally verify the issuer's authority", "issuer-unknown"),
                ("Self-signed certificate encountered", "self-signed"),
                ("Issued certificate not yet valid", "not-yet-valid"),
                ("Issued certificate has expired", "expired"),
            )
        ),
        *(
            Saying(
                words,
                (f"verify {refusal}",),
                example,
                _GNUTLS,
                pattern=r"The certificate of [\u2018'`\"](?P<host>[\w.:-]{1,253})[\u2019'`\"] "
                + words[:-1],
            )
            for words, example, refusal in _REASONS
        ),
        Saying(
            "doesn't match requested host name",
            ("verify name",),
            "ERROR: certificate common name 'b.example' doesn't match requested host name 'a.example'.",
            _OPENSSL,
            pattern=rf"doesn['\u2019]t match requested host name {_QUOTED}",
        ),
        Saying(
            "no certificate subject alternative name matches",
            ("verify name",),
            "ERROR: no certificate subject alternative name matches requested host name 'a.example'.",
            _OPENSSL,
            pattern=rf"alternative name matches requested host name {_QUOTED}",
        ),
        *(
            Saying(
                "The certificate's owner does not match hostname",
                (f"verify {refusal}",),
                f"The certificate's owner does not match hostname '{host}'",
                _GNUTLS,
                pattern=rf"does not match hostname [\u2018'`\"](?P<host>{name})[\u2019'`\"]",
            )
            for refusal, host, name in (
                ("name", "a.example", r"(?![\d.]{7,15}\W)[\w.-]{1,253}"),
                ("ip-name", "192.0.2.1", r"(?:[\d.]{7,15}|[\da-fA-F]{0,4}:[\da-fA-F:]{1,36})"),
            )
        ),
        Saying(
            "insecurely, use `--no-check-certificate'",
            ("verify failed",),
            "To connect to a.example insecurely, use `--no-check-certificate'.",
            _OPENSSL,
            pattern=r"To connect to (?P<host>[\w.:-]{1,253}) insecurely",
        ),
        Saying(
            "No certificate presented by",
            ("handshake-failed",),
            "ERROR: No certificate presented by a.example.",
            _OPENSSL,
        ),
        Saying(
            "certificate common name is invalid (contains a NUL character)",
            ("verify name",),
            "ERROR: certificate common name is invalid (contains a NUL character).",
            _OPENSSL,
        ),
        Saying(
            "Unable to establish SSL connection.",
            ("handshake-failed",),
            "Unable to establish SSL connection.",
            _HTTP,
        ),
        Saying(
            "Could not perform SSL handshake.",
            ("handshake-failed",),
            "Could not perform SSL handshake.",
            "src/ftp.c, 1.18",
        ),
        Saying(
            "Disabling SSL due to encountered errors",
            ("config-error",),
            "Disabling SSL due to encountered errors.",
            _HTTP,
        ),
        Saying(
            "Server does not support AUTH TLS",
            ("starttls-missing",),
            "Server does not support AUTH TLS. Falling back to FTP.",
            "src/ftp.c, 1.18",
        ),
        Saying(
            "Server does not like implicit FTPS connections",
            ("starttls-needed",),
            "Server does not like implicit FTPS connections.",
            "src/ftp.c, 1.18",
        ),
        Saying(
            "ERROR: Failed to open cert",
            ("ca-file",),
            "ERROR: Failed to open cert ca.pem: (-64).",
            _GNUTLS,
        ),
        Saying(
            "GnuTLS requires the key and the cert to be of the same type",
            ("client-key",),
            "ERROR: GnuTLS requires the key and the cert to be of the same type.",
            _GNUTLS,
        ),
        Saying(
            "compile-time support for PKCS #11 not available",
            ("client-key",),
            "compile-time support for PKCS #11 not available",
            _GNUTLS,
        ),
        Saying(
            "OpenSSL: Failed to set",
            ("config-error",),
            "OpenSSL: Failed to set minimum protocol version",
            _OPENSSL,
        ),
        *(
            Saying(
                f"Proxy tunneling failed: {text}",
                (f"proxy-answered {status}", "leg proxy"),
                f"Proxy tunneling failed: {text}Unable to establish SSL connection.",
                _HTTP,
            )
            for text, status in _ANSWERS
        ),
        Saying(
            "Proxy tunneling failed:",
            ("proxy-answered", "leg proxy"),
            "Proxy tunneling failed: Tunnel refusedUnable to establish SSL connection.",
            _HTTP,
        ),
        Saying(
            "Failed reading proxy response",
            ("eof", "leg proxy", "proxy-set"),
            "Failed reading proxy response: Connection reset by peer",
            _HTTP,
        ),
        Saying(
            ": Must be HTTP.",
            ("proxy-url https", "proxy-not-tls"),
            "Error in proxy URL https://proxy.example:3128: Must be HTTP.",
            _HTTP,
            pattern=r"Error in proxy URL (?P<proxy>https://[\w.:@/-]{1,253}?): Must be HTTP",
        ),
        Saying(
            "Error in proxy URL",
            ("config-error", "proxy-set"),
            "Error in proxy URL ftp://proxy.example: Must be HTTP.",
            _HTTP,
            pattern=r"Error in proxy URL (?!https:)",
        ),
        Saying(
            "Error parsing proxy URL",
            ("config-error", "proxy-set"),
            "Error parsing proxy URL htp://proxy.example: Unsupported scheme 'htp'.",
            _HTTP,
        ),
        Saying(
            "wget: unable to resolve host address",
            ("dns-failed",),
            "wget: unable to resolve host address 'a.example'",
            "src/host.c",
            pattern=rf"unable to resolve host address {_QUOTED}",
            certain=False,
        ),
        Saying(
            "HTTPS support not compiled in",
            ("config-error",),
            "https://a.example/: HTTPS support not compiled in.",
            "src/url.c",
        ),
        Saying(
            "not an http or ftp url: https",
            ("config-error",),
            "wget: not an http or ftp url: https://a.example/",
            "busybox networking/wget.c",
        ),
        Saying(
            "wget: TLS error from peer (alert code",
            (),
            "wget: TLS error from peer (alert code 40): 40",
            "busybox networking/tls.c: tls_xread_record",
            pattern=r"TLS error from peer \(alert code (?P<code>\d{1,3})\)",
            decode="alert",
        ),
        Saying(
            "note: TLS certificate validation not implemented",
            (),
            "wget: note: TLS certificate validation not implemented",
            "busybox networking/wget.c",
        ),
        Saying(
            "ssl_client: SSL_connect",
            ("handshake-failed",),
            "ssl_client: SSL_connect",
            "Alpine's busybox, networking/ssl_helper",
        ),
        Saying(
            "wget: error getting response: Connection reset by peer",
            ("reset",),
            "wget: error getting response: Connection reset by peer",
            "busybox networking/wget.c",
        ),
    ),
    speaks=("side client",),
)
