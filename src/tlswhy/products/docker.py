"""Docker: the daemon, and what is built and run with it."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_DAEMON = "/etc/docker/daemon.json, then: systemctl restart docker"
_TLS_CONFIG = "docker/go-connections tlsconfig/config.go"
_UNKNOWN = "tls: failed to verify certificate: x509: certificate signed by unknown authority"
_URL = r"(?P<host>https?://[\w.-]{1,253}(?::\d{1,5})?)"

PRODUCT = Product(
    name="Docker",
    usual=True,
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
    speaks=("side client",),
    sayings=(
        Saying(
            "Error response from daemon: Get",
            ("side client",),
            f'Error response from daemon: Get "https://registry.example.com/v2/": {_UNKNOWN}',
            "moby registry, 1.6 to 28",
            pattern=r'Error response from daemon: Get \\{0,3}"?' + _URL,
        ),
        Saying(
            "Error response from daemon: login attempt to",
            ("side client",),
            (
                "Error response from daemon: login attempt to https://registry.example.com/v2/"
                " failed with status: 503 Service Unavailable"
            ),
            "moby registry/auth.go, 1.10 to 28",
            pattern=f"login attempt to {_URL}",
            certain=False,
        ),
        Saying(
            "error during connect:",
            ("side client",),
            (
                'error during connect: Get "https://docker.example.com:2376/v1.47/info":'
                " remote error: tls: bad certificate"
            ),
            "moby client/request.go, 1.13 to 28",
            pattern=r'error during connect: (?:\w{1,120}: )?[A-Z][a-z]{2,6} \\{0,3}"?' + _URL,
        ),
        Saying(
            "Are you trying to connect to a TLS-enabled daemon without TLS?",
            ("http-wants-tls",),
            (
                "error during connect: Get http://docker.example.com:2376/v1.24/info: malformed"
                " HTTP response. * Are you trying to connect to a TLS-enabled daemon without TLS?"
            ),
            "moby client/request.go, 1.6 to 28",
        ),
        Saying(
            "Cannot connect to the Docker daemon at tcp://",
            ("refused",),
            (
                "Cannot connect to the Docker daemon at tcp://docker.example.com:2375. Is the"
                " docker daemon running?"
            ),
            "moby client/errors.go, 1.12 to 28",
            pattern=r"Docker daemon at tcp://(?P<host>[\w.-]{1,253}):(?P<port>\d{1,5})",
            certain=False,
        ),
        Saying(
            "error pinging v2 registry:",
            ("side client",),
            (
                "invalid registry endpoint https://registry.example.com/v2/: error pinging v2"
                f' registry: Get "https://registry.example.com/v2/": {_UNKNOWN}'
            ),
            "moby registry, 1.6 to 1.10",
        ),
        Saying(
            "If this private registry supports only HTTP or HTTPS with an unknown CA certificate",
            ("verify issuer-unknown", "not-tls"),
            (
                "If this private registry supports only HTTP or HTTPS with an unknown CA"
                " certificate, please add `--insecure-registry registry.example.com` to the"
                " daemon's arguments."
            ),
            "moby registry, 1.3 to 1.10",
        ),
        Saying(
            "CA certificates must use the extension .crt",
            ("client-key", "config-error"),
            (
                "missing key client.key for client certificate client.cert. CA certificates must"
                " use the extension .crt"
            ),
            "moby registry/registry.go, 1.3 to 28",
            pattern=r"CA certificates (?:must|should) use the extension \.crt",
        ),
        Saying(
            "unable to resolve docker endpoint: open",
            ("client-key", "ca-file"),
            (
                "unable to resolve docker endpoint: open /root/.docker/ca.pem: no such file or"
                " directory"
            ),
            "docker/cli context, 19.03 to 28",
        ),
        Saying(
            "could not load X509 key pair",
            ("client-key", "cert-file"),
            (
                'could not load X509 key pair (cert: "/root/.docker/cert.pem", key:'
                ' "/root/.docker/key.pem"): tls: private key does not match public key'
            ),
            _TLS_CONFIG,
        ),
        Saying(
            "could not read CA certificate",
            ("ca-file",),
            (
                'could not read CA certificate "/root/.docker/ca.pem": open'
                " /root/.docker/ca.pem: no such file or directory"
            ),
            _TLS_CONFIG,
        ),
        Saying(
            "failed to append certificates from PEM file:",
            ("ca-file",),
            'failed to append certificates from PEM file: "/root/.docker/ca.pem"',
            _TLS_CONFIG,
        ),
    ),
)
