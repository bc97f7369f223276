"""Unity's UnityTls, over Mbed TLS: UnityWebRequest and Mono's HttpWebRequest in games."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_TLS = "Unity 2018 to 6, UnityTls: unitytls_x509verify_result"

_FLAGS = (
    ("EXPIRED", "verify expired"),
    ("REVOKED", "verify revoked"),
    ("CN_MISMATCH", "verify name"),
    ("NOT_TRUSTED", "verify issuer-unknown"),
    ("BADCRL_EXPIRED", "verify crl-expired"),
    ("BADCERT_FUTURE", "verify not-yet-valid"),
    ("BADCERT_KEY_USAGE", "verify purpose"),
    ("BADCERT_EXT_KEY_USAGE", "verify purpose"),
    ("BADCERT_BAD_MD", "verify weak"),
    ("BADCERT_BAD_PK", "verify weak"),
    ("BADCERT_BAD_KEY", "verify weak"),
)

PRODUCT = Product(
    name="Unity",
    roles=(Role.CLIENT,),
    sayings=(
        *(
            Saying(
                f"UNITYTLS_X509VERIFY_FLAG_{flag}",
                (means,),
                f"Curl error 60: Cert verify failed: UNITYTLS_X509VERIFY_FLAG_{flag}",
                _TLS,
                pattern=rf"UNITYTLS_X509VERIFY_FLAG_{flag}(?![A-Z_])",
            )
            for flag, means in _FLAGS
        ),
        Saying(
            "UNITYTLS_INTERNAL_ERROR",
            ("handshake-failed",),
            "TlsException: Handshake failed - error code: UNITYTLS_INTERNAL_ERROR, verify result: UNITYTLS_X509VERIFY_NOT_DONE",
            _TLS,
        ),
        Saying(
            "Curl error 35: Cert handshake failed.",
            ("handshake-failed",),
            "Curl error 35: Cert handshake failed. Fatal error. UnityTls error code: 7",
            "Unity 2019 to 6, its curl's vtls/unitytls.c",
        ),
    ),
    speaks=("side client",),
)
