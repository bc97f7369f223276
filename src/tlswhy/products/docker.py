"""Docker: the daemon, and what is built and run with it."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role

_DAEMON = "/etc/docker/daemon.json, then: systemctl restart docker"

PRODUCT = Product(
    name="Docker",
    roles=(Role.CLIENT, Role.NETWORK),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "The daemon reads a folder for each registry; an image has a store of its own.",
            (
                "mkdir -p /etc/docker/certs.d/{host}:{port}",
                "cp {ca}.pem /etc/docker/certs.d/{host}:{port}/ca.crt",
                "# in a Dockerfile on Debian:",
                "COPY {ca}.pem /usr/local/share/ca-certificates/{ca}.crt",
                "RUN update-ca-certificates",
            ),
        ),
        Remedy.CLAMP_MSS: Recipe(
            f"Bridges have 1500 whatever the way out carries. {_DAEMON}.", ('{ "mtu": 1400 }',)
        ),
        Remedy.PROXY_URL_HTTP: Recipe(
            f"Since 23.0. {_DAEMON}.",
            ('{ "proxies": { "https-proxy": "http://{proxy}" } }',),
        ),
        Remedy.USE_PROXY: Recipe(
            f"Since 23.0. {_DAEMON}.",
            ('{ "proxies": { "https-proxy": "http://{proxy}" } }',),
        ),
        Remedy.PROXY_URL_HTTPS: Recipe(
            f"Since 23.0. {_DAEMON}.",
            ('{ "proxies": { "https-proxy": "https://{proxy}" } }',),
        ),
        Remedy.BYPASS_PROXY: Recipe(
            f"Since 23.0. {_DAEMON}.",
            ('{ "proxies": { "no-proxy": "localhost,{host}" } }',),
        ),
    },
)
