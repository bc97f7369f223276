"""OpenSSL: openssl.cnf, which decides for every program that uses the library.

Only the section counts that `openssl_conf`, `ssl_conf` and `system_default` lead to (config(5)). A
setting that stands anywhere else is read and has no effect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tlswhy.machine._formats import Row, joined, pairs
from tlswhy.machine._machine import Machine, setting
from tlswhy.model.facts import Fact
from tlswhy.model.facts.machine import About

MOST_FILES = 8
FILES = (
    "/etc/ssl/openssl.cnf",
    "/etc/pki/tls/openssl.cnf",
    "/etc/crypto-policies/back-ends/opensslcnf.config",
    "/usr/local/ssl/openssl.cnf",
    "/opt/homebrew/etc/openssl@3/openssl.cnf",
)
POLICY = {
    "minprotocol",
    "maxprotocol",
    "protocol",
    "cipherstring",
    "ciphersuites",
    "signaturealgorithms",
    "groups",
    "curves",
    "options",
}
_INCLUDE = re.compile(r"\.include\s*=?\s*(\S+)")
_LEVEL = re.compile(r"@SECLEVEL=(\d)", re.IGNORECASE)
TOP = ("", "default")


def look(machine: Machine) -> Iterator[Fact]:
    """What the configuration restricts, and whether the FIPS provider is on."""
    if value := machine.variable("OPENSSL_CONF"):
        note = "" if machine.exists(value) else "there is no such file"
        yield setting("openssl", "OPENSSL_CONF", value, about=About.OTHER, note=note)
    first = machine.variable("OPENSSL_CONF") or next(filter(machine.exists, FILES), "")
    rows = list(_rows(machine, first)) if first else []
    active = _active(rows)
    for row, source in rows:
        name = row.name.rpartition(".")[2] if row.name.startswith(("TLS.", "DTLS.")) else row.name
        if name.lower() in POLICY and not row.name.startswith("DTLS."):
            yield _policy(row, name, source, active=row.section in active)
    yield from _fips(machine, rows)


def _policy(row: Row, name: str, source: str, *, active: bool) -> Fact:
    note = restricts(name, row.value) if active else ""
    if not active:
        note = f"no effect: nothing leads to the section [{row.section}]"
    return setting(
        "openssl",
        row.name,
        row.value,
        source=source,
        line=row.line,
        about=About.POLICY,
        strict=active and bool(note),
        note=note,
    )


def restricts(name: str, value: str) -> str:
    """What a setting takes away, a clause; empty where it takes nothing."""
    level = _LEVEL.search(value)
    if name.lower() == "minprotocol" and value in ("TLSv1.1", "TLSv1.2", "TLSv1.3"):
        return f"nothing below {value} is spoken"
    if name.lower() == "maxprotocol" and value != "TLSv1.3" and value.lower() != "none":
        return f"nothing above {value} is spoken"
    if level and level[1] >= "2":
        bits = {"2": 2048, "3": 3072, "4": 7680, "5": 15360}.get(level[1], 2048)
        return f"security level {level[1]}: keys of RSA and DH below {bits} bits are refused"
    return ""


def _rows(machine: Machine, first: str) -> Iterator[tuple[Row, str]]:
    """The rows of a file and of those that it includes, which come first."""
    waiting = [first]
    done: set[str] = set()
    while waiting and len(done) < MOST_FILES:
        file = waiting.pop(0)
        if file in done:
            continue
        done.add(file)
        lines = machine.lines(file, "openssl")
        included = (_INCLUDE.match(line.strip()) for line in lines)
        waiting += [found[1] for found in included if found]
        for row in pairs(joined(lines)):
            value = re.sub(r"\s+#.*", "", row.value).strip()
            if not row.name.startswith(".include"):
                yield Row(row.line, row.section, row.name, value), machine.shown(file)


def _active(rows: list[tuple[Row, str]]) -> set[str]:
    """The sections that count: the one for TLS by default, and those before any section."""
    values = {(row.section, row.name): row.value for row, _ in rows}
    start = next(
        (values[one, "openssl_conf"] for one in TOP if (one, "openssl_conf") in values), ""
    )
    ssl = values.get((start, "ssl_conf"), "")
    default = values.get((ssl, "system_default"), "")
    # A policy in a file that is included belongs to the section that includes it.
    return {default, ""} if default else {""}


def _fips(machine: Machine, rows: list[tuple[Row, str]]) -> Iterator[Fact]:
    if (machine.content("/proc/sys/crypto/fips_enabled", "openssl") or b"").strip() == b"1":
        note = "only approved algorithms and versions are left"
        source = "/proc/sys/crypto/fips_enabled"
        yield setting(
            "openssl", "FIPS mode", "on", source=source, about=About.FIPS, strict=True, note=note
        )
    for row, source in rows:
        on = row.name == "default_properties" and "fips=yes" in row.value.replace(" ", "")
        if on or (row.section.startswith("fips") and row.name == "activate" and row.value == "1"):
            yield setting(
                "openssl",
                row.name,
                row.value,
                source=source,
                line=row.line,
                about=About.FIPS,
                strict=on,
                note="the FIPS provider is in use" if on else "the FIPS provider is loaded",
            )
