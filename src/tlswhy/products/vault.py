"""HashiCorp Vault and OpenBao."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

PRODUCT = Product(
    name="Vault",
    roles=(Role.SERVER, Role.CLIENT),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "For the command; agents have ca_cert.", ("export VAULT_CACERT=/path/to/{ca}.pem",)
        ),
        Remedy.CONNECT_BY_LISTED_NAME: Recipe(
            "The address stays, the name that is verified changes.",
            ("export VAULT_TLS_SERVER_NAME={name}",),
        ),
        Remedy.USE_PLAIN_SCHEME: Recipe(
            "As `vault server -dev` listens.", ("export VAULT_ADDR=http://{host}:{port}",)
        ),
    },
    sayings=(
        Saying(
            "Error checking seal status:",
            ("side client",),
            (
                'Error checking seal status: Get "https://127.0.0.1:8200/v1/sys/seal-status":'
                " http: server gave HTTP response to HTTPS client"
            ),
            "command/status.go, 0.6 to 1.17",
        ),
        Saying(
            "Error authenticating: Error making API request",
            ("side client",),
            "Error authenticating: Error making API request.",
            "command/login.go",
            certain=False,
        ),
        Saying(
            "Error initializing: Put",
            ("side client",),
            (
                'Error initializing: Put "https://127.0.0.1:8200/v1/sys/init": tls: failed to'
                " verify certificate: x509: certificate signed by unknown authority"
            ),
            "command/operator_init.go",
        ),
        Saying(
            "Error initializing listener of type tcp:",
            ("config-error", "side server"),
            (
                "Error initializing listener of type tcp: error loading TLS cert: open"
                " /etc/vault/tls.crt: no such file or directory"
            ),
            "command/server.go, 0.6 to 1.17",
        ),
        Saying(
            "error loading TLS cert:",
            ("cert-file", "side server"),
            (
                "Error initializing listener of type tcp: error loading TLS cert: open"
                " /etc/vault/tls.crt: no such file or directory"
            ),
            "internalshared/listenerutil, 0.6 to 1.17",
        ),
        Saying(
            "error loading TLS cert: decoded PEM is blank",
            ("cert-file", "side server"),
            (
                "Error initializing listener of type tcp: error loading TLS cert: decoded PEM"
                " is blank"
            ),
            "internalshared/reloadutil, 1.0 to 1.17",
        ),
        Saying(
            "invalid certificate or no client certificate supplied",
            ("client-cert-refused", "client-cert-absent"),
            "Code: 400. Errors: * invalid certificate or no client certificate supplied",
            "builtin/credential/cert, 0.6 to 1.17",
        ),
        Saying(
            "client certificate must be supplied",
            ("client-cert-absent",),
            "Code: 400. Errors: * client certificate must be supplied",
            "builtin/credential/cert, 0.6 to 1.17",
        ),
        Saying(
            "tls connection required",
            ("client-cert-absent", "config-error"),
            "Code: 400. Errors: * tls connection required",
            "builtin/credential/cert, 0.6 to 1.17",
            pattern=r"\* tls connection required",
        ),
        Saying(
            "no chain matching all constraints could be found for this login certificate",
            ("client-cert-refused",),
            (
                "Code: 400. Errors: * invalid certificate or no client certificate supplied; no"
                " chain matching all constraints could be found for this login certificate"
            ),
            "builtin/credential/cert, 0.6 to 1.17",
        ),
        Saying(
            "failed to get raft challenge",
            ("side client",),
            (
                "[ERROR] core: failed to get raft challenge:"
                ' leader_addr=https://vault-0.example.com:8200 error="error during raft'
                " bootstrap init call: Put"
                ' \\"https://vault-0.example.com:8200/v1/sys/storage/raft/bootstrap/challenge\\":'
                " tls: failed to verify certificate: x509: certificate signed by unknown"
                ' authority"'
            ),
            "vault/raft.go, 1.2 to 1.17",
            pattern=r"raft challenge: leader_addr=(?P<host>https?://[\w.-]{1,253}(?::\d{1,5})?)",
        ),
        Saying(
            "error during raft bootstrap init call:",
            ("side client",),
            (
                "error during raft bootstrap init call: Put"
                ' "https://vault-0.example.com:8200/v1/sys/storage/raft/bootstrap/challenge":'
                " tls: failed to verify certificate: x509: certificate signed by unknown"
                " authority"
            ),
            "vault/raft.go, 1.2 to 1.17",
        ),
        Saying(
            "error during forwarded RPC request",
            ("handshake-failed", "side client"),
            (
                '[ERROR] core: error during forwarded RPC request: error="rpc error: code ='
                ' Unavailable desc = connection error: desc = \\"transport: Error while dialing'
                ' remote error: tls: internal error\\""'
            ),
            "vault/request_forwarding.go",
        ),
        Saying(
            "storage.raft: failed to make requestVote RPC",
            ("handshake-failed", "side client"),
            (
                '[ERROR] storage.raft: failed to make requestVote RPC: target="{Voter vault-1'
                ' vault-1.example.com:8201}" error="remote error: tls: internal error"'
            ),
            "hashicorp/raft",
            certain=False,
        ),
    ),
)
