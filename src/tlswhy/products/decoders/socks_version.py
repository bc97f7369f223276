"""The first byte that a SOCKS server got, decimal or hexadecimal."""

from __future__ import annotations

VERSIONS = (4, 5)


def decode(code: str) -> tuple[str, ...]:
    """The key with the byte as a decimal number; nothing for a version of SOCKS."""
    try:
        number = int(code, 16) if code.lower().startswith("0x") else int(code)
    except ValueError:
        return ()
    return () if number in VERSIONS or number > 255 else (f"socks-version {number}",)
