"""Codes and names of the TLS libraries, and the direction that stands beside them."""

from __future__ import annotations

import pytest

from tlswhy.products.decoders import (
    alert,
    alert_sent,
    gnutls,
    mbedtls,
    openssl_code,
    openssl_reason,
    rustls,
    verify_code,
    wolfssl,
)
from tlswhy.texts.hear import hear, text_of
from tlswhy.wire.registries.alerts import NAMES


@pytest.mark.parametrize("number", [n for n in NAMES if n])
def test_every_registered_name_is_its_number(number: int) -> None:
    name = NAMES[number]
    camel = "".join(part.title() for part in name.split("_"))
    for spelling in (name, name.replace("_", " "), name.upper(), camel, str(number), hex(number)):
        assert alert.decode(spelling) == (f"alert-received {number}",)
    assert alert_sent.decode(name) == (f"alert-sent {number}",)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("SSLV3_ALERT_HANDSHAKE_FAILURE", 40),
        ("ssl/tls alert bad certificate", 42),
        ("CA is unknown", 48),
        ("unknown certificate authority", 48),
        ("UnrecognisedName", 112),
        ("SSL_ERROR_HANDSHAKE_FAILURE_ALERT", 40),
        ("MBEDTLS_SSL_ALERT_MSG_BAD_CERT", 42),
    ],
)
def test_dialects(name: str, number: int) -> None:
    assert alert.number(name) == number


@pytest.mark.parametrize("name", ["", "handshake", "x", "0x", "300", "wrong version number"])
def test_what_is_no_alert(name: str) -> None:
    assert alert.number(name) is None
    assert alert.decode(name) == ()


@pytest.mark.parametrize(
    ("code", "keys"),
    [
        ("14094410", ("alert-received 40",)),  # 1.0.2, SSL3_READ_BYTES
        ("0A000410", ("alert-received 40",)),  # 3.0
        ("10000410", ("alert-received 40",)),  # BoringSSL
        ("1404B410", ("alert-received 40",)),  # LibreSSL
        ("268436496", ("alert-received 40",)),  # BoringSSL in Envoy
        ("336151568", ("alert-received 40",)),  # 1.1.1 in decimal
        ("167772454", ("eof",)),  # 3.0 in decimal: 0x0A000126
        ("268435581", ("verify failed",)),
        ("0A000086", ("verify failed",)),
        ("14090086", ("verify failed",)),
        ("268435703", ("not-tls",)),
        ("14082174", ("dh-too-small", "side client")),  # 372 in 1.0.2
        ("141A318A", ("dh-too-small", "side client")),
        ("0B080074", ("key-mismatch",)),
        ("05800074", ("key-mismatch",)),
        ("0906D06C", ("cert-file",)),
        ("0308010C", ("legacy-store",)),
        ("1E08010C", ("cert-file",)),
        ("8000006F", ("refused",)),
        ("02001068", ("reset",)),
        ("0xZZ", ()),
        ("12345678", ()),
    ],
)
def test_packed_codes_of_every_generation(code: str, keys: tuple[str, ...]) -> None:
    assert openssl_code.decode(code) == keys


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ("ssl3_get_record:wrong version number", ("not-tls",)),
        (
            "SSL_accept failed: ssl3_get_record:wrong version number",
            ("plain-received", "side server"),
        ),
        (
            "ssl3_get_record:wrong version number) while SSL handshaking, client: 192.0.2.1",
            ("plain-received", "side server"),
        ),
        (
            "wrong version number) while SSL handshaking to upstream, client: 192.0.2.1",
            ("not-tls", "side client"),
        ),
        (
            "tls_early_post_process_client_hello:unsupported protocol",
            ("client-version", "side server"),
        ),
        ("ssl_choose_client_version:unsupported protocol", ("server-version", "side client")),
        (
            "tls_process_client_certificate:certificate verify failed",
            ("verify failed", "side server"),
        ),
        (
            "tls_process_server_certificate:certificate verify failed",
            ("verify failed", "side client"),
        ),
        ("ssl3_get_client_hello:wrong version number", ("client-version", "side server")),
        ("tls_construct_client_hello:no ciphers available", ("no-cipher", "side client")),
        ("ssl3_read_bytes:tlsv1 alert inappropriate fallback", ()),  # the peer's words
        ("ssl3_read_bytes:tlsv1 alert no application protocol", ()),
        (
            "SSL routines:SSL23_GET_CLIENT_HELLO:http request - 156>",
            ("plain-received http", "side server"),
        ),
        ("SSL routines::http request that is none", ()),
        ("something else", ()),
    ],
)
def test_what_stands_beside_a_reason_tells_the_end(line: str, keys: tuple[str, ...]) -> None:
    assert openssl_reason.decode(line) == keys


def test_verification_results_by_number_name_and_text() -> None:
    for number, name, text, value in verify_code.ROWS:
        for code in (str(number), f"X509_V_ERR_{name}", text.upper()):
            assert verify_code.decode(code) == (f"verify {value}",)
    assert {number for number, *_ in verify_code.ROWS} == set(range(1, 95)) - {17}  # out of memory
    assert verify_code.decode("0") == verify_code.decode("95") == ()


def test_numbers_of_the_other_libraries() -> None:
    assert gnutls.decode("-110") == gnutls.decode("GNUTLS_E_PREMATURE_TERMINATION") == ("eof",)
    assert gnutls.decode("110") == ()
    assert mbedtls.decode("-0x2700") == mbedtls.decode("-9984") == ("verify failed",)
    assert mbedtls.decode("-0x2762") == ("verify failed",)  # with a low-level part
    assert mbedtls.decode("-0x0050") == ("reset",)
    assert mbedtls.decode("word") == ()
    assert wolfssl.decode("-188") == ("verify issuer-unknown",)
    assert wolfssl.decode("188") == ()
    assert rustls.decode("UnknownIssuer") == ("verify issuer-unknown",)
    assert rustls.decode("nothing") == ()


@pytest.mark.parametrize(
    ("line", "wanted", "unwanted"),
    [
        (
            "error:0A000418:SSL routines::tlsv1 alert unknown ca:SSL alert number 48",
            {"alert-received 48"},
            {"verify issuer-unknown"},
        ),
        (
            "error:14094414:SSL routines:ssl3_read_bytes:sslv3 alert certificate revoked",
            {"alert-received 44"},
            {"verify revoked"},
        ),
        (
            "error:0A00009C:SSL routines::http request",
            {"plain-received http", "side server"},
            {"not-tls"},
        ),
        (
            "[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1129)",
            {"not-tls"},
            {"plain-received"},
        ),
        (
            "error:100000f7:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER",
            {"not-tls"},
            {"plain-received"},
        ),
    ],
)
def test_whole_lines(line: str, wanted: set[str], unwanted: set[str]) -> None:
    keys = {key for found in hear(text_of(line)) for key in found.keys}
    assert wanted <= keys
    assert not unwanted & keys
