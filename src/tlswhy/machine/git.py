"""git: its configuration for the system, the user and the repository we stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tlswhy.machine._formats import Row, is_off, joined, pairs
from tlswhy.machine._machine import Machine, setting
from tlswhy.machine.trust_store import bundle
from tlswhy.model.facts import Fact
from tlswhy.model.facts.machine import About

MOST_FILES = 8
ABOUT = {
    "proxy": About.PROXY,
    "proxyauthmethod": About.OTHER,
    "sslcainfo": About.CA_FILE,
    "sslcapath": About.CA_FILE,
    "sslverify": About.NO_CHECK,
    "sslbackend": About.OTHER,
    "sslversion": About.POLICY,
    "sslcipherlist": About.POLICY,
    "schannelusesslcainfo": About.OTHER,
    "proxysslcainfo": About.CA_FILE,
}
VARIABLES = {
    "GIT_SSL_CAINFO": About.CA_FILE,
    "GIT_SSL_CAPATH": About.CA_FILE,
    "GIT_PROXY_SSL_CAINFO": About.CA_FILE,
}
UNCHECKED = "certificates are not verified"
BACKENDS = {
    "schannel": "Windows' own trust store is used, and no file of CAs",
    "openssl": "the file of CAs that came with git is used, and not the system's trust store",
}
_SECTION = re.compile(r'http(?:\s+"(?P<url>[^"]*)")?$', re.IGNORECASE)


def look(machine: Machine) -> Iterator[Fact]:
    """What git's files and variables say about proxies and certificates."""
    cafile = ""
    for row, source in _rows(machine):
        section = _SECTION.match(row.section)
        about = ABOUT.get(row.name.lower())
        if section is None or about is None:
            continue
        if about is About.NO_CHECK and not is_off(row.value):
            continue
        name = f"http.{section['url']}.{row.name}" if section["url"] else f"http.{row.name}"
        yield setting(
            "git",
            name,
            row.value,
            source=source,
            line=row.line,
            about=about,
            strict=about is About.POLICY,
            note=_note(about, row),
        )
        if row.name.lower() == "sslcainfo" and not section["url"]:
            cafile = row.value
    for name, about in VARIABLES.items():
        if value := machine.variable(name):
            yield setting("git", name, value, about=about)
    if machine.variable("GIT_SSL_NO_VERIFY"):
        value = machine.variable("GIT_SSL_NO_VERIFY")
        yield setting("git", "GIT_SSL_NO_VERIFY", value, about=About.NO_CHECK, note=UNCHECKED)
    cafile = machine.variable("GIT_SSL_CAINFO") or cafile or bundle(machine)
    if cafile:
        yield from machine.store(cafile, "git")


def _note(about: About, row: Row) -> str:
    if about is About.NO_CHECK:
        return UNCHECKED
    return BACKENDS.get(row.value.lower(), "") if row.name.lower() == "sslbackend" else ""


def _rows(machine: Machine) -> Iterator[tuple[Row, str]]:
    """The rows of every file, in the order in which the later ones win."""
    config = machine.variable("XDG_CONFIG_HOME") or "~/.config"
    waiting = [
        "/etc/gitconfig",
        f"{config}/git/config",
        machine.variable("GIT_CONFIG_GLOBAL") or "~/.gitconfig",
        _repository(machine),
    ]
    seen: set[str] = set()
    while waiting and len(seen) < MOST_FILES:
        file = waiting.pop(0)
        if not file or file in seen:
            continue
        seen.add(file)
        lines = joined(machine.lines(file, "git"))
        for row in pairs(lines, comments="#;"):
            if row.section == "include" and row.name == "path":
                waiting.insert(0, _beside(file, row.value))
            yield row, machine.shown(file)


def _repository(machine: Machine) -> str:
    """The configuration of the repository around the working folder."""
    folder = ""
    for _ in range(12):
        if machine.exists(f"{folder}.git/config"):
            return f"{folder}.git/config"
        folder += "../"
    return ""


def _beside(file: str, name: str) -> str:
    """A path in an include is relative to the file that it stands in."""
    if name.startswith(("/", "~")):
        return name
    return f"{file.rpartition('/')[0]}/{name}"
