"""Yarn: .yarnrc of version 1 and .yarnrc.yml of the later ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tlswhy.machine._formats import Row, is_off, unquoted, yaml
from tlswhy.machine._machine import Machine, setting
from tlswhy.model.facts import Fact
from tlswhy.model.facts.machine import About

ABOUT = {
    "proxy": About.PLAIN_PROXY,
    "https-proxy": About.PROXY,
    "cafile": About.CA_FILE,
    "strict-ssl": About.NO_CHECK,
    "httpProxy": About.PLAIN_PROXY,
    "httpsProxy": About.PROXY,
    "httpsCaFilePath": About.CA_FILE,
    "caFilePath": About.CA_FILE,
    "enableStrictSsl": About.NO_CHECK,
}
_OLD = re.compile(r'"?(?P<name>[\w-]+)"?\s+(?P<value>\S.*)')


def look(machine: Machine) -> Iterator[Fact]:
    """Each setting that TLS depends on."""
    for file in (".yarnrc", "~/.yarnrc", ".yarnrc.yml", "~/.yarnrc.yml"):
        lines = machine.lines(file, "yarn")
        rows = yaml(lines) if file.endswith(".yml") else _old(lines)
        for row in rows:
            about = ABOUT.get(row.name)
            if about is None or (about is About.NO_CHECK and not is_off(row.value)):
                continue
            note = "certificates are not verified" if about is About.NO_CHECK else ""
            yield setting(
                "yarn", row.name, row.value, source=file, line=row.line, about=about, note=note
            )
            if about is About.CA_FILE:
                yield from machine.store(row.value, "yarn")


def _old(lines: list[str]) -> Iterator[Row]:
    for number, line in enumerate(lines, 1):
        if found := _OLD.match(line.strip()):
            yield Row(number, "", found["name"], unquoted(found["value"]))
