"""InfluxDB, its command line."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_INFLUX = "influx, 1.8"

_SAYINGS = (
    Saying(
        "Failed to connect to http",
        ("side client",),
        (
            "Failed to connect to https://db.example.com:8086: Get "
            '"https://db.example.com:8086/ping": x509: certificate signed by unknown '
            "authority"
        ),
        _INFLUX,
        pattern=r"Failed to connect to https?://(?P<host>[\w.-]{1,253}):(?P<port>\d{1,5}): ",
        certain=False,
    ),
    Saying(
        "Please check your connection settings and ensure 'influxd' is running",
        ("side client",),
        "Please check your connection settings and ensure 'influxd' is running.",
        _INFLUX,
        certain=False,
    ),
)

PRODUCT = Product(
    name="InfluxDB",
    roles=(Role.CLIENT,),
    sayings=_SAYINGS,
    speaks=(
        "side client",
        "role database",
    ),
)
