"""TLS HandshakeType.

`_RESERVED` behind a retired name is left out: peers still send the message.

`UNREGISTERED` are numbers that programs use although IANA has not given them out.
Written by tools/renew_registries.py on 2026-11-24 from:
RFCs and drafts.
"""

from __future__ import annotations

NAMES: dict[int, str] = {
    0: "hello_request",
    1: "client_hello",
    2: "server_hello",
    3: "hello_verify_request",
    4: "new_session_ticket",
    5: "end_of_early_data",
    6: "hello_retry_request",
    8: "encrypted_extensions",
    9: "request_connection_id",
    10: "new_connection_id",
    11: "certificate",
    12: "server_key_exchange",
    13: "certificate_request",
    14: "server_hello_done",
    15: "certificate_verify",
    16: "client_key_exchange",
    17: "client_certificate_request",
    20: "finished",
    21: "certificate_url",
    22: "certificate_status",
    23: "supplemental_data",
    24: "key_update",
    25: "compressed_certificate",
    26: "ekt_key",
    254: "message_hash",
}

UNREGISTERED: dict[int, str] = {
    67: "next_protocol",
    203: "channel_id",
}
