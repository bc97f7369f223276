"""curl."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role

_URL = "https://{host}:{port}/"

PRODUCT = Product(
    name="curl",
    roles=(Role.CLIENT,),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "For one call; for the CA of a proxy it is --proxy-cacert.",
            (f"curl --cacert {{ca}}.pem {_URL}",),
        ),
        Remedy.CONNECT_BY_LISTED_NAME: Recipe(
            "The address stays, the name changes.",
            (
                "curl --connect-to {name}:{port}:{host}:{port} \\",
                "  https://{name}:{port}/",
            ),
        ),
        Remedy.SEND_SNI: Recipe(
            "A URL with an address sends no name; this one has the name and keeps the address.",
            ("curl --connect-to NAME:{port}:{host}:{port} https://NAME:{port}/",),
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "client.pem holds the certificate and its chain.",
            (f"curl --cert client.pem --key client.key {_URL}",),
        ),
        Remedy.RAISE_CLIENT_VERSION: Recipe(
            "No --tls-max, and no --tlsv1.0 in ~/.curlrc.", (f"curl --tlsv1.2 {_URL}",)
        ),
        Remedy.LOWER_CLIENT_VERSION: Recipe(
            "With OpenSSL 3 TLS 1.0 and 1.1 work at security level 0 only.",
            (
                "curl --tlsv1.0 --tls-max 1.2 --ciphers DEFAULT@SECLEVEL=0 \\",
                f"  {_URL}",
            ),
        ),
        Remedy.WIDEN_CLIENT_CIPHERS: Recipe(
            "Without --ciphers, --tls13-ciphers and --curves, also in ~/.curlrc.",
            (f"curl -q {_URL}",),
        ),
        Remedy.WIDEN_GROUPS: Recipe("For one call.", (f"curl --curves X25519:P-256 {_URL}",)),
        Remedy.ALIGN_ALPN: Recipe("Offer http/1.1 alone.", (f"curl --http1.1 {_URL}",)),
        Remedy.SAME_NAME: Recipe(
            "Without a Host header of your own the name of the URL goes into both.",
            ("curl --connect-to {name}:{port}:{host}:{port} https://{name}:{port}/",),
        ),
        Remedy.SHRINK_CLIENT_HELLO: Recipe(
            "Groups without the post-quantum one.", (f"curl --curves X25519:P-256 {_URL}",)
        ),
        Remedy.PROXY_URL_HTTP: Recipe("For one call.", (f"curl -x http://{{proxy}} {_URL}",)),
        Remedy.USE_PROXY: Recipe("For one call.", (f"curl -x http://{{proxy}} {_URL}",)),
        Remedy.PROXY_URL_HTTPS: Recipe("For one call.", (f"curl -x https://{{proxy}} {_URL}",)),
        Remedy.PROXY_URL_SOCKS: Recipe("For one call.", (f"curl -x socks5h://{{proxy}} {_URL}",)),
        Remedy.PROXY_CREDENTIALS: Recipe(
            "--proxy-anyauth takes what the proxy offers: Basic, Digest, NTLM or Negotiate.",
            (
                "curl -x http://{proxy} -U USER:PASSWORD --proxy-anyauth \\",
                f"  {_URL}",
            ),
        ),
        Remedy.BYPASS_PROXY: Recipe("For one call.", (f"curl --noproxy {{host}} {_URL}",)),
        Remedy.USE_PLAIN_SCHEME: Recipe("Without TLS.", ("curl http://{host}:{port}/",)),
        Remedy.USE_STARTTLS: Recipe(
            "The plain scheme, and TLS demanded; so with imap:// and pop3://.",
            ("curl --ssl-reqd smtp://{host}:{port}",),
        ),
        Remedy.USE_IMPLICIT_TLS: Recipe(
            "The scheme with an s; so with imaps:// and pop3s://.",
            ("curl smtps://{host}:{port}",),
        ),
    },
)
