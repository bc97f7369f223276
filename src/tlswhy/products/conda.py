"""conda, mamba and micromamba."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import WEB, Product, Recipe, Role
from tlswhy.products.saying import Saying

_GATEWAY = "conda conda/gateways/connection/download.py, repodata/__init__.py"

PRODUCT = Product(
    name="conda",
    roles=(Role.CLIENT,),
    services=WEB,
    recipes={
        Remedy.TRUST_CA: Recipe(
            "Since 23.9 it can also use the system's own roots.",
            (
                "conda config --set ssl_verify /path/to/{ca}.pem",
                "conda config --set ssl_verify truststore",
            ),
        ),
        Remedy.PROXY_URL_HTTP: Recipe(
            "Both of them with http://.",
            (
                "conda config --set proxy_servers.http http://{proxy}",
                "conda config --set proxy_servers.https http://{proxy}",
            ),
        ),
        Remedy.USE_PROXY: Recipe(
            "For the user.", ("conda config --set proxy_servers.https http://{proxy}",)
        ),
        Remedy.PROXY_CREDENTIALS: Recipe(
            "Characters like @ in percent encoding.",
            ("conda config --set proxy_servers.https http://USER:PASSWORD@{proxy}",),
        ),
        Remedy.PROXY_ADDRESS: Recipe(
            "What is set, and where.", ("conda config --show-sources", "conda info")
        ),
    },
    sayings=(
        Saying(
            "CondaSSLError:",
            ("handshake-failed",),
            "CondaSSLError: OpenSSL appears to be unavailable on this machine.",
            "conda conda/exceptions.py",
        ),
        Saying(
            "Encountered an SSL error. Most likely a certificate verification issue.",
            ("verify failed",),
            "CondaSSLError: Encountered an SSL error. Most likely a certificate verification issue.",
            _GATEWAY,
        ),
        Saying(
            "OpenSSL appears to be unavailable on this machine",
            ("config-error",),
            "CondaSSLError: OpenSSL appears to be unavailable on this machine. OpenSSL is required to download and install packages.",
            _GATEWAY,
        ),
        Saying(
            "CondaHTTPError: HTTP 000 CONNECTION FAILED for url",
            (),
            "CondaHTTPError: HTTP 000 CONNECTION FAILED for url <https://packages.example/pkgs/main/linux-64/repodata.json>",
            _GATEWAY,
            pattern=r"CONNECTION FAILED for url <(?P<host>https?://[^>\s]{1,300})>",
        ),
        Saying(
            "CondaHTTPError: HTTP None None for url",
            (),
            "CondaHTTPError: HTTP None None for url <https://packages.example/conda-forge/noarch/repodata.json>",
            _GATEWAY,
        ),
        Saying(
            "CondaHTTPError: HTTP",
            ("http-status {status}",),
            "CondaHTTPError: HTTP 407 PROXY AUTHENTICATION REQUIRED for url <https://packages.example/>",
            _GATEWAY,
            pattern=r"CondaHTTPError: HTTP (?P<status>[345]\d\d) ",
            certain=False,
        ),
        Saying(
            "Conda cannot proceed due to an error in your proxy configuration",
            ("proxy-set", "leg proxy"),
            "ProxyError: Conda cannot proceed due to an error in your proxy configuration.",
            "conda conda/exceptions.py: ProxyError",
        ),
        Saying(
            "Could not open remote file",
            (),
            "error libmamba Could not open remote file https://packages.example/noarch/repodata.json",
            "mamba libmamba/src/core/download.cpp",
            certain=False,
        ),
        Saying(
            "libmamba Download error",
            (),
            "critical libmamba Download error (28) Timeout was reached [https://packages.example/]",
            "mamba libmamba/src/core/download.cpp",
            certain=False,
        ),
    ),
    speaks=("side client",),
)
