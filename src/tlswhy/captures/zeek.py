"""Zeek's ssl.log, tab-separated or as JSON lines: handshakes that an alert ended.

Fields as in Zeek 5.0's base/protocols/ssl/main.zeek. `ssl_history` has a letter for each message,
a capital for the client's; L is an alert.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

HEADS = (b"#separator", b"#fields\tts\tuid")
LONGEST = 65_536


def takes(head: bytes) -> bool:
    """Whether this is a Zeek log of TLS connections, with tabs."""
    return head.startswith(HEADS) and b"\tlast_alert" in head[:4096]


def lines(blocks: Iterable[bytes]) -> Iterator[tuple[int, str]]:
    """Number and plain words of each connection that was not established or had an alert."""
    fields: list[str] = []
    for number, line in enumerate(_lines(blocks), 1):
        if line.startswith("#"):
            if line.startswith("#fields"):
                fields = line.split("\t")[1:]
            continue
        row = dict(zip(fields, line.split("\t"), strict=False))
        words = told({name: value for name, value in row.items() if value not in ("-", "(empty)")})
        if words:
            yield number, words


def told(row: dict[str, str]) -> str:
    """One connection in words; empty when nothing failed in it."""
    alert = row.get("last_alert", "")
    status = row.get("validation_status", "")
    if not alert and status in ("", "ok"):
        return ""
    said = [_time(row.get("ts", "")), f"server {row.get('server_name', '')}"]
    said.append(f"from {row.get('id.orig_h', '')} to {row.get('id.resp_h', '')}")
    said[-1] += f":{row.get('id.resp_p', '')}"
    if alert:
        by = {"L": " by the client", "l": " by the server"}.get(_last(row), "")
        said.append(f"zeek: TLS alert {alert} sent{by}")
    if status not in ("", "ok"):
        said.append(f"zeek: certificate of the server: {status}")
    return " ".join(part for part in said if part)


def _last(row: dict[str, str]) -> str:
    return next((letter for letter in reversed(row.get("ssl_history", "")) if letter in "Ll"), "")


def _time(text: str) -> str:
    try:
        return datetime.fromtimestamp(float(text), UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError, OSError):
        return ""


def _lines(blocks: Iterable[bytes]) -> Iterator[str]:
    rest = b""
    for block in blocks:
        *whole, rest = (rest + block).split(b"\n")
        for line in whole:
            yield line[:LONGEST].decode("utf-8", "replace")
        rest = rest[:LONGEST]
    if rest:
        yield rest.decode("utf-8", "replace")
