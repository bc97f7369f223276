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


def test_the_process_tells_which_end_postfix_is() -> None:
    for process, side in (("smtp", "side client"), ("submission/smtpd", "side server")):
        line = (
            f"postfix/{process}[4711]: warning: TLS library problem: error:0A000418:SSL routines::x"
        )
        assert side in [key for found in hear(text_of(line)) for key in found.keys]
