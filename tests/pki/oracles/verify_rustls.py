"""Asks rustls about one recorded server flight a line; the lines are described in verify.go.

`clock.c` has to be loaded, since rustls asks the system for the time.
"""

from __future__ import annotations

import ctypes
import sys
from base64 import b64decode

import rtls

_ACCEPTED = "SignedKxWithWrongAlgorithm"
"""What it says of the key exchange, when the chain was good."""

_AT_ONCE = 1024
"""Bytes. rtls 2026.9 loses the end of a piece that is larger than what rustls takes."""


def main() -> None:
    set_clock = ctypes.CDLL(None).set_clock
    set_clock.argtypes = (ctypes.c_longlong,)
    set_clock.restype = None
    for line in sys.stdin:
        host, milliseconds, roots, flight = line.rstrip("\n").split("\t")
        set_clock(int(milliseconds))
        sys.stdout.write(_judge(host, roots.split(","), b64decode(flight)) + "\n")


def _judge(host: str, roots: list[str], flight: bytes) -> str:
    context = rtls.SSLContext(rtls.PROTOCOL_TLS_CLIENT)
    context.maximum_version = rtls.TLSVersion.TLSv1_2
    # rustls takes any certificate of its store for an anchor; rtls, without this, roots alone.
    context.verify_flags |= rtls.VERIFY_X509_PARTIAL_CHAIN
    for root in roots:
        try:
            context.load_verify_locations(cadata=b64decode(root))
        except ValueError:
            continue  # a store skips what it cannot read
    try:
        _play(context, host, flight)
    except (rtls.SSLError, ValueError) as refusal:
        words = str(refusal.args[-1])
        return "" if _ACCEPTED in words else words
    return "the certificate was not looked at"


def _play(context: rtls.SSLContext, host: str, flight: bytes) -> None:
    heard, said = rtls.MemoryBIO(), rtls.MemoryBIO()
    client = context.wrap_bio(heard, said, server_hostname=host)
    for at in range(0, len(flight), _AT_ONCE):
        heard.write(flight[at : at + _AT_ONCE])
        try:
            client.do_handshake()
        except rtls.SSLWantReadError:
            continue


if __name__ == "__main__":
    main()
