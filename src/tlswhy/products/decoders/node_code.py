"""Codes of Node.js: ERR_SSL_… and ERR_OSSL_… are OpenSSL's reasons, ERR_TLS_… are its own.

Node makes the first two from the reason's text (src/crypto/crypto_util.cc, 18 to 24); the last are
in lib/internal/errors.js.
"""

from __future__ import annotations

import re

from tlswhy.products.decoders import alert, openssl_reason

_OWN: dict[str, tuple[str, ...]] = {
    "ERR_TLS_CERT_ALTNAME_INVALID": ("verify name", "side client"),
    "ERR_TLS_CERT_ALTNAME_FORMAT": ("verify name", "side client"),
    "ERR_TLS_HANDSHAKE_TIMEOUT": ("handshake-timeout",),
    "ERR_TLS_DH_PARAM_SIZE": ("dh-too-small", "side client"),
    "ERR_TLS_RENEGOTIATION_DISABLED": ("late-auth",),
    "ERR_TLS_SESSION_ATTACK": ("late-auth", "side server"),
    "ERR_TLS_INVALID_CONTEXT": ("config-error",),
    "ERR_TLS_INVALID_PROTOCOL_METHOD": ("config-error",),
    "ERR_TLS_INVALID_PROTOCOL_VERSION": ("config-error",),
    "ERR_TLS_PROTOCOL_VERSION_CONFLICT": ("config-error",),
    "ERR_TLS_REQUIRED_SERVER_NAME": ("config-error", "side server"),
    "ERR_TLS_SNI_FROM_SERVER": ("config-error", "side server"),
    "ERR_TLS_ALPN_CALLBACK_INVALID_RESULT": ("no-alpn", "side server"),
    "ERR_TLS_PSK_SET_IDENTITY_HINT_FAILED": ("psk-unknown", "side server"),
    "ERR_TLS_PSK_SET_IDENTIY_HINT_FAILED": ("psk-unknown", "side server"),
    "ERR_OSSL_EVP_UNSUPPORTED": ("legacy-store",),
    "ERR_OSSL_UNSUPPORTED": ("cert-file",),
}
_ALERT = re.compile(r"^(?:SSLV3|TLSV1|TLSV13|SSL/TLS)_")
_LIBRARY = re.compile(r"^(?:EVP|PEM|X509|ASN1|PKCS12|RSA|EC|BIO|CRYPTO|DSO)_")


def decode(code: str) -> tuple[str, ...]:
    """The keys of `ERR_SSL_WRONG_VERSION_NUMBER`."""
    name = code.upper()
    if name in _OWN:
        return _OWN[name]
    if name.startswith("ERR_SSL_"):
        reason = name.removeprefix("ERR_SSL_")
        return alert.decode(reason) if _ALERT.match(reason) else openssl_reason.decode(reason)
    if name.startswith("ERR_OSSL_"):
        return openssl_reason.decode(_LIBRARY.sub("", name.removeprefix("ERR_OSSL_")))
    return ()
