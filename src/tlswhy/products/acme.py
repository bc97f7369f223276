"""ACME: the errors of Let's Encrypt and other servers (RFC 8555), and lego, step and mkcert."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_RFC = "RFC 8555 section 6.7"

PRODUCT = Product(
    name="ACME",
    roles=(Role.CLIENT,),
    sayings=(
        Saying(
            "urn:ietf:params:acme:error:tls",
            ("handshake-failed", "side client"),
            (
                "acme: error: 400 :: urn:ietf:params:acme:error:tls :: 192.0.2.7: Fetching"
                " https://app.example.com/.well-known/acme-challenge/abc: remote error: tls:"
                " handshake failure"
            ),
            _RFC,
        ),
        Saying(
            "urn:acme:error:tls",
            ("handshake-failed", "side client"),
            ("urn:acme:error:tls :: The server experienced a TLS error during domain verification"),
            _RFC,
        ),
        Saying(
            "The server experienced a TLS error during domain verification",
            ("handshake-failed", "side client"),
            (
                "The server experienced a TLS error during domain verification :: Failed to"
                " connect to 192.0.2.7:443 for tls-sni-01 challenge"
            ),
            "boulder, 2016 to 2019",
        ),
        Saying(
            "Timeout during connect (likely firewall problem)",
            ("connect-timeout", "side client"),
            (
                "urn:ietf:params:acme:error:connection :: 192.0.2.7: Fetching"
                " http://app.example.com/.well-known/acme-challenge/abc: Timeout during connect"
                " (likely firewall problem)"
            ),
            "boulder va/http.go, 2018 to 2024",
        ),
        Saying(
            "urn:ietf:params:acme:error:connection",
            ("connect-timeout", "side client"),
            (
                "urn:ietf:params:acme:error:connection :: 192.0.2.7: Fetching"
                " http://app.example.com/.well-known/acme-challenge/abc: Connection refused"
            ),
            _RFC,
            certain=False,
        ),
        Saying(
            "urn:ietf:params:acme:error:dns",
            ("dns-failed", "side client"),
            (
                "urn:ietf:params:acme:error:dns :: DNS problem: NXDOMAIN looking up A for"
                " app.example.com"
            ),
            _RFC,
            certain=False,
        ),
        Saying(
            'Cannot negotiate ALPN protocol "acme-tls/1"',
            ("no-alpn", "side client"),
            (
                "urn:ietf:params:acme:error:unauthorized :: Cannot negotiate ALPN protocol"
                ' "acme-tls/1" for tls-alpn-01 challenge'
            ),
            "boulder va/tlsalpn.go, 2018 to 2024",
        ),
        Saying(
            "Incorrect validation certificate for tls-alpn-01 challenge",
            ("default-cert", "side client"),
            (
                "urn:ietf:params:acme:error:unauthorized :: Incorrect validation certificate"
                " for tls-alpn-01 challenge. Requested app.example.com from 192.0.2.7:443."
                " Received 1 certificate(s)"
            ),
            "boulder va/tlsalpn.go, 2018 to 2024",
        ),
        Saying(
            "Server only speaks HTTP, not TLS",
            ("not-tls http", "side client"),
            "urn:ietf:params:acme:error:malformed :: Server only speaks HTTP, not TLS",
            "boulder va/va.go, 2016 to 2024",
        ),
        Saying(
            "get directory at",
            ("side client",),
            (
                "Could not create client: get directory at"
                " 'https://acme-v02.api.letsencrypt.org/directory': Get"
                ' "https://acme-v02.api.letsencrypt.org/directory": tls: failed to verify'
                " certificate: x509: certificate signed by unknown authority"
            ),
            "lego acme/api, 1 to 4",
            pattern=r"get directory at '(?P<host>https?://[\w.-]{1,253}(?::\d{1,5})?)",
        ),
        Saying(
            "client GET https://",
            ("side client",),
            (
                "client GET https://ca.example.com/provisioners failed: tls: failed to verify"
                " certificate: x509: certificate signed by unknown authority"
            ),
            "step ca/client.go, 0.8 to 0.28",
            pattern=r"client GET (?P<host>https://[\w.:-]{1,253})\S{0,200} failed: ",
        ),
        Saying(
            "client POST https://",
            ("side client",),
            (
                "client POST https://ca.example.com/sign failed: tls: failed to verify"
                " certificate: x509: certificate signed by unknown authority"
            ),
            "step ca/client.go, 0.8 to 0.28",
            pattern=r"client POST (?P<host>https://[\w.:-]{1,253})\S{0,200} failed: ",
        ),
    ),
)
