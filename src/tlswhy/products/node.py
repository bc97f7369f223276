"""Node.js 18 to 22, and npm."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role

PRODUCT = Product(
    name="Node.js",
    roles=(Role.CLIENT,),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "Node brings roots of its own; this adds one. Since 22.15 also: --use-system-ca.",
            ("export NODE_EXTRA_CA_CERTS=/path/to/{ca}.pem",),
        ),
        Remedy.RAISE_CLIENT_VERSION: Recipe(
            "And no minVersion, maxVersion or secureProtocol in the code.",
            ("node --tls-min-v1.2 --tls-max-v1.3 app.js",),
        ),
        Remedy.LOWER_CLIENT_VERSION: Recipe(
            "OpenSSL 3 speaks TLS 1.0 and 1.1 at security level 0 only.",
            ("node --tls-min-v1.0 --tls-cipher-list='DEFAULT@SECLEVEL=0' app.js",),
        ),
        Remedy.WIDEN_CLIENT_CIPHERS: Recipe(
            "Without ciphers and ecdhCurve in the code; or the library's own list.",
            ("node --tls-cipher-list=DEFAULT app.js",),
        ),
        Remedy.ALLOW_LEGACY_RENEGOTIATION: Recipe(
            "For one agent.",
            (
                "const allow = crypto.constants.SSL_OP_LEGACY_SERVER_CONNECT;",
                "const agent = new https.Agent({ secureOptions: allow });",
            ),
        ),
        Remedy.SEND_SNI: Recipe(
            "servername is sent also where the host is an address.",
            ('tls.connect({ host: "{host}", port: {port}, servername: "{name}" });',),
        ),
        Remedy.CONNECT_BY_LISTED_NAME: Recipe(
            "The address stays, the name changes.",
            ('https.get({ host: "{host}", port: {port}, servername: "{name}" });',),
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "cert holds the certificate and its chain.",
            (
                'const cert = fs.readFileSync("client.pem");',
                'const key = fs.readFileSync("client.key");',
                'https.get({ host: "{host}", port: {port}, cert, key });',
            ),
        ),
        Remedy.SHRINK_CLIENT_HELLO: Recipe(
            "Groups without the post-quantum one.",
            ('tls.DEFAULT_ECDH_CURVE = "X25519:P-256:P-384";',),
        ),
        Remedy.PROXY_URL_HTTP: Recipe(
            "For npm, which keeps a setting of its own.",
            ("npm config set https-proxy http://{proxy}",),
        ),
        Remedy.PROXY_URL_HTTPS: Recipe(
            "For npm, which keeps a setting of its own.",
            ("npm config set https-proxy https://{proxy}",),
        ),
        Remedy.PROXY_CREDENTIALS: Recipe(
            "For npm, which keeps a setting of its own.",
            ("npm config set https-proxy http://USER:PASSWORD@{proxy}",),
        ),
        Remedy.PROXY_ADDRESS: Recipe(
            "For npm, which keeps a setting of its own.",
            ("npm config get https-proxy", "npm config delete https-proxy"),
        ),
        Remedy.BYPASS_PROXY: Recipe(
            "For npm, which keeps a setting of its own.", ("npm config set noproxy {host}",)
        ),
    },
)
