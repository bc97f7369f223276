"""ingress-nginx, the Kubernetes ingress controller built on nginx."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "Error getting SSL certificate",
        ("default-cert", "cert-file", "side server"),
        (
            "W0906 07:08:09.123456      10 controller.go:1114] Error getting SSL certificate "
            '"test/": local SSL certificate test/ was not found'
        ),
        "internal/ingress/controller/controller.go, 0.2 to 1.10",
        pattern=r"Error getting SSL certificate .{3,300}? was not found(?!\. Using)",
    ),
    Saying(
        "was not found. Using default certificate",
        ("default-cert", "cert-file", "side server"),
        (
            "W0506 07:08:09.123456       7 controller.go:1377] Error getting SSL "
            'certificate "default/www-example-com": local SSL certificate '
            "default/www-example-com was not found. Using default certificate"
        ),
        "internal/ingress/controller/controller.go, 1.10",
    ),
    Saying(
        "Unexpected error validating SSL certificate",
        ("verify name", "default-cert", "side client"),
        (
            "W0506 07:08:09.123456       7 controller.go:1377] Unexpected error validating "
            'SSL certificate "default/www" for server "www.example.com": x509: certificate '
            "is valid for a.example.com, not www.example.com"
        ),
        "internal/ingress/controller/controller.go, 1.10",
    ),
    Saying(
        "Validating certificate against DNS names. This will be deprecated",
        ("verify no-san", "side client"),
        (
            "W0506 07:08:09.123456       7 controller.go:1377] Validating certificate "
            "against DNS names. This will be deprecated in a future version"
        ),
        "internal/ingress/controller/controller.go, 1.10",
    ),
    Saying(
        "does not contain a Common Name or Subject Alternative Name for server",
        ("verify name", "default-cert", "side client"),
        (
            "W0506 07:08:09.123456       7 controller.go:1377] SSL certificate "
            '"default/www" does not contain a Common Name or Subject Alternative Name for '
            'server "www.example.com": x509: certificate is valid for a.example.com, not '
            "www.example.com"
        ),
        "internal/ingress/controller/controller.go, 1.10",
        pattern=r'Subject Alternative Name for server \\?"(?P<name>[\w.*-]{1,253})',
    ),
    Saying(
        "is about to expire (",
        (),
        (
            "W0506 07:08:09.123456       7 controller.go:1377] SSL certificate for server "
            '"www.example.com" is about to expire (2024-05-09 00:00:00 +0000 UTC)'
        ),
        "internal/ingress/controller/controller.go, 1.10",
        pattern="SSL certificate for server .{1,260} is about to expire",
    ),
    Saying(
        "Kubernetes Ingress Controller Fake Certificate",
        ("default-cert",),
        "subject: O=Acme Co; CN=Kubernetes Ingress Controller Fake Certificate",
        "internal/net/ssl/ssl.go, 1.10",
    ),
    Saying(
        "error obtaining X.509 certificate:",
        ("cert-file", "default-cert", "side server"),
        (
            "W0506 07:08:09.123456       7 backend_ssl.go:45] Error obtaining X.509 "
            'certificate: no object matching key "default/www-example-com" in local store'
        ),
        "internal/ingress/controller/store/backend_ssl.go, 1.10",
    ),
    Saying(
        "in local store",
        ("cert-file", "default-cert", "side server"),
        (
            "error obtaining X.509 certificate: no object matching key "
            '"default/www-example-com" in local store'
        ),
        "internal/ingress/controller/store/backend_ssl.go, 1.10",
        pattern=r'no object matching key \\?"[^"\\]{1,300}\\?" in local store',
    ),
    Saying(
        "unexpected error creating SSL Cert",
        ("cert-file", "side server"),
        "unexpected error creating SSL Cert: tls: private key does not match public key",
        "internal/ingress/controller/store/backend_ssl.go, 1.10",
    ),
    Saying(
        "contains no keypair or CA certificate",
        ("cert-file", "side server"),
        'secret "default/www-example-com" contains no keypair or CA certificate',
        "internal/ingress/controller/store/backend_ssl.go, 1.10",
    ),
    Saying(
        "ssl certificate does not exist local store",
        ("cert-file", "default-cert", "side server"),
        (
            "W0506 07:08:09.123456       7 controller.go:1377] ssl certificate does not "
            "exist local store"
        ),
        "internal/ingress/controller/controller.go, 1.10",
    ),
    Saying(
        "upstream_balancer",
        ("leg upstream", "upstream-name"),
        (
            'upstream SSL certificate does not match "upstream_balancer" while SSL '
            "handshaking to upstream"
        ),
        "rootfs/etc/nginx/template/nginx.tmpl, 1.10",
        pattern=r'does not match \\?"upstream_balancer',
    ),
)

PRODUCT = Product(
    name="ingress-nginx",
    roles=(Role.REVERSE_PROXY,),
    recipes={
        Remedy.UPSTREAM_TLS: Recipe(
            "An annotation of the Ingress.",
            ('nginx.ingress.kubernetes.io/backend-protocol: "HTTPS"',),
        ),
        Remedy.USE_PLAIN_SCHEME: Recipe(
            "An annotation of the Ingress; it is the default.",
            ('nginx.ingress.kubernetes.io/backend-protocol: "HTTP"',),
        ),
        Remedy.SEND_SNI: Recipe(
            "Annotations of the Ingress: nginx sends upstreams no name unless it is told to.",
            (
                'nginx.ingress.kubernetes.io/proxy-ssl-server-name: "on"',
                'nginx.ingress.kubernetes.io/proxy-ssl-name: "{name}"',
            ),
        ),
        Remedy.VERIFY_ORIGIN_NAME: Recipe(
            "Annotations of the Ingress; the name is checked where verification is on.",
            (
                'nginx.ingress.kubernetes.io/proxy-ssl-server-name: "on"',
                'nginx.ingress.kubernetes.io/proxy-ssl-name: "{name}"',
            ),
        ),
        Remedy.TRUST_CA: Recipe(
            "Annotations of the Ingress; the secret holds ca.crt, tls.crt and tls.key.",
            (
                'nginx.ingress.kubernetes.io/proxy-ssl-verify: "on"',
                'nginx.ingress.kubernetes.io/proxy-ssl-secret: "default/origin-ca"',
            ),
        ),
        Remedy.SERVE_NAME: Recipe(
            "The secret has to lie in the namespace of the Ingress.",
            ("tls:", "  - hosts:", "      - {name}", "    secretName: leaf"),
        ),
    },
    sayings=_SAYINGS,
    speaks=("role reverse-proxy",),
)
