"""NSS: Firefox's profiles and the database that Chromium on Linux adds to its roots."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tlswhy.machine._formats import json_of, within
from tlswhy.machine._machine import Machine, setting
from tlswhy.model.facts import Anchor, Fact
from tlswhy.model.facts.machine import About, StoreSeen

MOST_PROFILES = 8
DATABASE = "~/.pki/nssdb"
PROFILES = (
    "~/.mozilla/firefox",
    "~/.config/mozilla/firefox",
    "~/snap/firefox/common/.mozilla/firefox",
    "~/.thunderbird",
    "~/Library/Application Support/Firefox/Profiles",
)
POLICIES = (
    "/etc/firefox/policies/policies.json",
    "/usr/lib/firefox/distribution/policies.json",
)
ABOUT = {
    "security.enterprise_roots.enabled": About.CA_FILE,
    "network.proxy.type": About.OTHER,
    "network.proxy.ssl": About.PROXY,
    "network.proxy.http": About.PLAIN_PROXY,
    "network.proxy.no_proxies_on": About.NO_PROXY,
    "security.tls.version.min": About.POLICY,
    "security.tls.version.max": About.POLICY,
}
_PREFERENCE = re.compile(r'(?:user_|lock)?[pP]ref\("([\w.]+)",\s*(.*?)\)\s*;')


def look(machine: Machine) -> Iterator[Fact]:
    """Which databases there are (they are not opened), and the preferences about TLS."""
    if "cert9.db" in machine.names(DATABASE, "nss"):
        yield _database(machine, f"{DATABASE}/cert9.db", "Chromium")
    for folder in PROFILES:
        profiles = [f"{folder}/{name}" for name in machine.names(folder, "firefox")]
        for profile in profiles[:MOST_PROFILES]:
            names = machine.names(profile)
            if "cert9.db" in names:
                yield _database(machine, f"{profile}/cert9.db", "this profile")
            for name in ("prefs.js", "user.js"):
                yield from _preferences(machine, f"{profile}/{name}")
    for file in POLICIES:
        document = json_of(machine.content(file, "firefox"))
        if within(document, "policies", "Certificates", "ImportEnterpriseRoots") is True:
            note = "the CAs of the system's administrator are trusted too"
            name = "ImportEnterpriseRoots"
            yield setting("firefox", name, "true", source=file, about=About.CA_FILE, note=note)


def _database(machine: Machine, name: str, used_by: str) -> Fact:
    day = machine.written(name)
    return StoreSeen(
        seen=Anchor(source=name),
        program="nss",
        used_by=used_by,
        adds=True,
        dated=f"{day:%Y-%m-%d}" if day else "",
        note=f"what is in it is told by: certutil -L -d sql:{name.rpartition('/')[0]}",
    )


def _preferences(machine: Machine, file: str) -> Iterator[Fact]:
    for number, line in enumerate(machine.lines(file, "firefox"), 1):
        found = _PREFERENCE.match(line.strip())
        about = ABOUT.get(found[1]) if found else None
        if found is None or about is None:
            continue
        value = found[2].strip().strip('"')
        roots = about is About.CA_FILE and value == "true"
        note = "the CAs of the system's administrator are trusted too" if roots else ""
        yield setting("firefox", found[1], value, source=file, line=number, about=about, note=note)
