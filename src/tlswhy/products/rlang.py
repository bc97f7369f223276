"""R: its own downloads, and the packages curl and httr."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import WEB, Product, Recipe, Role
from tlswhy.products.saying import Saying

_INTERNET = "src/modules/internet/libcurl.c, internet.c, R 3.2 to 4.5"

PRODUCT = Product(
    name="R",
    roles=(Role.CLIENT,),
    services=WEB,
    recipes={
        Remedy.TRUST_CA: Recipe(
            "In ~/.Renviron; then a new session.",
            ("CURL_CA_BUNDLE=/path/to/bundle.pem", "SSL_CERT_FILE=/path/to/bundle.pem"),
        ),
        Remedy.USE_PROXY: Recipe(
            "In ~/.Renviron; then a new session.", ("https_proxy=http://{proxy}",)
        ),
        Remedy.OPEN_REVOCATION: Recipe(
            "Windows alone, where a proxy's certificates name no list; in ~/.Renviron.",
            ("R_LIBCURL_SSL_REVOKE_BEST_EFFORT=TRUE",),
        ),
    },
    sayings=(
        Saying(
            "Error in curl::curl_fetch_",
            (),
            "Error in curl::curl_fetch_memory(url, handle = handle) : SSL certificate problem: unable to get local issuer certificate",
            "curl R/fetch.R",
        ),
        Saying(
            "Failed to perform HTTP request",
            (),
            "Error in `req_perform()`: ! Failed to perform HTTP request. Caused by error in `curl::curl_fetch_memory()`: ! SSL peer certificate or SSH remote key was not OK",
            "httr2 R/req-perform.R",
            certain=False,
        ),
        Saying(
            "libcurl error code",
            (),
            "Warning: libcurl error code 60: SSL certificate problem: self signed certificate in certificate chain",
            _INTERNET,
            pattern=r"libcurl error code (?P<code>\d{1,2})\b",
            decode="curl_exit",
        ),
        Saying(
            "cannot open URL 'https://",
            (),
            "Error in download.file(url, f): cannot open URL 'https://cran.example/src/contrib/PACKAGES'",
            _INTERNET,
            pattern=r"cannot open URL '(?P<host>https://[^']{1,300})'",
        ),
        Saying(
            "status was 'SSL connect error'",
            ("handshake-failed",),
            "URL 'https://cran.example/': status was 'SSL connect error'",
            _INTERNET,
        ),
        Saying(
            "InternetOpenUrl failed: '",
            ("handshake-failed",),
            "InternetOpenUrl failed: 'The certificate authority is invalid or incorrect'",
            "src/modules/internet/internet.c; what stands behind it is WinINet's",
            certain=False,
        ),
    ),
    speaks=("side client",),
)
