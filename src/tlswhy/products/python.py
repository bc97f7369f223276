"""Python's ssl module, and the usual HTTP clients on it."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role

_CONTEXT = "ctx = ssl.create_default_context()"

PRODUCT = Product(
    name="Python",
    roles=(Role.CLIENT,),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "requests and pip bring their own roots (certifi); the ssl module reads the system's.",
            (
                'cat "$(python3 -m certifi)" {ca}.pem > bundle.pem',
                "export REQUESTS_CA_BUNDLE=$PWD/bundle.pem SSL_CERT_FILE=$PWD/bundle.pem",
                'python3 -m pip config set global.cert "$PWD/bundle.pem"',
            ),
        ),
        Remedy.RAISE_CLIENT_VERSION: Recipe(
            "No ssl_version, no PROTOCOL_TLSv1, no options that forbid a version.",
            (
                _CONTEXT,
                "ctx.minimum_version = ssl.TLSVersion.TLSv1_2",
                "ctx.maximum_version = ssl.TLSVersion.MAXIMUM_SUPPORTED",
            ),
        ),
        Remedy.LOWER_CLIENT_VERSION: Recipe(
            "With OpenSSL 3 TLS 1.0 and 1.1 work at security level 0 only.",
            (
                _CONTEXT,
                "ctx.minimum_version = ssl.TLSVersion.TLSv1",
                'ctx.set_ciphers("DEFAULT:@SECLEVEL=0")',
            ),
        ),
        Remedy.WIDEN_CLIENT_CIPHERS: Recipe(
            "The library's own list.", (_CONTEXT, 'ctx.set_ciphers("DEFAULT")')
        ),
        Remedy.ALLOW_LEGACY_RENEGOTIATION: Recipe(
            "OP_LEGACY_SERVER_CONNECT, which has a name since 3.12.",
            (_CONTEXT, "ctx.options |= 0x4"),
        ),
        Remedy.SEND_SNI: Recipe(
            "The name goes with the socket; an address there sends none.",
            (_CONTEXT, 'tls = ctx.wrap_socket(sock, server_hostname="{name}")'),
        ),
        Remedy.CONNECT_BY_LISTED_NAME: Recipe(
            "Connect to the address, and ask for the name.",
            (
                _CONTEXT,
                'sock = socket.create_connection(("{host}", {port}))',
                'tls = ctx.wrap_socket(sock, server_hostname="{name}")',
            ),
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "client.pem holds the certificate and its chain.",
            (_CONTEXT, 'ctx.load_cert_chain("client.pem", "client.key")'),
        ),
        Remedy.PROXY_URL_SOCKS: Recipe(
            "requests needs an extra for SOCKS.",
            (
                'python3 -m pip install "requests[socks]"',
                "export HTTPS_PROXY=socks5h://{proxy}",
            ),
        ),
        Remedy.BYPASS_PROXY: Recipe(
            "Prints True once urllib goes direct. It takes no networks, which requests does.",
            (
                "python3 -c 'import urllib.request as u; print(u.proxy_bypass(\"{host}\"))'",
                "export NO_PROXY=localhost,{host}",
                "export no_proxy=$NO_PROXY",
            ),
        ),
        Remedy.USE_STARTTLS: Recipe(
            "For mail.",
            (
                _CONTEXT,
                'server = smtplib.SMTP("{host}", {port})',
                "server.starttls(context=ctx)",
            ),
        ),
        Remedy.USE_IMPLICIT_TLS: Recipe(
            "For mail.",
            (_CONTEXT, 'server = smtplib.SMTP_SSL("{host}", {port}, context=ctx)'),
        ),
    },
)
