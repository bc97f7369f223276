"""HashiCorp Consul and Nomad."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_RPC = "agent/consul/rpc.go, agent/pool, 0.7 to 1.19"
_TLS = "tlsutil/config.go, 0.7 to 1.19"

PRODUCT = Product(
    name="Consul",
    roles=(Role.SERVER, Role.CLIENT),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "For the command; Nomad has NOMAD_CACERT.", ("export CONSUL_CACERT=/path/to/{ca}.pem",)
        ),
        Remedy.USE_TLS_SCHEME: Recipe(
            "For the command.", ("export CONSUL_HTTP_ADDR=https://{host}:{port}",)
        ),
    },
    sayings=(
        Saying(
            "Non-TLS connection attempted with VerifyIncoming set",
            ("plain-received", "side server"),
            (
                "[WARN]  agent.server.rpc: Non-TLS connection attempted with VerifyIncoming"
                " set: conn=from=192.0.2.7:51234"
            ),
            _RPC,
            pattern=r"VerifyIncoming set(?:: conn=from=(?P<client>[\d.]{7,15}))?",
        ),
        Saying(
            "TLS handshake failed: conn=from=",
            ("handshake-failed", "side server"),
            (
                "[ERROR] agent.server.rpc: TLS handshake failed: conn=from=192.0.2.7:51234"
                ' error="remote error: tls: bad certificate"'
            ),
            _RPC,
            pattern=r"conn=from=(?P<client>[\d.]{7,15})",
        ),
        Saying(
            "failed to read byte: conn=from=",
            ("side server",),
            (
                "[ERROR] agent.server.rpc: failed to read byte: conn=from=192.0.2.7:51234"
                ' error="tls: first record does not look like a TLS handshake"'
            ),
            _RPC,
            pattern=r"failed to read byte: conn=from=(?P<client>[\d.]{7,15})",
        ),
        Saying(
            "rpcinsecure error making call:",
            ("side client",),
            (
                'AutoEncrypt failed: error="rpcinsecure error making call: tls: failed to'
                ' verify certificate: x509: certificate signed by unknown authority"'
            ),
            _RPC,
        ),
        Saying(
            "rpc error getting client: failed to get conn:",
            ("side client",),
            (
                "[ERR] agent: failed to sync remote state: rpc error getting client: failed to"
                " get conn: tls: failed to verify certificate: x509: certificate signed by"
                " unknown authority"
            ),
            _RPC,
        ),
        Saying(
            "VerifyIncoming set, and no Cert/Key pair provided",
            ("no-certificate", "config-error"),
            "VerifyIncoming set, and no Cert/Key pair provided!",
            _TLS,
        ),
        Saying(
            "VerifyIncoming set, and no CA certificate provided",
            ("ca-file", "config-error"),
            "VerifyIncoming set, and no CA certificate provided!",
            _TLS,
        ),
        Saying(
            "VerifyOutgoing set, and no CA certificate provided",
            ("ca-file", "config-error"),
            "VerifyOutgoing set, and no CA certificate provided!",
            _TLS,
        ),
        Saying(
            "certificate is invalid for expected role or region",
            ("client-verify name", "side server"),
            (
                "[ERROR] nomad.rpc: certificate is invalid for expected role or region:"
                " expected=[server.global.nomad]"
            ),
            "nomad rpc.go, 0.10 to 1.8",
            pattern=r"certificate is invalid for expected",
        ),
        Saying(
            "Failed to load cert/key pair:",
            ("cert-file",),
            (
                "Error starting agent: Failed to load cert/key pair: open"
                " /etc/consul.d/server.pem: no such file or directory"
            ),
            _TLS,
        ),
    ),
)
