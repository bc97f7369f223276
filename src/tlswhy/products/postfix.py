"""Postfix 3.4 and newer, as a mail server."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role

_CHAIN = "postconf -e smtpd_tls_chain_files=/etc/postfix/leaf-key-and-chain.pem"

PRODUCT = Product(
    name="Postfix",
    roles=(Role.SERVER,),
    services=("smtp", "smtps", "submission", "submissions"),
    recipes={
        Remedy.RENEW_CERTIFICATE: Recipe(
            "The files are read when a new smtpd process begins.",
            ("certbot renew", "postfix reload"),
        ),
        Remedy.SERVE_FULL_CHAIN: Recipe(
            "One file: the key, then the leaf, then the intermediates.", (_CHAIN, "postfix reload")
        ),
        Remedy.RAISE_SERVER_VERSION: Recipe(
            "Since 3.6; before that it is a list such as !SSLv2, !SSLv3.",
            (
                "postconf -e 'smtpd_tls_protocols = >=TLSv1.2'",
                "postconf -e 'smtpd_tls_mandatory_protocols = >=TLSv1.2'",
                "postfix reload",
            ),
        ),
        Remedy.LOWER_SERVER_VERSION: Recipe(
            "OpenSSL 3 speaks TLS 1.0 and 1.1 at security level 0 only.",
            (
                "postconf -e 'smtpd_tls_protocols = >=TLSv1'",
                "postconf -e 'tls_medium_cipherlist = DEFAULT:@SECLEVEL=0'",
                "postfix reload",
            ),
        ),
        Remedy.WIDEN_SERVER_CIPHERS: Recipe(
            "The defaults again.",
            (
                "postconf -X smtpd_tls_ciphers tls_medium_cipherlist",
                "postconf -X smtpd_tls_exclude_ciphers",
                "postfix reload",
            ),
        ),
        Remedy.SERVE_NAME: Recipe(
            "The map gives each name a file with its key and chain.",
            (
                "echo '{name} /etc/postfix/{name}.pem' >> /etc/postfix/sni",
                "postmap -F hash:/etc/postfix/sni",
                "postconf -e 'tls_server_sni_maps = hash:/etc/postfix/sni'",
                "postfix reload",
            ),
        ),
        Remedy.STRONGER_DH: Recipe(
            "The name has 1024 in it, the file may be larger.",
            (
                "openssl dhparam -out /etc/postfix/dh2048.pem 2048",
                "postconf -e smtpd_tls_dh1024_param_file=/etc/postfix/dh2048.pem",
                "postfix reload",
            ),
        ),
        Remedy.GIVE_CERTIFICATE: Recipe(
            "One file: the key, then the leaf, then the intermediates.", (_CHAIN, "postfix reload")
        ),
        Remedy.TRUST_CLIENT_CA: Recipe(
            "Every CA a client's certificate may come from.",
            ("postconf -e smtpd_tls_CAfile=/etc/postfix/{ca}.pem", "postfix reload"),
        ),
        Remedy.RELAX_CLIENT_AUTH: Recipe(
            "Ask without demanding.",
            (
                "postconf -e 'smtpd_tls_req_ccert = no' 'smtpd_tls_ask_ccert = yes'",
                "postfix reload",
            ),
        ),
        Remedy.ENABLE_TLS: Recipe(
            "Offer STARTTLS.",
            (_CHAIN, "postconf -e 'smtpd_tls_security_level = may'", "postfix reload"),
        ),
        Remedy.READ_SERVER_LOG: Recipe(
            "Level 1 logs each handshake.",
            (
                "postconf -e 'smtpd_tls_loglevel = 1'",
                "postfix reload",
                "journalctl -u 'postfix*' -f",
            ),
        ),
    },
)
