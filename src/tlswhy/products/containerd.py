"""containerd, CRI, BuildKit, Podman, Skopeo and CRI-O: registries and their clients."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_CORE = "containerd core/remotes/docker, 1.2 to 2.0; BuildKit"
_IMAGE = "containers/image docker/docker_client.go, 3 to 5"

PRODUCT = Product(
    name="containerd",
    roles=(Role.CLIENT,),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "With config_path = /etc/containerd/certs.d; Podman reads /etc/containers/certs.d.",
            (
                "# /etc/containerd/certs.d/{host}:{port}/hosts.toml",
                'server = "https://{host}:{port}"',
                'ca = "/etc/containerd/certs.d/{host}:{port}/{ca}.pem"',
            ),
        ),
    },
    sayings=(
        Saying(
            "failed to do request: Head",
            ("side client",),
            (
                'failed to resolve reference "registry.example.com/app:1": failed to do'
                ' request: Head "https://registry.example.com/v2/app/manifests/1": tls: failed'
                " to verify certificate: x509: certificate signed by unknown authority"
            ),
            _CORE,
            pattern=r'failed to do request: Head \\{0,3}"(?P<host>https?://[\w.-]{1,253}(?::\d{1,5})?)',
        ),
        Saying(
            "failed to do request: Get",
            ("side client",),
            (
                "failed to copy: httpReadSeeker: failed open: failed to do request: Get"
                ' "https://registry.example.com/v2/app/blobs/sha256:ab": tls: failed to verify'
                " certificate: x509: certificate signed by unknown authority"
            ),
            _CORE,
            pattern=r'failed to do request: Get \\{0,3}"(?P<host>https?://[\w.-]{1,253}(?::\d{1,5})?)',
        ),
        Saying(
            "failed to fetch anonymous token: Get",
            ("side client",),
            (
                "failed to authorize: failed to fetch anonymous token: Get"
                ' "https://auth.example.com/token?service=registry": tls: failed to verify'
                " certificate: x509: certificate signed by unknown authority"
            ),
            _CORE,
            pattern=r'anonymous token: Get \\{0,3}"(?P<host>https?://[\w.-]{1,253}(?::\d{1,5})?)',
        ),
        Saying(
            "failed to fetch oauth token: Post",
            ("side client",),
            (
                "failed to authorize: failed to fetch oauth token: Post"
                ' "https://auth.example.com/token": tls: failed to verify certificate: x509:'
                " certificate signed by unknown authority"
            ),
            _CORE,
            pattern=r'oauth token: Post \\{0,3}"(?P<host>https?://[\w.-]{1,253}(?::\d{1,5})?)',
        ),
        Saying(
            "failed to load X509 key pair",
            ("client-key",),
            ("failed to load X509 key pair: tls: failed to find any PEM data in certificate input"),
            _CORE,
            pattern=r"failed to load X509 ?key pair",
        ),
        Saying(
            "failed to get TLSConfig for registry",
            ("config-error", "ca-file"),
            (
                'failed to get TLSConfig for registry "https://registry.example.com": failed to'
                " load CA file: open /etc/containerd/ca.pem: no such file or directory"
            ),
            "pkg/cri registry config, 1.3 to 1.7",
        ),
        Saying(
            "failed to load CA file",
            ("ca-file",),
            (
                "failed to get TLSConfig for registry: failed to load CA file: open"
                " /etc/containerd/ca.pem: no such file or directory"
            ),
            "pkg/cri registry config, 1.3 to 1.7",
            pattern=r"(?:registry|host).{1,200}failed to load CA file",
        ),
        Saying(
            "pinging container registry",
            ("side client",),
            (
                "Error: initializing source docker://registry.example.com/app:1: pinging"
                " container registry registry.example.com: Get"
                ' "https://registry.example.com/v2/": tls: failed to verify certificate: x509:'
                " certificate signed by unknown authority"
            ),
            _IMAGE,
            pattern=r"pinging container registry (?P<host>[\w.:-]{1,253}): ",
        ),
        Saying(
            "error pinging docker registry",
            ("side client",),
            (
                "error pinging docker registry registry.example.com: Get"
                ' "https://registry.example.com/v2/": tls: failed to verify certificate: x509:'
                " certificate signed by unknown authority"
            ),
            _IMAGE,
            pattern=r"error pinging docker registry (?P<host>[\w.:-]{1,253}): ",
        ),
        Saying(
            "authenticating creds for",
            ("side client",),
            (
                'Error: authenticating creds for "registry.example.com": pinging container'
                ' registry registry.example.com: Get "https://registry.example.com/v2/": tls:'
                " failed to verify certificate: x509: certificate signed by unknown authority"
            ),
            _IMAGE,
            pattern=r'authenticating creds for \\?"(?P<host>[\w.:-]{1,253})',
        ),
    ),
)
