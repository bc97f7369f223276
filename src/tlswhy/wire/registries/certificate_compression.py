"""TLS Certificate Compression Algorithm IDs.

`UNREGISTERED` are numbers that programs use although IANA has not given them out.
Written by tools/renew_registries.py on 2026-11-24 from:
RFCs and drafts, TShark 4.0.17, cryptodatahub 1.6.1.
"""

from __future__ import annotations

NAMES: dict[int, str] = {
    1: "zlib",
    2: "brotli",
    3: "zstd",
}

UNREGISTERED: dict[int, str] = {}
