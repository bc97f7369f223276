"""Cloud SQL Auth Proxy, version 1 and 2, and the Cloud SQL connectors."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

PRODUCT = Product(
    name="Cloud SQL Auth Proxy",
    roles=(Role.CLIENT,),
    speaks=("side client", "role database"),
    sayings=(
        Saying(
            "Dial error: handshake failed (connection name =",
            ("handshake-failed",),
            (
                "failed to connect to instance: Dial error: handshake failed (connection name ="
                ' "project:region:db"): EOF'
            ),
            "cloudsqlconn errtype, 0.1 to 1",
        ),
        Saying(
            "Dial error: failed to dial (connection name =",
            ("connect-timeout",),
            (
                "failed to connect to instance: Dial error: failed to dial (connection name ="
                ' "project:region:db"): dial tcp 192.0.2.7:3307: i/o timeout'
            ),
            "cloudsqlconn errtype, 0.1 to 1",
        ),
        Saying(
            "Refresh error: failed to get instance metadata (connection name =",
            ("side client",),
            (
                "Refresh error: failed to get instance metadata (connection name ="
                ' "project:region:db"): Get'
                ' "https://sqladmin.googleapis.com/sql/v1beta4/projects/project/instances/db":'
                " tls: failed to verify certificate: x509: certificate signed by unknown"
                " authority"
            ),
            "cloudsqlconn errtype, 0.1 to 1",
        ),
        Saying(
            "failed to refresh the ephemeral certificate for",
            ("side client",),
            (
                "failed to refresh the ephemeral certificate for project:region:db: Post"
                ' "https://www.googleapis.com/sql/v1beta4/": tls: failed to verify certificate:'
                " x509: certificate signed by unknown authority"
            ),
            "v1 proxy/certs, 1.0 to 1.37",
        ),
        Saying(
            "couldn't connect to",
            ("handshake-failed",),
            (
                'couldn\'t connect to "project:region:db": tls: failed to verify certificate:'
                " x509: certificate signed by unknown authority"
            ),
            "v1 proxy/proxy, 1.0 to 1.37",
            pattern=r"couldn.t connect to \W{1,2}[\w.-]{3,80}:[\w-]{3,30}:[\w-]{1,98}\W{1,2}: ",
        ),
    ),
)
