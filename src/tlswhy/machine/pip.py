"""pip: its configuration files in the order in which later ones win, and its variables."""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.machine._formats import pairs
from tlswhy.machine._machine import Machine, setting
from tlswhy.model.facts import Fact
from tlswhy.model.facts.machine import ENVIRONMENT, About

ABOUT = {
    "proxy": About.PROXY,
    "cert": About.CA_FILE,
    "trusted-host": About.NO_CHECK,
    "use-feature": About.OTHER,
    "use-deprecated": About.OTHER,
}
# Since pip 24.2 the system's store is the default where Python is 3.10 or newer.
NOTES = {
    "truststore": "the system's trust store is used",
    "legacy-certs": "certifi's roots are used, and not the system's trust store",
}


def look(machine: Machine) -> Iterator[Fact]:
    """Each setting that TLS depends on."""
    for file in _files(machine):
        for row in pairs(machine.lines(file, "pip"), comments="#;", separators="=:"):
            shown = machine.shown(file)
            yield from _row(machine, row.name.replace("_", "-"), row.value, shown, row.line)
    for name in ABOUT:
        variable = f"PIP_{name.upper().replace('-', '_')}"
        if value := machine.variable(variable):
            yield from _row(machine, name, value, ENVIRONMENT, None, variable)


def _files(machine: Machine) -> list[str]:
    config = machine.variable("XDG_CONFIG_HOME") or "~/.config"
    files = ["/etc/xdg/pip/pip.conf", "/etc/pip.conf"]
    for variable, ending in (("PROGRAMDATA", "pip/pip.ini"), ("APPDATA", "pip/pip.ini")):
        if folder := machine.variable(variable):
            files.append(f"{folder}/{ending}")
    files += [
        "~/.pip/pip.conf",
        "~/Library/Application Support/pip/pip.conf",
        f"{config}/pip/pip.conf",
    ]
    if folder := machine.variable("VIRTUAL_ENV"):
        files.append(f"{folder}/pip.conf")
    if file := machine.variable("PIP_CONFIG_FILE"):
        files.append(file)
    return files


def _row(  # noqa: PLR0913, PLR0917 - each is a part of the row
    machine: Machine, name: str, value: str, source: str, line: int | None, shown: str = ""
) -> Iterator[Fact]:
    about = ABOUT.get(name)
    if about is None or (about is About.OTHER and value not in NOTES):
        return
    note = NOTES.get(value, "")
    if about is About.NO_CHECK:
        note = "certificates of these hosts are not verified"
    yield setting("pip", shown or name, value, source=source, line=line, about=about, note=note)
    if about is About.CA_FILE:
        yield from machine.store(value, "pip")
