"""SAP HANA: its clients."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_HANA = "SAP HANA client 2, SAP tutorials (SAP-samples) and dbapi errors"

_SAYINGS = (
    Saying(
        "SSL certificate validation failed: ",
        ("verify failed", "side client"),
        (
            "-10709: Connection failed (RTE:[300015] SSL certificate validation failed: "
            "unable to get local issuer certificate (db.example.com:30015))"
        ),
        _HANA,
        pattern=(
            r"RTE:\[\d{6}\] SSL certificate validation failed(?:: (?P<code>[a-zA"
            r"-Z ]{3,80}?) \()?"
        ),
        decode="verify_code",
    ),
    Saying(
        "RTE:[300015]",
        ("verify failed", "side client"),
        "-10709: Connection failed (RTE:[300015] SSL certificate validation failed: The certificate chain was issued by an authority that is not trusted.",
        _HANA,
    ),
    Saying(
        "RTE:[300010] Cannot create SSL context",
        ("ca-file", "cert-file", "side client"),
        (
            "-10709: Connection failed (RTE:[300010] Cannot create SSL context: SSL trust "
            "store cannot be found: /home/app/.ssl/trust.pem)"
        ),
        _HANA,
    ),
    Saying(
        "SSL trust store cannot be found",
        ("no-trust-store", "side client"),
        (
            "-10709: Connection failed (RTE:[300010] Cannot create SSL context: SSL trust "
            "store cannot be found: /home/app/.ssl/trust.pem)"
        ),
        _HANA,
    ),
    Saying(
        "only secure connections are allowed",
        ("plain-received",),
        "-10709: Connection failed (RTE:[4321] only secure connections are allowed)",
        _HANA,
    ),
)

PRODUCT = Product(
    name="SAP HANA",
    roles=(Role.CLIENT,),
    sayings=_SAYINGS,
    speaks=(
        "side client",
        "role database",
    ),
)
