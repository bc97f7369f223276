"""conda: .condarc, in all the places where it is looked for."""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.machine._formats import Row, is_off, yaml
from tlswhy.machine._machine import Machine, setting
from tlswhy.model.facts import Fact
from tlswhy.model.facts.machine import About


def look(machine: Machine) -> Iterator[Fact]:
    """The proxies and what certificates are verified by."""
    files = ["/etc/conda/.condarc", "/etc/conda/condarc"]
    if folder := machine.variable("CONDA_PREFIX"):
        files.append(f"{folder}/.condarc")
    files += ["~/.config/conda/.condarc", "~/.conda/.condarc", "~/.condarc"]
    if file := machine.variable("CONDARC"):
        files.append(file)
    for file in files:
        for row in yaml(machine.lines(file, "conda")):
            yield from _row(machine, row, machine.shown(file))
    if value := machine.variable("CONDA_SSL_VERIFY"):
        yield from _row(machine, Row(0, "", "ssl_verify", value), "the environment")


def _row(machine: Machine, row: Row, file: str) -> Iterator[Fact]:
    if row.section == "proxy_servers":
        about = About.PLAIN_PROXY if row.name == "http" else About.PROXY
        name = f"proxy_servers.{row.name}"
        yield setting("conda", name, row.value, source=file, line=row.line, about=about)
    if row.section or row.name not in ("ssl_verify", "verify_ssl"):
        return
    value, about, note = row.value, About.CA_FILE, ""
    if is_off(value):
        about, note = About.NO_CHECK, "certificates are not verified"
    elif value.lower() == "truststore":
        note = "the system's trust store is used"
    elif value.lower() in ("true", "<boolean>true", ""):
        return
    yield setting(
        "conda", row.name, value, source=file, line=row.line or None, about=about, note=note
    )
    if about is About.CA_FILE and not note:
        yield from machine.store(value, "conda")
