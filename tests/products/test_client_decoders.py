"""Codes of browsers and operating systems, in every spelling that logs have."""

from __future__ import annotations

import pytest

from tlswhy.products.decoders import apple, chromium, nss, schannel, winhttp
from tlswhy.texts.hear import hear, text_of


def heard(line: str) -> set[str]:
    return {key for found in hear(text_of(line)) for key in found.keys}


@pytest.mark.parametrize(
    "code",
    ["0x80090325", "80090325", "-2146893019", "2148074277", "SEC_E_UNTRUSTED_ROOT"],
)
def test_an_hresult_in_each_spelling(code: str) -> None:
    assert schannel.decode(code) == ("verify issuer-unknown",)


def test_each_value_is_found_again_by_each_of_its_spellings() -> None:
    for value, name, _, keys in schannel.ROWS:
        for spelling in (f"0x{value:08X}", f"{value:08x}", name, str(value)):
            if value >> 31 or not spelling.isdecimal():
                assert schannel.decode(spelling) == keys, spelling
        if value >> 31:
            assert schannel.decode(str(value - 2**32)) == keys


def test_winhttp_as_number_name_and_hresult() -> None:
    assert winhttp.decode("12175") == winhttp.decode("ERROR_WINHTTP_SECURE_FAILURE")
    assert schannel.decode("0x80072F8F") == winhttp.decode("12175")
    assert schannel.decode("-2147012867") == winhttp.decode("12029")
    assert winhttp.decode("200") == ()


@pytest.mark.parametrize("code", ["", "0x80004005", "word", "-1", "0xZZZZZZZZ", "80004005"])
def test_what_is_no_error_of_tls(code: str) -> None:
    assert schannel.decode(code) == ()


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ("Error -2146893019 (0x80090325)", {"verify issuer-unknown"}),
        ("HRESULT 0xffffffff800b0109", {"verify issuer-unknown"}),
        ("Kerberos failed with 0x8009030c SEC_E_LOGON_DENIED", set()),
        ("job 18009032512 done", set()),
    ],
)
def test_codes_in_lines(line: str, keys: set[str]) -> None:
    assert heard(line) == keys


def test_nss_by_number_and_name() -> None:
    for number, name, _, keys in nss.ROWS:
        assert nss.decode(str(number)) == nss.decode(name) == keys
        assert nss.decode(name.lower().replace("_", "-")) == keys
    assert nss.decode("12286") == nss.decode("SSL_ERROR_SYSCALL") == ()


def test_alerts_of_nss_were_received() -> None:
    for _, name, _, keys in nss.ROWS:
        about_alerts = ("CLOSE_NOTIFY", "RX_MALFORMED", "RX_UNEXPECTED", "RX_UNKNOWN")
        if name.endswith("_ALERT") and not any(word in name for word in about_alerts):
            assert keys[0].startswith("alert-received "), name


@pytest.mark.parametrize("code", ["-202", "ERR_CERT_AUTHORITY_INVALID"])
def test_chromium_by_number_and_name(code: str) -> None:
    assert chromium.decode(code) == ("verify issuer-unknown",)
    assert chromium.decode(f"NET::{code}" if code[0] == "E" else code) == chromium.decode(code)


def test_chromium_has_no_positive_numbers() -> None:
    assert chromium.decode("202") == chromium.decode("") == ()


def test_apple_by_number_and_name() -> None:
    for number, name, keys in apple.ROWS:
        assert apple.decode(str(number)) == apple.decode(name) == keys


@pytest.mark.parametrize(
    ("line", "wanted", "unwanted"),
    [
        # The peer's certificate alert: nearly always a client's, so we are the server.
        (
            (
                "A fatal alert was received from the remote endpoint. "
                "The TLS protocol defined fatal alert code is 46."
            ),
            {"alert-received 46", "side server"},
            {"side client"},
        ),
        (
            (
                "A fatal alert was received from the remote endpoint. "
                "The TLS protocol defined fatal alert code is 40."
            ),
            {"alert-received 40"},
            {"side server"},
        ),
        (
            "The following fatal alert was generated: 40. The internal error state is 1205.",
            {"alert-sent 40", "side server"},
            {"plain-received"},
        ),
        (
            "The following fatal alert was generated: 10. The internal error state is 1203.",
            {"alert-sent 10", "plain-received", "side server"},
            {"side client"},
        ),
        (
            (
                "A fatal error occurred while creating an SSL server credential. "
                "The internal error state is 10013."
            ),
            {"no-version", "side server"},
            {"side client", "cert-file"},
        ),
        (
            (
                "A fatal error occurred while creating a TLS client credential. "
                "The internal error state is 10001."
            ),
            {"client-key", "side client"},
            {"no-version"},
        ),
    ],
)
def test_direction_in_the_log_of_events(line: str, wanted: set[str], unwanted: set[str]) -> None:
    keys = heard(line)
    assert wanted <= keys
    assert not unwanted & keys


def test_the_reasons_that_mailkit_lists_each_time_say_nothing() -> None:
    line = (
        "1. The server is using a self-signed certificate which cannot be verified. "
        "4. The certificate presented by the server is expired or invalid."
    )
    assert heard(line) == set()
