"""HAProxy, as a TLS server and as a reverse proxy."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role

_ONE_FILE = "cat leaf.pem intermediate.pem leaf.key > /etc/haproxy/certs/leaf.pem"
_RELOAD = "haproxy -c -f /etc/haproxy/haproxy.cfg && systemctl reload haproxy"
# Not @system-ca: 2.6 looks for a file of that name once ca-base is set, as Debian sets it.
_VERIFIED = (
    "default-server ssl verify required",
    "default-server ca-file /etc/ssl/certs/ca-certificates.crt",
)

PRODUCT = Product(
    name="HAProxy",
    roles=(Role.SERVER, Role.REVERSE_PROXY),
    recipes={
        Remedy.RENEW_CERTIFICATE: Recipe(
            "One file holds leaf, intermediates and key; it is read at the reload.",
            (_ONE_FILE, _RELOAD),
        ),
        Remedy.SERVE_FULL_CHAIN: Recipe(
            "One file holds leaf, intermediates and key, the leaf first.", (_ONE_FILE, _RELOAD)
        ),
        Remedy.RAISE_SERVER_VERSION: Recipe(
            "In the global section.", ("ssl-default-bind-options ssl-min-ver TLSv1.2",)
        ),
        Remedy.LOWER_SERVER_VERSION: Recipe(
            "In the global section. OpenSSL 3 speaks TLS 1.0 and 1.1 at security level 0 only.",
            (
                "ssl-default-bind-options ssl-min-ver TLSv1.0",
                "ssl-default-bind-ciphers DEFAULT:@SECLEVEL=0",
            ),
        ),
        Remedy.WIDEN_SERVER_CIPHERS: Recipe(
            "In the global section. Old clients want AES128-GCM-SHA256 too.",
            (
                "ssl-default-bind-ciphers ECDHE+AESGCM:ECDHE+CHACHA20:ECDHE+AES",
                "ssl-default-bind-curves X25519:P-256:P-384",
            ),
        ),
        Remedy.WIDEN_GROUPS: Recipe(
            "In the global section.", ("ssl-default-bind-curves X25519:P-256:P-384",)
        ),
        Remedy.STRONGER_DH: Recipe("In the global section.", ("tune.ssl.default-dh-param 2048",)),
        Remedy.ALIGN_ALPN: Recipe(
            "Before 2.8 a bind line offers no protocol unless it is told to.",
            ("bind :{port} ssl crt /etc/haproxy/certs/ alpn h2,http/1.1",),
        ),
        Remedy.GIVE_CERTIFICATE: Recipe(
            "The first file that is named answers when no name fits.",
            ("bind :{port} ssl crt /etc/haproxy/certs/leaf.pem crt /etc/haproxy/certs/",),
        ),
        Remedy.TRUST_CLIENT_CA: Recipe(
            "Every CA a client's certificate may come from; the file is looked for under ca-base.",
            ("bind :{port} ssl crt /etc/haproxy/certs/ ca-file {ca}.pem verify required",),
        ),
        Remedy.SAME_NAME: Recipe(
            "One name for both.",
            (
                "http-request set-header Host {name}",
                *_VERIFIED,
                "server origin {host}:{port} sni str({name})",
            ),
        ),
        Remedy.SERVE_NAME: Recipe(
            "Put the certificate into the folder: HAProxy chooses by the names in it.",
            ("bind :{port} ssl crt /etc/haproxy/certs/",),
        ),
        Remedy.RELAX_CLIENT_AUTH: Recipe(
            "Ask without demanding, decide by ssl_c_verify; the file is looked for under ca-base.",
            ("bind :{port} ssl crt /etc/haproxy/certs/ ca-file {ca}.pem verify optional",),
        ),
        Remedy.ENABLE_TLS: Recipe(
            "The word ssl on the bind line turns TLS on.",
            ("bind :{port} ssl crt /etc/haproxy/certs/leaf.pem",),
        ),
        Remedy.READ_SERVER_LOG: Recipe(
            "Since 2.5 a log format of its own tells why handshakes fail.",
            ('error-log-format "%ci:%cp [%tr] %ft %[ssl_fc_err_str]"',),
        ),
        Remedy.ADD_CAPACITY: Recipe(
            "In the global section: more connections, more sessions to resume.",
            ("maxconn 20000", "tune.ssl.cachesize 100000"),
        ),
        Remedy.SECOND_KEY_TYPE: Recipe(
            "Beside each other and named in one breath: HAProxy chooses by the hello.",
            (
                "# leaf.pem.rsa and leaf.pem.ecdsa lie in the folder",
                "bind :{port} ssl crt /etc/haproxy/certs/leaf.pem",
            ),
        ),
        Remedy.UPSTREAM_TLS: Recipe(
            "The word ssl on the server line decides.",
            (*_VERIFIED, "server origin 192.0.2.10:8443 sni str({name})"),
        ),
        Remedy.SEND_SNI: Recipe(
            "Before 3.4 traffic and checks are told the name apart from each other.",
            (
                *_VERIFIED,
                "server origin {host}:{port} sni str({name}) check check-sni {name}",
            ),
        ),
        Remedy.TRUST_CA: Recipe(
            "The CA for the leg to the server.",
            (
                "default-server ssl verify required ca-file /etc/haproxy/{ca}.pem",
                "server origin {host}:{port} sni str({name})",
            ),
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "Certificate, chain and key in one PEM file, for the leg to the server.",
            (
                *_VERIFIED,
                "server origin {host}:{port} crt /etc/haproxy/client.pem",
            ),
        ),
        Remedy.USE_PLAIN_SCHEME: Recipe(
            "The server's port speaks no TLS: leave out ssl.",
            ("server origin {host}:{port} check",),
        ),
    },
)
