"""Traefik, as a reverse proxy and as a Kubernetes ingress controller."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_MANAGER = "pkg/tls/tlsmanager.go, 3.0"

_SAYINGS = (
    Saying(
        "Serving default certificate for request",
        ("default-cert", "side server"),
        (
            "2024-05-06T07:08:09Z DBG "
            "github.com/traefik/traefik/v3/pkg/tls/tlsmanager.go:228 > Serving default "
            'certificate for request: "www.example.com"'
        ),
        _MANAGER,
        pattern=r'Serving default certificate for request(?:: \\?"(?P<name>[\w.-]{1,253}))?',
    ),
    Saying(
        "Serving default cert for request",
        ("default-cert", "side server"),
        (
            'time="2020-05-06T07:08:09Z" level=debug msg="Serving default cert for '
            'request: \\"www.example.com\\""'
        ),
        "pkg/tls/tlsmanager.go, 2.0",
    ),
    Saying(
        "TRAEFIK DEFAULT CERT",
        ("default-cert",),
        "subject: CN=TRAEFIK DEFAULT CERT",
        "pkg/tls/generate/generate.go, 3.0",
    ),
    Saying(
        ".traefik.default",
        ("default-cert",),
        "X509v3 Subject Alternative Name: DNS:2f1a.7c3b.traefik.default",
        "pkg/tls/generate/generate.go, 3.0",
    ),
    Saying(
        "No default certificate, fallback to the internal generated certificate",
        ("default-cert", "side server"),
        (
            "DBG No default certificate, fallback to the internal generated certificate "
            "tlsStoreName=default"
        ),
        _MANAGER,
    ),
    Saying(
        "No default certificate, generating one",
        ("default-cert", "side server"),
        ('time="2020-05-06T07:08:09Z" level=debug msg="No default certificate, generating one"'),
        "pkg/tls/tlsmanager.go, 2.0",
    ),
    Saying(
        "strict SNI enabled - No certificate found for domain",
        ("sni-unknown", "side server"),
        (
            'TLS: strict SNI enabled - No certificate found for domain: "www.example.com", '
            "closing connection"
        ),
        "pkg/tls/tlsmanager.go, 2.0",
        pattern=r'No certificate found for domain: \\?"(?P<name>[\w.-]{0,253})',
    ),
    Saying(
        "TLS options difference: SNI:",
        ("misdirected", "side server"),
        'level=debug msg="TLS options difference: SNI:default, Header:mtls@file"',
        "pkg/middlewares/snicheck/snicheck.go, 2.4",
    ),
    Saying(
        "so using the default TLS options instead",
        ("config-ignored",),
        (
            "WRN Found different TLS options for routers on the same host, so using the "
            "default TLS options instead. host=www.example.com"
        ),
        "pkg/server/router/tcp/manager.go, 3.0",
    ),
    Saying(
        "'500 Internal Server Error' caused by:",
        ("http-status 500", "leg upstream", "upstream-failed"),
        (
            'time="2021-05-06T07:08:09Z" level=debug msg="\'500 Internal Server Error\' '
            'caused by: dial tcp 198.51.100.9:443: connect: connection refused"'
        ),
        "github.com/vulcand/oxy, 1.4, and pkg/server/service/proxy.go, 2.0",
    ),
    Saying(
        "> 500 Internal Server Error error=",
        ("http-status 500", "leg upstream", "upstream-failed"),
        (
            "2024-05-06T07:08:09Z DBG "
            "github.com/traefik/traefik/v3/pkg/server/service/proxy.go:100 > 500 Internal "
            'Server Error error="tls: failed to verify certificate: x509: certificate '
            'signed by unknown authority"'
        ),
        "pkg/server/service/proxy.go, 3.0",
    ),
    Saying(
        "'502 Bad Gateway' caused by:",
        ("http-status 502", "leg upstream", "upstream-failed"),
        (
            'time="2021-05-06T07:08:09Z" level=debug msg="\'502 Bad Gateway\' caused by: '
            'dial tcp 198.51.100.9:443: connect: connection refused"'
        ),
        "github.com/vulcand/oxy, 1.4, and pkg/server/service/proxy.go, 2.0",
    ),
    Saying(
        "> 502 Bad Gateway error=",
        ("http-status 502", "leg upstream", "upstream-failed"),
        (
            "2024-05-06T07:08:09Z DBG "
            "github.com/traefik/traefik/v3/pkg/server/service/proxy.go:100 > 502 Bad "
            'Gateway error="tls: failed to verify certificate: x509: certificate signed by '
            'unknown authority"'
        ),
        "pkg/server/service/proxy.go, 3.0",
    ),
    Saying(
        "'504 Gateway Timeout' caused by:",
        ("http-status 504", "leg upstream", "upstream-failed"),
        (
            'time="2021-05-06T07:08:09Z" level=debug msg="\'504 Gateway Timeout\' caused by: '
            'dial tcp 198.51.100.9:443: connect: connection refused"'
        ),
        "github.com/vulcand/oxy, 1.4, and pkg/server/service/proxy.go, 2.0",
    ),
    Saying(
        "> 504 Gateway Timeout error=",
        ("http-status 504", "leg upstream", "upstream-failed"),
        (
            "2024-05-06T07:08:09Z DBG "
            "github.com/traefik/traefik/v3/pkg/server/service/proxy.go:100 > 504 Gateway "
            'Timeout error="tls: failed to verify certificate: x509: certificate signed by '
            'unknown authority"'
        ),
        "pkg/server/service/proxy.go, 3.0",
    ),
    Saying(
        "vulcand/oxy/forward/http: Round trip:",
        ("leg upstream", "upstream-failed"),
        (
            "vulcand/oxy/forward/http: Round trip: https://198.51.100.9/, code: 502, "
            "Length: 11, duration: 1ms"
        ),
        "github.com/vulcand/oxy, 1.0",
        pattern="Round trip: .{1,200}code: 50[024]",
    ),
    Saying(
        "Unable to append certificate",
        ("cert-file", "side server"),
        (
            'ERR Unable to append certificate /etc/traefik/leaf.pem to store error="unable '
            "to generate TLS certificate : tls: failed to find any PEM data in certificate "
            'input" tlsStoreName=default'
        ),
        _MANAGER,
    ),
    Saying(
        "unable to generate TLS certificate :",
        ("cert-file", "side server"),
        (
            "unable to generate TLS certificate : tls: failed to find any PEM data in "
            "certificate input"
        ),
        "pkg/tls/certificate.go, 3.0",
    ),
    Saying(
        "unable to add certificate",
        ("cert-file",),
        (
            'level=error msg="unable to add certificate for domains [www.example.com]: '
            'tls: private key does not match public key"'
        ),
        "pkg/tls/certificate_store.go, 2.0",
        pattern="level=error.{0,60}unable to add certificate",
    ),
    Saying(
        "Error configuring TLS",
        ("cert-file", "side server"),
        (
            'ERR Error configuring TLS error="secret default/www-example-com does not '
            'exist" ingress=web namespace=default providerName=kubernetes'
        ),
        "pkg/provider/kubernetes/ingress/kubernetes.go, 3.0",
        pattern="Error configuring TLS(?: error=|: ).{0,80}secret",
    ),
    Saying(
        "Error configuring TLS for ingress",
        ("cert-file", "side server"),
        (
            'time="2019-05-06T07:08:09Z" level=error msg="Error configuring TLS for ingress '
            'default/web: secret default/www-example-com does not exist"'
        ),
        "provider/kubernetes/kubernetes.go, 1.7",
    ),
    Saying(
        "is missing the following TLS data entries",
        ("cert-file",),
        (
            "secret default/www-example-com is missing the following TLS data entries: "
            "tls.crt, tls.key"
        ),
        "pkg/provider/kubernetes/ingress/kubernetes.go, 3.0",
    ),
    Saying(
        "unknown TLS options:",
        ("config-error",),
        (
            'ERR error="unknown TLS options: modern@file" entryPointName=websecure '
            "routerName=web@docker"
        ),
        "pkg/tls/tlsmanager.go, 3.0",
    ),
    Saying(
        "Unable to obtain ACME certificate for domains",
        ("default-cert", "no-certificate"),
        (
            'ERR Unable to obtain ACME certificate for domains error="unable to generate a '
            "certificate for the domains [www.example.com]: error: one or more domains had "
            'a problem" domains=["www.example.com"] providerName=letsencrypt.acme'
        ),
        "pkg/provider/acme/provider.go, 3.0",
    ),
    Saying(
        "unable to generate a certificate for the domains",
        ("default-cert", "no-certificate"),
        (
            "unable to generate a certificate for the domains [www.example.com]: error: "
            "one or more domains had a problem"
        ),
        "pkg/provider/acme/provider.go, 3.0",
    ),
    Saying(
        "Error while Peeking first byte:",
        ("eof", "side server"),
        (
            'level=debug msg="Error while Peeking first byte: read tcp '
            '198.51.100.1:443->192.0.2.7:50000: read: connection reset by peer"'
        ),
        "pkg/server/router/tcp/router.go, 2.0",
        certain=False,
    ),
    Saying(
        "Error while peeking client hello",
        ("eof", "side server"),
        'ERR Error while peeking client hello bytes error="unexpected EOF"',
        "pkg/server/router/tcp/postgres.go, 3.0",
        certain=False,
    ),
    Saying(
        "proxyproto: proxy protocol signature not present",
        ("proxy-header", "side server"),
        "ERR Error while starting: proxyproto: proxy protocol signature not present",
        "github.com/pires/go-proxyproto, 0.6",
    ),
    Saying(
        "proxyproto: upstream connection sent PROXY header but isn't allowed",
        ("proxy-header", "side server"),
        ("proxyproto: upstream connection sent PROXY header but isn't allowed to send one"),
        "github.com/pires/go-proxyproto, 0.6",
    ),
    Saying(
        "proxyproto: ",
        ("proxy-header", "side server"),
        "proxyproto: can't read version 1 header",
        "github.com/pires/go-proxyproto, 0.6",
        pattern="proxyproto: (?:can't|invalid|both|proxy protocol)",
    ),
    Saying(
        "servers transport not found",
        ("config-error", "leg upstream"),
        'ERR error="servers transport not found backend@file" serviceName=backend@file',
        "pkg/server/service/transport.go, 3.0",
    ),
)

PRODUCT = Product(
    name="Traefik",
    roles=(Role.REVERSE_PROXY,),
    recipes={
        Remedy.SERVE_NAME: Recipe(
            "A certificate for the name in the dynamic configuration; the names in it decide.",
            (
                "tls:",
                "  certificates:",
                "    - certFile: /etc/traefik/fullchain.pem",
                "      keyFile: /etc/traefik/leaf.key",
            ),
        ),
        Remedy.UPSTREAM_TLS: Recipe(
            "The scheme of the server's address decides.",
            (
                "http:",
                "  services:",
                "    app:",
                "      loadBalancer:",
                "        servers:",
                "          - url: https://192.0.2.10:8443",
            ),
        ),
        Remedy.USE_PLAIN_SCHEME: Recipe(
            "The server's port speaks no TLS.",
            (
                "http:",
                "  services:",
                "    app:",
                "      loadBalancer:",
                "        servers:",
                "          - url: http://{host}:{port}",
            ),
        ),
        Remedy.SEND_SNI: Recipe(
            "The name for the leg to the origin; the service names this transport.",
            ("http:", "  serversTransports:", "    origin:", "      serverName: {name}"),
        ),
        Remedy.VERIFY_ORIGIN_NAME: Recipe(
            "The name for the leg to the origin; the service names this transport.",
            ("http:", "  serversTransports:", "    origin:", "      serverName: {name}"),
        ),
        Remedy.TRUST_CA: Recipe(
            "For the leg to the origin; the service names this transport.",
            (
                "http:",
                "  serversTransports:",
                "    origin:",
                "      rootCAs:",
                "        - /etc/traefik/{ca}.pem",
            ),
        ),
        Remedy.READ_SERVER_LOG: Recipe("In the static configuration.", ("log:", "  level: DEBUG")),
    },
    sayings=_SAYINGS,
    speaks=("role reverse-proxy",),
)
