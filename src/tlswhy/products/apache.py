"""The Apache HTTP server 2.4 with mod_ssl, as a TLS server and as a reverse proxy."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Page, Product, Recipe, Role

_RELOAD = "apachectl configtest && apachectl graceful"
_CERTIFICATE = (
    "SSLCertificateFile    /etc/apache2/fullchain.pem",
    "SSLCertificateKeyFile /etc/apache2/leaf.key",
)

PRODUCT = Product(
    name="Apache",
    roles=(Role.SERVER, Role.REVERSE_PROXY),
    recipes={
        Remedy.RENEW_CERTIFICATE: Recipe(
            "Reload after the renewal: until then Apache serves what it read at its start.",
            ("certbot renew", _RELOAD),
        ),
        Remedy.REPLACE_CERTIFICATE: Recipe(
            "Before its time only if forced; certbot makes a new key unless told to keep the old.",
            ("certbot renew --force-renewal --cert-name {name}", _RELOAD),
        ),
        Remedy.FIX_STAPLING: Recipe(
            "Outside of every VirtualHost: by default it passes on the responder's errors.",
            (
                'SSLStaplingCache "shmcb:/var/run/apache2/stapling(128000)"',
                "SSLUseStapling on",
                "SSLStaplingReturnResponderErrors off",
            ),
        ),
        Remedy.REISSUE_WITH_NAME: Recipe(
            "Have it issued for ServerName and every ServerAlias.",
            ("certbot certonly --apache -d {name}", _RELOAD),
        ),
        Remedy.GET_TRUSTED_CERTIFICATE: Recipe(
            "Let an ACME client fetch and install one.", ("certbot --apache -d {name}",)
        ),
        Remedy.SERVE_FULL_CHAIN: Recipe(
            "Since 2.4.8 the intermediates stand in SSLCertificateFile, the leaf first.",
            ("# cat leaf.pem intermediate.pem > /etc/apache2/fullchain.pem", *_CERTIFICATE),
        ),
        Remedy.RAISE_SERVER_VERSION: Recipe(
            "In the first virtual host of the port, or at server level.",
            ("SSLProtocol -all +TLSv1.2 +TLSv1.3",),
        ),
        Remedy.LOWER_SERVER_VERSION: Recipe(
            "OpenSSL 3 speaks TLS 1.0 and 1.1 at security level 0 only.",
            ("SSLProtocol all -SSLv3", "SSLCipherSuite DEFAULT:@SECLEVEL=0"),
        ),
        Remedy.WIDEN_SERVER_CIPHERS: Recipe(
            "Suites and groups that today's clients offer; old ones want AES128-GCM-SHA256 too.",
            (
                "SSLCipherSuite ECDHE+AESGCM:ECDHE+CHACHA20:ECDHE+AES",
                "SSLOpenSSLConfCmd Groups X25519:P-256:P-384",
            ),
        ),
        Remedy.WIDEN_GROUPS: Recipe(
            "Groups that every client of today offers.",
            ("SSLOpenSSLConfCmd Groups X25519:P-256:P-384",),
        ),
        Remedy.STRONGER_DH: Recipe(
            "Since 2.4.7 Apache chooses by the key's size; a file of your own comes first.",
            (
                "# openssl dhparam -out /etc/apache2/dhparam.pem 2048",
                'SSLOpenSSLConfCmd DHParameters "/etc/apache2/dhparam.pem"',
            ),
        ),
        Remedy.ALIGN_ALPN: Recipe(
            "With mod_http2 loaded (`a2enmod http2`).", ("Protocols h2 http/1.1",)
        ),
        Remedy.GIVE_CERTIFICATE: Recipe("In the virtual host of this port.", _CERTIFICATE),
        Remedy.TRUST_CLIENT_CA: Recipe(
            "Every CA a client's certificate may come from; deeper than the default 1.",
            (
                "SSLCACertificateFile /etc/apache2/{ca}.pem",
                "SSLVerifyDepth 3",
                "SSLVerifyClient require",
            ),
        ),
        Remedy.SAME_NAME: Recipe(
            "Since 2.4.64 a request without the name of its handshake gets 421.",
            ("ProxyPreserveHost Off", 'ProxyPass "/" "https://{name}:{port}/"'),
        ),
        Remedy.SERVE_NAME: Recipe(
            "Add a virtual host for the name.",
            (
                "<VirtualHost *:{port}>",
                "    ServerName {name}",
                "    SSLEngine on",
                *(f"    {line}" for line in _CERTIFICATE),
                "</VirtualHost>",
            ),
        ),
        Remedy.RELAX_CLIENT_AUTH: Recipe(
            "Ask without demanding, and decide by SSL_CLIENT_VERIFY.",
            ("SSLVerifyClient optional",),
        ),
        Remedy.ENABLE_TLS: Recipe(
            "In the virtual host of this port, with mod_ssl loaded (`a2enmod ssl`).",
            ("SSLEngine on", *_CERTIFICATE),
        ),
        Remedy.READ_SERVER_LOG: Recipe(
            "Handshake errors are logged at level info, with AH02008 and the reason after it.",
            ("LogLevel info ssl:debug",),
        ),
        Remedy.ADD_CAPACITY: Recipe(
            "More workers for the event MPM, and sessions to resume.",
            ("MaxRequestWorkers 800", "ServerLimit 32"),
        ),
        Remedy.MATCH_KEY: Recipe(
            "Both lines have to come from one issuance; then configtest and a reload.",
            _CERTIFICATE,
        ),
        Remedy.UPSTREAM_TLS: Recipe(
            "The scheme in ProxyPass decides, and without SSLProxyEngine it fails.",
            ("SSLProxyEngine on", 'ProxyPass "/" "https://origin.example:8443/"'),
        ),
        Remedy.SEND_SNI: Recipe(
            "Apache sends the host of the ProxyPass URL: write the name there, not an address.",
            ("SSLProxyEngine on", 'ProxyPass "/" "https://{name}:{port}/"'),
        ),
        Remedy.TRUST_CA: Recipe(
            "The file takes the place of the system's store.",
            (
                "SSLProxyVerify require",
                "SSLProxyVerifyDepth 3",
                "SSLProxyCACertificateFile /etc/apache2/{ca}.pem",
            ),
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "Certificate and key in one PEM file, for the leg to the upstream.",
            ("SSLProxyMachineCertificateFile /etc/apache2/client-and-key.pem",),
        ),
        Remedy.USE_PLAIN_SCHEME: Recipe(
            "The upstream's port speaks no TLS.", ('ProxyPass "/" "http://{host}:{port}/"',)
        ),
    },
    pages=(
        Page(
            "plain-http-to-tls",
            "speaking plain HTTP to an SSL-enabled server port",
            (400,),
            "modules/ssl/ssl_engine_kernel.c",
        ),
    ),
)
