"""Protocol versions.

No registry of IANA: the documents of each version say the number.

`UNREGISTERED` are numbers that programs use although IANA has not given them out.
Written by tools/renew_registries.py on 2026-11-24 from:
RFCs and drafts, TShark 4.0.17.
"""

from __future__ import annotations

NAMES: dict[int, str] = {
    0x0002: "SSL 2.0",
    0x0300: "SSL 3.0",
    0x0301: "TLS 1.0",
    0x0302: "TLS 1.1",
    0x0303: "TLS 1.2",
    0x0304: "TLS 1.3",
    0xFEFC: "DTLS 1.3",
    0xFEFD: "DTLS 1.2",
    0xFEFF: "DTLS 1.0",
}

UNREGISTERED: dict[int, str] = {
    0x0100: "DTLS 1.0 (OpenSSL pre 0.9.8f)",
    0x0101: "TLCP 1.1",
    0x7E01: "TLS 1.3 Google experiment 1",
    0x7E02: "TLS 1.3 Google experiment 2",
    0x7E03: "TLS 1.3 Google experiment 3",
    0x7F00: "TLS 1.3 draft 0",
    0x7F01: "TLS 1.3 draft 1",
    0x7F02: "TLS 1.3 draft 2",
    0x7F03: "TLS 1.3 draft 3",
    0x7F04: "TLS 1.3 draft 4",
    0x7F05: "TLS 1.3 draft 5",
    0x7F06: "TLS 1.3 draft 6",
    0x7F07: "TLS 1.3 draft 7",
    0x7F08: "TLS 1.3 draft 8",
    0x7F09: "TLS 1.3 draft 9",
    0x7F0A: "TLS 1.3 draft 10",
    0x7F0B: "TLS 1.3 draft 11",
    0x7F0C: "TLS 1.3 draft 12",
    0x7F0D: "TLS 1.3 draft 13",
    0x7F0E: "TLS 1.3 draft 14",
    0x7F0F: "TLS 1.3 draft 15",
    0x7F10: "TLS 1.3 draft 16",
    0x7F11: "TLS 1.3 draft 17",
    0x7F12: "TLS 1.3 draft 18",
    0x7F13: "TLS 1.3 draft 19",
    0x7F14: "TLS 1.3 draft 20",
    0x7F15: "TLS 1.3 draft 21",
    0x7F16: "TLS 1.3 draft 22",
    0x7F17: "TLS 1.3 draft 23",
    0x7F18: "TLS 1.3 draft 24",
    0x7F19: "TLS 1.3 draft 25",
    0x7F1A: "TLS 1.3 draft 26",
    0x7F1B: "TLS 1.3 draft 27",
    0x7F1C: "TLS 1.3 draft 28",
    0xFB17: "TLS 1.3 (Facebook draft 23)",
    0xFB1A: "TLS 1.3 (Facebook draft 26)",
}
