"""TLS Compression Method Identifiers.

`UNREGISTERED` are numbers that programs use although IANA has not given them out.
Written by tools/renew_registries.py on 2026-11-24 from:
RFCs and drafts, TShark 4.0.17.
"""

from __future__ import annotations

NAMES: dict[int, str] = {
    0: "null",
    1: "DEFLATE",
    64: "LZS",
}

UNREGISTERED: dict[int, str] = {}
