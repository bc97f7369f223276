"""Numbers of GSKit and of wpa_supplicant, and what they mean in the lines that carry them."""

from __future__ import annotations

import pytest

from tlswhy.products.decoders import decoder
from tlswhy.texts.hear import hear, text_of


@pytest.mark.parametrize(
    ("code", "keys"),
    [
        ("401", ("verify expired",)),
        ("402", ("no-shared-cipher",)),
        ("420", ("eof",)),
        ("435", ("verify issuer-unknown",)),
        ("GSK_ERROR_SELF_SIGNED", ("verify self-signed",)),
        ("GSK_ERR_CERTIFICATE_REVOKED", ("verify revoked",)),
        ("gsk_error_bad_mac", ("bad-record",)),
        ("0", ()),
        ("GSK_OK", ()),
        ("GSK_ERROR_", ()),
    ],
)
def test_gskit(code: str, keys: tuple[str, ...]) -> None:
    assert decoder("gskit")(code) == keys


@pytest.mark.parametrize(
    ("code", "keys"),
    [
        ("1", ("verify issuer-unknown",)),
        ("4", ("verify expired",)),
        ("12", ("verify name",)),
        ("13", ()),
        ("", ()),
    ],
)
def test_eap_tls_cert_error(code: str, keys: tuple[str, ...]) -> None:
    assert decoder("eap_tls_cert_error")(code) == keys


def test_a_db2_error_with_another_protocol_is_not_decoded() -> None:
    line = (
        "SQL30081N  A communication error has been detected. "
        'Communication protocol being used: "{}".  Protocol specific error code(s): "414".'
    )
    said = {key for found in hear(text_of(line.format("SSL"))) for key in found.keys}
    plain = {key for found in hear(text_of(line.format("TCP/IP"))) for key in found.keys}
    assert "verify issuer-unknown" in said
    assert not plain


@pytest.mark.parametrize(
    ("size", "key"),
    [("5635", "tls-received"), ("18516", "not-tls http"), ("21331", "not-tls ssh")],
)
def test_openvpn_names_what_it_took_for_a_length(size: str, key: str) -> None:
    line = f"WARNING: Bad encapsulated packet length from peer ({size}), which must be > 0"
    said = [key for found in hear(text_of(line)) for key in found.keys]
    assert key in said


@pytest.mark.parametrize(
    ("sent", "key"),
    [
        (b"PROXY TCP4 192.0.2.7 ", "proxy-header"),
        (b"POST / HTTP/1.1", "plain-received http"),
        (b"CONNECT app.example.com:443 ", "plain-received connect"),
        (b"EHLO mail.example.com", "plain-received smtp"),
        (b"HTTP/1.1 400 Bad Request", "not-tls http"),
        (b"* OK IMAP4rev1", "not-tls imap"),
    ],
)
def test_go_reads_two_letters_as_the_length_of_a_record(sent: bytes, key: str) -> None:
    """RFC 8446 section 5.1: type, version in two bytes, then the length in two."""
    length = int.from_bytes(sent[3:5])
    line = f"tls: oversized record received with length {length}"
    assert key in [key for found in hear(text_of(line)) for key in found.keys]


@pytest.mark.parametrize(
    ("line", "side"),
    [
        ("fwdNegotiateSSL: Error negotiating SSL connection on FD 14: error:0", "leg upstream"),
        ("clientNegotiateSSL: Error negotiating SSL connection on FD 14: error:0", "side server"),
        ("Error negotiating SSL connection on FD 14: error:0", "side server"),
    ],
)
def test_the_function_tells_which_leg_of_squid_failed(line: str, side: str) -> None:
    assert side in [key for found in hear(text_of(line)) for key in found.keys]


def test_an_address_made_unreadable_is_still_the_client_of_a_server() -> None:
    for client in ("192.0.2.7:51234", "x.x.x.x:51234", "<ip>:51234", "[redacted]"):
        line = f"http: TLS handshake error from {client}: EOF"
        keys = {key for found in hear(text_of(line)) for key in found.keys}
        assert {"side server", "eof"} <= keys


def test_the_process_tells_which_end_postfix_is() -> None:
    for process, side in (("smtp", "side client"), ("submission/smtpd", "side server")):
        line = (
            f"postfix/{process}[4711]: warning: TLS library problem: error:0A000418:SSL routines::x"
        )
        assert side in [key for found in hear(text_of(line)) for key in found.keys]
