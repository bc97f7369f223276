"""TLS ContentType.

`UNREGISTERED` are numbers that programs use although IANA has not given them out.
Written by tools/renew_registries.py on 2026-11-24 from:
RFCs and drafts, TShark 4.0.17.
"""

from __future__ import annotations

NAMES: dict[int, str] = {
    20: "change_cipher_spec",
    21: "alert",
    22: "handshake",
    23: "application_data",
    24: "heartbeat",
    25: "tls12_cid",
    26: "ACK",
    27: "return_routability_check",
}

UNREGISTERED: dict[int, str] = {}
