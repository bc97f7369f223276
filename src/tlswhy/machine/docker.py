"""Docker: the daemon's proxies, those it puts into containers, and its CAs for each registry."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tlswhy.machine._formats import json_of, line_of, pairs, within
from tlswhy.machine._machine import Machine, setting
from tlswhy.model.facts import Anchor, Fact
from tlswhy.model.facts.machine import About, NotRead

CLIENT = "~/.docker/config.json"
DAEMON = "/etc/docker/daemon.json"
DROP_INS = (
    "/etc/systemd/system/docker.service.d",
    "/usr/lib/systemd/system/docker.service.d",
    "/etc/systemd/system/containerd.service.d",
)
REGISTRIES = "/etc/docker/certs.d"
ABOUT = {
    "httpproxy": About.PLAIN_PROXY,
    "httpsproxy": About.PROXY,
    "allproxy": About.PROXY,
    "noproxy": About.NO_PROXY,
}
_ASSIGNED = re.compile(r"\"([^\"]*)\"|'([^']*)'|(\S+)")


def look(machine: Machine) -> Iterator[Fact]:
    """What the daemon pulls through, what containers are given, which registries are trusted."""
    folder = machine.variable("DOCKER_CONFIG")
    client = f"{folder}/config.json" if folder else CLIENT
    proxies = within(_json(machine, client), "proxies")
    for name, of in proxies.items() if isinstance(proxies, dict) else ():
        note = "for what runs in containers, not for pulling images"
        yield from _proxies(machine, client, f"proxies.{name}", of, note)
    daemon = _json(machine, DAEMON)
    yield from _proxies(machine, DAEMON, "proxies", within(daemon, "proxies"), "")
    for host in _strings(within(daemon, "insecure-registries")):
        line = line_of(machine.lines(DAEMON, "docker"), host)
        note = "certificates of this registry are not verified"
        yield setting(
            "docker",
            "insecure-registries",
            host,
            source=DAEMON,
            line=line,
            about=About.NO_CHECK,
            note=note,
        )
    yield from _drop_ins(machine)
    yield from _registries(machine)


def _json(machine: Machine, file: str) -> object:
    content = machine.content(file, "docker")
    document = json_of(content)
    if content and document is None:
        seen = Anchor(source=machine.shown(file))
        machine.unread.append(NotRead(seen=seen, program="docker", why="it is no JSON"))
    return document


def _proxies(machine: Machine, file: str, above: str, of: object, note: str) -> Iterator[Fact]:
    for name, value in of.items() if isinstance(of, dict) else ():
        about = ABOUT.get(str(name).lower().replace("-", ""))
        if about is None or not isinstance(value, str) or not value:
            continue
        yield setting(
            "docker",
            f"{above}.{name}",
            value,
            source=machine.shown(file),
            line=line_of(machine.lines(file, "docker"), f'"{name}"'),
            about=about,
            note="" if value.lower().startswith("https://") else note,
        )


def _drop_ins(machine: Machine) -> Iterator[Fact]:
    for folder in DROP_INS:
        for name in machine.names(folder, "docker"):
            if name.endswith(".conf"):
                yield from environment(machine, f"{folder}/{name}", "docker")


def environment(machine: Machine, file: str, program: str) -> Iterator[Fact]:
    """Proxies in the lines `Environment=` of a unit of systemd."""
    for number, line in enumerate(machine.lines(file, program), 1):
        name, _, value = line.strip().partition("=")
        if name.strip() not in ("Environment", "DefaultEnvironment"):
            continue
        for found in _ASSIGNED.finditer(value):
            for row in pairs([found[1] or found[2] or found[3]]):
                about = ABOUT.get(row.name.lower().replace("_", ""))
                if about is not None:
                    yield setting(
                        program, row.name, row.value, source=file, line=number, about=about
                    )


def _registries(machine: Machine) -> Iterator[Fact]:
    for host in machine.names(REGISTRIES, "docker"):
        for name in machine.names(f"{REGISTRIES}/{host}"):
            if name.endswith(".crt"):
                file = f"{REGISTRIES}/{host}/{name}"
                yield from machine.store(file, "docker", used_by=f"for {host}", adds=True)


def _strings(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
