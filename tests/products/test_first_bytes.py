"""Bytes that were taken for a TLS record or for a length."""

from __future__ import annotations

import pytest

from tlswhy.products.decoders import first_bytes, length_word


@pytest.mark.parametrize(
    ("code", "means"),
    [
        (b"HTTP/1.1 400 Bad Request".hex(), "not-tls http"),
        (b"GET / HTTP/1.1\r\nHost:".hex(), "plain-received http"),
        (b"CONNECT app.example.com:443 ".hex(), "plain-received connect"),
        (b"PRI * HTTP/2.0\r\n\r\nSM".hex(), "plain-received http"),
        (b"PROXY TCP4 192.0.2.7 ".hex(), "proxy-header"),
        ("0d0a0d0a000d0a515549540a2111000c", "proxy-header"),
        (b"220 mail.example.com ESMTP".hex(), "not-tls smtp"),
        (b"SSH-2.0-OpenSSH_9.6".hex(), "not-tls ssh"),
        ("45530000002c00000000", "plain-received"),
        ("160301010001fc0303", "tls-received"),
        ("1503030002", "http-wants-tls"),
        ("0000000804d2162f", "plain-received postgres"),
        ("0x0, 0x0, 0x0, 0x8, 0x4", "plain-received postgres"),
        ("0x48, 0x54, 0x54, 0x50, 0x2f", "not-tls http"),
        ("[0x160x030x010x020x00]", "tls-received"),
        ("0400000001000000160001000b43514c5f56455253494f4e", "plain-received"),
        ("840000000600000000", "not-tls"),
        ("3257000000013243000005917801", "plain-received"),
        (b"2A\0\0\0\x01".hex(), "not-tls"),
        ("101000044d5154540402003c0004", "plain-received"),
        ("20020000", "not-tls"),
        ("000000540003000075736572", "plain-received"),
        ("300c020101600702010304008000", "plain-received"),
        ("300c02010161070a010004000400", "not-tls"),
        ("3f000000010000000000000", "not-tls"),
        ("3f0000000100000000000000d4070000", "plain-received"),
        ("030000130ee000000000000100080003000000", "plain-received"),
        (b"*1\r\n$4\r\nPING".hex(), "plain-received"),
        (b"<34>Oct 11 22:14:15".hex(), "plain-received"),
        (b'CONNECT {"verbose":false'.hex(), "plain-received"),
        (b'INFO {"server_id"'.hex(), "not-tls"),
        ("4a0000000a382e302e33", "not-tls mysql"),
        ("16 03 01 02 00", "tls-received"),
        ("0000001a00120003", "not-tls"),
        ("0000002400120003000000000007", "plain-received"),
    ],
)
def test_bytes_tell_the_protocol(code: str, means: str) -> None:
    assert first_bytes.decode(code) == (means,)


def test_what_is_no_hex_says_nothing() -> None:
    assert first_bytes.decode("n") == ()
    assert first_bytes.decode("") == ()


@pytest.mark.parametrize(
    ("code", "means"),
    [
        (str(0x16030100), ("tls-received",)),
        (str(0x15030300), ("http-wants-tls",)),
        ("1195725856", ("plain-received http",)),
        ("1213486160", ("not-tls http",)),
        ("352518912", ("http-wants-tls",)),
        ("369296128", ("tls-received",)),
        ("1048576001", ()),
        ("-1", ()),
        ("many", ()),
    ],
)
def test_lengths_that_are_bytes(code: str, means: tuple[str, ...]) -> None:
    assert length_word.decode(code) == means
