"""Istio: its agent and control plane, ztunnel, and what they make Envoy say."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "failed to fetch key and certificate",
        ("cert-file", "side server"),
        (
            "2024-05-06T07:08:09.123456Z\x09warn\x09failed to fetch key and certificate for "
            "kubernetes://www-example-com: secret istio-system/www-example-com not found"
        ),
        "pilot/pkg/xds/sds.go, 1.20",
    ),
    Saying(
        "failed load server cert/key pair from secret",
        ("cert-file", "side server"),
        (
            "2020-05-06T07:08:09.123456Z\x09warn\x09secretFetcherLog\x09failed load server "
            "cert/key pair from secret www-example-com: server cert or private key is empty"
        ),
        "security/pkg/nodeagent/secretfetcher, 1.1 to 1.6",
    ),
    Saying(
        "server cert or private key is empty",
        ("cert-file", "side server"),
        "secret www-example-com: server cert or private key is empty",
        "security/pkg/nodeagent/secretfetcher, 1.1 to 1.6",
    ),
    Saying(
        "found secret, but didn't have expected keys",
        ("cert-file", "side server"),
        (
            "2022-05-06T07:08:09.123456Z\x09warn\x09failed to fetch key and certificate for "
            "kubernetes://www-example-com: found secret, but didn't have expected keys (cert and "
            "key) or (tls.crt and tls.key); found: ca.crt"
        ),
        "pilot/pkg/credentials/kube/secrets.go, 1.14",
        pattern=r"didn't have expected keys \(cert and key\)",
    ),
    Saying(
        "found secret, but didn't have expected keys",
        ("ca-file",),
        "found secret, but didn't have expected keys cacert or ca.crt; found: tls.crt, tls.key",
        "pilot/pkg/credentials/kube/secrets.go, 1.14",
        pattern=r"didn't have expected keys cacert or ca\.crt",
    ),
    Saying(
        ", but they were empty",
        ("cert-file", "side server"),
        'found keys "tls.crt" and "tls.key", but they were empty',
        "pilot/pkg/credentials/kube/secrets.go, 1.14",
        pattern=r'found keys \\?"(?:cert|tls\.crt)\\?" and \\?"(?:key|tls\.key)\\?", but they were',
    ),
    Saying(
        "is not authorized to read secrets:",
        ("cert-file", "side server"),
        (
            "proxy gateway-7d.default attempted to access unauthorized certificates "
            "www-example-com: default/web is not authorized to read secrets: no RBAC policy matched"
        ),
        "pilot/pkg/credentials/kube/secrets.go, 1.14",
    ),
    Saying(
        "attempted to access unauthorized certificates",
        ("cert-file", "side server"),
        (
            "2024-05-06T07:08:09.123456Z\x09warn\x09ads\x09proxy gateway-7d.default attempted to "
            "access unauthorized certificates www-example-com: cross namespace secret reference "
            "requires ReferenceGrant"
        ),
        "pilot/pkg/xds/sds.go, 1.14",
    ),
    Saying(
        "failed to warm certificate:",
        ("cert-file",),
        (
            "2024-05-06T07:08:09.123456Z\x09warn\x09sds\x09failed to warm certificate: failed to "
            "generate workload certificate: create certificate: rpc error: code = "
            "Unavailable desc = connection error"
        ),
        "security/pkg/nodeagent/sds, 1.20",
    ),
    Saying(
        "failed to generate workload certificate",
        ("cert-file",),
        (
            "2024-05-06T07:08:09.123456Z\x09error\x09cache\x09resource:default failed to generate "
            "workload certificate: create certificate: rpc error: code = Unauthenticated "
            "desc = authentication failure"
        ),
        "security/pkg/nodeagent/cache, 1.20",
    ),
    Saying(
        "failed to sign: create certificate:",
        ("cert-file",),
        (
            "2024-05-06T07:08:09.123456Z\x09error\x09cache\x09resource:default failed to sign: "
            "create certificate: rpc error: code = Unavailable desc = transport: "
            "authentication handshake failed"
        ),
        "security/pkg/nodeagent/cache, 1.10",
    ),
    Saying(
        "PassthroughCluster",
        ("leg upstream",),
        (
            '"GET / HTTP/1.1" 503 UC '
            'upstream_reset_before_response_started{connection_termination} - "-" 0 95 1 - '
            '"-" "curl/8.5.0" "b5" "app" "198.51.100.9:8080" PassthroughCluster '
            "198.51.100.1:40000"
        ),
        "pilot/pkg/networking/util, 1.20",
        certain=False,
    ),
    Saying(
        "BlackHoleCluster",
        ("blocked", "leg upstream"),
        (
            '"- - -" 0 UH - - "-" 0 0 0 - "-" "-" "-" "-" "-" BlackHoleCluster - '
            "198.51.100.9:443 192.0.2.7:50000 www.example.org -"
        ),
        "pilot/pkg/networking/util, 1.20",
        certain=False,
    ),
    Saying(
        "explicitly denied by: AuthorizationPolicy",
        ("blocked",),
        (
            "connection closed due to policy rejection: explicitly denied by: "
            "AuthorizationPolicy/deny"
        ),
        "ztunnel: src/rbac.rs, 1.24",
        certain=False,
    ),
    Saying(
        "connection closed due to policy rejection",
        ("blocked", "side server"),
        (
            "error access connection complete src.addr=192.0.2.7:50000 "
            'dst.addr=198.51.100.9:15008 direction="inbound" error="connection closed due '
            'to policy rejection: allow policies exist, but none allowed"'
        ),
        "ztunnel: src/proxy.rs, 1.24",
    ),
    Saying(
        "tls handshake error:",
        ("handshake-failed",),
        (
            "warn proxy::inbound: accept failed: tls handshake error: Custom { kind: "
            "InvalidData, error: AlertReceived(CertificateUnknown) }"
        ),
        "ztunnel: src/tls/lib.rs, 1.24",
        pattern="(?:proxy::|access|hbone|ztunnel).{0,300}tls handshake error:",
    ),
    Saying(
        "identity verification error",
        ("verify name",),
        'error="identity verification error: peer did not present the expected SAN"',
        "ztunnel: src/tls/workload.rs, 1.24",
    ),
    Saying(
        "IST0128",
        ("config-error",),
        (
            "Error [IST0128] (DestinationRule default.app) DestinationRule app in "
            "namespace default has TLS mode set to SIMPLE but no caCertificates are set to "
            "validate server identity"
        ),
        "pkg/config/analysis/msg, 1.20: NoServerCertificateVerificationDestinationLevel",
    ),
    Saying(
        "IST0129",
        ("config-error",),
        (
            "Warning [IST0129] (DestinationRule default.app) DestinationRule app in "
            "namespace default has TLS mode set to SIMPLE but no caCertificates are set to "
            "validate server identity at port"
        ),
        "pkg/config/analysis/msg, 1.20: NoServerCertificateVerificationPortLevel",
    ),
    Saying(
        "IST0101",
        ("cert-file",),
        (
            "Error [IST0101] (Gateway istio-system/web) Referenced credentialName not "
            'found: "www-example-com"'
        ),
        "pkg/config/analysis/msg, 1.20: ReferencedResourceNotFound",
        pattern=r"IST0101\].{0,120}credentialName not found",
    ),
    Saying(
        "are in conflict with regards to mTLS",
        ("config-error", "leg upstream"),
        (
            "Error [IST0113] (DestinationRule default.app) A DestinationRule and Policy "
            "are in conflict with regards to mTLS for host app.default.svc.cluster.local."
        ),
        "pkg/config/analysis/msg, 1.6: MTLSPolicyConflict",
    ),
)

PRODUCT = Product(
    name="Istio",
    roles=(
        Role.REVERSE_PROXY,
        Role.NETWORK,
    ),
    sayings=_SAYINGS,
    speaks=("role mesh",),
)
