"""npm and pnpm: .npmrc of the project, the user and the system. Tokens in them are not read."""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.machine._formats import is_off, pairs
from tlswhy.machine._machine import Machine, setting
from tlswhy.model.facts import Fact
from tlswhy.model.facts.machine import About

ABOUT = {
    "proxy": About.PLAIN_PROXY,
    "http-proxy": About.PLAIN_PROXY,
    "https-proxy": About.PROXY,
    "noproxy": About.NO_PROXY,
    "cafile": About.CA_FILE,
    "ca": About.CA_FILE,
    "ca[]": About.CA_FILE,
    "strict-ssl": About.NO_CHECK,
}


def look(machine: Machine) -> Iterator[Fact]:
    """Each setting that TLS depends on; of a `ca` only that there is one."""
    user = machine.variable("npm_config_userconfig") or "~/.npmrc"
    prefix = machine.variable("PREFIX") or machine.variable("npm_config_prefix")
    files = [".npmrc", user, "/etc/npmrc", "/usr/etc/npmrc", "/usr/local/etc/npmrc"]
    files += [f"{prefix}/etc/npmrc"] if prefix else []
    for file in dict.fromkeys(files):
        for row in pairs(machine.lines(file, "npm"), comments="#;"):
            yield from _row(machine, row.name, row.value, machine.shown(file), row.line)
    for name in ABOUT:
        for spelling in (f"npm_config_{name.replace('-', '_')}", f"NPM_CONFIG_{name.upper()}"):
            if value := machine.variable(spelling):
                yield from _row(machine, name, value, "the environment", None)


def _row(machine: Machine, name: str, value: str, source: str, line: int | None) -> Iterator[Fact]:
    about = ABOUT.get(name)
    if about is None or value in ("null", "") or (about is About.NO_CHECK and not is_off(value)):
        return
    note = "certificates are not verified" if about is About.NO_CHECK else ""
    if name in ("ca", "ca[]"):
        value, note = "a certificate", "npm trusts it, and no other CA"
    yield setting("npm", name, value, source=source, line=line, about=about, note=note)
    if name == "cafile":
        yield from machine.store(value, "npm", note="npm trusts no other CA")
