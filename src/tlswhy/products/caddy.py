"""Caddy 2, as a web server and as a reverse proxy."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "no certificate available for '",
        ("sni-unknown", "side server"),
        (
            '{"level":"error","ts":1714979289.1,"logger":"http.stdlib","msg":"http: TLS '
            "handshake error from 192.0.2.7:50000: no certificate available for "
            "'www.example.com'\"}"
        ),
        "github.com/caddyserver/certmagic: handshake.go, 0.17",
        pattern="no certificate available for '(?P<name>(?![0-9.]{7,15}')[^':]{1,253})'",
    ),
    Saying(
        "no certificate available for '",
        ("sni-absent", "side server"),
        (
            '{"level":"error","ts":1714979289.1,"logger":"http.stdlib","msg":"http: TLS '
            "handshake error from 192.0.2.7:50000: no certificate available for "
            "'198.51.100.1'\"}"
        ),
        (
            "github.com/caddyserver/certmagic: handshake.go, 0.17: without a name it asks "
            "by its own address"
        ),
        pattern="no certificate available for '(?:[0-9.]{7,15}|[0-9a-fA-F:]{2,45})'",
    ),
    Saying(
        "no certificate available for ''",
        ("sni-absent", "side server"),
        (
            '{"level":"error","ts":1714979289.1,"logger":"http.stdlib","msg":"http: TLS '
            "handshake error from 192.0.2.7:50000: no certificate available for ''\"}"
        ),
        "github.com/caddyserver/certmagic: handshake.go, 0.17",
    ),
    Saying(
        "no matching certificates and no custom selection logic",
        ("sni-unknown", "side server"),
        (
            '{"level":"debug","logger":"tls.handshake","msg":"no matching certificates and '
            'no custom selection logic","identifier":"www.example.com"}'
        ),
        "github.com/caddyserver/certmagic: handshake.go, 0.17",
    ),
    Saying(
        "no certificate matching TLS ClientHello",
        ("sni-unknown", "side server"),
        (
            '{"level":"debug","logger":"tls.handshake","msg":"no certificate matching TLS '
            'ClientHello","server_name":"www.example.com",'
            '"load_or_obtain_if_necessary":true,"on_demand":false}'
        ),
        "github.com/caddyserver/certmagic: handshake.go, 0.17",
        pattern=(
            r"no certificate matching TLS "
            r'ClientHello.{0,120}(?:server_name|sni)"?: ?"?(?P<name>[^"\s]{1,253})'
        ),
    ),
    Saying(
        "no certificate matching TLS ClientHello",
        ("sni-absent", "side server"),
        (
            '{"level":"debug","logger":"tls.handshake","msg":"no certificate matching TLS '
            'ClientHello","remote_ip":"192.0.2.7","server_name":"",'
            '"identifier":"198.51.100.1"}'
        ),
        "github.com/caddyserver/certmagic: handshake.go, 0.17",
        pattern=(
            r"no certificate matching TLS "
            r'ClientHello(?!.{0,120}(?:server_name|sni)"?: ?"?[^"\s,])'
        ),
    ),
    Saying(
        "certificate is not allowed for server name",
        ("sni-unknown", "side server"),
        (
            "http: TLS handshake error from 192.0.2.7:50000: certificate is not allowed "
            "for server name www.example.com: decision func: subject not in list"
        ),
        "github.com/caddyserver/certmagic: handshake.go, 0.19",
    ),
    Saying(
        "on-demand rate limit exceeded",
        ("no-certificate", "side server"),
        "http: TLS handshake error from 192.0.2.7:50000: on-demand rate limit exceeded",
        "modules/caddytls/tls.go, 2.6",
    ),
    Saying(
        "strict host matching: TLS ServerName",
        ("misdirected", "side server"),
        (
            '{"level":"error","ts":1714979289.1,"logger":"http.log.error","msg":"strict '
            "host matching: TLS ServerName (a.example.com) and HTTP Host (b.example.com) "
            'values differ"}'
        ),
        "modules/caddyhttp/server.go, 2.6",
    ),
    Saying(
        "could not get certificate from issuer",
        ("no-certificate",),
        (
            '{"level":"error","ts":1714979289.1,"logger":"tls.obtain","msg":"could not get '
            'certificate from issuer","identifier":"www.example.com",'
            '"issuer":"acme-v02.api.letsencrypt.org-directory"}'
        ),
        "github.com/caddyserver/certmagic: config.go, 0.17",
    ),
    Saying(
        "reverseproxy.statusError",
        ("upstream-failed", "leg upstream", "role reverse-proxy"),
        (
            '{"level":"error","ts":1714979289.1,"logger":"http.log.error","msg":"tls: '
            "first record does not look like a TLS "
            'handshake","status":502,"err_id":"k3","err_trace":"reverseproxy.statusError '
            '(reverseproxy.go:1299)"}'
        ),
        "modules/caddyhttp/reverseproxy/reverseproxy.go, 2.6",
    ),
    Saying(
        "http.log.error",
        ("upstream-failed", "leg upstream", "role reverse-proxy"),
        (
            '{"level":"error","ts":1714979289.1,"logger":"http.log.error","msg":"tls: '
            "failed to verify certificate: x509: certificate signed by unknown "
            'authority","request":{"host":"www.example.com"},"status":502}'
        ),
        "modules/caddyhttp/server.go, 2.6",
        pattern=(
            r'http\.log\.error"?,?\s?"?(?:msg"?:\s?"?)?.{0,20}(?:tls:|x509:|remote '
            r"error:|dial tcp|EOF|read tcp|lookup )"
        ),
    ),
    Saying(
        "aborting with incomplete response",
        ("eof", "leg upstream", "role reverse-proxy"),
        (
            '{"level":"warn","logger":"http.handlers.reverse_proxy","msg":"aborting with '
            'incomplete response","error":"reading: context canceled"}'
        ),
        "modules/caddyhttp/reverseproxy/reverseproxy.go, 2.6",
        certain=False,
    ),
    Saying(
        "http.handlers.reverse_proxy",
        ("role reverse-proxy",),
        (
            '{"level":"debug","logger":"http.handlers.reverse_proxy","msg":"upstream '
            'roundtrip","upstream":"198.51.100.9:443","error":"EOF"}'
        ),
        "modules/caddyhttp/reverseproxy/reverseproxy.go, 2.6",
        certain=False,
    ),
    Saying(
        "http.handlers.reverse_proxy.health_checker.active",
        ("upstream-failed", "role check", "leg upstream", "role reverse-proxy"),
        (
            '{"level":"info","logger":"http.handlers.reverse_proxy.health_checker.active",'
            '"msg":"HTTP request failed","host":"198.51.100.9:443","error":"tls: failed to '
            'verify certificate"}'
        ),
        "modules/caddyhttp/reverseproxy/healthchecks.go, 2.6",
        pattern=r"health_checker\.active.{0,40}request failed",
    ),
    Saying(
        "upstream address scheme is HTTP but transport is configured for HTTP+TLS",
        ("config-error",),
        (
            "Error: adapting config using caddyfile: parsing caddyfile tokens for "
            "'reverse_proxy': upstream address scheme is HTTP but transport is configured "
            "for HTTP+TLS (HTTPS)"
        ),
        "modules/caddyhttp/reverseproxy/caddyfile.go, 2.6",
    ),
    Saying(
        "upstream address has conflicting scheme (",
        ("config-error",),
        (
            "Error: adapting config using caddyfile: parsing caddyfile tokens for "
            "'reverse_proxy': upstream address has conflicting scheme (http://) and port "
            "(:443, the HTTPS port)"
        ),
        "modules/caddyhttp/reverseproxy/addresses.go, 2.6",
    ),
    Saying(
        "is HTTP, but attempts to configure TLS connection policies",
        ("config-error",),
        (
            "Error: adapting config using caddyfile: server listening on [:80] is HTTP, "
            "but attempts to configure TLS connection policies"
        ),
        "caddyconfig/httpcaddyfile/httptype.go, 2.6",
    ),
    Saying(
        "module not registered: dns.providers.",
        ("config-error",),
        (
            "Error: loading initial config: loading new config: loading http app module: "
            "module not registered: dns.providers.cloudflare"
        ),
        "modules.go, 2.6",
    ),
    Saying(
        "provision tls: loading certificates:",
        ("cert-file",),
        (
            "Error: loading initial config: loading new config: loading tls app module: "
            "provision tls: loading certificates: open /etc/caddy/leaf.pem: no such file "
            "or directory"
        ),
        "modules/caddytls/tls.go, 2.6",
    ),
    Saying(
        "Error: loading initial config:",
        ("config-error",),
        (
            "Error: loading initial config: loading new config: http app module: start: "
            "tcp: listening on :443: listen tcp :443: bind: permission denied"
        ),
        "cmd/commandfuncs.go, 2.6",
        certain=False,
    ),
    Saying(
        "Error: adapting config using caddyfile:",
        ("config-error",),
        (
            "Error: adapting config using caddyfile: /etc/caddy/Caddyfile:12: unrecognized "
            "directive: tls_insecure_skip_verify"
        ),
        "cmd/commandfuncs.go, 2.6",
        certain=False,
    ),
    Saying(
        "Caddy Local Authority",
        ("issuer private",),
        "issuer: CN=Caddy Local Authority - ECC Intermediate",
        "modules/caddypki/pki.go, 2.6",
    ),
)

PRODUCT = Product(
    name="Caddy",
    roles=(
        Role.SERVER,
        Role.REVERSE_PROXY,
    ),
    recipes={
        Remedy.GIVE_CERTIFICATE: Recipe(
            "Without the line Caddy fetches one by itself, for public names.",
            ("{name} {", "    tls /etc/caddy/fullchain.pem /etc/caddy/leaf.key", "}"),
        ),
        Remedy.SERVE_NAME: Recipe(
            "A site block for the name.",
            ("{name} {", "    reverse_proxy 192.0.2.10:8080", "}"),
        ),
        Remedy.UPSTREAM_TLS: Recipe(
            "The scheme of the address decides.",
            (
                "reverse_proxy https://192.0.2.10:8443 {",
                "    transport http {",
                "        tls_server_name {name}",
                "    }",
                "}",
            ),
        ),
        Remedy.SEND_SNI: Recipe(
            "The name for the leg to the origin, which its certificate is checked for as well.",
            (
                "reverse_proxy https://192.0.2.10:8443 {",
                "    transport http {",
                "        tls_server_name {name}",
                "    }",
                "}",
            ),
        ),
        Remedy.VERIFY_ORIGIN_NAME: Recipe(
            "The name for the leg to the origin, in the hello and for the check.",
            (
                "reverse_proxy https://192.0.2.10:8443 {",
                "    transport http {",
                "        tls_server_name {name}",
                "    }",
                "}",
            ),
        ),
        Remedy.TRUST_CA: Recipe(
            "For the leg to the origin; since 2.8 `tls_trust_pool file` does the same.",
            (
                "reverse_proxy https://192.0.2.10:8443 {",
                "    transport http {",
                "        tls_trusted_ca_certs /etc/caddy/{ca}.pem",
                "        tls_server_name {name}",
                "    }",
                "}",
            ),
        ),
        Remedy.USE_PLAIN_SCHEME: Recipe(
            "The upstream's port speaks no TLS.", ("reverse_proxy http://192.0.2.10:8080",)
        ),
        Remedy.READ_SERVER_LOG: Recipe(
            "With debug it tells which certificate was chosen and why a handshake failed.",
            ("{", "    debug", "}"),
        ),
    },
    sayings=_SAYINGS,
)
