"""Squid, as a forward proxy with or without TLS inspection."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Page, Product, Recipe, Role

_RELOAD = "# then: squid -k parse && squid -k reconfigure"
_LISTENER = "https_port 3129 tls-cert=/etc/squid/chain.pem tls-key=/etc/squid/leaf.key"

PRODUCT = Product(
    name="Squid",
    roles=(Role.FORWARD_PROXY,),
    recipes={
        Remedy.PROXY_ALLOW_CONNECT: Recipe(
            "Above `http_access deny CONNECT !SSL_ports` and the other rules that refuse.",
            (
                "acl SSL_ports port {port}",
                "acl Safe_ports port {port}",
                "acl wanted dstdomain {host}",
                "http_access allow CONNECT SSL_ports wanted",
                _RELOAD,
            ),
        ),
        Remedy.PROXY_UPSTREAM: Recipe(
            "Which name servers it asks, and whether it has to go through a parent.",
            (
                "dns_nameservers 192.0.2.53",
                "cache_peer parent.example parent 3128 0 no-query default",
                "never_direct allow all",
                _RELOAD,
            ),
        ),
        Remedy.ALLOW_NAME: Recipe(
            "Above the rules that refuse.",
            ("acl wanted dstdomain {name}", "http_access allow wanted", _RELOAD),
        ),
        Remedy.EXEMPT_FROM_INSPECTION: Recipe(
            "Pass this name through undecrypted; the order of the lines decides.",
            (
                "acl step1 at_step SslBump1",
                "acl untouched ssl::server_name {name}",
                "ssl_bump peek step1",
                "ssl_bump splice untouched",
                _RELOAD,
            ),
        ),
        Remedy.TRUST_CA: Recipe(
            "For the leg from Squid to the origin; added to the system's store.",
            ("tls_outgoing_options cafile=/etc/squid/{ca}.pem", _RELOAD),
        ),
        Remedy.FIX_PROXY_CERTIFICATE: Recipe(
            "The leaf for the name {proxy} is known by, then the intermediates.",
            (_LISTENER, _RELOAD),
        ),
        Remedy.RENEW_CERTIFICATE: Recipe(
            "For the proxy's own TLS port; it is read at the reconfiguration.",
            (_LISTENER, _RELOAD),
        ),
        Remedy.REISSUE_WITH_NAME: Recipe(
            "For the name under which clients know the proxy.", (_LISTENER, _RELOAD)
        ),
        Remedy.SERVE_FULL_CHAIN: Recipe(
            "For the proxy's own TLS port: the leaf first, then the intermediates.",
            (
                "# cat leaf.pem intermediate.pem > /etc/squid/chain.pem",
                _LISTENER,
                _RELOAD,
            ),
        ),
        Remedy.ENABLE_TLS: Recipe("A port that speaks TLS with its clients.", (_LISTENER, _RELOAD)),
        Remedy.READ_SERVER_LOG: Recipe(
            "The error behind a 503 stands in a log format of its own.",
            (
                "logformat tls %ts.%03tu %>a %rm %ru %>Hs %err_code/%err_detail",
                "access_log daemon:/var/log/squid/tls.log tls",
                _RELOAD,
            ),
        ),
    },
    pages=(
        # The page of a failed handshake with the server, by the reason in it.
        Page("upstream-untrusted", "X509_V_ERR_", (502, 503), "errors/ERR_SECURE_CONNECT_FAIL"),
    ),
)
