"""apt: Acquire in apt.conf and apt.conf.d."""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.machine._formats import blocks, is_off
from tlswhy.machine._machine import Machine, setting
from tlswhy.model.facts import Fact
from tlswhy.model.facts.machine import About

FILE, FOLDER = "/etc/apt/apt.conf", "/etc/apt/apt.conf.d"


def look(machine: Machine) -> Iterator[Fact]:
    """Proxies, the CAs, and what is not verified."""
    parts = [name for name in machine.names(FOLDER, "apt") if _counts(name)]
    for file in (*(f"{FOLDER}/{name}" for name in parts), FILE):
        for row in blocks(machine.lines(file, "apt")):
            about = _about(row.name.lower())
            if about is None or (about is About.NO_CHECK and not is_off(row.value)):
                continue
            note = "certificates are not verified" if about is About.NO_CHECK else ""
            if row.value.upper() == "DIRECT":
                about, note = About.NO_PROXY, "no proxy for this"
            yield setting(
                "apt", row.name, row.value, source=file, line=row.line, about=about, note=note
            )
            if about is About.CA_FILE:
                yield from machine.store(row.value, "apt")


def _about(name: str) -> About | None:
    """A setting may be for one host: `Acquire::https::a.test::CaInfo`."""
    parts = name.split("::")
    if len(parts) < 3 or parts[0] != "acquire" or parts[1] not in ("http", "https"):
        return None
    if parts[2] == "proxy":
        return About.PROXY if parts[1] == "https" else About.PLAIN_PROXY
    return {
        "cainfo": About.CA_FILE,
        "verify-peer": About.NO_CHECK,
        "verify-host": About.NO_CHECK,
    }.get(parts[-1])


def _counts(name: str) -> bool:
    """As apt.conf(5): no extension, or .conf."""
    return name.endswith(".conf") or "." not in name
