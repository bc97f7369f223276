"""CockroachDB."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

PRODUCT = Product(
    name="CockroachDB",
    roles=(Role.SERVER, Role.CLIENT),
    speaks=("role database",),
    sayings=(
        Saying(
            "cannot load certificates. Check your certificate settings",
            ("client-key", "cert-file"),
            (
                "ERROR: cannot load certificates. Check your certificate settings, set"
                " --certs-dir, or use --insecure for insecure clusters."
            ),
            "pkg/cli, 2 to 24",
        ),
        Saying(
            "node is running secure mode, SSL connection required",
            ("starttls-needed", "side client"),
            "ERROR: node is running secure mode, SSL connection required",
            "pkg/sql/pgwire, 1 to 24",
        ),
        Saying(
            "problem using security settings:",
            ("cert-file", "client-key"),
            (
                "ERROR: problem using security settings: no certificates found; does certs dir"
                " exist?"
            ),
            "pkg/rpc, 1 to 24",
        ),
        Saying(
            "server closed the connection. Is this a CockroachDB node?",
            ("eof", "side client"),
            "ERROR: server closed the connection. Is this a CockroachDB node?",
            "pkg/cli, 2 to 24",
        ),
        Saying(
            "cannot dial server. Is the server running?",
            ("handshake-failed", "side client"),
            (
                "ERROR: cannot dial server. Is the server running? If the server is running,"
                " check --host client-side and --advertise server-side."
            ),
            "pkg/cli, 2 to 24",
            certain=False,
        ),
        Saying(
            "requested user is",
            ("client-verify name", "side server"),
            "ERROR: requested user is root, but certificate is for app",
            "pkg/security/auth.go, 1 to 20",
            pattern=r"requested user is \S{1,63}, but certificate is for",
        ),
    ),
)
