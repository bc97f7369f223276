"""GSKit and System SSL, the TLS of IBM's servers and clients."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_GSK = "GSKit 8, gskssl.h"

_SAYINGS = (
    Saying(
        "GSK_ERROR_",
        ("handshake-failed",),
        "gsk_secure_soc_init() failed: GSK_ERROR_BAD_CERT",
        _GSK,
        pattern="(?P<code>GSK_ERROR_[A-Z0-9_]{2,40})",
        decode="gskit",
    ),
    Saying(
        "GSK_ERR_",
        ("handshake-failed",),
        "EZD1287I TTLS Error RC: 435 GSK_ERR_UNKNOWN_CA",
        _GSK,
        pattern="(?P<code>GSK_ERR_[A-Z0-9_]{2,40})",
        decode="gskit",
    ),
    Saying(
        "gsk_secure_soc_init",
        ("handshake-failed",),
        "gsk_secure_soc_init() failed with return code 406",
        _GSK,
        pattern=(
            "gsk_secure_soc_init.{0,60}(?:rc|return code|RC|error)"
            r"[ =:\"]{1,4}(?P<code>\d{1,3})"
        ),
        decode="gskit",
    ),
    Saying(
        "gsk_secure_socket_init",
        ("handshake-failed",),
        "gsk_secure_socket_init() failed, rc = 402",
        "z/OS System SSL 2.5",
        pattern=(
            "gsk_secure_socket_init.{0,60}(?:rc|return code|RC|error)"
            r"[ =:\"]{1,4}(?P<code>\d{1,3})"
        ),
        decode="gskit",
    ),
    Saying(
        "TTLS Error RC:",
        ("handshake-failed",),
        "EZD1287I TTLS Error RC:  402 Initial Handshake 192.0.2.7..40112",
        "z/OS Communications Server 2.5, AT-TLS messages",
        pattern=r"TTLS Error RC: {1,4}(?P<code>\d{1,4}) ",
        decode="gskit",
    ),
)

PRODUCT = Product(
    name="GSKit",
    roles=(
        Role.SERVER,
        Role.CLIENT,
    ),
    sayings=_SAYINGS,
)
