"""git over HTTPS."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import WEB, Product, Recipe, Role
from tlswhy.products.saying import Saying

_HERE = "git config --global http.https://{host}:{port}/"

PRODUCT = Product(
    name="git",
    usual=True,
    roles=(Role.CLIENT,),
    services=WEB,
    recipes={
        Remedy.TRUST_CA: Recipe("For this server alone.", (f"{_HERE}.sslCAInfo ~/{{ca}}.pem",)),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "For this server alone.",
            (
                f"{_HERE}.sslCert ~/client.pem",
                f"{_HERE}.sslKey ~/client.key",
            ),
        ),
        Remedy.PROXY_URL_HTTP: Recipe(
            "git's own setting comes before the environment.",
            ("git config --global http.proxy http://{proxy}",),
        ),
        Remedy.USE_PROXY: Recipe(
            "git's own setting comes before the environment.",
            ("git config --global http.proxy http://{proxy}",),
        ),
        Remedy.PROXY_URL_HTTPS: Recipe(
            "git's own setting comes before the environment.",
            ("git config --global http.proxy https://{proxy}",),
        ),
        Remedy.PROXY_URL_SOCKS: Recipe(
            "git's own setting comes before the environment.",
            ("git config --global http.proxy socks5h://{proxy}",),
        ),
        Remedy.PROXY_ADDRESS: Recipe(
            "git's own setting comes before the environment.",
            ("git config --show-origin --get-all http.proxy",),
        ),
        Remedy.BYPASS_PROXY: Recipe("For this server alone.", (f'{_HERE}.proxy ""',)),
    },
    sayings=(
        Saying(
            "fatal: unable to access '",
            ("side client",),
            "fatal: unable to access 'https://a.example/r.git/': SSL certificate problem: unable to get local issuer certificate",
            "remote-curl.c: discover_refs",
            pattern=r"unable to access '(?P<host>https?://[^']{1,300})'",
        ),
        Saying(
            "RPC failed; curl",
            (),
            "error: RPC failed; curl 35 gnutls_handshake() failed: Error in the pull function.",
            "remote-curl.c: post_rpc",
            pattern=r"RPC failed; curl (?P<code>\d{1,2})\b",
            decode="curl_exit",
        ),
        Saying(
            "RPC failed; result=",
            (),
            "error: RPC failed; result=35, HTTP code = 0",
            "remote-curl.c, to 2.12",
            pattern=r"RPC failed; result=(?P<code>\d{1,2})\b",
            decode="curl_exit",
        ),
        Saying(
            "RPC failed; HTTP",
            ("http-status {status}",),
            "error: RPC failed; HTTP 407 curl 22 The requested URL returned error: 407",
            "remote-curl.c: post_rpc",
            pattern=r"RPC failed; HTTP (?P<status>[45]\d\d)",
            certain=False,
        ),
        *(
            Saying(words, ("config-error",), example, "http.c: http_init")
            for words, example in (
                (
                    "Unsupported SSL backend '",
                    "fatal: Unsupported SSL backend 'schannel'. Supported SSL backends:",
                ),
                (
                    "Could not set SSL backend to '",
                    "fatal: Could not set SSL backend to 'openssl': already set",
                ),
                (
                    "Unsupported SSL version",
                    "warning: unsupported SSL version tlsv1.9: using default",
                ),
                (
                    "cURL was built without SSL backends",
                    "fatal: Could not set SSL backend to 'gnutls': cURL was built without SSL backends",
                ),
            )
        ),
        Saying(
            "Invalid proxy URL '",
            ("config-error", "proxy-set"),
            "fatal: Invalid proxy URL 'http://proxy.example:x'",
            "http.c: get_curl_handle",
        ),
        Saying(
            "TLS certificate verification has been disabled",
            (),
            "warning: | TLS certificate verification has been disabled! |",
            "Git Credential Manager, src/shared/Core/HttpClientFactory.cs",
        ),
        *(
            Saying(words, means, example, source)
            for words, means, example, source in (
                (
                    "unable to find remote helper for 'https'",
                    ("config-error",),
                    "fatal: unable to find remote helper for 'https'",
                    "transport-helper.c",
                ),
                (
                    "svn: E230001:",
                    ("verify failed",),
                    "svn: E230001: Server SSL certificate verification failed: issuer is not trusted",
                    "Subversion subversion/include/svn_error_codes.h",
                ),
                (
                    "Server SSL certificate verification failed: issuer is not trusted",
                    ("verify issuer-unknown",),
                    "svn: E230001: Server SSL certificate verification failed: issuer is not trusted",
                    "Subversion subversion/libsvn_ra_serf/util.c",
                ),
                (
                    "Server SSL certificate verification failed: certificate issued for a different hostname",
                    ("verify name",),
                    "svn: E230001: Server SSL certificate verification failed: certificate issued for a different hostname",
                    "Subversion subversion/libsvn_ra_serf/util.c",
                ),
                (
                    "Server SSL certificate verification failed: certificate has expired",
                    ("verify expired",),
                    "svn: E230001: Server SSL certificate verification failed: certificate has expired",
                    "Subversion subversion/libsvn_ra_serf/util.c",
                ),
                (
                    "svn: E120171: Error running context: An error occurred during SSL communication",
                    ("handshake-failed",),
                    "svn: E120171: Error running context: An error occurred during SSL communication",
                    "Subversion, serf",
                ),
                (
                    "- The certificate is not issued by a trusted authority",
                    ("verify issuer-unknown",),
                    " - The certificate is not issued by a trusted authority. Use the fingerprint to validate the certificate manually!",
                    "Subversion subversion/libsvn_subr/prompt.c",
                ),
                (
                    "- The certificate hostname does not match",
                    ("verify name",),
                    " - The certificate hostname does not match.",
                    "Subversion subversion/libsvn_subr/prompt.c",
                ),
                (
                    "abort: error: [SSL:",
                    ("side client",),
                    "abort: error: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed (_ssl.c:727)",
                    "Mercurial mercurial/sslutil.py",
                ),
            )
        ),
    ),
    speaks=("side client",),
)
