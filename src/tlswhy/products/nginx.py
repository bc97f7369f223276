"""nginx, as a TLS server and as a reverse proxy."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Page, Product, Recipe, Role

_PAGES = "src/http/ngx_http_special_response.c"
_RELOAD = "nginx -t && nginx -s reload"
_CERTIFICATE = (
    "ssl_certificate     /etc/nginx/fullchain.pem;",
    "ssl_certificate_key /etc/nginx/leaf.key;",
)

PRODUCT = Product(
    name="nginx",
    roles=(Role.SERVER, Role.REVERSE_PROXY),
    recipes={
        Remedy.RENEW_CERTIFICATE: Recipe(
            "Reload after the renewal: until then nginx serves what it read at its start.",
            ("certbot renew", _RELOAD),
        ),
        Remedy.REPLACE_CERTIFICATE: Recipe(
            "Before its time only if forced; certbot makes a new key unless told to keep the old.",
            ("certbot renew --force-renewal --cert-name {name}", _RELOAD),
        ),
        Remedy.FIX_STAPLING: Recipe(
            "It needs a resolver, the issuer, and a way out to the responder's port 80.",
            (
                "ssl_stapling on;",
                "ssl_stapling_verify on;",
                "ssl_trusted_certificate /etc/nginx/chain.pem;",
                "resolver 127.0.0.53;",
            ),
        ),
        Remedy.REISSUE_WITH_NAME: Recipe(
            "Have it issued for every name in server_name.",
            ("certbot certonly --nginx -d {name}", _RELOAD),
        ),
        Remedy.GET_TRUSTED_CERTIFICATE: Recipe(
            "Let an ACME client fetch and install one.", ("certbot --nginx -d {name}",)
        ),
        Remedy.SERVE_FULL_CHAIN: Recipe(
            "Serve the leaf and every intermediate in one file, the leaf first.",
            ("# cat leaf.pem intermediate.pem > /etc/nginx/fullchain.pem", *_CERTIFICATE),
        ),
        Remedy.RAISE_SERVER_VERSION: Recipe(
            "At http level, or in the port's default server: before 1.29.2 others are not read.",
            ("ssl_protocols TLSv1.2 TLSv1.3;",),
        ),
        Remedy.LOWER_SERVER_VERSION: Recipe(
            "OpenSSL 3 speaks TLS 1.0 and 1.1 at security level 0 only.",
            (
                "ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3;",
                "ssl_ciphers DEFAULT:@SECLEVEL=0;",
            ),
        ),
        Remedy.WIDEN_SERVER_CIPHERS: Recipe(
            "Suites and groups that today's clients offer; old ones want AES128-GCM-SHA256 too.",
            (
                "ssl_ciphers ECDHE+AESGCM:ECDHE+CHACHA20:ECDHE+AES;",
                "ssl_ecdh_curve X25519:prime256v1:secp384r1;",
            ),
        ),
        Remedy.WIDEN_GROUPS: Recipe(
            "Groups that every client of today offers.",
            ("ssl_ecdh_curve X25519:prime256v1:secp384r1;",),
        ),
        Remedy.STRONGER_DH: Recipe(
            "Without the file nginx offers no DHE at all, which is as good.",
            (
                "# openssl dhparam -out /etc/nginx/dhparam.pem 2048",
                "ssl_dhparam /etc/nginx/dhparam.pem;",
            ),
        ),
        Remedy.ALIGN_ALPN: Recipe(
            "With http2 both are offered. Since 1.25.1 `http2 on;` is a line of its own.",
            ("listen {port} ssl http2;",),
        ),
        Remedy.GIVE_CERTIFICATE: Recipe(
            "In the server block of this port that answers when no name fits.", _CERTIFICATE
        ),
        Remedy.TRUST_CLIENT_CA: Recipe(
            "Every CA a client's certificate may come from; one link more than the default 1.",
            (
                "ssl_client_certificate /etc/nginx/{ca}.pem;",
                "ssl_verify_depth 3;",
                "ssl_verify_client on;",
            ),
        ),
        Remedy.SAME_NAME: Recipe(
            "One name for both, and no connection kept for another one.",
            (
                "proxy_ssl_server_name on;",
                "proxy_ssl_name {name};",
                "proxy_set_header Host {name};",
            ),
        ),
        Remedy.SERVE_NAME: Recipe(
            "Add a server block for the name.",
            (
                "server {",
                "    listen {port} ssl;",
                "    server_name {name};",
                *(f"    {line}" for line in _CERTIFICATE),
                "}",
            ),
        ),
        Remedy.RELAX_CLIENT_AUTH: Recipe(
            "Ask without demanding, and decide by $ssl_client_verify.",
            ("ssl_verify_client optional;",),
        ),
        Remedy.ENABLE_TLS: Recipe(
            "The word ssl on the listen line turns TLS on.",
            ("listen {port} ssl;", *_CERTIFICATE),
        ),
        Remedy.READ_SERVER_LOG: Recipe(
            "Handshake errors are logged at level info, with `while SSL handshaking`.",
            ("error_log /var/log/nginx/error.log info;",),
        ),
        Remedy.ADD_CAPACITY: Recipe(
            "One worker for each core, and sessions to resume.",
            ("worker_processes auto;  # at the top level", "ssl_session_cache shared:TLS:10m;"),
        ),
        Remedy.SECOND_KEY_TYPE: Recipe(
            "Two pairs of lines: nginx chooses by what the client offers.",
            (
                "# certbot certonly --key-type rsa --cert-name {name}-rsa -d {name}",
                *_CERTIFICATE,
                "ssl_certificate     /etc/nginx/fullchain-rsa.pem;",
                "ssl_certificate_key /etc/nginx/leaf-rsa.key;",
            ),
        ),
        Remedy.MATCH_KEY: Recipe(
            "Both lines have to come from one issuance; then nginx -t and a reload.",
            _CERTIFICATE,
        ),
        Remedy.UPSTREAM_TLS: Recipe(
            "The scheme of proxy_pass decides.",
            (
                "location / {",
                "    proxy_pass https://192.0.2.10:8443;",
                "    proxy_ssl_server_name on;",
                "}",
            ),
        ),
        Remedy.SEND_SNI: Recipe(
            "nginx sends upstreams no server name unless it is told to.",
            ("proxy_ssl_server_name on;", "proxy_ssl_name {name};"),
        ),
        Remedy.TRUST_CA: Recipe(
            "The file takes the place of the system's store.",
            (
                "proxy_ssl_verify on;",
                "proxy_ssl_verify_depth 3;",
                "proxy_ssl_trusted_certificate /etc/nginx/{ca}.pem;",
            ),
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "The certificate with its chain, for the leg to the upstream.",
            (
                "proxy_ssl_certificate     /etc/nginx/client.pem;",
                "proxy_ssl_certificate_key /etc/nginx/client.key;",
            ),
        ),
        Remedy.USE_PLAIN_SCHEME: Recipe(
            "The upstream's port speaks no TLS.", ("proxy_pass http://{host}:{port};",)
        ),
    },
    pages=(
        Page("client-cert-missing", "No required SSL certificate was sent", (400, 496), _PAGES),
        Page("client-cert-bad", "The SSL certificate error", (400, 495), _PAGES),
        Page("plain-http-to-tls", "plain HTTP request was sent to HTTPS port", (400, 497), _PAGES),
    ),
)
