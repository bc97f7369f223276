"""Result codes of curl, Node.js and Erlang."""

from __future__ import annotations

import pytest

from tlswhy.products.decoders import curl_exit, erlang_reason, node_code


@pytest.mark.parametrize(
    ("code", "keys"),
    [
        ("60", ("verify failed",)),
        ("35", ("handshake-failed",)),
        ("77", ("ca-file",)),
        ("58", ("client-key",)),
        ("5", ("proxy-unreachable", "dns-failed")),
        ("7", ()),  # refused, timed out or unreachable: the words behind it tell
        ("56", ()),
        ("x", ()),
    ],
)
def test_curl(code: str, keys: tuple[str, ...]) -> None:
    assert curl_exit.decode(code) == keys


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("ERR_SSL_WRONG_VERSION_NUMBER", "not-tls"),
        ("ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE", "alert-received 40"),
        ("ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE", "alert-received 40"),
        ("ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", "alert-received 70"),
        ("ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", "alert-received 116"),
        ("ERR_SSL_TLSV1_UNRECOGNIZED_NAME", "alert-received 112"),
        ("ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED", "legacy-renegotiation"),
        ("ERR_SSL_DH_KEY_TOO_SMALL", "dh-too-small"),
        ("ERR_SSL_NO_SHARED_CIPHER", "no-shared-cipher"),
        ("ERR_SSL_HTTP_REQUEST", "plain-received http"),
        ("ERR_SSL_EE_KEY_TOO_SMALL", "verify weak"),
        ("ERR_OSSL_X509_KEY_VALUES_MISMATCH", "key-mismatch"),
        ("ERR_OSSL_PEM_NO_START_LINE", "cert-file"),
        ("ERR_OSSL_PKCS12_MAC_VERIFY_FAILURE", "client-key"),
        ("ERR_OSSL_EVP_UNSUPPORTED", "legacy-store"),
        ("ERR_TLS_CERT_ALTNAME_INVALID", "verify name"),
        ("ERR_TLS_HANDSHAKE_TIMEOUT", "handshake-timeout"),
    ],
)
def test_node(code: str, key: str) -> None:
    assert key in node_code.decode(code)


def test_a_reason_that_is_named_like_an_alert_is_not_one() -> None:
    assert node_code.decode("ERR_SSL_DECODE_ERROR") == ("bad-record",)


@pytest.mark.parametrize("code", ["ERR_SSL_PROTOCOL_ERROR", "ERR_TLS_NONSENSE", "ERR_OSSL_", ""])
def test_node_does_not_know_it(code: str) -> None:
    assert node_code.decode(code) == ()


@pytest.mark.parametrize(
    ("code", "keys"),
    [
        ("cert_expired", ("verify expired",)),
        ("hostname_check_failed", ("verify name",)),
        ("selfsigned_peer", ("verify self-signed",)),
        ("nonsense", ()),
        ("72", ("not-tls http",)),
        ("67", ("plain-received connect",)),
        ("0", ("not-tls",)),
    ],
)
def test_erlang(code: str, keys: tuple[str, ...]) -> None:
    assert erlang_reason.decode(code) == keys
