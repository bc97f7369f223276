"""GnuTLS: its file of what is disabled on this system."""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.machine._formats import pairs
from tlswhy.machine._machine import Machine, setting
from tlswhy.model.facts import Fact
from tlswhy.model.facts.machine import About

FILE = "/etc/gnutls/config"
OVERRIDES = {
    "disabled-version",
    "tls-disabled-cipher",
    "tls-disabled-mac",
    "tls-disabled-group",
    "tls-disabled-kx",
    "insecure-hash",
    "insecure-sig",
    "insecure-sig-for-cert",
    "disabled-curve",
    "min-verification-profile",
    "enabled-version",
    "override-mode",
}


def look(machine: Machine) -> Iterator[Fact]:
    """Overrides, and priorities by name."""
    given = machine.variable("GNUTLS_SYSTEM_PRIORITY_FILE")
    if given:
        yield setting("gnutls", "GNUTLS_SYSTEM_PRIORITY_FILE", given, about=About.POLICY)
    file = given or FILE
    for row in pairs(machine.lines(file, "gnutls"), comments="#;"):
        section, name = row.section.lower(), row.name.lower()
        if name in OVERRIDES or section == "priorities":
            yield setting(
                "gnutls",
                row.name,
                row.value,
                source=machine.shown(file),
                line=row.line,
                about=About.POLICY,
                strict=section == "overrides",
            )
